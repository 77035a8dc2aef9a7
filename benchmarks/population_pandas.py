"""The projection as it is often written: one draw and one year at a time, on a pandas table of sex and age.

Run by benchmarks/population.py with an interpreter that has pandas: reads and writes the files of benchmarks/population_others.py.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

RATES = ["dead", "out_domestic", "out_foreign", "in_domestic", "in_foreign", "housing"]


def project(base, fertility, rates, weights, boys, factors):  # type: ignore[no-untyped-def]
    """Groups of every draw and year."""
    index = pd.MultiIndex.from_product([["female", "male"], range(106)], names=["sex", "age"])
    found = np.empty((factors.shape[2], len(rates), len(weights)))
    for draw in range(factors.shape[2]):
        table = pd.DataFrame({"persons": base}, index=index)
        for year in range(len(rates)):
            births, *others = factors[:, year, draw]
            rate = pd.DataFrame(rates[year].T * others, index=index, columns=RATES)
            older = table.groupby(level="sex")["persons"].shift(1, fill_value=0.0)
            for sex in ("female", "male"):
                older[(sex, 105)] += table.loc[(sex, 105), "persons"]
            born = (older["female"] * fertility[year]).sum() * births
            older[("female", 0)], older[("male", 0)] = born * (1 - boys), born * boys
            out = (rate["out_domestic"] + rate["out_foreign"]).clip(upper=1)
            arrived = rate["in_domestic"] + rate["in_foreign"] + rate["housing"]
            table["persons"] = (older * (1 - rate["dead"].clip(upper=1)) * (1 - out) + arrived).clip(lower=0)
            found[draw, year] = weights @ table["persons"].to_numpy()
    return found


def main() -> None:
    """Prints the seconds of the best round."""
    folder, best = Path(sys.argv[1]), float("inf")
    given = [np.load(folder / f"{name}.npy") for name in ("base", "fertility", "rates", "weights", "boys", "factors")]
    for _ in range(int(sys.argv[2])):
        began = time.perf_counter()
        found = project(*given)
        best = min(best, time.perf_counter() - began)
    np.save(folder / "pandas.npy", found)
    print(best)


main()
