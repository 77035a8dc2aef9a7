"""Emissions of municipalities as the Environment Agency publishes them: a workbook with a sheet for each sector and a row for each gas, or a CSV file
of the same columns with the sector in one of them. **Source**: the agency's own columns; NLOD."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from veikart.exchange.books import LARGEST_FILE
from veikart.exchange.emissions.headings import GAS, NUMBER, PLACE, SECTOR, SOURCE, TONNES, YEAR, find_heading, read_sector, read_tonnes, read_year
from veikart.exchange.emissions.large_workbooks import LARGEST_WORKBOOK, LargeWorkbook, WorkbookTooLarge
from veikart.exchange.emissions.places import NOW, EmissionPlaces
from veikart.exchange.emissions.rows import EmissionReading, EmissionRow, Key
from veikart.exchange.population.grid import read_grids
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.findings import Finding, format_text
from veikart.rules.municipalities import find_code
from veikart.rules.words import format_count
from veikart.rules.words.sentences import join_words
from veikart.rules.years import EMISSIONS, get_year_limits

OVERVIEW, DETAILED = "oversikt", "detaljert"
"""What the sheets that add up the others begin with, and the word in the name of the one with every row of the others in it."""
LEAST_TOLD = 1_000_000
"""Millionths of a tonne: smaller figures than this may be alike by chance, and nothing is told of."""
SLACK = 1_000_000
"""Millionths of a tonne that a printed sum may be off by."""
LABELS = {NUMBER: "Kommunenummer", YEAR: "År", SECTOR: "Sektor", SOURCE: "Utslippskilde", TONNES: "Utslipp (tonn CO2-ekvivalenter)"}
SECTOR_KEY = 3
"""A municipality's number, a year and a sector."""
MOST_ABOVE = 20
"""Rows that the heading is looked for among."""
Line = tuple[int, tuple[str, ...]]
"""A row's line in its sheet, and its texts."""


@dataclass(frozen=True)
class EmissionFile:
    """What a file has: millionths of a tonne by municipality, year, sector and source, all gases together. `encoding` is empty for UTF-8.

    `places` are the names of the municipalities by number, `rows` how many rows of the file the figures are the sum of.
    """

    tonnes: Mapping[Key, int]
    places: Mapping[str, str]
    rows: int
    encoding: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        """Every year the file has anything for."""
        return tuple(sorted({key[1] for key in self.tonnes}))


def read_emissions(
    content: bytes, *, name: str, municipalities: Iterable[str] = (), today: date | None = None
) -> tuple[EmissionFile | None, list[Finding]]:
    """What the file has of the municipalities (their numbers; all where none are asked for), or None with every finding of grade stop.

    A row that cannot be read spoils its source and year: that figure is left out, for the rest of it would be too small. Milder findings come
    with what was read. `name` is what the file is called; where `today` is given, years that cannot be known by then are left out, and told of.
    """
    reading = EmissionReading(format_text(name))
    sheets, encoding = _open(reading, content, name)
    divided = _choose_sheets(sheets)
    if sheets and not divided:
        reading.report("emissions-heading", next(iter(sheets)), expected=join_words([LABELS[YEAR], LABELS[TONNES]]))
    wanted = frozenset(municipalities)
    try:
        found, places, count = _gather(reading, _list_rows(reading, divided), wanted, today)
        if not reading.is_stopped and not found:
            _report_nothing(reading, wanted)
        if reading.is_stopped:
            return None, reading.findings
        _check_overviews(reading, {sheet: rows for sheet, rows in sheets.items() if sheet not in divided}, found, wanted)
    except WorkbookTooLarge:
        reading.report("sheet-unreadable", name=reading.name)
        return None, reading.findings
    return EmissionFile(found, places, count, encoding), reading.findings


def _choose_sheets(sheets: Mapping[str, Iterable[Line]]) -> dict[str, Iterable[Line]]:
    """The sheets with a row for each source: those of the sectors, or the overview with everything in it where there are none of them."""
    found = {sheet: rows for sheet, rows in sheets.items() if not sheet.casefold().startswith(OVERVIEW)}
    if any(read_sector(sheet) for sheet in found):
        return found
    whole = {sheet: rows for sheet, rows in sheets.items() if sheet.casefold().startswith(OVERVIEW) and DETAILED in sheet.casefold()}
    return whole or found


def _open(reading: EmissionReading, content: bytes, name: str) -> tuple[dict[str, Iterable[Line]], str]:
    """The rows of every sheet by its name, and the encoding where it is another than UTF-8; a large workbook is read as its rows are asked for."""
    if content.startswith(b"PK\x03\x04") and LARGEST_FILE < len(content) <= LARGEST_WORKBOOK:
        try:
            workbook = LargeWorkbook(content)
        except WorkbookTooLarge:
            reading.report("sheet-unreadable", name=reading.name)
            return {}, ""
        return {sheet: workbook.rows(sheet) for sheet in workbook.sheets}, ""
    grids, wrong = read_grids(content, name=name)
    reading.findings.extend(wrong)
    return {sheet: grid.rows for sheet, grid in grids.items()}, next((grid.encoding for grid in grids.values()), "")


def _part(rows: Iterable[Line]) -> tuple[tuple[int, dict[str, int], int] | None, Iterator[Line]]:
    """The line of the heading with the column of each role and how many cells it has, None where there is none, and the rows below it."""
    rest = iter(rows)
    first = list(itertools.islice(rest, MOST_ABOVE))
    heading = find_heading(first)
    if heading is None:
        return None, rest
    at, roles = heading
    return (first[at][0], roles, len(first[at][1])), itertools.chain(first[at + 1 :], rest)


def _list_rows(reading: EmissionReading, sheets: Mapping[str, Iterable[Line]]) -> Iterator[tuple[str, EmissionRow]]:
    """Every row of every sheet that has the columns; a finding for a sheet that has not."""
    for sheet, rows in sheets.items():
        heading, below = _part(rows)
        if heading is None:
            reading.report("emissions-sheet" if len(sheets) > 1 else "emissions-heading", sheet, expected=join_words([LABELS[YEAR], LABELS[TONNES]]))
            continue
        line, roles, width = heading
        missing = [LABELS[one] for one in (SOURCE,) if one not in roles]
        missing += [LABELS[NUMBER]] if not {NUMBER, PLACE} & roles.keys() else []
        missing += [LABELS[SECTOR]] if SECTOR not in roles and not read_sector(sheet) else []
        if missing:
            reading.report("emissions-heading", sheet, row=line, expected=join_words(missing))
            continue
        for at, cells in below:
            row = _read_row(at, cells, roles, sheet)
            if sheet or len(cells) == width:
                yield sheet, row
            elif len(cells) > 1:  # a line of one cell is a note beneath the table
                reading.report("row-cut", row=at, found=str(len(cells)), expected=str(width))
                yield sheet, replace(row, is_cut=True)


def _source_of(row: EmissionRow) -> str:
    """The source's name, without marks and double spaces; the sector's where there is none."""
    return " ".join(row.source.lstrip("*").split()) or get_economy_choices("emission_sector").get(read_sector(row.sector), "")


def _read_row(line: int, cells: tuple[str, ...], roles: Mapping[str, int], sheet: str) -> EmissionRow:
    def cell(role: str) -> str:
        column = roles.get(role, len(cells))
        return cells[column].strip() if column < len(cells) else ""

    number = cell(NUMBER).zfill(4) if cell(NUMBER).isdigit() else cell(NUMBER)
    sector = cell(SECTOR) if SECTOR in roles else sheet
    return EmissionRow(
        line, number, cell(PLACE), read_year(cell(YEAR)), sector, cell(SOURCE), cell(GAS), read_tonnes(cell(TONNES)),
        (cell(YEAR), cell(TONNES)),
    )  # fmt: skip


def _gather(
    reading: EmissionReading, rows: Iterable[tuple[str, EmissionRow]], wanted: frozenset[str], today: date | None
) -> tuple[dict[Key, int], dict[str, str], int]:
    """The tonnes added up, the names of the municipalities, and how many rows it was."""
    places = EmissionPlaces(reading)
    sums: dict[Key, int] = defaultdict(int)
    seen: dict[Key, list[EmissionRow]] = defaultdict(list)
    far: Counter[int] = Counter()
    limit = get_year_limits()[EMISSIONS]
    for sheet, row in rows:
        number = places.find(sheet, row)
        if not number or (wanted and number not in wanted):
            continue
        if row.is_cut:
            _spoil(reading, row, number)
            continue
        if today and row.year is not None and not limit.is_within(row.year, today.year):
            far[row.year] += 1
            continue
        key = _check_row(reading, sheet, row, number)
        if key is None:
            continue
        _check_twice(reading, sheet, row, key, seen[key])
        seen[key].append(row)
        sums[key] += row.tonnes or 0
    for year, count in sorted(far.items()):
        reading.report("emissions-year-far", year=str(year), expected=limit.words(today.year if today else year), each=format_count(count))
    whole = {key: of_source for key, of_source in seen.items() if not reading.is_spoiled(key)}
    if without_gas := sum(not row.gas for of_source in whole.values() for row in of_source[1:]):
        reading.report("emissions-gases", each=format_count(without_gas))
    found = {key: sums[key] for key in whole}
    if reading.spoiled:
        reading.report("emissions-spoiled", each=format_count(max(len(reading.spoiled), len(sums) - len(found))))
    return found, {number: places.names[number] for number in dict.fromkeys(key[0] for key in found)}, sum(map(len, seen.values()))


def _spoil(reading: EmissionReading, row: EmissionRow, number: str) -> None:
    """Spoil what a row that is cut may be of: its source where that is said, else all of the sector, the year or the municipality."""
    said = (number, row.year, read_sector(row.sector), row.source and _source_of(row))
    reading.spoiled.add(tuple(one for one in itertools.takewhile(bool, said) if one is not None))


def _check_twice(reading: EmissionReading, sheet: str, row: EmissionRow, key: Key, before: Sequence[EmissionRow]) -> None:
    """A row that stands twice: of the same gas, or with the very same tonnes where the gas is not said. Then the figure is spoiled."""
    if row.gas and any(one.gas == row.gas for one in before):
        reading.report("emissions-twice", sheet, row=row.line, name=f"{row.source}, {row.gas}", year=str(key[1]))
        reading.spoiled.add(key)
        return
    same = next((one for one in before if not (one.gas or row.gas) and one.tonnes == row.tonnes and (row.tonnes or 0) >= LEAST_TOLD), None)
    if same:
        reading.report("emissions-same", sheet, row=row.line, name=key[3], year=str(key[1]), expected=str(same.line))
        reading.spoiled.add(key)


def _check_row(reading: EmissionReading, sheet: str, row: EmissionRow, number: str) -> Key | None:
    """What the row is about, or None where it cannot be told; a figure that cannot be read spoils what it is part of."""
    sector = read_sector(row.sector)
    if row.year is None:
        reading.report("emissions-year", sheet, row=row.line, column=LABELS[YEAR], found=row.cells[0])
        return None
    if not sector:
        reading.report("emissions-sector", sheet, row=row.line, found=row.sector, expected=", ".join(get_economy_choices("emission_sector").values()))
        return None
    key = (number, row.year, sector, _source_of(row))
    if row.tonnes is None or row.tonnes < 0:
        reading.report("emissions-number", sheet, row=row.line, column=LABELS[TONNES], found=row.cells[1], name=key[3])
        reading.spoiled.add(key)
        return None
    return key


def _report_nothing(reading: EmissionReading, wanted: frozenset[str]) -> None:
    named = [f"{one} {known.name}" if (known := find_code(one, NOW)) else one for one in sorted(wanted)]
    reading.report("emissions-nothing", name=reading.name, expected=join_words(named) or "noen kommune")


def _check_overviews(reading: EmissionReading, overviews: Mapping[str, Iterable[Line]], found: Mapping[Key, int], wanted: frozenset[str]) -> None:
    """The sheet that adds up the sectors, against what the sheets of the sectors come to."""
    sums: dict[tuple[str, int, str], int] = defaultdict(int)
    for (number, year, sector, _source), tonnes in found.items():
        sums[number, year, sector] += tonnes
    spoiled = {key[:3] for key in reading.spoiled if len(key) >= SECTOR_KEY}
    for sheet, rows in overviews.items():
        heading, below = _part(rows)
        if heading is None or SOURCE in heading[1] or not {NUMBER, SECTOR} <= heading[1].keys():
            continue
        roles = heading[1]
        printed: dict[tuple[str, int, str], tuple[int, int]] = {}
        for row in (_read_row(line, cells, roles, sheet) for line, cells in below):
            known = find_code(row.number, NOW)
            key = ((known.code if known else "") or row.number, row.year or 0, read_sector(row.sector))
            if row.tonnes is not None and (not wanted or key[0] in wanted):
                printed[key] = (printed.get(key, (0, 0))[0] + row.tonnes, row.line)
        for key, (tonnes, line) in printed.items():
            if key not in spoiled and abs(tonnes - sums.get(key, 0)) > SLACK:
                words = {"found": figure_words(sums.get(key, 0), "tonnes"), "expected": figure_words(tonnes, "tonnes"), "year": str(key[1])}
                name = get_economy_choices("emission_sector").get(key[2], "")
                reading.report("emissions-sum", sheet, row=line, name=f"{name} i {key[0]}", **words)
