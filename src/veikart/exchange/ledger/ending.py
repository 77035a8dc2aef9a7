"""The sum that a file may end with: a line that says «Sum» or «Totalt» is no ledger line, and what it says is held against the lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from veikart.exchange.ledger.layout import SEPARATORS, THOUSANDS, LedgerLayout, find_columns
from veikart.rules.ledger import is_sum_word

LOOKED_AT = 64 * 1024
"""Bytes from the end of a file that are looked at."""
BLOCK = 4 * 1024 * 1024
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class SumLine:
    """The last line of a file that ends with sums: `row` is its line in the file, `words` what it calls itself, and `sum_ore` what it says that the
    lines come to, in øre with the signs of ledger lines; None where it does not say. `offset` is the byte at which the first of the sums begins."""

    row: int
    words: str
    sum_ore: int | None
    offset: int


def find_sum_line(path: Path, layout: LedgerLayout, headings: Sequence[str], *, encoding: str = "utf-8") -> SumLine | None:
    """The sum that a file ends with, or None. `headings` are its columns, as numbers where they have no names."""
    columns, wrong = find_columns(layout, headings)
    if wrong or "account" not in columns:
        return None
    last: tuple[int, str] | None = None
    offset = 0
    for at, text in _read_end(path, layout, encoding):
        if text.strip():
            if not _name_sum(_split(text, layout), columns):
                break
            last, offset = last or (at, text), at
    if last is None:
        return None
    row = _split(last[1], layout)
    return SumLine(_count_rows(path, last[0]), _name_sum(row, columns), _read_sum(row, columns, layout, len(headings)), offset)


def _read_end(path: Path, layout: LedgerLayout, encoding: str) -> list[tuple[int, str]]:
    """The last lines and where they begin, the last one first; never those that the headings are in."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        first = stream.seek(max(size - LOOKED_AT, 0))
        lines = stream.read().split(b"\n")
    before = layout.skip_lines + int(layout.has_header) if first == 0 else 1
    found = []
    for number, line in enumerate(lines):
        if number >= before:
            found.append((first, line.decode(encoding, errors="replace").rstrip("\r")))
        first += len(line) + 1
    return found[::-1]


def _count_rows(path: Path, offset: int) -> int:
    """The number of the line that begins at the byte."""
    row = 1
    with path.open("rb") as stream:
        while offset and (block := stream.read(min(BLOCK, offset))):
            row += block.count(b"\n")
            offset -= len(block)
    return row


def _split(text: str, layout: LedgerLayout) -> list[str]:
    return [one.strip() for one in next(csv.reader([text], delimiter=SEPARATORS[layout.separator]), [])]


def _name_sum(row: Sequence[str], columns: Mapping[str, int]) -> str:
    """What a line calls its sum; empty where it is none. A line with an account or a voucher is a ledger line, whatever its text says."""
    for role in ("account", "voucher"):
        at = columns.get(role, len(row))
        if at < len(row) and any(one.isdigit() for one in row[at]) and not is_sum_word(row[at]):
            return ""
    return next((one for one in row if is_sum_word(one)), "")


def _read_sum(row: Sequence[str], columns: Mapping[str, int], layout: LedgerLayout, width: int) -> int | None:
    if "side" in columns:
        return None
    sign = -1 if layout.sign == "expense_negative" else 1
    if "amount" in columns:
        cell = row[columns["amount"]] if len(row) == width else next((one for one in reversed(row) if read_ore(one, layout) is not None), "")
        found = read_ore(cell, layout)
        return None if found is None else sign * found
    if len(row) != width:
        return None
    debit, credit = (read_ore(row[columns[role]], layout) for role in ("debit", "credit"))
    return None if debit is None or credit is None else sign * (debit - credit)


def read_ore(text: str, layout: LedgerLayout) -> int | None:
    """An amount as the layout writes it, in øre; None where it is none, or has more than two decimals.

    >>> read_ore("1 234,50-", LedgerLayout(thousands="space", minus_after=True)), read_ore("1.5", LedgerLayout())
    (-123450, None)
    """
    plain = text.translate(_SPACES).strip()
    if layout.minus_after and plain.endswith("-"):
        plain = f"-{plain.rstrip('-')}"
    apart = re.escape(THOUSANDS[layout.thousands])
    whole = rf"\d+|\d{{1,3}}(?:{apart}\d{{3}})+" if apart else r"\d+"
    found = re.fullmatch(rf"([+-]?) ?({whole})(?:{re.escape(layout.decimal)}(\d{{1,2}})0*)?", plain, re.ASCII)
    if not found:
        return None
    ore = int(re.sub(r"\D", "", found[2])) * 100 + int((found[3] or "").ljust(2, "0"))
    return -ore if found[1] == "-" else ore
