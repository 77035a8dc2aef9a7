"""One turn of a wheel: from a first day to a last, and where on the round each day stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from veikart.calc.plan_system import Term

LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of a wheel, first and last day included. Raises ValueError where the last comes before the first."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a turn from {self.first} cannot end {self.last}")

    @property
    def days(self) -> int:
        """How many days the turn has."""
        return (self.last - self.first).days + 1

    def fraction(self, day: date) -> Fraction:
        """How far round the day begins: 0 for the first day, 1 for the day after the last. Below 0 and above 1 outside the turn.

        >>> turn_of_year(2024).fraction(date(2024, 3, 1)), turn_of_year(2023).fraction(date(2023, 3, 1))
        (Fraction(10, 61), Fraction(59, 365))
        """
        return Fraction((day - self.first).days, self.days)

    def fraction_at_noon(self, day: date) -> Fraction:
        """How far round the middle of the day is; where a mark for that day stands."""
        return self.fraction(day) + Fraction(1, 2 * self.days)

    def holds(self, day: date) -> bool:
        """Whether the day is in the turn."""
        return self.first <= day <= self.last

    def clip(self, starts: date, ends: date) -> tuple[Fraction, Fraction] | None:
        """How far round the days from `starts` to `ends`, both included, begin and end; None where they are outside the turn."""
        first, last = max(starts, self.first), min(ends, self.last)
        if last < first:
            return None
        return self.fraction(first), self.fraction(last) + Fraction(1, self.days)


def turn_of_year(year: int) -> Turn:
    """The calendar year as one turn.

    >>> turn_of_year(2024).days
    366
    """
    return Turn(date(year, 1, 1), date(year, 12, 31))


def turn_of_term(term: Term) -> Turn:
    """The council term as one turn, from the day the council is constituted to the day before the next one is."""
    return Turn(term.constituted, max(term.constituted, term.ends - timedelta(1)))


def add_years(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February in a year that has no such day.

    >>> add_years(date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    if (day.month, day.day) == LEAP_DAY:
        return date(day.year + years, 3, 1) - timedelta(1)
    return day.replace(year=day.year + years)
