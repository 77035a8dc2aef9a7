"""Exact interval arithmetic: what a printed, rounded number may have been before it was rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A number known to lie from `low` to `high`, both included, with `value` as the best single figure.

    Unit and sign are those of the quantity (money in whole kroner, ratios as shares). All three are exact fractions.

    >>> Interval.rounded(Fraction(157_970), half_width=Fraction(5)).high
    Fraction(157975, 1)
    """

    value: Fraction
    low: Fraction
    high: Fraction

    @classmethod
    def exact(cls, value: int | Fraction) -> Interval:
        """A number without rounding."""
        fraction = value if type(value) is Fraction else Fraction(value)
        return cls(fraction, fraction, fraction)

    @classmethod
    def rounded(cls, value: int | Fraction, *, half_width: int | Fraction) -> Interval:
        """A printed number: `value` plus or minus `half_width`, half a unit of its last digit. Raises ValueError for a negative one."""
        if half_width < 0:
            raise ValueError(f"a number cannot be rounded by {half_width}")
        fraction = Fraction(value)
        return cls(fraction, fraction - half_width, fraction + half_width) if half_width else cls(fraction, fraction, fraction)

    @property
    def _is_point(self) -> bool:
        # One and the same fraction three times: then one operation does instead of four.
        return self.low is self.value is self.high

    def __add__(self, other: Interval) -> Interval:
        if self._is_point and other._is_point:
            return Interval.exact(self.value + other.value)
        return Interval(_plus(self.value, other.value), _plus(self.low, other.low), _plus(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        if self._is_point and other._is_point:
            return Interval.exact(self.value - other.value)
        return Interval(_minus(self.value, other.value), _minus(self.low, other.high), _minus(self.high, other.low))

    def __neg__(self) -> Interval:
        return Interval(-self.value, -self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        if self._is_point and other._is_point:
            return Interval.exact(self.value * other.value)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value * other.value, min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient. Raises ZeroDivisionError where the divisor may be zero."""
        if other.high.numerator < 0:
            return -self / -other
        if other.low.numerator <= 0:
            raise ZeroDivisionError("the divisor may be zero")
        value = _over(self.value, other.value)
        if self._is_point and other._is_point:
            return Interval.exact(value)
        low = _over(self.low, other.low if self.low.numerator < 0 else other.high)
        high = _over(self.high, other.high if self.high.numerator < 0 else other.low)
        return Interval(value, low, high)

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        if self.high <= 0:
            return -self
        return Interval(abs(self.value), Fraction(0), max(-self.low, self.high))

    def meets(self, other: Interval) -> bool:
        """Whether the two can be the same number: they share at least a point."""
        return self.low <= other.high and other.low <= self.high


def _plus(a: Fraction, b: Fraction) -> Fraction:
    # Money is whole kroner, and whole numbers are added several times as fast as fractions; so too below.
    return Fraction(a.numerator + b.numerator) if a.denominator == 1 == b.denominator else a + b


def _minus(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(a.numerator - b.numerator) if a.denominator == 1 == b.denominator else a - b


def _over(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(a.numerator, b.numerator) if a.denominator == 1 == b.denominator else a / b


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum; zero for none."""
    result = Interval.exact(0)
    for interval in intervals:
        result += interval
    return result


def mean(intervals: Iterable[Interval]) -> Interval:
    """The arithmetic mean of the unrounded values. Raises ZeroDivisionError for none."""
    members = list(intervals)
    return total(members) / Interval.exact(len(members))
