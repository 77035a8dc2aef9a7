"""Indicators in words: values with their unit, what is missing, verdicts and changes."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.indicators import PER_ONE, IndicatorChange, IndicatorPoint
from veikart.calc.plan_system import Indicator
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.words import format_decimal
from veikart.rules.words.sentences import join_words

PERCENT = "prosent"
_SHORT_UNITS = {PERCENT: "\u00a0%", "kroner": " kr", "mill. kroner": " mill. kr", "antall": "", "": ""}
MOST_DECIMALS = 6
VERDICTS = {
    "met": "Målet er nådd",
    "missed": "Målet er ikke nådd",
    "no_target": "Uten mål",
    "no_value": "Mangler tall",
    "unreadable": "Kan ikke sies",
}
MOVES = {"right": "Riktig vei", "wrong": "Feil vei", "still": "Uendret", "unknown": "Kan ikke sies"}
REASONS = {
    "no_base": "det er ikke noe å sammenlikne med",
    "few_years": "for få av de tre årene har tall som kan sammenliknes",
    "no_direction": "indikatoren har ingen ønsket retning",
    "not_comparable": "det siste tallet kan ikke sammenliknes med dem før",
    "rounding": "endringen er mindre enn avrundingen av tallene",
}


def format_value(value: Fraction, indicator: Indicator, *, with_unit: bool = True, decimals: int | None = None) -> str:
    """The value rounded once, to the decimals of the indicator unless others are asked for, with its unit; percent always has its sign.

    >>> format_value(Fraction(47, 10), Indicator("a", "A", unit="prosent"))
    '4,7\u00a0%'
    """
    text = format_decimal(value, count_decimals(value, indicator) if decimals is None else decimals)
    unit = _SHORT_UNITS.get(indicator.unit, f" {indicator.unit}")
    return f"{text}{unit}" if with_unit or indicator.unit == PERCENT else text


def format_millionths(value: int, indicator: Indicator) -> str:
    """A value of a row, in whole millionths, without its unit; percent has its sign. With all the decimals it has, the indicator's at least.

    >>> format_millionths(7_350_000, Indicator("a", "A", decimals=1))
    '7,35'
    """
    exact = Fraction(value, PER_ONE)
    own = next(count for count in range(MOST_DECIMALS + 1) if (exact * 10**count).denominator == 1)
    return format_value(exact, indicator, with_unit=False, decimals=max(own, indicator.decimals or 0))


def count_decimals(value: Fraction, indicator: Indicator) -> int:
    """How many decimals a value is shown with: those of the indicator, else as many as it has, two at most where they never end."""
    if indicator.decimals is not None:
        return indicator.decimals
    return next((count for count in range(MOST_DECIMALS + 1) if (value * 10**count).denominator == 1), 2)


def format_change(change: Fraction, indicator: Indicator, *, with_unit: bool = True) -> str:
    """A change with its sign, in percentage points where the indicator is a percentage.

    >>> format_change(Fraction(-3, 2), Indicator("a", "A", unit="prosent", decimals=1))
    '\u22121,5 prosentpoeng'
    """
    text = format_decimal(change, count_decimals(change, indicator))
    unit = " prosentpoeng" if indicator.unit == PERCENT else _SHORT_UNITS.get(indicator.unit, f" {indicator.unit}")
    sign = "+" if change > 0 and any(digit in text for digit in "123456789") else ""
    return f"{sign}{text}{unit if with_unit else ''}"


def state_words(state: str) -> str:
    """Why there is no value, in small letters.

    >>> state_words("not_published")
    'ikke publisert'
    """
    return get_follow_up_choices("value_state")[state or "missing"].lower()


def point_words(point: IndicatorPoint, indicator: Indicator) -> str:
    """The value of a point, or why it has none."""
    return state_words(point.state) if point.value is None else format_value(point.value, indicator)


def moment_words(year: int, period: str = "") -> str:
    """A year, or a part of it.

    >>> moment_words(2020, "t1")
    '1. tertial 2020'
    """
    return f"{get_follow_up_choices('indicator_period')[period]} {year}" if period else str(year)


def change_words(change: IndicatorChange, indicator: Indicator) -> list[str]:
    """How a change came about, a sentence for each step; what is left out is named."""
    shown = [f"{moment_words(one.year, one.period)}: {point_words(one, indicator)}" for one in change.points]
    told = []
    if len(change.points) > 1 and change.mean:
        years = join_words([str(one.year) for one in change.points])
        told.append(f"Snittet av {years} er {_format_mean(change.mean.value, indicator)} ({'; '.join(shown)}).")
    told += [f"{one.year} er ikke med: {state_words(one.state)}." for one in change.left_out]
    if change.base and change.mean and change.change and change.since:
        then = moment_words(change.since, change.points[-1].period)
        base, difference = format_value(change.base.value, indicator), format_change(change.change.value, indicator)
        told.append(f"{_of_change(change, indicator)} minus {base} i {then} er {difference}.")
    if change.why:
        told.append(f"Om det går riktig vei, kan ikke sies: {REASONS[change.why]}.")
    return told


def _of_change(change: IndicatorChange, indicator: Indicator) -> str:
    value = change.mean.value if change.mean else Fraction(0)
    return _format_mean(value, indicator) if len(change.points) > 1 else format_value(value, indicator)


def _format_mean(value: Fraction, indicator: Indicator) -> str:
    """A mean with one decimal more than the values, so that the difference can be followed."""
    return format_value(value, indicator, decimals=count_decimals(value, indicator) + (indicator.decimals is not None))
