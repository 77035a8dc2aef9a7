"""From values to places on the picture, round numbers for the axes, and the units values are shown in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from veikart.rules.words import format_decimal, format_mill, format_percent

Exact = int | Fraction


@dataclass(frozen=True)
class Unit:
    """How a kind of value is written: its name, its writer, and how many shown units one stored unit is."""

    name: str
    write: Callable[[Exact, int], str]
    shown_per_stored: Fraction
    decimals: int = 1

    def show(self, value: Exact) -> str:
        """The value as text, without the unit's name."""
        return self.write(value, self.decimals)

    def show_change(self, value: Exact) -> str:
        """The value with its sign, also when it is positive."""
        shown = self.show(value)
        return f"+{shown}" if value > 0 and any(digit in shown for digit in "123456789") else shown

    def show_tick(self, value: Exact, step: Exact) -> str:
        """The value with as few decimals as the step between the ticks needs."""
        shown_step = step * self.shown_per_stored
        decimals = next((count for count in range(3) if (shown_step * 10**count).denominator == 1), 3)
        return self.write(value, decimals)


MILL_NOK = Unit("mill. kr", format_mill, Fraction(1, 1_000_000))
WHOLE_MILL_NOK = Unit("mill. kr", format_mill, Fraction(1, 1_000_000), decimals=0)
PERCENT = Unit("prosent", format_percent, Fraction(100))
WHOLE_PERCENT = Unit("prosent", format_percent, Fraction(100), decimals=0)
COUNT = Unit("antall", format_decimal, Fraction(1), decimals=0)
NOK = Unit("kr", format_decimal, Fraction(1), decimals=0)


def _write_millionths(value: Exact, decimals: int) -> str:
    return format_decimal(Fraction(value) / 1_000_000, decimals)


def _write_thousands(value: Exact, decimals: int) -> str:
    return format_decimal(Fraction(value) / 1_000_000_000, decimals)


TONNES = Unit("tonn", _write_millionths, Fraction(1, 1_000_000), decimals=0)
TONNES_EACH = Unit("tonn", _write_millionths, Fraction(1, 1_000_000), decimals=2)
THOUSAND_TONNES = Unit("tusen tonn", _write_thousands, Fraction(1, 1_000_000_000))
"""Emissions, held as whole millionths of a tonne."""


@dataclass(frozen=True)
class Scale:
    """A straight map from values (low to high) to places (start to end)."""

    low: Exact
    high: Exact
    start: float
    end: float

    def place(self, value: Exact) -> float:
        """Where the value stands.

        >>> Scale(0, 10, 0.0, 100.0).place(5)
        50.0
        """
        if self.high == self.low:
            return self.start
        return self.start + float(Fraction(value - self.low) / Fraction(self.high - self.low)) * (self.end - self.start)


def round_step(span: Exact, count: int) -> Fraction:
    """The round number (1, 2, 2.5 or 5 times a power of ten) that divides the span in at most `count` parts.

    >>> round_step(87, 4)
    Fraction(25, 1)
    """
    if span <= 0:
        return Fraction(1)
    rough = Fraction(span) / count
    power = Fraction(1)
    while power * 10 <= rough:
        power *= 10
    while power > rough:
        power /= 10
    return next(power * step for step in (1, 2, Fraction(5, 2), 5, 10) if power * step >= rough)


def ticks(low: Exact, high: Exact, count: int = 4) -> list[Fraction]:
    """Round numbers from at or below low to at or above high.

    >>> [int(tick) for tick in ticks(3, 87)]
    [0, 25, 50, 75, 100]
    """
    step = round_step(high - low, count)
    first = (Fraction(low) / step).__floor__()
    last = (Fraction(high) / step).__ceil__()
    return [step * place for place in range(first, last + 1)]


def known(values: Iterable[Exact | None]) -> list[Exact]:
    """The values that are there; a missing value is None and is never drawn as zero."""
    return [value for value in values if value is not None]
