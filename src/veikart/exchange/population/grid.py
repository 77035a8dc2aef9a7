"""A file somebody has sent, as rows of texts: a CSV file as people save them, or a workbook."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine

from veikart.exchange.books.unpacking import LARGEST_FILE, look_inside
from veikart.exchange.dataset.syntax import explain_csv, explain_encoding
from veikart.rules.findings import UNSEEN, Finding, Place, format_text, make_finding

SEPARATORS = ";,\t|"
PACKED = (b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!", b"(\xb5/\xfd")
"""What packed files begin with, other than zip, which workbooks are."""
MOST_LOOKED_AT = 20
"""Rows that the separator is found by."""
_MISREAD = re.compile("Ã[\x80-\xbf¦¸¥†˜…]")
"""What æ, ø and å become when UTF-8 is read as something else and saved again."""

Read = tuple["Grid | None", list[Finding]]


@dataclass(frozen=True)
class Grid:
    """The rows of a file or a sheet, each with its line (1 first), without those that are empty. `encoding` is empty for UTF-8 and workbooks."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""


def read_grid(content: bytes, *, name: str) -> Read:
    """The rows of the file, or of the first sheet that has any; None with what is wrong. `content` is what the file holds, or a little more than
    LARGEST_FILE bytes of it."""
    grids, findings = read_grids(content, name=name)
    return (next(iter(grids.values())) if grids else None), findings


def read_grids(content: bytes, *, name: str) -> tuple[dict[str, Grid], list[Finding]]:
    """Every sheet that has rows, by its name (empty for a file without sheets); none with what is wrong."""
    called = format_text(name)
    if len(content) > LARGEST_FILE:
        largest = f"{LARGEST_FILE // 1_000_000} MB"
        return {}, [make_finding("file-large", Place(file=called), name=called, found=f"over {largest}", expected=largest)]
    if content.startswith(PACKED):
        return {}, [make_finding("file-archive", Place(file=called), name=called)]
    if content.startswith(b"PK\x03\x04"):
        return _read_workbook(content, called)
    grid, findings = _read_csv(content, called)
    return {"": grid} if grid else {}, findings


def _read_workbook(content: bytes, name: str) -> tuple[dict[str, Grid], list[Finding]]:
    _errors, wrong = look_inside(content, name)
    if wrong:
        return {}, wrong
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {sheet: workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for sheet in workbook.sheet_names}
    except (python_calamine.CalamineError, ValueError, OSError):
        return {}, [make_finding("sheet-unreadable", Place(file=name), name=name)]
    grids = {}
    for sheet, lines in sheets.items():
        rows = tuple((at, texts) for at, line in enumerate(lines, start=1) if any(texts := tuple(_plain(one) for one in line)))
        if rows:
            grids[sheet] = Grid(name, rows)
    return grids, [] if grids else [make_finding("file-empty", Place(file=name), name=name)]


def _plain(value: Any) -> str:
    """A cell as text: whole numbers without a decimal."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return UNSEEN.sub("\ufffd", str(value)).strip()


def _read_csv(content: bytes, name: str) -> Read:
    text, encoding, wrong = _decode(content, name)
    if wrong:
        return None, [wrong]
    separator = _find_separator(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for line, fields in _records(text, separator):
            rows.append((line, tuple(UNSEEN.sub("\ufffd", one).strip() for one in fields)))
    except csv.Error as error:
        line = rows[-1][0] + 1 if rows else 1
        return None, [make_finding("file-syntax", Place(file=name, row=line), name=name, found=explain_csv(error))]
    if not rows:
        return None, [make_finding("file-empty", Place(file=name), name=name)]
    return Grid(name, tuple(rows), encoding), []


def _decode(content: bytes, name: str) -> tuple[str, str, Finding | None]:
    """The text, the encoding where it is another than UTF-8, and what is wrong with it."""
    encoding, error = "", None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        encoding, error = "Windows-1252", wrong
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text or "\ufffd" in text:
        line, words = explain_encoding(content, error) if error else (1, "har tegn som ikke er tekst")
        return "", "", make_finding("file-encoding", Place(file=name, row=line), name=name, found=words, expected="UTF-8")
    if found := _MISREAD.search(text):
        line = text.count("\n", 0, found.start()) + 1
        words = f"har «{found[0]}» der det skal stå æ, ø eller å: den er lest feil og lagret igjen"
        return "", "", make_finding("file-encoding", Place(file=name, row=line), name=name, found=words, expected="UTF-8")
    return text, encoding, None


def _find_separator(text: str) -> str:
    """The separator that parts the first rows in the most fields."""
    first = text.lstrip().splitlines()[:MOST_LOOKED_AT]
    return max(SEPARATORS, key=lambda mark: (max((one.count(mark) for one in first), default=0), -SEPARATORS.index(mark)))


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every record that is not blank, with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    for fields in reader:
        if any(one.strip() for one in fields):
            yield line, fields
        line = reader.line_num + 1
