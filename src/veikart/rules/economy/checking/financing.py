"""Findings about the financing: a target that does not hold together, a gap that nobody closes, and too little own capital."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from veikart.calc.economy import EconomyBook
from veikart.calc.financing import NON_SELF_FINANCING
from veikart.calc.values import PPM
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_nok, format_percent, in_mill

_GOALS = {"minimum": "own-capital-minimum", "target": "own-capital-target"}
"""What own capital is held against, and what is said where it falls short."""


def check_financing(book: EconomyBook) -> Iterator[Finding]:
    """A minimum above its target, and two sources in the same place."""
    rules = get_economy_tables()
    for key, one in book.table("financing_rules").items():
        if one.minimum > one.target:
            words = {"year": str(one.year), "found": _percent(one.minimum), "expected": _percent(one.target)}
            yield make_finding("financing-target", rules["financing_rules"].place_of(key, "minimum"), **words)
    order = sorted(book.table("financing_order").items(), key=lambda item: (item[1].position, item[1].source))
    names = get_economy_choices("financing_source")
    for (_first_key, first), (key, second) in pairwise(order):
        if first.position == second.position:
            words = {"first": names[first.source], "second": names[second.source], "found": str(first.position)}
            yield make_finding("financing-order-twice", rules["financing_order"].place_of(key, "position"), **words)


def _percent(ppm: int) -> str:
    return format_percent(Fraction(ppm, PPM), 1)


def find_financing(book: EconomyBook, run: Run) -> Iterator[Finding]:
    """What is not paid for, what must be paid without loans, sources that are not used, and own capital below the minimum and the target."""
    sheet = run.sheets.get("financing")
    if sheet is None:
        return
    for year in sheet.years:
        for subject in sheet.subjects:
            yield from _find_gap(sheet, subject, year)
        yield from _find_own_capital(sheet, year)


def _find_gap(sheet: Sheet, subject: str, year: int) -> Iterator[Finding]:
    nok = {line: sheet.value(subject, line, year) for line in ("left_for_loan", "wanted_loan", "loan", "gap", "unused")}
    place, name = Place(figure=f"financing:{subject}", year=year), sheet.name(subject)
    not_lent = max(0, nok["left_for_loan"] - nok["wanted_loan"])
    if not_lent:
        yield make_finding("loan-not-allowed", place, year=str(year), found=in_mill(not_lent))
    if nok["gap"] > not_lent:
        yield make_finding("financing-gap", place, name=name, year=str(year), found=in_mill(nok["gap"] - not_lent))
    if nok["unused"]:
        yield make_finding("financing-unused", place, name=name, year=str(year), found=in_mill(nok["unused"]))


def _find_own_capital(sheet: Sheet, year: int) -> Iterator[Finding]:
    """Below the minimum, or else below the target."""
    for line, code in _GOALS.items():
        missing = sheet.value(NON_SELF_FINANCING, f"missing_to_{line}", year)
        if missing:
            found, expected = (_percent(sheet.value(NON_SELF_FINANCING, one, year)) for one in ("own_capital_share", line))
            words = {"year": str(year), "found": found, "expected": expected, "difference": f"{format_nok(missing)} kr"}
            yield make_finding(code, Place(figure=f"financing:{NON_SELF_FINANCING}", year=year), **words)
            return
