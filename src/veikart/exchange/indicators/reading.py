"""A file of statistics read into one form: JSON-stat 2, or a grid from CSV or a workbook with years, indicators or both across or down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.values import divide_rounded
from veikart.exchange.indicators.moments import read_moment
from veikart.exchange.indicators.table import IndicatorTable, TableCell
from veikart.exchange.jsonstat import Category, Cube, Dimension, read_jsonstat
from veikart.exchange.population.entries import Reading
from veikart.exchange.population.grid import Grid, read_grid
from veikart.exchange.population.roles import LEFT_OUT, SOURCES, VALUE, get_role
from veikart.exchange.population.table_cells import MOST_ROWS_BEFORE, join_headings
from veikart.rules.findings import Finding, format_text
from veikart.rules.tables import read_decimal
from veikart.rules.tables.decimals import LARGEST_DECIMAL, PER_ONE
from veikart.rules.words import format_count

YEAR_ACROSS = "År"
HEADING_ACROSS = "Overskrift"
"""What the dimensions are called that stand across and have no name of their own."""
STATES = {"": "missing", ".": "missing", "..": "missing", "-": "missing", "–": "missing", "...": "not_published", ":": "suppressed"}
"""What is written where there is no number, as Statistics Norway writes it. A dash is not read as zero: it may mean either."""
_WITH_POINT = re.compile(r"[-\u2212]?\d+\.\d+")
_LIKE_THOUSANDS = re.compile(r"[-\u2212]?[1-9]\d{0,2}\.\d{3}")
_MANY_DECIMALS = re.compile(r"[-\u2212]?\d{1,15}[.,]\d{7,30}")
_MOMENT = re.compile(
    r"(?:\d\. ?(?:kvartal|tertial) )?(?:(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember) )?"
    r"(?<!\d)(?:19|20|21)\d\d(?:[KQMT]\d{1,2})?(?!\d)",
    re.IGNORECASE,
)


def read_indicator_table(content: bytes, *, name: str) -> tuple[IndicatorTable | None, list[Finding]]:
    """The table in the file, or None with every finding of grade stop; milder findings come with what was read. Numbers are whole millionths.

    `name` is what the file is called. **Source**: the JSON-stat format 2.0, and the signs Statistics Norway uses in tables.
    """
    reading = Reading(format_text(name))
    if content.lstrip()[:1] in {b"{", b"["} or content.startswith(b"\xef\xbb\xbf{"):
        cube, findings = read_jsonstat(content, name=reading.name)
        reading.findings.extend(findings)
        table = _from_cube(reading, cube) if cube else None
    else:
        grid, findings = read_grid(content, name=reading.name)
        reading.findings.extend(findings)
        if grid and not content.startswith(b"PK"):
            _tell_points(reading, grid)
        table = _from_grid(reading, grid) if grid else None
    return (None if reading.is_stopped else table), reading.findings


def _from_cube(reading: Reading, cube: Cube) -> IndicatorTable:
    cells = []
    for place, (categories, value) in enumerate(cube.rows()):
        labels = " ".join(one.label for one in categories)
        millionths = None if value is None else _to_millionths(reading, Fraction(str(value)), 0, labels)
        state = STATES.get(cube.statuses.get(place, ""), "missing") if value is None else ""
        cells.append(TableCell(tuple(one.code for one in categories), millionths, state))
    return IndicatorTable(reading.name, cube.dimensions, tuple(one for one in cells if one.value is not None or one.state))


def _to_millionths(reading: Reading, value: Fraction, row: int, column: str) -> int | None:
    if abs(value) > LARGEST_DECIMAL:
        reading.report("indicator-number", row=row, column=column, found=format_text(f"{float(value):g}"))
        return None
    return divide_rounded(value.numerator * PER_ONE, value.denominator)


def _tell_points(reading: Reading, grid: Grid) -> None:
    """A finding where points may stand between thousands: every one of them stands before three digits. A workbook's numbers are not written."""
    with_point = [(line, one) for line, row in grid.rows for one in map(_bare, row) if _WITH_POINT.fullmatch(one)]
    if with_point and all(_LIKE_THOUSANDS.fullmatch(one) for _line, one in with_point):
        line, first = with_point[0]
        words = {"found": f"«{first}»", "expected": first.replace(".", ","), "each": format_count(len(with_point))}
        reading.report("indicator-point", row=line, **words)


@dataclass(frozen=True, slots=True)
class _NumberColumn:
    """A column of numbers: where it stands, its heading, and what the heading says."""

    at: int
    heading: str
    moment: str
    name: str


def _from_grid(reading: Reading, grid: Grid) -> IndicatorTable | None:
    at = next((at for at, (_, row) in enumerate(grid.rows[:MOST_ROWS_BEFORE]) if _is_heading(row, grid.rows[at + 1 :][:3])), None)
    if at is None:
        reading.report("indicator-file", name=reading.name, expected="en rad med overskrifter over tallene")
        return None
    headings = join_headings(grid, at)
    rows = list(_whole_rows(reading, grid.rows[at + 1 :], len(headings)))
    if not rows:
        reading.report("rows-missing", name=reading.name)
        return None
    words, numbers = _part_columns(headings, [row for _line, row in rows])
    if not numbers:
        reading.report("indicator-file", name=reading.name, expected="en kolonne med tall")
        return None
    return _make_table(reading, grid, headings, rows, words, numbers)


def _whole_rows(reading: Reading, below: Sequence[tuple[int, tuple[str, ...]]], width: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows with as many cells as there are headings, or more; one that has fewer has been cut, and is told of. A line of one cell is a note
    beneath the table, unless other rows begin with the same."""
    firsts = Counter(row[0] for _line, row in below)
    for line, row in below:
        filled = sum(1 for one in row if one)
        if len(row) < width and (filled > 1 or (filled == 1 and firsts[row[0]] > 1)):
            reading.report("row-cut", row=line, found=str(len(row)), expected=str(width))
        elif filled > 1:
            yield line, row


def _is_heading(row: Sequence[str], below: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    """Whether a row is the one with the headings: more than one cell, none of them a number that is no year, and numbers somewhere below."""
    filled = [one for one in row if one]
    if len(filled) < 2 or any(_is_number(one) and not read_moment(one) for one in filled):
        return False
    return any(_is_number(cell) or cell in STATES for _line, under in below for cell in under[1:] if cell)


def _is_number(text: str) -> bool:
    return _read_number(text) is not None


def _read_number(text: str) -> int | None:
    """Millionths of a number; what a workbook has worked out may have more decimals than six, and is rounded."""
    bare = _bare(text)
    if _MANY_DECIMALS.fullmatch(bare):
        value = Fraction(bare.replace("\u2212", "-").replace(",", "."))
        return divide_rounded(value.numerator * PER_ONE, value.denominator)
    return read_decimal(bare)


def _bare(text: str) -> str:
    return text.strip().removesuffix("%").strip().replace("\u00a0", " ").replace("\u202f", " ")


def _part_columns(headings: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[list[int], list[_NumberColumn]]:
    """The columns of words, which are dimensions, and those of numbers with what their headings say."""
    words: list[int] = []
    numbers: list[_NumberColumn] = []
    for at, heading in enumerate(headings):
        values = {row[at] for row in rows} - {""}
        role = get_role(heading)
        if not heading or not values or role == LEFT_OUT or heading.casefold() in SOURCES:
            continue
        if role and role != VALUE:
            words.append(at)
        elif role == VALUE or read_moment(heading) or _are_numbers(values):
            numbers.append(_number_column(at, heading, role))
        else:
            words.append(at)
    return words, numbers


def _are_numbers(values: set[str]) -> bool:
    """Whether a column is one of numbers: at least half of its cells are, and they are not all years. The others are told of one by one."""
    told = [one for one in values if one not in STATES]
    count = sum(_is_number(one) for one in told)
    return not told or (2 * count >= len(told) and not all(read_moment(one) for one in told))


def _join_names(headings: Sequence[str], words: Sequence[int], rows: Sequence[tuple[str, ...]]) -> dict[int, dict[str, str]]:
    """The columns of words that stand for themselves, with what each of their words is also called: a column that only says the same in another way
    (a number and a name) is no dimension of its own."""
    found: dict[int, dict[str, str]] = {}
    for at in words:
        role = get_role(headings[at])
        twin = next((first for first in found if role and role == get_role(headings[first]) and _is_same(first, at, rows)), None)
        if twin is None:
            found[at] = {row[at]: row[at] for row in rows}
        else:
            found[twin] = {row[twin]: row[at] if found[twin][row[twin]] == row[twin] else found[twin][row[twin]] for row in rows}
    return found


def _is_same(first: int, second: int, rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether each word of the one column always stands beside the same word of the other, and there is more than one."""
    pairs = {(row[first], row[second]) for row in rows}
    return len(pairs) == len({one for one, _ in pairs}) == len({one for _, one in pairs}) > 1


def _number_column(at: int, heading: str, role: str) -> _NumberColumn:
    found = _MOMENT.search(heading)
    rest = heading.replace(found[0], " ") if found else heading
    name = "" if role == VALUE else " ".join(rest.split()).strip(" ,:()-")
    return _NumberColumn(at, heading, found[0].strip() if found else "", name)


def _make_table(
    reading: Reading,
    grid: Grid,
    headings: Sequence[str],
    rows: Sequence[tuple[int, tuple[str, ...]]],
    words: Sequence[int],
    numbers: Sequence[_NumberColumn],
) -> IndicatorTable:
    across = [(YEAR_ACROSS, lambda one: one.moment)] if any(one.moment for one in numbers) else []
    across += [(HEADING_ACROSS, lambda one: one.name)] if len({one.name for one in numbers}) > 1 or numbers[0].name else []
    named = _join_names(headings, words, [row for _line, row in rows])
    labels: list[Mapping[str, str]] = [*named.values(), *({} for _ in across)]
    categories: list[dict[str, Category]] = [{} for _ in labels]
    cells = []
    for line, row in rows:
        if len(row) > len(headings):
            reading.report("row-length", row=line, found=str(len(row)), expected=str(len(headings)))
            continue
        for column in numbers:
            codes = (*(row[at] for at in named), *(say(column) for _name, say in across))
            for known, label, code in zip(categories, labels, codes, strict=True):
                known.setdefault(code, Category(code, label.get(code, code)))
            cells.extend(_read_cell(reading, row[column.at], codes, line, column.heading))
    names = [*(headings[at] for at in named), *(name for name, _say in across)]
    dimensions = tuple(Dimension(name, name, tuple(known.values())) for name, known in zip(names, categories, strict=True))
    return IndicatorTable(reading.name, dimensions, tuple(cells), grid.encoding)


def _read_cell(reading: Reading, text: str, codes: tuple[str, ...], row: int, column: str) -> Iterator[TableCell]:
    if text in STATES:
        yield TableCell(codes, None, STATES[text], row, column)
        return
    value = _read_number(text)
    if value is None or abs(value) > LARGEST_DECIMAL * PER_ONE:
        reading.report("indicator-number", row=row, column=column, found=f"«{text}»")
    else:
        yield TableCell(codes, value, "", row, column)
