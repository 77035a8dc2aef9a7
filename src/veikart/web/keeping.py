"""What is worked out for a page and kept until what it was made of changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

_worked_out: OrderedDict[tuple[str, ...], tuple[tuple[Any, ...], Any]] = OrderedDict()
_lock = Lock()
MOST_KEPT = 64


def remember(key: tuple[str, ...], make: Callable[[], Any], *, of: tuple[Any, ...] = ()) -> Any:
    """What `make` gives, worked out once for the key and for `of`: tables that are the same ones, or sets and texts that are equal.

    The one that was asked for longest ago gives way.
    """
    return renew(key, lambda _earlier: make(), of=of)


def renew(key: tuple[str, ...], make: Callable[[Any | None], Any], *, of: tuple[Any, ...]) -> Any:
    """The same, where `make` is given what was kept under the key before, or None, and can take from it what still holds."""
    with _lock:
        known = _worked_out.get(key)
        if known and all(old is new or (isinstance(old, frozenset | str) and old == new) for old, new in zip(known[0], of, strict=True)):
            _worked_out.move_to_end(key)
            return known[1]
    made = make(known[1] if known else None)
    with _lock:
        _worked_out[key] = (of, made)
        while len(_worked_out) > MOST_KEPT:
            _worked_out.popitem(last=False)
    return made
