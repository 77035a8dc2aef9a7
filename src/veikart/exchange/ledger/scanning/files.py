"""A plain file of ledger lines, read and added up by all processors at once.

Plain is a file whose every line is good and written as the layout says, with nothing to interpret: most files of an accounting system are.
Whatever else stands in it, the scan gives the file up, and it is read with more care and less haste (`folding`). What the two give of a plain file is
the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from veikart.exchange.ledger.checking import Progress, Reading
from veikart.exchange.ledger.database import THREADS
from veikart.exchange.ledger.layout import DATE_FORMATS, SEPARATORS, LedgerLayout
from veikart.exchange.ledger.opening import LOOKED_AT, OpenedFile
from veikart.exchange.ledger.scanning import lines as kernel
from veikart.exchange.ledger.scanning.fields import DAY_SIGN, MONTH_SIGN, YEAR_SIGN
from veikart.exchange.ledger.scanning.rooms import Whole, add_up, make_rooms, widen
from veikart.exchange.ledger.scanning.scan import Scan, make_scan
from veikart.exchange.ledger.scanning.tables import COLUMNS, CREDIT_ORE, DEBIT_ORE, STATUS, Tables
from veikart.exchange.ledger.selecting import is_plain

BLOCK = 1024 * 1024
MOST_SUM = 8 * 10**18 // THREADS
"""Øre on either side that one processor may have added up when a block ends. With one block more, of lines of the largest amount, all processors
together are within an int64."""
_ROOM = 16
"""Bytes after a block that a word may be read from."""
_ROLES = {
    "account": kernel.ACCOUNT,
    "function": kernel.FUNCTION,
    "cost_centre": kernel.COST_CENTRE,
    "project": kernel.PROJECT,
    "voucher": kernel.VOUCHER,
    "line": kernel.LINE,
    "date": kernel.DATE,
    "period": kernel.PERIOD,
    "amount": kernel.AMOUNT,
    "debit": kernel.DEBIT,
    "credit": kernel.CREDIT,
    "text": kernel.TEXT,
}
_SIGNS = {"%d": (DAY_SIGN,) * 2, "%m": (MONTH_SIGN,) * 2, "%Y": (YEAR_SIGN,) * 4}
_PERIODS = {"yyyymm": kernel.PERIOD_YYYYMM, "mm": kernel.PERIOD_MM, "mmyyyy": kernel.PERIOD_MMYYYY}


def scan_file(opened: OpenedFile, columns: Mapping[str, int], reading: Reading) -> Scan | None:
    """What a file comes to; None where it is not plain, or has more codes or vouchers than there is room for."""
    way = _find_way(opened, columns, reading)
    if way is None:
        return None
    parts = list(_split(opened.path, reading.layout))
    given_up = Event()
    with ThreadPoolExecutor(max(len(parts), 1)) as pool:
        others = [pool.submit(_scan_part, opened.path, part, way, given_up) for part in parts[1:]]
        scanned = [_scan_part(opened.path, part, way, given_up, reading.progress) for part in parts[:1]]
        scanned += [one.result() for one in others]
    found = [one for one in scanned if one is not None]
    tables = add_up(found) if found and len(found) == len(parts) else None
    return make_scan(tables) if tables else None


@dataclass(frozen=True)
class _Way:
    """How the lines are written, as the kernel takes it: the role of each column, the signs of a date, and the rest."""

    roles: Whole
    pattern: Whole
    form: kernel.Form


def _find_way(opened: OpenedFile, columns: Mapping[str, int], reading: Reading) -> _Way | None:
    """None where there is more to interpret than a scan does."""
    layout = reading.layout
    pattern = _make_pattern(DATE_FORMATS[layout.date_format])
    if pattern is None or not is_plain(layout) or {"side", "account_class"} & set(columns):
        return None
    roles = np.zeros(opened.width, dtype=np.int64)
    for role, at in columns.items():
        roles[at] = _ROLES[role]
    form = kernel.Form(
        ord(SEPARATORS[layout.separator]),
        ord(layout.decimal),
        _PERIODS[layout.period_format] if "period" in columns else kernel.PERIOD_NONE,
        reading.year,
        reading.kind == "accounts",
        "line" in columns,
        "date" in columns,
        -1 if layout.sign == "expense_negative" else 1,
    )
    return _Way(roles, pattern, form)


def _make_pattern(form: str) -> Whole | None:
    """A date's signs one by one; None where years have two digits."""
    signs: list[int] = []
    while form:
        if form[0] == "%":
            if form[:2] not in _SIGNS:
                return None
            signs += _SIGNS[form[:2]]
            form = form[2:]
        else:
            signs.append(ord(form[0]))
            form = form[1:]
    return np.array(signs, dtype=np.int64)


def _split(path: Path, layout: LedgerLayout) -> Iterator[tuple[int, int]]:
    """Where the parts of a file begin and end, each of whole lines, without its headings."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        for _ in range(layout.skip_lines + int(layout.has_header)):
            stream.readline()
        if stream.tell() == 0 and stream.read(3) != b"\xef\xbb\xbf":
            stream.seek(0)
        first = stream.tell()
        count = THREADS if size > LOOKED_AT else 1
        ends = [_find_line(stream, first + (size - first) * at // count) for at in range(1, count)]
    for start, stop in zip([first, *ends], [*ends, size], strict=True):
        if start < stop:
            yield start, stop


def _find_line(stream: BinaryIO, at: int) -> int:
    stream.seek(at)
    stream.readline()
    return stream.tell()


def _scan_part(path: Path, part: tuple[int, int], way: _Way, given_up: Event, progress: Progress | None = None) -> Tables | None:
    """The tables of a part of a file; None where it, or another part, is given up."""
    tables = make_rooms(part[1] - part[0])
    for block, words, filled, share in _read_blocks(path, *part):
        scanned = None if given_up.is_set() else _scan_block(block, words, filled, way, tables)
        if scanned is None or max(scanned.counts[DEBIT_ORE], -scanned.counts[CREDIT_ORE]) > MOST_SUM:
            given_up.set()
            return None
        tables = scanned
        if progress:
            progress("Leser linjene", 0.02 + 0.7 * share)
    return tables


def _scan_block(block: NDArray[np.uint8], words: NDArray[np.uint64], stop: int, way: _Way, tables: Tables) -> Tables | None:
    at, rooms = 0, [np.zeros(size, dtype=np.int64) for size in (COLUMNS, kernel.MEMORY, kernel.WAITING)]
    while True:
        at = kernel.scan_lines(block, words, at, stop, way.roles, way.pattern, way.form, tables, *rooms)
        status = tables.counts[STATUS]
        if status == kernel.READ:
            return tables
        wider = widen(tables) if status == kernel.FULL else None
        if wider is None:
            return None
        tables = wider


def _read_blocks(path: Path, start: int, stop: int) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.uint64], int, float]]:
    """Whole lines of a part of a file: the bytes, the same as words, how many there are, and the share of the part that is read. A line that is too
    long is not whole, and so strange."""
    block = np.zeros(BLOCK + kernel.LONGEST + 1 + _ROOM, dtype=np.uint8)
    words = np.lib.stride_tricks.as_strided(block[:8].view(np.uint64), (len(block) - 7,), (1,))
    kept, at = 0, start
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        while at < stop or kept:
            wanted = memoryview(block)[kept : kept + min(BLOCK, stop - at)]
            read = stream.readinto(wanted) or 0
            at, held = at + read, kept + read
            if not read or at == stop:
                at = stop
                if held and block[held - 1] != ord("\n"):
                    block[held] = ord("\n")
                    held += 1
            filled = _find_end(block, held)
            yield block, words, filled, (at - start) / (stop - start)
            kept = held - filled
            block[:kept] = block[filled:held].copy()


def _find_end(block: NDArray[np.uint8], held: int) -> int:
    """The place after the last end of a line; everything where a line is longer than lines are."""
    first = max(held - kernel.LONGEST, 0)
    ends = np.flatnonzero(block[first:held] == ord("\n"))
    if len(ends):
        return first + int(ends[-1]) + 1
    return held if held >= kernel.LONGEST else 0
