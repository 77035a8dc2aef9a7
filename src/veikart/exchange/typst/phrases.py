"""Short sentences made of numbers, and of nothing else."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.ratios import Ratio, RatioSeries, TargetVerdict
from veikart.exchange.sourcing import join_words
from veikart.rules.words import format_decimal, format_mill, format_percent, format_signed_mill, in_mill, in_ratio


def change_words(before: Fraction | int, after: Fraction | int) -> str:
    """How much larger or smaller, in per cent, to be followed by what it is compared with: «2,7 % mer enn», «like mye som».

    >>> change_words(100, 103)
    '3,0\\xa0% mer enn'
    """
    share = Fraction(after - before) / abs(Fraction(before)) if before else Fraction(0)
    shown = format_percent(abs(share))
    if not any(digit in shown for digit in "123456789"):
        return "like mye som"
    return f"{shown} {'mer' if share > 0 else 'mindre'} enn"


def compared(nok: int) -> str:
    """A change in words, to be followed by what it is compared with: «28,6 mill. kr mer enn», «3,4 mill. kr mindre enn», «uendret fra».

    >>> compared(-3_400_000)
    '3,4 mill. kr mindre enn'
    """
    if not any(digit in format_mill(nok) for digit in "123456789"):
        return "uendret fra"
    return f"{in_mill(abs(nok))} {'mer' if nok > 0 else 'mindre'} enn"


def signed(nok: int) -> str:
    """A change with its sign, in millions with the unit."""
    return f"{format_signed_mill(nok)} mill. kr"


def share_words(part: int, whole: int) -> str:
    """A part of a whole in per cent without decimals."""
    return f"{format_decimal(Fraction(part * 100, whole), 0)}\u00a0%" if whole else "–"


def verdict_words(series: RatioSeries, verdict: TargetVerdict, plan_years: tuple[int, ...]) -> list[str]:
    """How a ratio stands against its target and its minimum, a sentence for each."""
    ratio, target = series.ratio, verdict.target
    period = f"{plan_years[0]}–{plan_years[-1]}"
    told: list[str] = []
    if target.aim is not None and verdict.average is not None:
        average, aim = in_ratio(verdict.average.value, ratio), in_ratio(target.aim, ratio)
        if verdict.below_aim:
            told.append(f"Under målet: gjennomsnittet for {period} er {average}, målet er {aim}.")
        else:
            told.append(f"Målet er nådd: gjennomsnittet for {period} er {average}, målet er {aim}.")
    if target.minimum is not None:
        told.append(_minimum_words(ratio, verdict, target.minimum, plan_years))
    return told


def _minimum_words(ratio: Ratio, verdict: TargetVerdict, minimum: Fraction, plan_years: tuple[int, ...]) -> str:
    limit = in_ratio(minimum, ratio)
    if verdict.years_below_minimum:
        return f"Under minimum på {limit} i {join_words([str(year) for year in verdict.years_below_minimum])}."
    applies = f"i {plan_years[-1]}" if verdict.target.minimum_applies == "last_year" else "hvert år"
    return f"Minimum på {limit} holdes {applies}."
