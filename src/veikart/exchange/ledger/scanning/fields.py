"""The fields of a line of a plain file, read by compiled code.

Nothing here is lenient. A field that is not exactly as the form says is strange, and the file is left to the careful reading.

A block of the file is seen twice: byte by byte, and as `words`, the eight bytes from each place on as one whole number, the first byte lowest. Codes
are at most fifteen bytes and kept as two such numbers, with zeros after the last letter; empty is (0, 0). Signs are looked for in a whole word at
once: a test has the highest bit of a byte set where the byte is what is looked for, and the lowest of those bits is always right.

**Source**: the tests of words are those of H. S. Warren, «Hacker's Delight», 2nd ed. (2013), chapter 6.
"""

from __future__ import annotations

import numpy as np
from numba import njit

FAST = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
"""Kept on disk, and free of the interpreter's lock. Nothing here makes an array, so none needs to be counted by who uses it: that would take a third
of the time, and more where two threads use the same."""
DAY_SIGN, MONTH_SIGN, YEAR_SIGN = range(3)
"""Signs of the pattern of a date; any other is the sign itself."""
QUOTE, NEWLINE, RETURN, TAB, SPACE, MINUS, ZERO = 34, 10, 13, 9, 32, 45, 48
MOST_ORE = 10**12
"""Øre of a line at most: 10 thousand million kroner."""
EACH = np.uint64(0x0101010101010101)
QUOTES = EACH * np.uint64(QUOTE)
_SPACES, _TOPS = EACH * np.uint64(SPACE), np.uint64(0x8080808080808080)
_PLACES = np.uint64(0x0001020304050607)
_0, _1, _7, _56 = (np.uint64(one) for one in (0, 1, 7, 56))


@njit(**FAST)
def _is(word, signs):  # type: ignore[no-untyped-def]
    """A test of the bytes that are a sign, given as eight of it."""
    other = word ^ signs
    return (other - EACH) & ~other & _TOPS


@njit(**FAST)
def _is_control(word):  # type: ignore[no-untyped-def]
    """A test of the bytes below the space."""
    return (word - _SPACES) & ~word & _TOPS


@njit(**FAST)
def _get_place(test):  # type: ignore[no-untyped-def]
    """The place of the first byte that a test found, and a word with ones below it; 8 and all ones where it found none."""
    if test == _0:
        return 8, ~_0
    lowest = (test & (~test + _1)) >> _7
    return np.int64((lowest * _PLACES) >> _56), lowest - _1


@njit(**FAST)
def read_code(words, at, ends):  # type: ignore[no-untyped-def]
    """The place where a code ends, and the code; −1 where it is too long. A sign below the space ends it too."""
    word = words[np.uint64(at)]
    place, mask = _get_place(_is(word, ends) | _is_control(word))
    first = word & mask
    if place < 8:
        return at + place, first, _0
    word = words[np.uint64(at + 8)]
    place, mask = _get_place(_is(word, ends) | _is_control(word))
    return (at + 8 + place if place < 8 else -1), first, word & mask


@njit(**FAST)
def is_plain_code(block, at, stop):  # type: ignore[no-untyped-def]
    """Whether a code is of ordinary letters, without quotes, and without spaces around it."""
    for place in range(at, stop):
        if block[place] > 126 or block[place] == QUOTE:
            return False
    return block[at] != SPACE and block[stop - 1] != SPACE


@njit(**FAST)
def _skip_letter(block, at):  # type: ignore[no-untyped-def]
    """The place after a letter of several bytes; −1 where it is no letter in UTF-8."""
    first, second = block[np.uint64(at)], block[np.uint64(at + 1)]
    low, high, more = 0x80, 0xBF, 0
    if 0xE0 <= first <= 0xEF:
        more = 1
        low = 0xA0 if first == 0xE0 else low
        high = 0x9F if first == 0xED else high
    elif 0xF0 <= first <= 0xF4:
        more = 2
        low = 0x90 if first == 0xF0 else low
        high = 0x8F if first == 0xF4 else high
    elif not 0xC2 <= first <= 0xDF:
        return -1
    if not low <= second <= high:
        return -1
    for step in range(more):
        if not 0x80 <= block[np.uint64(at + 2 + step)] <= 0xBF:
            return -1
    return at + 2 + more


@njit(**FAST)
def skip_text(block, words, at, end, ends):  # type: ignore[no-untyped-def]
    """The place where a text ends; −1 where its letters are strange."""
    while True:
        word = words[np.uint64(at)]
        place, _ = _get_place(_is(word, ends) | _is(word, QUOTES) | _is_control(word) | (word & _TOPS))
        at += place
        if place == 8:
            continue
        byte = block[np.uint64(at)]
        if byte >= 128:
            at = _skip_letter(block, at)
            if at < 0:
                return at
        elif byte == end:
            if end != QUOTE or block[np.uint64(at + 1)] != QUOTE:
                return at
            at += 2
        elif byte == QUOTE:
            return -1
        elif byte == TAB:
            at += 1
        else:
            return at


@njit(**FAST)
def read_number(block, at):  # type: ignore[no-untyped-def]
    """The place after the digits, their number, and how many there are; more than eleven are not a number here."""
    first, number = at, 0
    while True:
        digit = np.int64(block[np.uint64(at)]) - ZERO
        if digit < 0 or digit > 9 or at - first > 11:
            return at, number, at - first
        number = number * 10 + digit
        at += 1


@njit(**FAST)
def read_amount(block, at, decimal):  # type: ignore[no-untyped-def]
    """The place after an amount, its øre, and whether there was one; −1 where it is strange."""
    is_negative = block[np.uint64(at)] == MINUS
    at, kroner, digits = read_number(block, at + is_negative)
    if not digits:
        return (-1 if is_negative or block[np.uint64(at)] == decimal else at), 0, False
    ore = kroner * 100
    if block[np.uint64(at)] == decimal:
        at, part, decimals = read_number(block, at + 1)
        if decimals < 1 or decimals > 2:
            return -1, 0, False
        ore += part * (10 if decimals == 1 else 1)
    if digits > 11 or ore > MOST_ORE:
        return -1, 0, False
    return at, (-ore if is_negative else ore), True


@njit(**FAST)
def read_date(block, at, pattern):  # type: ignore[no-untyped-def]
    """The date as yyyymmdd; −1 where it is none."""
    day = month = year = 0
    for sign in pattern:
        digit = np.int64(block[at]) - ZERO
        if sign > YEAR_SIGN:
            if digit + ZERO != sign:
                return -1
        elif digit < 0 or digit > 9:
            return -1
        elif sign == DAY_SIGN:
            day = day * 10 + digit
        elif sign == MONTH_SIGN:
            month = month * 10 + digit
        else:
            year = year * 10 + digit
        at += 1
    if not 1 <= month <= 12:
        return -1
    longest = 30 + ((month + month // 8) & 1)
    if month == 2:
        longest = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return (year * 100 + month) * 100 + day if 1 <= day <= longest else -1
