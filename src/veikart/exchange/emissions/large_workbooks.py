"""A workbook too large to be read whole: its sheets row by row, in bounded room. The Environment Agency's file of every municipality is one."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from veikart.exchange.books.unpacking import list_sheet_parts

LARGEST_WORKBOOK = 80_000_000
LARGEST_UNPACKED = 1_500_000_000
"""Bytes that are read of all its parts together."""
MOST_STRINGS = 200_000
CHUNK = 1_000_000
LONGEST_ROW = 5_000_000
STRINGS = "xl/sharedStrings.xml"
_EMPTY_ROW = re.compile(rb"<row\b[^>]*/>")
_ROW = re.compile(rb"<row\b([^>]*)>(.*?)</row>", re.DOTALL)
_NUMBER = re.compile(rb'\br="(\d+)"')
_CELL = re.compile(rb'<c\b(?: r="([A-Z]{1,3})\d+")?([^>]*?)(?:/>|>(?:<f\b.*?(?:/>|</f>))?(?:<v>([^<]*)</v>|<is>(.*?)</is>)?</c>)', re.DOTALL)
_TEXT = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_STRING = re.compile(rb"<si>(.*?)</si>", re.DOTALL)
Row = tuple[int, tuple[str, ...]]
"""The line (1 first) and the texts of its cells."""


class WorkbookTooLarge(ValueError):
    """More than is read of one file, or no workbook at all."""


class LargeWorkbook:
    """The sheets of a workbook by name, each read when its rows are asked for. Raises WorkbookTooLarge for what cannot be read in bounded room."""

    def __init__(self, content: bytes) -> None:
        try:
            self._packed = zipfile.ZipFile(io.BytesIO(content))
            if sum(one.file_size for one in self._packed.infolist()) > LARGEST_UNPACKED:
                raise WorkbookTooLarge
            self._parts = dict(list_sheet_parts(self._packed))
            self._strings = self._read_strings()
        except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, OSError, EOFError) as error:
            raise WorkbookTooLarge from error

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in the workbook's order."""
        return list(self._parts)

    def rows(self, sheet: str) -> Iterator[Row]:
        """The rows of a sheet that hold anything."""
        line = 0
        for chunk in self._list_chunks(self._parts[sheet], b"</row>"):
            for attributes, cells in _ROW.findall(_EMPTY_ROW.sub(b"", chunk)):
                said = _NUMBER.search(attributes)
                line = int(said[1]) if said else line + 1
                texts = self._read_cells(cells)
                if any(texts):
                    yield line, texts

    def _list_chunks(self, part: str, end: bytes) -> Iterator[bytes]:
        """The part in pieces, each up to the last `end` in it."""
        rest = b""
        try:
            with self._packed.open(part) as stream:
                while chunk := stream.read(CHUNK):
                    rest += chunk
                    whole = rest.rfind(end) + len(end)
                    if whole > len(end):
                        yield rest[:whole]
                        rest = rest[whole:]
                    if len(rest) > LONGEST_ROW:
                        raise WorkbookTooLarge
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError) as error:
            raise WorkbookTooLarge from error

    def _read_strings(self) -> list[str]:
        found: list[str] = []
        if STRINGS in self._packed.namelist():
            for chunk in self._list_chunks(STRINGS, b"</si>"):
                found += [_plain(b"".join(_TEXT.findall(one))) for one in _STRING.findall(chunk)]
                if len(found) > MOST_STRINGS:
                    raise WorkbookTooLarge
        return found

    def _read_cells(self, cells: bytes) -> tuple[str, ...]:
        texts: list[str] = []
        for letters, attributes, value, inline in _CELL.findall(cells):
            if letters:
                texts += [""] * (_column(letters) - len(texts))
            if inline:
                texts.append(_plain(b"".join(_TEXT.findall(inline))))
            elif b't="s"' in attributes:
                texts.append(self._strings[int(value)] if value.isdigit() and int(value) < len(self._strings) else "")
            else:
                texts.append(_plain(value))
        return tuple(texts)


def _column(letters: bytes) -> int:
    """A column's letters as its place, 0 for A; a place far to the right is as far as anything is read."""
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return min(found - 1, 100)


def _plain(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace")).strip()
