"""A run of the engines: every sheet, and what it was made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from veikart.calc.worksheets.sheet import Sheet

_PLAIN = (int, str, tuple)


class Run:
    """The sheets worked out so far. A sheet made of the very same things as in the earlier run is taken from there."""

    def __init__(self, earlier: Run | None = None) -> None:
        self.sheets: dict[str, Sheet] = {}
        self._earlier = earlier
        self._made_of: dict[str, tuple[Any, ...]] = {}
        self._kept: dict[str, Any] = {}

    def keep(self, key: str, made_of: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """What `make` gives; what this run has already, or the earlier run's, where `made_of` holds the same objects (or equal plain values) as
        there."""
        if key in self._kept and _is_same(self._made_of[key], made_of):
            return self._kept[key]
        earlier = self._earlier
        same = earlier is not None and key in earlier._kept and _is_same(earlier._made_of[key], made_of)
        self._kept[key] = earlier._kept[key] if earlier is not None and same else make()
        self._made_of[key] = made_of
        return self._kept[key]

    def add(self, *sheets: Sheet) -> None:
        """Take the sheets in. Raises ValueError for one that is there."""
        for one in sheets:
            if one.id in self.sheets:
                raise ValueError(one.id)
            self.sheets[one.id] = one

    def earlier_of(self, key: str) -> Any | None:
        """What the earlier run kept under the key, made of other things or not; None without."""
        return self._earlier._kept.get(key) if self._earlier is not None else None

    def forget_earlier(self) -> Run:
        """The run without its way back, so that runs do not hang on to each other."""
        self._earlier = None
        return self


def _is_same(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    return len(old) == len(new) and all(a is b or (isinstance(a, _PLAIN) and a == b) for a, b in zip(old, new, strict=True))
