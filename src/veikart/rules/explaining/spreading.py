"""A line spread over the units or measures it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from veikart.calc.statements import Form, Row
from veikart.rules.programme import Programme, StatementColumn

GroupKey = tuple[str, str]
"""A unit, and the name of a measure where the group is one measure's, else nothing."""


@dataclass(frozen=True, slots=True)
class LineGroup:
    """One of the groups: whole kroner by year with the line's sign, and for each year a measure that is in it."""

    unit: str
    name: str
    nok_by_year: dict[int, int] = field(default_factory=dict)
    measure_by_year: dict[int, str] = field(default_factory=dict)


def line_groups(programme: Programme, form: Form, row: Row, columns: Sequence[StatementColumn]) -> list[LineGroup]:
    """The units a line is spread over, or the measures where it is one unit's or one account's: largest first, without those of zero."""
    groups: dict[GroupKey, LineGroup] = {}
    for (measure, unit, year), nok in _amounts_behind(programme, form, row, columns).items():
        key = group_of(programme, row, unit=unit, measure=measure)
        group = groups.setdefault(key, LineGroup(*key))
        group.nok_by_year[year] = group.nok_by_year.get(year, 0) + nok
        group.measure_by_year[year] = measure
    found = [one for one in groups.values() if any(one.nok_by_year.values())]
    return sorted(found, key=lambda one: (-max(abs(nok) for nok in one.nok_by_year.values()), one.unit, one.name))


def group_of(programme: Programme, row: Row, *, unit: str, measure: str) -> GroupKey:
    """The group of a line that a measure's amount on a unit belongs to."""
    below = _unit_below(programme, row, unit)
    return (below, "") if below else (unit, programme.budget.measure_by_id[measure].name)


def _amounts_behind(programme: Programme, form: Form, row: Row, columns: Sequence[StatementColumn]) -> dict[tuple[str, str, int], int]:
    """The amounts of a line by measure, unit and year, with the line's sign."""
    table = programme.table
    found: dict[tuple[str, str, int], int] = {}
    for version in dict.fromkeys(column.version for column in columns):
        years = {column.year for column in columns if column.version == version}
        places, weights = programme.engine.selected_rows(form, row, version)
        for place, weight in zip(places, weights, strict=True):
            year = table.years[table.year[place]]
            if year in years:
                key = (table.measures.ids[table.measure[place]], table.units.ids[table.unit[place]], year)
                found[key] = found.get(key, 0) + int(weight) * int(table.nok[place])
    return found


def _unit_below(programme: Programme, row: Row, unit: str) -> str:
    """The unit right under the line's own that an amount belongs to; empty where the line is that unit's, or is about accounts."""
    if row.kind not in {"rest", "unit"}:
        return ""
    budget = programme.budget
    path = [*(each.id for each in budget.ancestors(unit)), unit]
    if row.unit:
        inside = path[path.index(row.unit) + 1 :]
        return inside[0] if inside else ""
    named = [each for each in path if budget.unit_by_id[each].kind != "municipality"]
    return named[0] if named else unit
