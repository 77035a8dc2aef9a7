"""The lines of a plain file read and added up, by compiled code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from veikart.exchange.ledger.scanning.fields import (
    EACH,
    FAST,
    NEWLINE,
    QUOTE,
    QUOTES,
    RETURN,
    SPACE,
    is_plain_code,
    read_amount,
    read_code,
    read_date,
    read_number,
    skip_text,
)
from veikart.exchange.ledger.scanning.tables import (
    MOST_CODES,
    STATUS,
    add_cell,
    add_code,
    add_counts,
    add_to_voucher,
    find_code,
    has_room,
    make_key,
    mix,
    mix_in,
    place_voucher,
)

SKIPPED, TEXT, ACCOUNT, FUNCTION, COST_CENTRE, PROJECT, VOUCHER, LINE, DATE, PERIOD, AMOUNT, DEBIT, CREDIT = range(13)
"""What a column is; texts and columns that are not asked for are skipped, with a look at their letters."""
PERIOD_YYYYMM, PERIOD_MM, PERIOD_MMYYYY, PERIOD_NONE = range(4)
READ, STRANGE, FULL = range(3)
"""How a scan ended: all of it, at a line that must be looked at, or at a line there is no room for."""
LONGEST = 64 * 1024
"""Bytes of a line at most."""
_0, _2 = np.uint64(0), np.uint64(2)
WAITING = 3 * 32
"""Room for the month, key and øre of the lines that wait for their cells: looked up together, they need not wait for memory one by one."""
MEMORY = 5
_BEGINS, _ENDS, _DATE, _NAME_1, _NAME_2 = range(MEMORY)
"""Places in what is remembered from the line before: the letters of its date and the date, and its voucher."""


class Form(NamedTuple):
    """How the lines are written: signs as bytes, the form of the period, and what the year and the book ask for."""

    separator: int
    decimal: int
    period: int
    year: int
    needs_voucher: bool
    has_numbers: bool
    has_date: bool
    sign: int


@njit(**FAST)
def _get_month(form, period, digits, date):  # type: ignore[no-untyped-def]
    """The month of a line by its period, else by its date, else 0; −1 where it is of another year or none."""
    if form.period == PERIOD_NONE:
        return (date // 100 % 100 if date // 10000 == form.year else -1) if form.has_date else 0
    month, year = period, form.year
    if form.period != PERIOD_MM:
        if digits != 6:
            return -1
        month, year = (period % 100, period // 100) if form.period == PERIOD_YYYYMM else (period // 10000, period % 10000)
    is_near = date == 0 or form.year - 1 <= date // 10000 <= form.year + 1
    return month if digits and year == form.year and 1 <= month <= 13 and is_near else -1


@njit(**FAST)
def _read_known_date(block, words, at, pattern, memory):  # type: ignore[no-untyped-def]
    """The date at a place; that of the line before where the letters are the same."""
    begins, ends = np.int64(words[np.uint64(at)]), np.int64(words[np.uint64(at + len(pattern) - 8)])
    if begins != memory[_BEGINS] or ends != memory[_ENDS]:
        memory[_BEGINS], memory[_ENDS], memory[_DATE] = begins, ends, read_date(block, at, pattern)
    return memory[_DATE]


@njit(**FAST)
def _is_known_voucher(block, at, stop, high, low, memory):  # type: ignore[no-untyped-def]
    """Whether a voucher's name is of ordinary letters; looked at where it is another than that of the line before."""
    if np.int64(high) != memory[_NAME_1] or np.int64(low) != memory[_NAME_2]:
        if not is_plain_code(block, at, stop):
            return False
        memory[_NAME_1], memory[_NAME_2] = np.int64(high), np.int64(low)
    return True


@njit(**FAST, forceinline=True)
def _read_line(block, words, at, roles, pattern, form, codes, known, counts, number, memory):  # type: ignore[no-untyped-def]
    """The place after a line (−1 where it is strange), its month, date, voucher, number, content and øre; the numbers of its codes in `number`."""
    high = low = content = _0
    line = date = period = period_digits = ore = amounts = sides = 0
    strange = (-1, 0, 0, _0, _0, 0, _0, 0)
    last_column = len(roles) - 1
    separators = EACH * np.uint64(form.separator)
    number[0] = number[1] = number[2] = number[3] = 0
    for column in range(last_column + 1):
        role = roles[np.uint64(column)]
        is_quoted = block[np.uint64(at)] == QUOTE
        at += is_quoted
        end, ends = (QUOTE, QUOTES) if is_quoted else (form.separator, separators)
        field = at
        if role <= TEXT:
            at = skip_text(block, words, at, end, ends)
        elif role <= PROJECT:
            at, code_high, code_low = read_code(words, at, ends)
            if not form.has_numbers:
                content = mix(mix(content ^ code_high) ^ code_low)
            if at > field:
                place = find_code(codes, role - ACCOUNT, code_high, code_low)
                if codes[place + _2]:
                    number[np.uint64(role - ACCOUNT)] = np.int64(codes[place + _2])
                elif known[role - ACCOUNT] + 1 < MOST_CODES[role - ACCOUNT] and is_plain_code(block, field, at):
                    number[np.uint64(role - ACCOUNT)] = add_code(codes, known, counts, role - ACCOUNT, code_high, code_low)
                else:
                    return strange
        elif role == VOUCHER:
            at, high, low = read_code(words, at, ends)
            if at > field and not _is_known_voucher(block, field, at, high, low, memory):
                return strange
        elif role == LINE:
            at, line, digits = read_number(block, at)
            if not 1 <= digits <= 9:
                return strange
        elif role == DATE:
            if block[np.uint64(at)] != end and block[np.uint64(at)] >= SPACE:
                date = _read_known_date(block, words, at, pattern, memory)
                at = at + len(pattern) if date > 0 else -1
        elif role == PERIOD:
            at, period, period_digits = read_number(block, at)
        else:
            at, part, has_amount = read_amount(block, at, form.decimal)
            ore += -part if role == CREDIT else part
            amounts += has_amount
            sides += part != 0
        if at < 0:
            return strange
        if role == TEXT and not form.has_numbers:
            content = mix_in(block, field, at, content)
        if is_quoted:
            if block[np.uint64(at)] != QUOTE:
                return strange
            at += 1
        if column == last_column:
            at += block[np.uint64(at)] == RETURN
            if block[np.uint64(at)] != NEWLINE:
                return strange
        elif block[np.uint64(at)] != form.separator:
            return strange
        at += 1
    month = _get_month(form, period, period_digits, date)
    if month < 0 or amounts == 0 or sides > 1 or number[0] == 0 or (form.needs_voucher and high == _0):
        return strange
    if not form.has_numbers:
        content = mix(mix(content ^ np.uint64(100 * date + month)) ^ np.uint64(ore))
    return at, month, date, high, low, line, content, ore * form.sign


@njit(**FAST)
def _add_waiting(cells, filled, counts, waiting, held):  # type: ignore[no-untyped-def]
    """Adds the lines that wait to their cells; 0, for none that wait."""
    for at in range(0, held, 3):
        add_cell(cells, filled, counts, waiting[at], waiting[at + 1], waiting[at + 2], 1)
    return 0


@njit(**FAST)
def scan_lines(block, words, at, stop, roles, pattern, form, tables, number, memory, waiting):  # type: ignore[no-untyped-def]
    """Adds the lines of a block from `at` to `stop` up, where the last byte ends a line. The place it came to; `counts` says how it ended.

    `roles` is the role of each column, `pattern` the signs of a date. `number` (columns), `memory` (MEMORY) and `waiting` (WAITING) are room to work
    in, zeros at first.
    """
    codes, known, cells, filled, vouchers, counts = tables
    voucher_high = voucher_low = voucher = _0
    first_date = last_date = debit = credit = lines = held = 0
    status = READ
    while at < stop:
        if not has_room(codes, cells, vouchers, counts, held // 3):
            held = _add_waiting(cells, filled, counts, waiting, held)
            if not has_room(codes, cells, vouchers, counts, 0):
                status = FULL
                break
        after, month, date, high, low, line, content, ore = _read_line(block, words, at, roles, pattern, form, codes, known, counts, number, memory)
        if after < 0 or after - at > LONGEST:
            status = STRANGE
            break
        waiting[held], waiting[held + 1], waiting[held + 2] = month, make_key(number[0], number[1], number[2], number[3]), ore
        held += 3
        if held == WAITING:
            held = _add_waiting(cells, filled, counts, waiting, held)
        if high:
            if high != voucher_high or low != voucher_low:
                voucher_high, voucher_low, voucher = high, low, place_voucher(vouchers, counts, high, low)
            add_to_voucher(vouchers, voucher, 1, ore, line, line, np.int64(mix(np.uint64(line))), np.int64(content))
        at = after
        lines += 1
        debit += max(ore, 0)
        credit += min(ore, 0)
        if date:
            first_date = min(first_date, date) if first_date else date
            last_date = max(last_date, date)
    _add_waiting(cells, filled, counts, waiting, held)
    add_counts(counts, first_date, last_date, debit, credit, lines)
    counts[STATUS] = status
    return at
