"""Which ring each phase stands on, so that phases at the same time do not cover each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

Span = tuple[date, date]


def assign_lanes(spans: Mapping[str, Sequence[Span]]) -> dict[str, int]:
    """The lane of each key, 0 for the first: the lowest where none of its spans has a day in common with another's.

    `spans` are the (first, last) days of each key, both included; all spans of a key get the same lane. Keys are placed by their first day,
    the longer first where two begin together, so a key with one span never stands higher than as many others as it overlaps.

    >>> a, b = (date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 3, 31), date(2024, 5, 1))
    >>> assign_lanes({"a": [a], "b": [b], "c": [(date(2024, 6, 1), date(2024, 6, 2))]})
    {'a': 0, 'b': 1, 'c': 0}
    """
    taken: list[list[Span]] = []
    lanes: dict[str, int] = {}
    for key in sorted((key for key in spans if spans[key]), key=lambda key: _order(key, spans[key])):
        lane = next((place for place, others in enumerate(taken) if not _overlap(spans[key], others)), len(taken))
        taken.extend([[]] if lane == len(taken) else [])
        taken[lane].extend(spans[key])
        lanes[key] = lane
    return lanes


def _order(key: str, spans: Sequence[Span]) -> tuple[date, int, str]:
    first, last = min(spans)
    return first, -(last - first).days, key


def _overlap(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(first <= other_last and other_first <= last for first, last in spans for other_first, other_last in others)
