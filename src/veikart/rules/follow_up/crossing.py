"""Findings between the books: what the follow-up names that the plan or the programme does not have."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.plan_system import PlanSystem
from veikart.rules.findings import Finding, make_finding
from veikart.rules.follow_up.tables import get_follow_up_tables
from veikart.rules.tables import TableField, TableRule
from veikart.rules.tasks.reading import format_day

UNIT_FIELDS = frozenset({"unit", "top_unit", "responsible_unit", "body"})
ELEMENT_FIELDS = frozenset({"element"})
INDICATOR_FIELDS = frozenset({"indicator", "weights"})
MEASURE_FIELDS = frozenset({"measure"})
"""Fields, in any table of the follow-up, with the id of something that stands in the plan or in the programme."""

OF_BUDGET = frozenset({"proposals"})
"""Tables whose units are those of the budget, which has more than the plan: the rules of revisions ask of them."""


@dataclass(frozen=True)
class Crossing:
    """The follow-up with what it points into. `measures` are the ids of the programme's measures, None where no programme is published."""

    book: FollowUpBook
    system: PlanSystem
    measures: Collection[str] | None


def find_crossing(crossing: Crossing) -> list[Finding]:
    """Everything the follow-up names that is not there. Nothing of a plan without rows: it has not been entered yet."""
    return [finding for find in CROSSINGS for finding in find(crossing)]


def _find_in_plan(crossing: Crossing) -> Iterator[Finding]:
    system = crossing.system
    places: tuple[tuple[frozenset[str], Mapping[str, object], str, Mapping[str, date]], ...] = (
        (UNIT_FIELDS, system.units, "planens organisasjon", {}),
        (ELEMENT_FIELDS, system.elements, "planen", {key: one.retired for key, one in system.elements.items() if one.retired}),
        (INDICATOR_FIELDS, system.indicators, "planen", {}),
    )
    for names, known, where, ended in places:
        if known:
            for table, field, key, value in _named(crossing.book, names):
                words = {"name": field.label, "found": value, "kind": f"«{table.name}»"}
                if value not in known:
                    yield make_finding("crossing-plan", table.place_of(key, field.name), expected=where, **words)
                elif value in ended and table.id == "tasks":
                    yield make_finding("crossing-ended", table.place_of(key, field.name), date=format_day(ended[value]), **words)


def _find_in_programme(crossing: Crossing) -> Iterator[Finding]:
    if crossing.measures is None:
        return
    for table, field, key, value in _named(crossing.book, MEASURE_FIELDS):
        if value not in crossing.measures:
            yield make_finding("crossing-measure", table.place_of(key, field.name), name=field.label, found=value, kind=f"«{table.name}»")


CROSSINGS: tuple[Callable[[Crossing], Iterable[Finding]], ...] = (_find_in_plan, _find_in_programme)
"""What is asked between the books, part by part."""


def _named(book: FollowUpBook, names: frozenset[str]) -> Iterator[tuple[TableRule, TableField, str, str]]:
    """Every value of the fields: its table, field, row and value."""
    for table in (one for key, one in get_follow_up_tables().items() if key not in OF_BUDGET):
        fields = [one for one in table.fields.values() if one.name in names and not one.refers]
        for key, row in book.table(table.id).items() if fields else ():
            for field in fields:
                if value := getattr(row, field.name):
                    yield table, field, key, str(value)
