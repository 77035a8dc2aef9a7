"""What has changed in what a leader answers for since it was agreed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from veikart.calc.agreements.rows import AgreementLine


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that came (`before` is empty), went (`after` is empty) or says something else."""

    kind: str
    subject: str
    before: str
    after: str


def compare_lines(agreed: Iterable[AgreementLine], now: Iterable[AgreementLine]) -> tuple[LineChange, ...]:
    """What differs between the lines as they were agreed and as they are, in the order they are now, and then what has gone.

    >>> was, now = AgreementLine("a", 2020, "goal", "x", "Mål 1"), AgreementLine("a", 2020, "goal", "x", "Mål 2")
    >>> compare_lines([was], [now])
    (LineChange(kind='goal', subject='x', before='Mål 1', after='Mål 2'),)
    """
    before = {(one.kind, one.subject): one.words for one in agreed}
    after = {(one.kind, one.subject): one.words for one in now}
    changed = [LineChange(*place, before.get(place, ""), words) for place, words in after.items() if before.get(place) != words]
    gone = [LineChange(*place, words, "") for place, words in before.items() if place not in after]
    return (*changed, *gone)
