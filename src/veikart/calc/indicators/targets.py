"""Targets as people write them: «< 2 %», «≥ 67 %», «3–5», «ikke høyere enn året før», «bedre enn landet». One small grammar, and what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

LAST_YEAR = "last_year"
COUNTRY = "country"
GROUP = "group"
_WORDS = {
    "<": ("<", "under", "lavere enn", "mindre enn", "færre enn"),
    "<=": ("≤", "<=", "=<", "høyst", "maks", "maks.", "maksimum", "maksimalt", "ikke over", "ikke høyere enn", "ikke mer enn", "ikke flere enn",
           "inntil"),
    ">": (">", "over", "høyere enn", "større enn", "mer enn", "flere enn"),
    ">=": ("≥", ">=", "=>", "minst", "min.", "minimum", "ikke under", "ikke lavere enn", "ikke mindre enn", "ikke færre enn"),
    "=": ("=", "lik", "likt med", "som", "samme som"),
    "better": ("bedre enn",),
    "not_worse": ("ikke dårligere enn", "minst like god som", "minst like godt som", "minst like bra som", "like god som", "like bra som"),
}  # fmt: skip
_REFERENCES = {
    LAST_YEAR: ("året før", "i fjor", "fjoråret", "forrige år"),
    COUNTRY: ("landet", "landsgjennomsnittet", "snittet for landet", "gjennomsnittet for landet", "hele landet"),
    GROUP: ("kostragruppen", "kostra-gruppen", "gruppen", "sammenlikningsgruppen", "sammenligningsgruppen"),
}
_BY_WORD = {word: key for key, words in _WORDS.items() for word in words}
_REFERENCE_BY_WORD = {word: key for key, words in _REFERENCES.items() for word in words}
_NUMBER = r"-?[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?|-?[0-9]+(?:[,.][0-9]+)?"
_COMPARED = re.compile("(" + "|".join(re.escape(one) for one in sorted(_BY_WORD, key=len, reverse=True)) + r")(?:(?<=[<>=≤≥])|(?!\w)) ?(.+)")
_ALONE = re.compile(rf"({_NUMBER})(?: ?([^0-9 ][^0-9]*))?")
_RANGE = re.compile(rf"(?:mellom |fra )?({_NUMBER})(?: ?([^0-9 ,.-][^0-9-]*?))?(?: ?- ?| til | og )({_NUMBER})(?: ?([^0-9 ][^0-9]*))?")
_LONGEST = 200


class TargetUnreadable(ValueError):
    """A target that the grammar does not know."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target as read. `comparator` is <, <=, >, >=, =, range, bare (a number alone), better or not_worse; `low` and `high` are the number, or
    the two of a range. `reference` is last_year, country, group or the words of a place, empty where there are numbers. `unit` is what stood
    after the number."""

    comparator: str
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a target comes to: from `low` to `high` (None is no limit), and whether reaching a limit is enough."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_counts: bool = True
    high_counts: bool = True

    def are_met(self, value: Fraction) -> bool:
        """Whether the value is within the limits.

        >>> Limits(high=Fraction(2), high_counts=False).are_met(Fraction(2))
        False
        """
        above = self.low is None or value > self.low or (self.low_counts and value == self.low)
        below = self.high is None or value < self.high or (self.high_counts and value == self.high)
        return above and below

    def distance(self, value: Fraction) -> Fraction:
        """How far outside the limits the value is, 0 inside."""
        below = self.low - value if self.low is not None else Fraction(0)
        above = value - self.high if self.high is not None else Fraction(0)
        return max(below, above, Fraction(0))


def read_target(text: str) -> Target:
    """The target in `text`. Raises TargetUnreadable.

    >>> read_target("< 2 %")
    Target(comparator='<', low=Fraction(2, 1), high=None, unit='%', reference='')
    >>> read_target("ikke høyere enn året før").reference
    'last_year'
    """
    plain = _tidy(text)
    if len(plain) > _LONGEST:
        raise TargetUnreadable(text)
    compared = _COMPARED.fullmatch(plain)
    if compared:
        return _read_compared(_BY_WORD[compared[1]], compared[2])
    between = _RANGE.fullmatch(plain)
    alone = _ALONE.fullmatch(plain)
    if alone:
        return Target("bare", _number(alone[1]), unit=(alone[2] or "").strip())
    if not between:
        raise TargetUnreadable(text)
    low, high = _number(between[1]), _number(between[3])
    if low > high:
        raise TargetUnreadable(text)
    return Target("range", low, high, (between[4] or between[2] or "").strip())


def _tidy(text: str) -> str:
    plain = re.sub(r"[\s\u00a0\u2009\u202f]+", " ", text).strip().rstrip(".").casefold()
    return re.sub(r"[\u2013\u2014\u2212]", "-", plain)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(" ", "").replace(",", "."))


def _read_compared(comparator: str, rest: str) -> Target:
    alone = _ALONE.fullmatch(rest)
    if alone and comparator not in {"better", "not_worse"}:
        return Target(comparator, _number(alone[1]), unit=(alone[2] or "").strip())
    if rest[0] in "-0123456789":
        raise TargetUnreadable(rest)
    return Target(comparator, reference=_REFERENCE_BY_WORD.get(rest, rest))


def settle_target(target: Target, direction: str, reference: Fraction | None = None) -> Limits | None:
    """What the target comes to; `reference` is the value it refers to. None where that is missing, or better has no direction.

    >>> settle_target(read_target("bedre enn landet"), "down", Fraction(5)).are_met(Fraction(5))
    False
    """
    comparator, number = target.comparator, reference if target.reference else target.low
    if number is None:
        return None
    if comparator == "range":
        return Limits(number, target.high)
    if comparator == "bare":
        comparator = {"up": ">=", "down": "<="}.get(direction, "=")
    elif comparator in {"better", "not_worse"}:
        strict, level = {"up": (">", ">="), "down": ("<", "<=")}.get(direction, ("", ""))
        comparator = strict if comparator == "better" else level
    made = {
        "<": Limits(high=number, high_counts=False),
        "<=": Limits(high=number),
        ">": Limits(low=number, low_counts=False),
        ">=": Limits(low=number),
        "=": Limits(number, number),
    }
    return made.get(comparator)
