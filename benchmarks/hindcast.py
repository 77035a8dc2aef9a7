"""The default model and simpler ones run again as they would have been in earlier years, for every municipality.

    PYTHONPATH=src python -m benchmarks.hindcast            # shows the table
    PYTHONPATH=src python -m benchmarks.hindcast --write    # also makes the files of examples/norge anew

The model was developed on the projections of 2009 to 2014 and what was counted until 1 January 2019. What came later was looked at once, and
nothing was changed after that.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from veikart.calc.population.national import NationalRates
from veikart.calc.scorecard.errors import ALL, NATION, list_errors
from veikart.calc.scorecard.hindcast import AGE_GROUPS, Counts, Hindcast, hindcast, make_default_method
from veikart.calc.scorecard.methods import make_constant_method, make_hamilton_perry_method, make_simple_cohort_method
from veikart.calc.scorecard.spreads import MeasuredSpreads, measure_spreads
from veikart.calc.scorecard.vintages import list_vintage_errors
from veikart.exchange.population.counts import COUNTS, add_up_by_size, read_counts, read_names, write_by_size
from veikart.exchange.population.national import read_national
from veikart.exchange.population.scorecard import BANDS, AgesRow, Score, Scorecard, SinceRow, read_band_counts, write_scorecard

FOLDER = Path(__file__).parents[1] / "examples" / "norge"
LAST_KNOWN, SINCE = 2019, 2019
ORIGINS = range(2009, LAST_KNOWN)
COMPARED = (*range(2010, 2015), SINCE)
FIVE_YEARS = 5
KOMPAS, KOMPAS_PLACE = FOLDER.parent / "baerum-2020-2023" / "tables" / "4.13.csv", "3201"
FIVE_PLACES = ("4001", "4003", "4005", "4028", "4036")
VINTAGES = (2016, 2018, 2020, 2022, 2024)
CLAIM_TOTAL, CLAIM_COVERED = 0.025, (0.75, 0.85)


def keep_until(counts: Counts, last: int) -> Counts:
    """The counts of 1 January of the year and earlier, of the municipalities counted in every year."""
    return {code: {year: one for year, one in rows.items() if year <= last} for code, rows in counts.items() if 2005 in rows}


def run_default(counts: Counts, national: NationalRates, *, origin: int, years: int) -> Hindcast:
    return hindcast(counts, make_default_method(national, origin=origin, years=years), origin=origin, years=years)


def promise(spreads: MeasuredSpreads, one: Hindcast) -> np.ndarray:
    ahead = np.arange(1.0, one.projected.shape[1] + 1)
    return np.array([spreads.get_half_width(size, ahead) for size in one.sizes])


def compare_methods(counts: Counts, national: NationalRates) -> Iterator[Score]:
    """Five years ahead by every method: all municipalities up to 2019, then the twelve that are counted."""
    for origin in COMPARED:
        places = "all" if origin < SINCE else "twelve"
        chosen = {code: rows for code, rows in counts.items() if origin + FIVE_YEARS in rows and 2005 in rows}
        methods = {
            "constant": make_constant_method(origin=origin, years=FIVE_YEARS),
            "hamilton-perry": make_hamilton_perry_method(origin=origin),
            "simple-cohort": make_simple_cohort_method(national, origin=origin, years=FIVE_YEARS),
            "default": make_default_method(national, origin=origin, years=FIVE_YEARS),
        }
        for name, method in methods.items():
            errors = list_errors([hindcast(chosen, method, origin=origin, years=FIVE_YEARS)])
            one = next(one for one in errors if (one.horizon, one.size_class, one.ages, one.origin) == (FIVE_YEARS, ALL, ALL, origin))
            if name != "default" or places == "twelve":
                yield Score(name, places, one)


def compare_official(counts: Counts, national: NationalRates) -> Iterator[Score]:
    """The five municipalities of the official projections, and the default model from the same days."""
    for error in list_vintage_errors(read_band_counts(FOLDER / BANDS)):
        yield Score("official", "five", error)
    five = {code: counts[code] for code in FIVE_PLACES}
    for origin in VINTAGES:
        for error in list_errors([run_default(five, national, origin=origin, years=2026 - origin)]):
            if error.origin == origin and error.size_class == ALL:
                yield Score("default", "five", error)


def list_since(counts: Counts, national: NationalRates, spreads: MeasuredSpreads) -> Iterator[SinceRow]:
    """The twelve, from 2019 and as far as they are counted."""
    names = read_names(FOLDER / COUNTS)
    chosen = {code: rows for code, rows in counts.items() if SINCE + FIVE_YEARS in rows}
    one = run_default(chosen, national, origin=SINCE, years=2026 - SINCE)
    wide = np.exp(promise(spreads, one))
    for at, code in enumerate(one.codes):
        for ahead, persons in enumerate(one.projected[at].sum(-1)):
            counted, width = one.counted[at, ahead].sum(), wide[at, ahead]
            yield SinceRow(code, names[code], SINCE + 1 + ahead, round(persons), round(counted), round(persons / width), round(persons * width))


def list_ages(counts: Counts, national: NationalRates) -> Iterator[AgesRow]:
    """Bærum's thirteen groups of ages at the end of 2023, by the default model and by the municipality's own (Kompas, table 4.13)."""
    one = run_default({KOMPAS_PLACE: counts[KOMPAS_PLACE]}, national, origin=SINCE, years=FIVE_YEARS)
    with KOMPAS.open(encoding="utf-8", newline="") as stream:
        printed = [int("".join(row["2023"].split())) for row in csv.DictReader(stream) if row["row"].startswith("alder-")]
    for at, (ages, other) in enumerate(zip(AGE_GROUPS, printed, strict=True)):
        yield AgesRow(KOMPAS_PLACE, ages, round(one.projected[0, -1, at]), other, round(one.counted[0, -1, at]))


def make_scorecard() -> Scorecard:
    """Everything, from the counts and the national rates in the folder. Whether an origin's counts lay within the band is told of the band that the
    other origins give, so that no band is tried on what it was made of."""
    counts = read_counts(FOLDER / COUNTS)
    write_by_size(FOLDER, add_up_by_size(counts, sized_in=LAST_KNOWN))
    national, findings = read_national(FOLDER)
    if national is None:
        raise SystemExit(f"{len(findings)} findings in {FOLDER}")
    known = keep_until(counts, LAST_KNOWN)
    hindcasts = [run_default(known, national, origin=origin, years=LAST_KNOWN - origin) for origin in ORIGINS]
    spreads = measure_spreads(hindcasts)
    errors = list_errors(hindcasts, [promise(measure_spreads([other for other in hindcasts if other is not one]), one) for one in hindcasts])
    scores = [Score("default", "all", one) for one in errors]
    scores += [*compare_methods(counts, national), *compare_official(counts, national)]
    return Scorecard(tuple(scores), spreads, tuple(list_since(counts, national, spreads)), tuple(list_ages(counts, national)))


def show(scorecard: Scorecard) -> bool:
    """The table of five years ahead. Whether what is claimed holds."""
    five = [one for one in scorecard.scores if one.error.horizon == FIVE_YEARS and one.error.ages == ALL and one.error.size_class != NATION]
    for one in five:
        error = one.error
        covered = "" if error.covered is None else f"{error.covered:8.1%}"
        print(f"{one.method:16}{one.places:8}{error.origin or '2009-14':>8}{error.size_class:>7}{error.count:6}{error.mean_absolute:9.2%}{covered}")
    pooled = {one.error.size_class: one.error for one in five if one.error.origin is None}
    inside = [one.low <= (one.counted or 0) <= one.high for one in scorecard.since if one.year == SINCE + FIVE_YEARS]
    print(f"2019-24: {sum(inside)} of {len(inside)} within the band of 80 per cent")
    low, high = CLAIM_COVERED
    return pooled[ALL].mean_absolute <= CLAIM_TOTAL and all(low <= (one.covered or 0) <= high for one in pooled.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="make the files of examples/norge anew")
    wanted = parser.parse_args()
    scorecard = make_scorecard()
    if wanted.write:
        write_scorecard(FOLDER, scorecard)
    return 0 if show(scorecard) else 1


if __name__ == "__main__":
    sys.exit(main())
