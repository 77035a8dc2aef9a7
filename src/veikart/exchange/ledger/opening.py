"""A file of ledger lines looked at before it is read: whether it is there, its letters, its separator and its headings."""

from __future__ import annotations

import codecs
import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import duckdb

from veikart.exchange.dataset.syntax import explain_encoding
from veikart.exchange.ledger.content import is_utf16, name_content
from veikart.exchange.ledger.database import has_pattern
from veikart.exchange.ledger.ending import SumLine, find_sum_line
from veikart.exchange.ledger.layout import SEPARATORS, LedgerLayout
from veikart.rules.findings import Finding, Place, format_text, make_finding

T = TypeVar("T")
LOOKED_AT = 256 * 1024
"""Bytes from the beginning of a file that its layout is judged by."""
BLOCK = 4 * 1024 * 1024
COPY, EVEN = "source.csv", "even.csv"
ENCODING_WORDS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "latin-1": "Latin-1"}
SEPARATOR_WORDS = {";": "semikolon", ",": "komma", "|": "loddrett strek", "\t": "tabulator"}
PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"Rar!", b"(\xb5/\xfd")


@dataclass(frozen=True)
class OpenedFile:
    """A file that can be read: `path` is UTF-8 with no signs in it that make a pattern, and without the sums it may end with; `headings` and `sample`
    are its first lines."""

    path: Path
    name: str
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    ends_whole: bool

    @property
    def width(self) -> int:
        """How many fields a line has."""
        return len(self.headings) if self.headings else max((len(row) for row in self.sample), default=0)

    def get_headings(self) -> tuple[str, ...]:
        """The headings; numbers, 1 first, where there are none."""
        return self.headings or tuple(str(at + 1) for at in range(self.width))


def look_at_start(path: Path) -> tuple[bytes, list[Finding]]:
    """The first bytes of a file in whole lines, or what is wrong with it."""
    name = format_text(path.name)
    place = Place(file=name)
    if not path.is_file():
        return b"", [make_finding("file-missing", place, name=name)]
    try:
        with path.open("rb") as stream:
            start = stream.read(LOOKED_AT)
    except OSError as error:
        return b"", [make_finding("file-unreadable", place, name=name, found=error.strerror or "ukjent feil")]
    if not start.strip():
        return b"", [make_finding("ledger-file-empty", place, name=name)]
    if other := name_content(start):
        return b"", [make_finding("ledger-not-text", place, name=name, found=other)]
    if start.startswith(PACKED):
        return b"", [make_finding("file-archive", place, name=name)]
    if len(start) == LOOKED_AT and b"\n" in start:
        start = start[: start.rindex(b"\n") + 1]
    return start, []


def read_sum_line(path: Path, layout: LedgerLayout) -> SumLine | None:
    """The sum that a file ends with, as it is read with this layout; None where it has none, or cannot be read."""
    start, wrong = look_at_start(path)
    if wrong or check_encoding(start, layout.encoding, path.name):
        return None
    headings, sample = read_rows(start.decode(layout.encoding, errors="replace"), layout)
    opened = OpenedFile(path, path.name, headings, sample, ends_whole=True)
    return find_sum_line(path, layout, opened.get_headings(), encoding=layout.encoding.removesuffix("-sig"))


@contextmanager
def open_ledger_file(path: Path, layout: LedgerLayout, folder: Path) -> Iterator[tuple[OpenedFile | None, list[Finding]]]:
    """The file as it can be read with this layout, or what keeps it from being read. A copy that it takes lies in `folder` meanwhile."""
    try:
        yield _open(path, layout, folder)
    finally:
        for name in (COPY, EVEN, f"unfinished-{COPY}", f"unfinished-{EVEN}"):
            (folder / name).unlink(missing_ok=True)
        shutil.rmtree(folder / "tmp", ignore_errors=True)


def read_with_any_newline(opened: OpenedFile, folder: Path, read: Callable[[OpenedFile], T]) -> T:
    """What `read` gives of a file; of a copy where every line ends in the same way, if it takes one."""
    try:
        return read(opened)
    except duckdb.InvalidInputException as error:
        if "invalid state" not in str(error) or opened.path.name == EVEN:
            raise
        return read(replace(opened, path=_copy_with_one_newline(opened.path, folder)))


def _open(path: Path, layout: LedgerLayout, folder: Path) -> tuple[OpenedFile | None, list[Finding]]:
    name = format_text(path.name)
    start, wrong = look_at_start(path)
    if wrong:
        return None, wrong
    wrong = check_encoding(start, layout.encoding, name)
    if wrong:
        return None, wrong
    text = start.decode(layout.encoding, errors="replace")
    headings, sample = read_rows(text, layout)
    separator = SEPARATORS[layout.separator]
    if other := find_other_separator(text, separator, layout.skip_lines):
        words = {"expected": SEPARATOR_WORDS[separator], "found": SEPARATOR_WORDS[other]}
        return None, [make_finding("ledger-separator", Place(file=name, row=layout.skip_lines + 1), name=name, **words)]
    if not sample:
        return None, [make_finding("rows-missing", Place(file=name), name=name)]
    readable = path
    if layout.encoding in {"cp1252", "latin-1"}:
        readable, wrong = _copy_as_utf8(path, layout.encoding, folder, name)
    elif has_pattern(path):
        readable = folder / COPY
        readable.symlink_to(path.resolve())
    if wrong:
        return None, wrong
    opened = OpenedFile(readable, name, headings, sample, _ends_whole(readable))
    found = find_sum_line(readable, layout, opened.get_headings())
    return replace(opened, path=_cut(readable, found.offset, folder), ends_whole=True) if found else opened, []


def read_rows(text: str, layout: LedgerLayout) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headings (empty where there are none) and the rows of a text."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    for _ in range(layout.skip_lines):
        lines.readline()
    try:
        rows = [tuple(row) for row in csv.reader(lines, delimiter=SEPARATORS[layout.separator]) if row]
    except csv.Error:
        rows = []
    headings = tuple(one.strip() for one in rows.pop(0)) if layout.has_header and rows else ()
    return headings, tuple(rows[:1000])


def check_encoding(start: bytes, encoding: str, name: str) -> list[Finding]:
    """A finding where the first bytes of a file are not in that encoding."""
    place = Place(file=name)
    expected = ENCODING_WORDS[encoding]
    if is_utf16(start):
        return [make_finding("ledger-encoding", place, name=name, expected=expected, found="den er lagret som UTF-16")]
    is_old = encoding in {"cp1252", "latin-1"}
    try:
        is_utf8 = not start.decode("utf-8").isascii()
    except UnicodeDecodeError as error:
        if is_old:
            return []
        row, words = explain_encoding(start, error)
        return [make_finding("ledger-encoding", Place(file=name, row=row), name=name, expected=expected, found=f"den {words}")]
    if is_old and is_utf8:
        return [make_finding("ledger-encoding", place, name=name, expected=expected, found="den er lagret som UTF-8")]
    return []


def find_other_separator(text: str, separator: str, skip_lines: int = 0) -> str:
    """The separator that parts the first lines where the one given parts none of them; empty where it does, or nothing does."""
    lines = [line for line in text.splitlines()[skip_lines : skip_lines + 20] if line.strip()]
    if not lines or any(separator in line for line in lines):
        return ""
    counts = {one: min(line.count(one) for line in lines) for one in SEPARATOR_WORDS if one != separator}
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] > 1 else ""


def _copy_as_utf8(path: Path, encoding: str, folder: Path, name: str) -> tuple[Path, list[Finding]]:
    decoder = codecs.getincrementaldecoder("cp1252")()
    try:
        return _copy(path, folder / COPY, lambda block, is_last: decoder.decode(block, is_last).encode("utf-8")), []
    except UnicodeDecodeError as error:
        found = f"den har en byte (verdi {error.object[error.start]:02X}) som ikke er et tegn"
        return path, [make_finding("ledger-encoding", Place(file=name), name=name, expected=ENCODING_WORDS[encoding], found=found)]


def _copy_with_one_newline(path: Path, folder: Path) -> Path:
    return _copy(path, folder / EVEN, lambda block, _: block.replace(b"\r\n", b"\n"))


def _cut(path: Path, offset: int, folder: Path) -> Path:
    """The file to the byte, as a copy."""
    target = folder / COPY
    if path != target or path.is_symlink():
        unfinished = folder / f"unfinished-{COPY}"
        shutil.copyfile(path, unfinished)
        unfinished.replace(target)
    os.truncate(target, offset)
    return target


def _copy(path: Path, target: Path, change: Callable[[bytes, bool], bytes]) -> Path:
    unfinished = target.with_name(f"unfinished-{target.name}")
    with path.open("rb") as source, unfinished.open("wb") as stream:
        while block := source.read(BLOCK):
            if block.endswith(b"\r"):
                block += source.read(1)
            stream.write(change(block, False))
        stream.write(change(b"", True))
    return unfinished.replace(target)


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-1, 2)
        return stream.read(1) in b"\r\n"
