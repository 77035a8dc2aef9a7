"""The numbers of a table of any shape: years, ages or sexes down or across, from JSON-stat, CSV or a workbook."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from veikart.exchange.jsonstat import Category, Cube
from veikart.exchange.population.entries import Entry, Reading
from veikart.exchange.population.grid import Grid
from veikart.exchange.population.roles import (
    AGES,
    ALTERNATIVE,
    CONTENTS,
    LEFT_OUT,
    REGION,
    SEX,
    SOURCES,
    VALUE,
    YEAR,
    Facts,
    get_role,
    guess_role,
    is_heading,
    read_facts,
    read_heading,
)
from veikart.exchange.population.words import BOTH, EVERY_AGE, LARGEST_COUNT, MISSING, Region, read_count
from veikart.rules.words import format_count

IsWanted = Callable[[Region], bool]
MOST_ROWS_BEFORE = 15
"""Rows of titles and notes that may stand over the headings."""
NOWHERE = Region("", "")
KNOWN_WORDS = "region, kjønn, alder og år"


def list_cube(reading: Reading, cube: Cube, is_wanted: IsWanted) -> Iterator[Entry]:
    """The numbers of a JSON-stat table that are of a region that is wanted."""
    roles = [get_role(one.id, one.label) or guess_role(one.categories) for one in cube.dimensions]
    for role, dimension in zip(roles, cube.dimensions, strict=True):
        if not role and len(dimension.categories) > 1:
            reading.report("population-dimension", name=dimension.label, found=f"{len(dimension.categories)}")
    if not _has_year(reading, roles):
        return
    facts = [{one: _facts(reading, role, one) for one in dimension.categories} for role, dimension in zip(roles, cube.dimensions, strict=True)]
    if reading.is_stopped:
        return
    region = roles.index(REGION) if REGION in roles else 0  # without regions, all of the first dimension is wanted or none of it
    wanted = {one for one, known in facts[region].items() if is_wanted(known.get(REGION, NOWHERE))}
    for categories, value in cube.rows():
        if categories[region] not in wanted:
            continue
        merged: Facts = {}
        for known, one in zip(facts, categories, strict=True):
            merged |= known[one]
        if merged.get("measure", "persons"):
            labels = " ".join(one.label for one in categories if len(categories) > 1)
            yield _make_entry(merged, _judge(reading, value, 0, labels), 0, labels)


def _has_year(reading: Reading, roles: Sequence[str]) -> bool:
    if YEAR not in roles:
        reading.report("population-unrecognised", name=reading.name, expected=KNOWN_WORDS)
    return YEAR in roles


def _facts(reading: Reading, role: str, category: Category, row: int = 0, column: str = "") -> Facts:
    if not role:
        return {}
    facts = read_facts(role, category)
    if facts is None:
        expected = {SEX: "kvinner, menn eller begge", AGES: "en alder som «7 år», «80-89 år» eller «105 år eller eldre»", YEAR: "et årstall"}[role]
        found = f"«{category.label}»" if category.label else "tom"
        reading.report("population-word", row=row, column=column or role, name=column or _NAMES[role], expected=expected, found=found)
        return {}
    return facts


_NAMES = {SEX: "kjønn", AGES: "alder", YEAR: "år"}


def _make_entry(facts: Mapping[str, object], count: int | None, row: int, column: str) -> Entry:
    known: dict[str, object] = {REGION: NOWHERE, "measure": "persons", ALTERNATIVE: "", SEX: BOTH, AGES: EVERY_AGE, **facts}
    return Entry(known[REGION], known["measure"], known[ALTERNATIVE], known[YEAR], known[SEX], known[AGES], count, row, column)  # type: ignore[arg-type]


def _judge(reading: Reading, value: float | None, row: int, column: str) -> int | None:
    """A number as whole persons, or a finding where it is none."""
    if value is None:
        return None
    if not math.isfinite(value) or value != int(value) or not 0 <= value <= LARGEST_COUNT:
        found = format_count(int(value)) if math.isfinite(value) and value == int(value) else f"{value}".replace(".", ",")
        reading.report("population-number", row=row, column=column, found=found, expected=format_count(LARGEST_COUNT))
        return None
    return int(value)


def list_grid(reading: Reading, grid: Grid, is_wanted: IsWanted) -> Iterator[Entry]:
    """The numbers of a CSV file or a sheet that are of a region that is wanted."""
    at = next((at for at, (_, row) in enumerate(grid.rows[:MOST_ROWS_BEFORE]) if is_heading(row)), None)
    if at is None:
        reading.report("population-unrecognised", name=reading.name, expected=KNOWN_WORDS)
        return
    headings = join_headings(grid, at)
    rows = [(line, (*row, *[""] * (len(headings) - len(row)))) for line, row in grid.rows[at + 1 :]]
    rows = [(line, row) for line, row in rows if len([one for one in row if one]) > 1]  # what stands alone on a line is a note
    if not rows:
        reading.report("rows-missing", name=reading.name)
        return
    roles, columns = _find_roles(reading, headings, rows)
    if YEAR not in roles.values() and not any(YEAR in one for one in columns.values()):
        reading.report("population-unrecognised", name=reading.name, expected=KNOWN_WORDS)
    if not columns:
        reading.report("population-unrecognised", name=reading.name, expected="en kolonne med tall")
    if not reading.is_stopped:
        yield from _list_rows(reading, headings, rows, roles, columns, is_wanted)


def join_headings(grid: Grid, at: int) -> list[str]:
    """The headings of the columns; those of rows above that begin with an empty cell come before them, and stand until the next one."""
    headings = list(grid.rows[at][1])
    for _, row in reversed(grid.rows[:at]):
        if row[0] or len(row) > len(headings):
            break
        last = ""
        for column, text in enumerate(row):
            last = text or last
            headings[column] = f"{last} {headings[column]}".strip() if headings[column] else headings[column]
    return headings


def _find_roles(reading: Reading, headings: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[dict[int, str], dict[int, Facts]]:
    """The role of every column with words, and what the columns of numbers are about."""
    roles: dict[int, str] = {}
    columns: dict[int, Facts] = {}
    for at, heading in enumerate(headings):
        role = get_role(heading)
        facts = None if role not in {"", VALUE} or not heading else read_heading(heading)
        values = {row[at] for _, row in rows}
        if heading.casefold() in SOURCES and len(values) == 1:
            role = LEFT_OUT
        if facts is not None:
            columns[at] = facts
        elif role and role != VALUE:
            roles[at] = role
        elif guessed := guess_role(Category(one, one) for one in values):
            roles[at] = guessed
        elif heading and len(values) > 1:
            reading.report("population-dimension", column=heading, name=heading, found=str(len(values)))
    return _without_doubles({at: role for at, role in roles.items() if role != LEFT_OUT}, rows), columns


def _without_doubles(roles: dict[int, str], rows: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, str]:
    """Where both the number and the name of the region have a column, the number's is used."""
    regions = [at for at, role in roles.items() if role == REGION]
    with_code = [at for at in regions if guess_role(Category(row[at], row[at]) for _, row in rows[:MOST_ROWS_BEFORE]) == REGION]
    kept = (with_code or regions)[:1]
    return {at: role for at, role in roles.items() if role != REGION or at in kept}


def _list_rows(
    reading: Reading,
    headings: Sequence[str],
    rows: Sequence[tuple[int, tuple[str, ...]]],
    roles: Mapping[int, str],
    columns: Mapping[int, Facts],
    is_wanted: IsWanted,
) -> Iterator[Entry]:
    known: dict[tuple[int, str], Facts] = {}
    before: tuple[str, ...] = ()
    for line, row in rows:
        if len(row) > len(headings):
            reading.report("row-length", row=line, found=str(len(row)), expected=str(len(headings)))
            continue
        row = _fill_down(row, before, headings, roles)
        before = row
        shared: Facts = {}
        for at, role in roles.items():
            if (at, row[at]) not in known:
                known[at, row[at]] = _facts(reading, _role_of(role, row[at]), Category(row[at], row[at]), line, headings[at])
            shared |= known[at, row[at]]
        if not is_wanted(shared.get(REGION, NOWHERE)):
            continue
        for at, facts in columns.items():
            merged = shared | facts
            if merged.get("measure", "persons") and (YEAR in merged):
                yield _make_entry(merged, _read_cell(reading, row[at], line, headings[at]), line, headings[at])


def _role_of(role: str, text: str) -> str:
    """An empty cell says nothing where that can be: both sexes, or what has been counted."""
    return "" if not text and role in {SEX, ALTERNATIVE, CONTENTS} else role


def _fill_down(row: tuple[str, ...], before: Sequence[str], headings: Sequence[str], roles: Mapping[int, str]) -> tuple[str, ...]:
    """Words that stand once for many rows, as they do in columns without a heading."""
    if not before:
        return row
    return tuple(before[at] if at in roles and not text and not headings[at] else text for at, text in enumerate(row))


def _read_cell(reading: Reading, text: str, row: int, column: str) -> int | None:
    if text in MISSING:
        return None
    count = read_count(text)
    if count is None:
        reading.report("population-number", row=row, column=column, found=f"«{text}»", expected=format_count(LARGEST_COUNT))
        return None
    return _judge(reading, count, row, column)
