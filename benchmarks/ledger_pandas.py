"""The same report with pandas, in a program of its own, by an interpreter that has pandas. Run by benchmarks/ledger.py.

`plain` is how it is mostly written: the types are given, and codes are texts. `c` has codes as categories, which pandas groups by fastest, and
`pyarrow` reads with Arrow on all cores too. Only columns that are asked for are read: the texts of the lines are not, but with `lines`, where every
line is stored.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pandas as pd

MONTH, YEAR = 8, 2019
TYPES = {
    "Bilagsnr": str, "Linje": "int32", "Bilagsdato": str, "Periode": "int32", "Konto": "category", "Ansvar": "category", "Funksjon": "category",
    "Prosjekt": "category", "Tekst": str, "Beløp": "float64",
}  # fmt: skip
KEYS = ["month", "Konto", "Ansvar", "Funksjon", "Prosjekt"]


def main() -> None:
    """Reads, checks, adds up and reports, and stores the lines where that is asked; prints the seconds of each part."""
    folder, target, engine, way = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5]
    began, parts = time.perf_counter(), {}
    target.mkdir(parents=True)
    lines = read(folder / "lines.csv", engine, [one for one in TYPES if one != "Tekst" or way == "lines"])
    lines["Bilagsdato"] = pd.to_datetime(lines["Bilagsdato"], format="%d.%m.%Y")
    lines["amount"] = (lines.pop("Beløp") * 100).round().astype("int64")
    lines["month"] = (lines["Periode"] % 100).astype("int8")
    parts["read"] = time.perf_counter() - began
    check(lines, folder)
    parts["checked"] = time.perf_counter() - began
    if way == "lines":
        lines.to_parquet(target / "lines.parquet")
        parts["stored"] = time.perf_counter() - began
    rolled = lines.groupby(KEYS, observed=True, sort=False, dropna=False)["amount"].agg(["sum", "size"]).reset_index()
    rolled.to_parquet(target / "rollup.parquet")
    parts["rolled"] = time.perf_counter() - began
    report(rolled, folder).to_csv(target / "report.csv", index=False)
    parts["report"] = time.perf_counter() - began
    print(json.dumps(parts))


def read(path: Path, engine: str, columns: list[str]) -> pd.DataFrame:
    """The lines as they stand; Arrow would make numbers of codes that are categories from the start."""
    if engine == "c":
        return pd.read_csv(path, sep=";", decimal=",", dtype=TYPES, usecols=columns, engine="c")
    codes = [name for name, kind in TYPES.items() if kind == "category"]
    types = {**TYPES, **dict.fromkeys(codes, str)}
    lines = pd.read_csv(path, sep=";", decimal=",", dtype=types, usecols=columns, engine="c" if engine == "plain" else engine)
    return lines if engine == "plain" else lines.astype(dict.fromkeys(codes, "category"))


def check(lines: pd.DataFrame, folder: Path) -> None:
    """Stops where something is wrong."""
    codes = set(pd.read_csv(folder / "codes.csv", dtype=str)["code"])
    wrong = {
        "datoer": (lines["Bilagsdato"].dt.year != YEAR) | (lines["Periode"] // 100 != YEAR) | ~lines["month"].between(1, 13),
        "kontoer": ~lines["Konto"].str[:4].isin(codes),
        "tomme": lines[["amount", "Konto", "Bilagsnr"]].isna().any(axis=1),
        "linjer": lines.duplicated(["Bilagsnr", "Linje"]),
        "bilag": lines.groupby("Bilagsnr", sort=False)["amount"].sum() != 0,
    }
    for name, found in wrong.items():
        if found.any():
            sys.exit(f"{name}: {found.sum()}")


def report(rolled: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Budget, accounts, deviation, share and forecast of each unit and all below it, by group of accounts."""
    places = pd.read_csv(folder / "places.csv", dtype=str)
    parents = pd.read_csv(folder / "parents.csv", dtype=str).set_index("unit")["parent"].to_dict()
    above = [(unit, total) for unit in parents for total in _above(unit, parents)]
    budget = pd.read_csv(folder / "budget.csv", sep=";", dtype={"Konto": str, "Ansvar": str})
    budget["budget"] = budget["Budsjett"] * 100
    budget["month"] = budget["Periode"] % 100
    actual = rolled.rename(columns={"sum": "actual"}).astype({"Konto": str, "Ansvar": str})
    cells = pd.concat([actual[["month", "Konto", "Ansvar", "actual"]], budget[["month", "Konto", "Ansvar", "budget"]]]).fillna(0)
    cells = cells[cells["month"] <= MONTH]
    cells["account_group"] = cells["Konto"].str[1]
    summed = cells.groupby(["Ansvar", "account_group"])[["budget", "actual"]].sum().astype("int64").reset_index()
    joined = summed.merge(places, left_on="Ansvar", right_on="cost_centre").merge(pd.DataFrame(above, columns=["unit", "total"]), on="unit")
    every = pd.MultiIndex.from_product([sorted(parents), [str(one) for one in range(10)]], names=["unit", "account_group"])
    found = joined.groupby(["total", "account_group"])[["budget", "actual"]].sum().rename_axis(["unit", "account_group"]).reindex(every, fill_value=0)
    found["deviation"] = found["budget"] - found["actual"]
    found["share"] = [_share(one, other) for one, other in zip(found["deviation"], found["budget"], strict=True)]
    found["forecast"] = [_rounded(one * 12, MONTH) for one in found["actual"]]
    return found.reset_index()


def _above(unit: str, parents: dict[str, str]) -> list[str]:
    found = []
    while isinstance(unit, str) and unit:
        found.append(unit)
        unit = parents.get(unit, "")
    return found


def _share(deviation: int, budget: int) -> int:
    return _rounded(deviation * 1_000_000, abs(budget)) if budget else 0


def _rounded(number: int, divisor: int) -> int:
    size = (2 * abs(number) + divisor) // (2 * divisor)
    return size if number >= 0 else -size


if __name__ == "__main__":
    main()
