"""The runner that makes old projections of all municipalities again, and holds them against what was counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.conf import settings

from veikart.actions.run_kinds import Report, RunFailed, RunOrder
from veikart.calc.population.national import NationalRates
from veikart.calc.scorecard.errors import ALL, NATION, SIZE_CLASSES, ErrorSummary, list_errors
from veikart.calc.scorecard.hindcast import Counts, Hindcast, hindcast, make_default_method
from veikart.exchange.cluster.national import DATA_FOLDER
from veikart.exchange.population.counts import COUNTS, read_counts
from veikart.exchange.population.national import read_national
from veikart.rules.foresight.run_results import make_table
from veikart.rules.foresight.scorecard import name_class
from veikart.rules.words import format_decimal

ORIGINS, YEARS = range(2010, 2015), 5
"""The years projections are made on 1 January of where nothing else is asked for, and how many years ahead they are held against counts."""


def run_scorecard(order: RunOrder, report: Report) -> dict[str, Any]:
    """The errors of projections from each `origin` (a year, once or more), by years ahead, size of municipality and origin."""
    report(0.0, "Leser folketallet")
    national, counts = _read()
    known = sorted({year for one in counts.values() for year in one})
    origins = [_read_origin(one, known) for one in order.texts("origin")] or list(ORIGINS)
    found = []
    for at, origin in enumerate(origins):
        report(at / len(origins), f"Framskriver alle kommuner fra {origin}")
        found.append(_make_again(counts, national, origin))
    return _describe(list(list_errors(found)), origins)


def _read() -> tuple[NationalRates, Counts]:
    folder = settings.ROOT / "examples" / DATA_FOLDER
    national, findings = read_national(folder)
    if national is None:
        raise RunFailed(f"Tabellene for landet kan ikke brukes: {findings[0].sentence}")
    return national, read_counts(folder / COUNTS)


def _read_origin(given: str, known: Sequence[int]) -> int:
    years = [year for year in known if str(year) == given and year > known[0] and year < known[-1]]
    if not years:
        raise RunFailed(f"«{given}» kan ikke framskrives fra. Velg et år fra {known[0] + 1} til {known[-1] - 1}.")
    return years[0]


def _make_again(counts: Counts, national: NationalRates, origin: int) -> Hindcast:
    """The projections of one origin, of the municipalities that are counted then and every year that is looked at."""
    years = range(origin, origin + YEARS + 1)
    chosen = {code: one for code, one in counts.items() if all(year in one for year in years)}
    return hindcast(chosen, make_default_method(national, origin=origin, years=YEARS), origin=origin, years=YEARS)


def _describe(errors: Sequence[ErrorSummary], origins: Sequence[int]) -> dict[str, Any]:
    columns = [f"{ahead} år fram" for ahead in range(1, YEARS + 1)]
    found = {(one.origin, one.size_class, one.horizon): one for one in errors if one.ages == ALL}
    sizes = [(name_class(size), [100 * found[None, size, ahead].mean_absolute for ahead in range(1, YEARS + 1)]) for size in (ALL, *SIZE_CLASSES)]
    nation = [(f"Fra 1. januar {one}", _biases(found, one)) for one in origins]
    note = "Hvor mye framskrevet folketall bommer på det som ble talt, prosent."
    mean = format_decimal(Fraction(sizes[0][1][-1]), 1)
    answer = f"Fem år fram bommer framskrivingene med {mean} prosent i snitt"
    tables = [
        make_table("Bom etter hvor stor kommunen er, uten fortegn", "percent", columns, sizes, heading="Prosent", note=note),
        make_table("Alle kommunene lagt sammen, med fortegn", "percent", columns, nation, heading="Prosent", note=note),
    ]
    return {"answer": answer, "tables": tables}


def _biases(found: Mapping[tuple[int | None, str, int], ErrorSummary], origin: int) -> list[float]:
    return [100 * found[origin, NATION, ahead].bias for ahead in range(1, YEARS + 1)]
