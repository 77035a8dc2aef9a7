"""What the lines of a plain file come to, in tables that compiled code finds its way in."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from veikart.exchange.ledger.scanning.fields import FAST

STATUS, FULLEST_CODES, FULLEST_MONTH, VOUCHERS, FIRST_DATE, LAST_DATE, DEBIT_ORE, CREDIT_ORE, LINES = range(9)
"""Places in `counts`; of codes and cells those of the column and month that have most."""
MOST_CODES = np.array([1 << 16, 1 << 12, 1 << 16, 1 << 16])
"""How many codes there is room for in the key of a cell: 16 + 12 + 16 + 16 bits."""
COLUMNS, MONTHS = 4, 14
NAME, NUMBER = 0, 2
"""Places in a code, which has four: its name is two numbers, and the last is not in use."""
KEY, ORE, COUNT = range(3)
"""Places in a cell, which has four too."""
V_COUNT, V_ORE, V_FIRST, V_LAST, V_SUM, V_CONTENT = range(2, 8)
"""Places in a voucher, which has eight, after its name: its lines, their øre, the first and last number of a line, what the numbers come to, and what
the contents do where there are no numbers."""
_MIX, _MIX_AGAIN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_0, _1, _2, _3, _32 = (np.uint64(one) for one in (0, 1, 2, 3, 32))


class Tables(NamedTuple):
    """What lines have come to, each found by its key, with the next free slot where two want the same. Slots are a power of two.

    `codes` (columns × slots × 4) has the number of each code of account, function, cost centre and project, 1 first, and `known` (columns) how many
    there are. `cells` (months × slots × 4) has the key, øre and lines of each combination of codes by month, and `filled` (months) how many.
    `vouchers` is (slots × 8). All are in one row.
    """

    codes: NDArray[np.uint64]
    known: NDArray[np.int64]
    cells: NDArray[np.int64]
    filled: NDArray[np.int64]
    vouchers: NDArray[np.int64]
    counts: NDArray[np.int64]


@njit(**FAST)
def mix(number):  # type: ignore[no-untyped-def]
    """A uint64 that looks drawn, known by another."""
    number = (number ^ (number >> _32)) * _MIX
    return (number ^ (number >> _32)) * _MIX_AGAIN


@njit(**FAST)
def mix_in(block, at, stop, content):  # type: ignore[no-untyped-def]
    """A number that the letters of a field have changed."""
    for place in range(at, stop):
        content = (content ^ np.uint64(block[np.uint64(place)])) * _MIX
    return mix(content)


@njit(**FAST)
def _get_slot(high, low):  # type: ignore[no-untyped-def]
    """A number to look for two others by; its lowest bits say where to begin."""
    number = (high ^ (low * _MIX_AGAIN)) * _MIX
    return number ^ (number >> _32)


@njit(**FAST)
def find_code(codes, column, high, low):  # type: ignore[no-untyped-def]
    """The place of a code, or the one it should have."""
    last = np.uint64(len(codes) // (4 * COLUMNS) - 1)
    first = np.uint64(column) * (last + _1)
    slot = _get_slot(high, low) & last
    while True:
        place = (first + slot) << _2
        if not codes[place + _2] or (codes[place] == high and codes[place + _1] == low):
            return place
        slot = (slot + _1) & last


@njit(**FAST)
def _find_cell(cells, month, key):  # type: ignore[no-untyped-def]
    """The place of a key, or the one it should have."""
    last = np.uint64(len(cells) // (4 * MONTHS) - 1)
    first = np.uint64(month) * (last + _1)
    slot = _get_slot(np.uint64(key), _0) & last
    while True:
        place = (first + slot) << _2
        if not cells[place + _2] or cells[place] == key:
            return place
        slot = (slot + _1) & last


@njit(**FAST)
def _find_voucher(vouchers, high, low):  # type: ignore[no-untyped-def]
    """The place of a voucher, or the one it should have."""
    last = np.uint64(len(vouchers) // 8 - 1)
    slot = _get_slot(high, low) & last
    while True:
        place = slot << _3
        if not vouchers[place + _2] or (vouchers[place] == np.int64(high) and vouchers[place + _1] == np.int64(low)):
            return place
        slot = (slot + _1) & last


@njit(**FAST)
def make_key(account, function, cost_centre, project):  # type: ignore[no-untyped-def]
    """The key of a cell: the numbers of its four codes in one whole number."""
    return (account << 44) | (function << 32) | (cost_centre << 16) | project


@njit(**FAST)
def add_code(codes, known, counts, column, high, low):  # type: ignore[no-untyped-def]
    """The number of a code, new or known."""
    place = find_code(codes, column, high, low)
    if not codes[place + _2]:
        known[column] += 1
        codes[place], codes[place + _1], codes[place + _2] = high, low, np.uint64(known[column])
        counts[FULLEST_CODES] = max(counts[FULLEST_CODES], known[column])
    return np.int64(codes[place + _2])


@njit(**FAST)
def add_cell(cells, filled, counts, month, key, ore, lines):  # type: ignore[no-untyped-def]
    """Add øre, debit positive, and a number of lines to the cell of the key in a month."""
    place = _find_cell(cells, month, key)
    if not cells[place + _2]:
        cells[place] = key
        filled[month] += 1
        counts[FULLEST_MONTH] = max(counts[FULLEST_MONTH], filled[month])
    cells[place + _1] += ore
    cells[place + _2] += lines


@njit(**FAST)
def add_to_voucher(vouchers, place, count, ore, first, last, total, content):  # type: ignore[no-untyped-def]
    """Adds lines to the voucher at a place."""
    if not vouchers[place + np.uint64(V_COUNT)]:
        vouchers[place + np.uint64(V_FIRST)], vouchers[place + np.uint64(V_LAST)] = first, last
    vouchers[place + np.uint64(V_COUNT)] += count
    vouchers[place + np.uint64(V_ORE)] += ore
    vouchers[place + np.uint64(V_FIRST)] = min(vouchers[place + np.uint64(V_FIRST)], first)
    vouchers[place + np.uint64(V_LAST)] = max(vouchers[place + np.uint64(V_LAST)], last)
    vouchers[place + np.uint64(V_SUM)] += total
    vouchers[place + np.uint64(V_CONTENT)] ^= content


@njit(**FAST)
def place_voucher(vouchers, counts, high, low):  # type: ignore[no-untyped-def]
    """The place of a voucher, new or known."""
    place = _find_voucher(vouchers, high, low)
    if not vouchers[place + _2]:
        vouchers[place], vouchers[place + _1] = np.int64(high), np.int64(low)
        counts[VOUCHERS] += 1
    return place


@njit(**FAST)
def add_tables(some, whole, renumbered):  # type: ignore[no-untyped-def]
    """Adds what some lines have come to to what others have; there must be room for it. Codes get the numbers they have there, or new ones, which are
    put into `renumbered`, zeros (columns, codes + 1)."""
    slots = len(some.codes) // (4 * COLUMNS)
    for at in range(slots * COLUMNS):
        if some.codes[4 * at + NUMBER]:
            number = add_code(whole.codes, whole.known, whole.counts, at // slots, some.codes[4 * at], some.codes[4 * at + 1])
            renumbered[at // slots, np.int64(some.codes[4 * at + NUMBER])] = number
    _add_cells(some.cells, some.filled, renumbered, whole.cells, whole.filled, whole.counts)
    _add_vouchers(some.vouchers, whole.vouchers, whole.counts)
    add_counts(whole.counts, some.counts[FIRST_DATE], some.counts[LAST_DATE], some.counts[DEBIT_ORE], some.counts[CREDIT_ORE], some.counts[LINES])


@njit(**FAST)
def _add_cells(some, used, renumbered, cells, filled, counts):  # type: ignore[no-untyped-def]
    slots = len(some) // (4 * MONTHS)
    for month in range(MONTHS):
        for at in range(4 * month * slots, 4 * (month + 1) * slots if used[month] else 0, 4):
            if some[at + COUNT]:
                old = some[at + KEY]
                account, function = renumbered[0, old >> 44], renumbered[1, old >> 32 & 0xFFF]
                key = make_key(account, function, renumbered[2, old >> 16 & 0xFFFF], renumbered[3, old & 0xFFFF])
                add_cell(cells, filled, counts, month, key, some[at + ORE], some[at + COUNT])


@njit(**FAST)
def _add_vouchers(some, vouchers, counts):  # type: ignore[no-untyped-def]
    for at in range(0, len(some), 8):
        if some[at + V_COUNT]:
            place = place_voucher(vouchers, counts, np.uint64(some[at]), np.uint64(some[at + 1]))
            first, last = some[at + V_FIRST], some[at + V_LAST]
            add_to_voucher(vouchers, place, some[at + V_COUNT], some[at + V_ORE], first, last, some[at + V_SUM], some[at + V_CONTENT])


@njit(**FAST)
def add_counts(counts, first_date, last_date, debit, credit, lines):  # type: ignore[no-untyped-def]
    """Add to what all lines come to: debit and credit (negative) in whole øre, how many they are, and the first and last date; 0 for none."""
    counts[DEBIT_ORE] += debit
    counts[CREDIT_ORE] += credit
    counts[LINES] += lines
    if last_date:
        counts[FIRST_DATE] = min(counts[FIRST_DATE], first_date) if counts[LAST_DATE] else first_date
        counts[LAST_DATE] = max(counts[LAST_DATE], last_date)


@njit(**FAST)
def list_cells(tables, found):  # type: ignore[no-untyped-def]
    """Puts the month, key, øre and lines of each cell into `found`, int64 (4, cells)."""
    slots, count = len(tables.cells) // (4 * MONTHS), 0
    for month in range(MONTHS):
        for at in range(month * slots, (month + 1) * slots if tables.filled[month] else 0):
            if tables.cells[4 * at + COUNT]:
                found[0, count] = month
                for place in range(3):
                    found[1 + place, count] = tables.cells[4 * at + place]
                count += 1


@njit(**FAST)
def list_vouchers(vouchers, found):  # type: ignore[no-untyped-def]
    """Puts each voucher into a column of `found`, int64 (8, vouchers)."""
    count = 0
    for at in range(0, len(vouchers), 8):
        if vouchers[at + V_COUNT]:
            for place in range(8):
                found[place, count] = vouchers[at + place]
            count += 1


@njit(**FAST)
def add_up_numbers(sums):  # type: ignore[no-untyped-def]
    """Puts what the numbers 0, 1, … up to each place come to, as vouchers add them up, into `sums`, int64 that runs over."""
    total = np.int64(0)
    for at in range(len(sums)):
        total += np.int64(mix(np.uint64(at)))
        sums[at] = total


@njit(**FAST)
def has_room(codes, cells, vouchers, counts, waiting):  # type: ignore[no-untyped-def]
    """Whether less than three fourths of every table are in use, also when the lines that wait have cells of their own."""
    has_codes = 16 * COLUMNS * counts[FULLEST_CODES] < 3 * len(codes)
    return has_codes and 16 * MONTHS * (counts[FULLEST_MONTH] + waiting) < 3 * len(cells) and 32 * counts[VOUCHERS] < 3 * len(vouchers)
