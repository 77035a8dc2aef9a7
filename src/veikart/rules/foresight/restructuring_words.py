"""The need for restructuring in words: how much, from when, and which rule decides it."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.law import get_rules
from veikart.rules.words import in_mill

LIMITS = ("long_limits", "long_limit_shares")
OWN_TARGET = "eget mål"


@dataclass(frozen=True, slots=True)
class Restructuring:
    """What operations must be cut by every year from `year` on, kroner of the plan's prices, 0 where nothing is needed. `limit` is the one that
    decides, empty where nothing is needed, and `sentence` says it. Where `is_possible` is False no cut is enough for it, and `nok` is what the others
    need."""

    year: int
    nok: int
    limit: str
    is_possible: bool
    sentence: str


def list_restructuring(book: EconomyBook, run: Run) -> list[Restructuring]:
    """The need from every year on; none where the long economy has no years."""
    sheet = run.sheets.get("long_restructuring")
    return [_of_year(book, run, year) for year in sheet.years] if sheet and sheet.subjects else []


def _of_year(book: EconomyBook, run: Run, year: int) -> Restructuring:
    sheets = [run.sheets[one] for one in LIMITS]
    needs = {limit: sheet.value(limit, "need", year) for sheet in sheets for limit in sheet.subjects}
    hopeless = next((one for sheet in sheets for one in sheet.subjects if not sheet.value(one, "reachable", year)), "")
    most = max(needs, key=lambda one: needs[one], default="")
    if hopeless:
        sentence = f"Fra {year} kan ikke lavere drift alene få {_name(book, hopeless)} til å holde."
        return Restructuring(year, needs[most], hopeless, False, sentence)
    if not most or not needs[most]:
        return Restructuring(year, 0, "", True, f"Fra {year} trengs ingen omstilling.")
    sentence = f"Fra {year} må driften ned med {in_mill(needs[most])} hvert år. {_name(book, most, first=True)} avgjør."
    return Restructuring(year, needs[most], most, True, sentence)


def _name(book: EconomyBook, limit: str, *, first: bool = False) -> str:
    """The limit with the paragraph behind it: «egenkapital i investeringene (eget mål)»."""
    row = book.table("outlook_limits")[limit]
    rule = get_rules().get(row.rule)
    name = row.name if first else row.name[:1].lower() + row.name[1:]
    return f"{name} ({f'{rule.law} {rule.section}' if rule else OWN_TARGET})"
