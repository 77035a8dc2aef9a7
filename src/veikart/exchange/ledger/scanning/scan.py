"""What a plain file comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from veikart.exchange.ledger.lines import CODES, MOST_NUMBERS
from veikart.exchange.ledger.scanning import tables as kernel
from veikart.exchange.ledger.scanning.rooms import Whole


@dataclass(frozen=True)
class Scan:
    """What a plain file comes to, in øre. `codes` is every code of each column by its number; the first is the empty one.

    `cells` has the month, the number of each code, amount_ore and lines of each combination that there is: int64 arrays of the same length. So has
    `vouchers` for each voucher: its name as two numbers, high and low, as the kernel has it; lines, amount_ore, first and last number of a line;
    content, 0 where each line may stand an even number of times; and is_once, whether each number surely stands once.
    """

    codes: Mapping[str, Sequence[str]]
    cells: Mapping[str, Whole]
    vouchers: Mapping[str, NDArray[np.generic]]
    lines: int
    debit_ore: int
    credit_ore: int
    first: date | None
    last: date | None


def make_scan(tables: kernel.Tables) -> Scan:
    """What tables hold."""
    counts = tables.counts
    return Scan(
        {name: _list_codes(codes) for name, codes in zip(CODES, tables.codes.reshape(len(CODES), -1, 4), strict=True)},
        _list_cells(tables),
        _list_vouchers(tables),
        int(counts[kernel.LINES]),
        int(counts[kernel.DEBIT_ORE]),
        int(counts[kernel.CREDIT_ORE]),
        _make_date(int(counts[kernel.FIRST_DATE])),
        _make_date(int(counts[kernel.LAST_DATE])),
    )


def _list_codes(rows: NDArray[np.uint64]) -> list[str]:
    rows = rows[rows[:, kernel.NUMBER] > 0]
    rows = rows[np.argsort(rows[:, kernel.NUMBER])]
    names = np.ascontiguousarray(rows[:, : kernel.NUMBER], dtype="<u8").view("S16").ravel().tolist()
    return ["", *(name.decode("ascii") for name in names)]


def _list_cells(tables: kernel.Tables) -> dict[str, Whole]:
    found = np.zeros((4, int(tables.filled.sum())), dtype=np.int64)
    kernel.list_cells(tables, found)
    month, key, ore, lines = found
    numbers = {"account": key >> 44, "function": key >> 32 & 0xFFF, "cost_centre": key >> 16 & 0xFFFF, "project": key & 0xFFFF}
    return {"month": month, **numbers, "amount_ore": ore, "lines": lines}


def _list_vouchers(tables: kernel.Tables) -> dict[str, NDArray[np.generic]]:
    found = np.zeros((8, int(tables.counts[kernel.VOUCHERS])), dtype=np.int64)
    kernel.list_vouchers(tables.vouchers, found)
    names = {"lines": kernel.V_COUNT, "amount_ore": kernel.V_ORE, "first": kernel.V_FIRST, "last": kernel.V_LAST, "content": kernel.V_CONTENT}
    listed: dict[str, NDArray[np.generic]] = {name: found[at] for name, at in names.items()}
    listed |= {name: found[kernel.NAME + at].view(np.uint64) for at, name in enumerate(("high", "low"))}
    return {**listed, "is_once": _stand_once(found)}


def _stand_once(vouchers: Whole) -> NDArray[np.bool_]:
    """Whether the line numbers of each voucher follow each other, and come to what they should where each stands once."""
    first, last = vouchers[kernel.V_FIRST], vouchers[kernel.V_LAST]
    follows = vouchers[kernel.V_COUNT] == last - first + 1
    highest = int(last.max(initial=0))
    if highest > MOST_NUMBERS:
        return follows & (first == last)
    sums = np.zeros(highest + 2, dtype=np.int64)
    kernel.add_up_numbers(sums[1:])
    return follows & (vouchers[kernel.V_SUM] == sums[last + 1] - sums[first])


def _make_date(number: int) -> date | None:
    return date(number // 10000, number // 100 % 100, number % 100) if number else None
