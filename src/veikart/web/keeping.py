"""What is worked out for a page and kept until what it was made of changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock, RLock
from typing import Any
from weakref import WeakValueDictionary

_Kept = tuple[tuple[Any, ...], Any]
_worked_out: OrderedDict[tuple[str, ...], _Kept] = OrderedDict()
_lock = Lock()
_turns: WeakValueDictionary[tuple[str, ...], Any] = WeakValueDictionary()
"""By key, a lock that those who work it out hold, as long as anybody does."""
MOST_KEPT = 64


def remember(key: tuple[str, ...], make: Callable[[], Any], *, of: tuple[Any, ...] = ()) -> Any:
    """What `make` gives, worked out once for the key and for `of`: tables that are the same ones, or sets and texts that are equal.

    The one that was asked for longest ago gives way.
    """
    return renew(key, lambda _earlier: make(), of=of)


def renew(key: tuple[str, ...], make: Callable[[Any | None], Any], *, of: tuple[Any, ...]) -> Any:
    """The same, where `make` is given what was kept under the key before, or None, and can take from it what still holds.

    Those who ask for the same key at the same time wait for each other, so that a thing is not worked out by all of them.
    """
    kept = _find(key, of) or _work_out_in_turn(key, make, of)
    return kept[1]


def _find(key: tuple[str, ...], of: tuple[Any, ...]) -> _Kept | None:
    with _lock:
        kept = _worked_out.get(key)
        if kept is None or not all(old is new or (isinstance(old, frozenset | str) and old == new) for old, new in zip(kept[0], of, strict=True)):
            return None
        _worked_out.move_to_end(key)
        return kept


def _work_out_in_turn(key: tuple[str, ...], make: Callable[[Any | None], Any], of: tuple[Any, ...]) -> _Kept:
    with _lock:
        turn = _turns.setdefault(key, RLock())
    with turn:
        found = _find(key, of)
        if found is not None:
            return found
        earlier = _worked_out.get(key)
        made = (of, make(earlier[1] if earlier else None))
        with _lock:
            _worked_out[key] = made
            while len(_worked_out) > MOST_KEPT:
                _worked_out.popitem(last=False)
        return made
