"""Rows of a CSV file, with findings for every column and row that is not as it should be."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.syntax import explain_csv
from veikart.rules.findings import UNSEEN, Place
from veikart.rules.schema import LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a CSV file: the line it begins on (1 is the heading) and its fields by column."""

    line: int
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The good rows of a file, the columns of its heading, and whether every row is here."""

    rows: tuple[CsvRow, ...] = ()
    columns: tuple[str, ...] = ()
    is_whole: bool = False


def read_csv(
    folder: Folder, name: str, *, columns: tuple[str, ...], years: tuple[int, ...] | None = (), long_columns: frozenset[str] = frozenset()
) -> CsvFile:
    """The rows of a file with exactly `columns` and `years`, in any order; any four digits count as a year where `years` is None.

    How long a text is in `long_columns`, is for others to judge.
    """
    text = folder.text(name)
    if text is None:
        return CsvFile()
    before = folder.count_in[name]
    records = _records(folder, name, text)
    first = next(records, None)
    if folder.count_in[name] > before:
        return CsvFile()
    if first is None:
        folder.report("file-empty", Place(file=name), name=name)
        return CsvFile()
    header = [one.strip() for one in first[1]]
    if not _is_good_header(folder, Place(file=name, row=first[0]), header, columns, years):
        return CsvFile()
    rows: list[CsvRow] = []
    for line, fields in records:
        if folder.is_full(name):
            break
        if len(fields) != len(header):
            folder.report("row-length", Place(file=name, row=line), found=str(len(fields)), expected=str(len(header)))
            continue
        row = CsvRow(line, {key: one.strip() for key, one in zip(header, fields, strict=True)})
        _check_cells(folder, name, row, long_columns)
        rows.append(row)
    return CsvFile(tuple(rows), tuple(header), folder.count_in[name] == before)


def _records(folder: Folder, name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the line it begins on. A record that cannot be read becomes a finding."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            folder.report("file-syntax", Place(file=name, row=line), name=name, found=explain_csv(error))
            if folder.is_full(name):
                return
            continue
        if any(one.strip() for one in fields):
            yield line, fields


def _is_good_header(folder: Folder, place: Place, header: list[str], columns: tuple[str, ...], years: tuple[int, ...] | None) -> bool:
    name, before = place.file, folder.count
    if len(header) == 1 and len(columns) > 1:
        for mark, words in ((";", "semikolon"), ("\t", "tabulator"), ("|", "loddrett strek")):
            if mark in header[0]:
                folder.report("csv-separator", place, name=name, found=words, expected="komma")
                return False
    known = {*columns, *map(str, years or ())}
    shown = ", ".join([*columns, *map(str, years or ())])
    for column, count in Counter(header).items():
        if folder.is_full(name):
            break
        at = Place(file=name, row=place.row, column=column)
        if column not in known and not (years is None and column.isascii() and column.isdigit() and len(column) == 4):
            folder.report("column-unknown", at, found=column, expected=shown)
        if count > 1:
            folder.report("column-twice", at, found=column)
    present = set(header)
    for column in columns:
        if column not in present:
            folder.report("column-missing", place, expected=column)
    for year in years or ():
        if str(year) not in present:
            folder.report("year-missing", place, expected=str(year))
    return folder.count == before


def _check_cells(folder: Folder, name: str, row: CsvRow, long_columns: frozenset[str]) -> None:
    for column, cell in row.fields.items():
        place = Place(file=name, row=row.line, column=column)
        if len(cell) > LONGEST_TEXT and column not in long_columns:
            folder.report("text-long", place, name=column, found=str(len(cell)), expected=str(LONGEST_TEXT))
        elif cell and (unseen := UNSEEN.search(cell)):
            folder.report("text-unseen", place, name=column, found=f"U+{ord(unseen[0]):04X}")
