"""Findings about deficits and what recovers them."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.economy import EconomyBook
from veikart.calc.supervision import Deficit, Recovery
from veikart.rules.economy.engines.supervision import get_dated
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding
from veikart.rules.words import in_mill


def check_supervision(book: EconomyBook) -> Iterator[Finding]:
    """Recoveries before the deficit, more or less than it, or over more years than there are."""
    for key, deficit in book.table("deficits").items():
        rows = {row_key: one for row_key, one in book.table("recoveries").items() if one.deficit == key}
        yield from _check_early(deficit, rows)
        yield from _check_sum(book, deficit, rows)
        yield from _check_late(deficit, rows)


def name_of(deficit: Deficit) -> str:
    """What a deficit is called."""
    return f"Merforbruket fra {deficit.year}"


def _check_early(deficit: Deficit, rows: dict[str, Recovery]) -> Iterator[Finding]:
    rule = get_economy_tables()["recoveries"]
    for key, one in rows.items():
        if one.year <= deficit.year:
            words = {"name": name_of(deficit), "expected": str(deficit.year), "found": str(one.year)}
            yield make_finding("recovery-early", rule.place_of(key, "year"), **words)


def _check_sum(book: EconomyBook, deficit: Deficit, rows: dict[str, Recovery]) -> Iterator[Finding]:
    place, nok = get_economy_tables()["deficits"].place_of(deficit.id, "nok"), sum(one.nok for one in rows.values())
    if nok > deficit.nok:
        yield make_finding("recovery-excess", place, name=name_of(deficit), expected=in_mill(deficit.nok), found=in_mill(nok))
    elif nok < deficit.nok and book.years and book.years[-1] > deficit.year:
        yield make_finding("recovery-missing", place, name=name_of(deficit), expected=in_mill(deficit.nok), found=in_mill(nok))


def _check_late(deficit: Deficit, rows: dict[str, Recovery]) -> Iterator[Finding]:
    last = max((one.year for one in rows.values()), default=deficit.year) - deficit.year
    allowed = get_dated("recovery_years", deficit.year)
    if deficit.decided_years is not None:
        allowed = max(allowed, min(deficit.decided_years, get_dated("recovery_years_longest", deficit.year)))
    if last > allowed:
        place = get_economy_tables()["deficits"].place_of(deficit.id, "decided_years")
        yield make_finding("recovery-late", place, name=name_of(deficit), found=str(last), expected=str(allowed))
