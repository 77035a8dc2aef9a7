"""Emissions of municipalities as the Environment Agency publishes them: a workbook with a sheet for each sector and a row for each gas, or a CSV file
of the same columns with the sector in one of them. **Source**: the agency's own columns; NLOD."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from veikart.exchange.books import LARGEST_FILE
from veikart.exchange.emissions.headings import GAS, NUMBER, PLACE, SECTOR, SOURCE, TONNES, YEAR, find_heading, read_sector, read_tonnes, read_year
from veikart.exchange.emissions.large_workbooks import LARGEST_WORKBOOK, LargeWorkbook, WorkbookTooLarge
from veikart.exchange.population.grid import read_grids
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.figure_words import figure_words
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.municipalities import find_code, find_codes_named
from veikart.rules.words.sentences import join_words

MOST_FINDINGS = 100
OVERVIEW = "oversikt"
"""What the sheets that add up the others begin with."""
NOW = date(2024, 1, 1)
SLACK = 1_000_000
"""Millionths of a tonne that a printed sum may be off by."""
LABELS = {NUMBER: "Kommunenummer", YEAR: "År", SECTOR: "Sektor", SOURCE: "Utslippskilde", TONNES: "Utslipp (tonn CO2-ekvivalenter)"}
MOST_ABOVE = 20
"""Rows that the heading is looked for among."""
Line = tuple[int, tuple[str, ...]]
"""A row's line in its sheet, and its texts."""
Key = tuple[str, int, str, str]
"""A municipality's number, a year, a sector and the name of a source."""


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


@dataclass
class _Reading:
    """The findings of one file, and what is left out because a row of it could not be read."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    spoiled: set[Key] = field(default_factory=set)
    wrong: int = 0

    def report(self, code: str, sheet: str = "", *, row: int = 0, column: str = "", **words: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            place = Place(file=f"{self.name}, arket «{format_text(sheet)}»" if sheet else self.name, row=row, column=column)
            self.findings.append(make_finding(code, place, **{key: format_text(one, longest=300) for key, one in words.items()}))
        else:
            self.wrong += 1

    @property
    def is_stopped(self) -> bool:
        return any(one.grade == "stop" for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it stands: None where what stands there is no year or no number."""

    line: int
    number: str
    place: str
    year: int | None
    sector: str
    source: str
    gas: str
    tonnes: int | None
    cells: tuple[str, ...]


def read_emissions(content: bytes, *, name: str, municipalities: Iterable[str] = ()) -> tuple[EmissionFile | None, list[Finding]]:
    """What the file has of the municipalities (their numbers; all where none are asked for), or None with every finding of grade stop.

    A row that cannot be read spoils its source and year: that figure is left out, for the rest of it would be too small. Milder findings come
    with what was read. `name` is what the file is called.
    """
    reading = _Reading(format_text(name))
    sheets, encoding = _open(reading, content, name)
    divided = {sheet: rows for sheet, rows in sheets.items() if not sheet.casefold().startswith(OVERVIEW)}
    if sheets and not divided:
        reading.report("emissions-heading", next(iter(sheets)), expected=join_words([LABELS[YEAR], LABELS[TONNES]]))
    wanted = frozenset(municipalities)
    try:
        found, places, count = _gather(reading, _list_rows(reading, divided), wanted)
        if not reading.is_stopped and not found:
            _report_nothing(reading, wanted)
        if reading.is_stopped:
            return None, reading.findings
        _check_overviews(reading, {sheet: rows for sheet, rows in sheets.items() if sheet not in divided}, found, wanted)
    except WorkbookTooLarge:
        reading.report("sheet-unreadable", name=reading.name)
        return None, reading.findings
    return EmissionFile(found, places, count, encoding), reading.findings


def _open(reading: _Reading, content: bytes, name: str) -> tuple[dict[str, Iterable[Line]], str]:
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


def _part(rows: Iterable[Line]) -> tuple[tuple[int, dict[str, int]] | None, Iterator[Line]]:
    """The line of the heading with the column of each role, None where there is none, and the rows below it."""
    rest = iter(rows)
    first = list(itertools.islice(rest, MOST_ABOVE))
    heading = find_heading(first)
    if heading is None:
        return None, rest
    at, roles = heading
    return (first[at][0], roles), itertools.chain(first[at + 1 :], rest)


def _list_rows(reading: _Reading, sheets: Mapping[str, Iterable[Line]]) -> Iterator[tuple[str, _Row]]:
    """Every row of every sheet that has the columns; a finding for a sheet that has not."""
    for sheet, rows in sheets.items():
        heading, below = _part(rows)
        if heading is None:
            reading.report("emissions-sheet" if len(sheets) > 1 else "emissions-heading", sheet, expected=join_words([LABELS[YEAR], LABELS[TONNES]]))
            continue
        line, roles = heading
        missing = [LABELS[one] for one in (SOURCE,) if one not in roles]
        missing += [LABELS[NUMBER]] if not {NUMBER, PLACE} & roles.keys() else []
        missing += [LABELS[SECTOR]] if SECTOR not in roles and not read_sector(sheet) else []
        if missing:
            reading.report("emissions-heading", sheet, row=line, expected=join_words(missing))
            continue
        for at, cells in below:
            yield sheet, _read_row(at, cells, roles, sheet)


def _read_row(line: int, cells: tuple[str, ...], roles: Mapping[str, int], sheet: str) -> _Row:
    def cell(role: str) -> str:
        column = roles.get(role, len(cells))
        return cells[column].strip() if column < len(cells) else ""

    number = cell(NUMBER).zfill(4) if cell(NUMBER).isdigit() else cell(NUMBER)
    sector = cell(SECTOR) if SECTOR in roles else sheet
    return _Row(
        line, number, cell(PLACE), read_year(cell(YEAR)), sector, cell(SOURCE), cell(GAS), read_tonnes(cell(TONNES)), (cell(YEAR), cell(TONNES))
    )


def _gather(reading: _Reading, rows: Iterable[tuple[str, _Row]], wanted: frozenset[str]) -> tuple[dict[Key, int], dict[str, str], int]:
    """The tonnes added up, the names of the municipalities, and how many rows it was."""
    places = _Places(reading)
    sums: dict[Key, int] = defaultdict(int)
    gases: dict[Key, set[str]] = defaultdict(set)
    count, without_gas = 0, 0
    for sheet, row in rows:
        number = places.find(sheet, row)
        if not number or (wanted and number not in wanted):
            continue
        key = _check_row(reading, sheet, row, number)
        if key is None:
            continue
        if row.gas and row.gas in gases[key]:
            reading.report("emissions-twice", sheet, row=row.line, name=f"{row.source}, {row.gas}", year=str(key[1]))
            reading.spoiled.add(key)
        without_gas += not row.gas and key in gases
        gases[key].add(row.gas)
        sums[key] += row.tonnes or 0
        count += 1
    if without_gas:
        reading.report("emissions-gases", each=str(without_gas))
    if reading.spoiled:
        reading.report("emissions-spoiled", each=str(len(reading.spoiled)))
    found = {key: tonnes for key, tonnes in sums.items() if key not in reading.spoiled}
    return found, {number: places.names[number] for number in dict.fromkeys(key[0] for key in found)}, count


def _check_row(reading: _Reading, sheet: str, row: _Row, number: str) -> Key | None:
    """What the row is about, or None where it cannot be told; a figure that cannot be read spoils what it is part of."""
    sector = read_sector(row.sector)
    if row.year is None:
        reading.report("emissions-year", sheet, row=row.line, column=LABELS[YEAR], found=row.cells[0])
        return None
    if not sector:
        reading.report("emissions-sector", sheet, row=row.line, found=row.sector, expected=", ".join(get_economy_choices("emission_sector").values()))
        return None
    key = (number, row.year, sector, " ".join(row.source.lstrip("*").split()) or get_economy_choices("emission_sector")[sector])
    if row.tonnes is None or row.tonnes < 0:
        reading.report("emissions-number", sheet, row=row.line, column=LABELS[TONNES], found=row.cells[1], name=key[3])
        reading.spoiled.add(key)
        return None
    return key


class _Places:
    """The number each municipality has now, by what a row says it is; each is told of once where it cannot be found."""

    def __init__(self, reading: _Reading) -> None:
        self.names: dict[str, str] = {}
        self._reading = reading
        self._found: dict[tuple[str, str], str] = {}

    def find(self, sheet: str, row: _Row) -> str:
        said = (row.number, row.place)
        if said not in self._found:
            self._found[said] = self._look_up(sheet, row)
        return self._found[said]

    def _look_up(self, sheet: str, row: _Row) -> str:
        if row.number:
            known = find_code(row.number, NOW)
            number = (known.code or row.number) if known else ""
            named = known.name if known else ""
        else:
            codes = find_codes_named(row.place)
            number, named = (codes[0], row.place) if len(codes) == 1 else ("", "")
        if not number:
            self._reading.report("emissions-municipality", sheet, row=row.line, found=f"{row.number} {row.place}".strip() or "ingenting")
            return ""
        self.names[number] = named or row.place
        return number


def _report_nothing(reading: _Reading, wanted: frozenset[str]) -> None:
    named = [f"{one} {known.name}" if (known := find_code(one, NOW)) else one for one in sorted(wanted)]
    reading.report("emissions-nothing", name=reading.name, expected=join_words(named) or "noen kommune")


def _check_overviews(reading: _Reading, overviews: Mapping[str, Iterable[Line]], found: Mapping[Key, int], wanted: frozenset[str]) -> None:
    """The sheet that adds up the sectors, against what the sheets of the sectors come to."""
    sums: dict[tuple[str, int, str], int] = defaultdict(int)
    for (number, year, sector, _source), tonnes in found.items():
        sums[number, year, sector] += tonnes
    spoiled = {key[:3] for key in reading.spoiled}
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
