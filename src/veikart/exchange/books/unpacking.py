"""A workbook as somebody sent it: looked into before a reader makes room for what it says it holds."""

from __future__ import annotations

import functools
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from veikart.rules.findings import Finding, Place, format_text, make_finding

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 200_000_000
"""Bytes. A workbook is a zip file: what it unpacks to is looked at before it is unpacked."""
MOST_CELLS = 3_000_000
"""In one sheet, empty ones between the others too: a reader makes room for all of them."""
MOST_ERRORS = 100
MAIN_PART, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_CELL = re.compile(rb"""<(?:\w{1,40}:)?c\b([^<>]{0,300}?\br\s{0,9}=\s{0,9}["']([A-Z]{1,3})(\d{1,7})["'][^<>]{0,300})(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w{1,40}:)?row\b(?:[^<>]{0,300}?\br\s{0,9}=\s{0,9}["'](\d{1,7})["'])?""")
_UNPLACED = re.compile(rb"""<(?:\w{1,40}:)?c\b(?![^<>]{0,300}?\br\s{0,9}=)[^<>]{0,300}>""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_VALUE = re.compile(rb"<(?:\w{1,40}:)?v>([^<]{0,40})<")

ErrorCells = dict[str, list[tuple[int, int, str]]]
"""By sheet: row (1 first), column (0 first) and what stands there, such as #REF!."""


def look_inside(content: bytes, name: str) -> tuple[ErrorCells, list[Finding]]:
    """The cells with errors, and findings where the file is too large, is no workbook, or would take more room than it is given."""
    called = format_text(name)
    place = Place(file=called)
    if len(content) > LARGEST_FILE:
        return {}, [make_finding("file-large", place, name=called, found=f"over {LARGEST_FILE // 1_000_000} MB", expected="20 MB")]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(one.file_size for one in packed.infolist())
            if size > LARGEST_UNPACKED:
                found = f"{size // 1_000_000} MB utpakket"
                return {}, [make_finding("file-large", place, name=called, found=found, expected="200 MB utpakket")]
            if not _is_whole(packed):
                return {}, [make_finding("sheet-unreadable", place, name=called)]
            if any(_cells_spanned(packed.read(part)) > MOST_CELLS for part in packed.namelist()):  # a sheet may lie in any of them
                expected = f"{MOST_CELLS // 1_000_000} millioner celler i et ark"
                return {}, [make_finding("file-large", place, name=called, found="et ark med celler langt fra hverandre", expected=expected)]
            return _find_errors(packed), []
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, ValueError, KeyError, OSError, RuntimeError, EOFError):
        return {}, [make_finding("sheet-unreadable", place, name=called)]


def _is_whole(packed: zipfile.ZipFile) -> bool:
    """Whether it is a workbook with every part once, each as large as it says it is."""
    names = packed.namelist()
    return {MAIN_PART, LINKS} <= set(names) and len(set(names)) == len(names) and packed.testzip() is None


def _cells_spanned(sheet: bytes) -> int:
    """How many cells there are from the first to the last that holds something."""
    places = {(match[2], int(match[3])) for match in _CELL.finditer(sheet)}
    last = max((row for _, row in places), default=0)
    widest = max((_number(column) for column in {column for column, _ in places}), default=0)
    row, unplaced = 0, 0
    starts = list(_ROW.finditer(sheet))
    for match, end in zip(starts, [*(one.start() for one in starts[1:]), len(sheet)], strict=False):
        row = int(match[1] or row + 1)
        cells = _UNPLACED.findall(sheet, match.end(), end)
        if any(not one.endswith(b"/>") for one in cells):  # they do not say where they are: each is beside the one before
            last, unplaced = max(last, row), max(unplaced, len(cells))
    return last * (widest + unplaced)


def _number(column: bytes) -> int:
    """A column's letters as its number, 1 for A."""
    return functools.reduce(lambda found, letter: found * 26 + letter - 64, column, 0)


def _find_errors(packed: zipfile.ZipFile) -> ErrorCells:
    found: ErrorCells = {}
    for sheet, part in list_sheet_parts(packed):
        content = packed.read(part)
        for match in _CELL.finditer(content):
            if _ERROR.search(match[1]) and len(found.setdefault(sheet, [])) < MOST_ERRORS:
                value = _VALUE.search(content, match.end(), match.end() + 1_000)
                found[sheet].append((int(match[3]), _number(match[2]) - 1, value[1].decode("utf-8", "replace") if value else "feil"))
    return found


def list_sheet_parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Every sheet's name with the part of the file that holds it."""
    links = {one.get("Id"): one.get("Target", "") for one in ElementTree.fromstring(packed.read(LINKS))}
    for one in ElementTree.fromstring(packed.read(MAIN_PART)).iter():
        if one.tag.endswith("}sheet"):
            target = links.get(next((value for key, value in one.items() if key.endswith("}id")), ""), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            if part in packed.namelist():
                yield one.get("name", ""), part
