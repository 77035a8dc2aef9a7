"""Room for what compiled code adds up: made, widened, and put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from veikart.exchange.ledger.scanning.tables import COLUMNS, FULLEST_CODES, FULLEST_MONTH, MONTHS, MOST_CODES, VOUCHERS, Tables, add_tables

Whole = NDArray[np.int64]
_USED = {"codes": FULLEST_CODES, "cells": FULLEST_MONTH, "vouchers": VOUCHERS}
_FIRST_SLOTS = {"codes": 1 << 12, "cells": 1 << 10, "vouchers": 1 << 12}
_BYTES_A_SLOT = {"codes": 1 << 20, "cells": 1 << 12, "vouchers": 1 << 10}
"""How many bytes of a file there mostly are for each slot that it comes to need."""
_MOST_SLOTS = {"codes": 1 << 17, "cells": 1 << 19, "vouchers": 1 << 22}
"""Room for the tables of one processor: about half a gigabyte. What needs more is left to the careful reading, which can use the disk."""


def make_rooms(size: int) -> Tables:
    """Empty tables with the room that a file of that many bytes mostly takes."""
    slots = {name: max(least, 1 << min(size // _BYTES_A_SLOT[name], _MOST_SLOTS[name] // 2).bit_length()) for name, least in _FIRST_SLOTS.items()}
    return _make_tables(slots)


def _make_tables(slots: Mapping[str, int]) -> Tables:
    return Tables(
        np.zeros(4 * COLUMNS * slots["codes"], dtype=np.uint64),
        np.zeros(COLUMNS, dtype=np.int64),
        np.zeros(4 * MONTHS * slots["cells"], dtype=np.int64),
        np.zeros(MONTHS, dtype=np.int64),
        np.zeros(8 * slots["vouchers"], dtype=np.int64),
        np.zeros(9, dtype=np.int64),
    )


def _count_slots(tables: Tables) -> dict[str, int]:
    return {
        "codes": len(tables.codes) // (4 * COLUMNS),
        "cells": len(tables.cells) // (4 * MONTHS),
        "vouchers": len(tables.vouchers) // 8,
    }


def widen(old: Tables) -> Tables | None:
    """The tables with room for more; None where they have become too large."""
    slots = {name: 4 * had if 4 * old.counts[_USED[name]] >= 3 * had else had for name, had in _count_slots(old).items()}
    if any(count > _MOST_SLOTS[name] for name, count in slots.items()):
        return None
    new = _make_tables(slots)
    _add(old, new)
    return new


def _add(some: Tables, whole: Tables) -> None:
    add_tables(some, whole, np.zeros((COLUMNS, int(some.known.max()) + 1), dtype=np.int64))


def add_up(parts: Sequence[Tables]) -> Tables | None:
    """The parts as one; None where there are more codes than there is room for."""
    whole = parts[0]
    needed = {
        "codes": int(sum(one.known for one in parts).max()),
        "cells": int(sum(one.filled for one in parts).max()),
        "vouchers": int(sum(one.counts[VOUCHERS] for one in parts)),
    }
    if any(8 * needed[name] > 7 * had for name, had in _count_slots(whole).items()):
        whole = _make_tables({name: 1 << (2 * count).bit_length() for name, count in needed.items()})
        _add(parts[0], whole)
    for one in parts[1:]:
        _add(one, whole)
    return whole if (whole.known < MOST_CODES).all() else None
