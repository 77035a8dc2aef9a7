"""Adopted targets in words: each on its own, and all of them in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from veikart.calc.ratios import Ratio, RatioSeries, TargetVerdict
from veikart.rules.words.figures import in_ratio
from veikart.rules.words.sentences import capitalise, join_words


def targets_sentence(verdicts: Sequence[TargetVerdict], plan_years: tuple[int, ...]) -> str:
    """How many minimums are kept and how many aims the averages reach, without a full stop.

    A minimum is for single years and an aim for the average of the plan years, so they are counted apart; an aim whose average
    cannot be worked out is counted as that.
    """
    if not verdicts:
        return "Kommunestyret har ikke vedtatt måltall"
    kept = [not one.years_below_minimum for one in verdicts if one.target.minimum is not None]
    reached = [not one.below_aim for one in verdicts if one.below_aim is not None]
    unknown = sum(one.target.aim is not None and one.below_aim is None for one in verdicts)
    parts = []
    if kept:
        parts.append(f"{_counted(kept)} minstekrav holdes")
    if reached:
        parts.append(f"{_counted(reached)} måltall nås i gjennomsnitt for {plan_years[0]}–{plan_years[-1]}")
    if unknown:
        parts.append(f"{unknown} måltall kan ikke regnes ut")
    return capitalise(", og ".join(parts))


def _counted(outcomes: list[bool]) -> str:
    if len(outcomes) > 1 and all(outcomes):
        return f"alle {len(outcomes)}"
    return f"{sum(outcomes)} av {len(outcomes)}"


def verdict_label(verdict: TargetVerdict | None) -> str:
    """The verdict on one ratio in a few words; the minimum and the aim are named as what they are."""
    if verdict is None:
        return "Uten måltall"
    if verdict.years_below_minimum:
        return "Under minimum"
    if verdict.below_aim:
        return "Over minimum, under måltallet" if verdict.target.minimum is not None else "Under måltallet"
    if verdict.below_aim is None and verdict.target.aim is not None:
        return "Kan ikke regnes ut"
    return "Når måltallet" if verdict.target.aim is not None else "Holder minimum"


def verdict_words(series: RatioSeries, verdict: TargetVerdict, plan_years: tuple[int, ...]) -> list[str]:
    """How a ratio stands against its aim and its minimum, a sentence for each."""
    ratio, target = series.ratio, verdict.target
    period = f"{plan_years[0]}–{plan_years[-1]}"
    told: list[str] = []
    if target.aim is not None and verdict.average is not None:
        average, aim = in_ratio(verdict.average.value, ratio), in_ratio(target.aim, ratio)
        start = "Under måltallet" if verdict.below_aim else "Måltallet er nådd"
        told.append(f"{start}: gjennomsnittet for {period} er {average}, måltallet er {aim}.")
    if target.minimum is not None:
        told.append(_minimum_words(ratio, verdict, target.minimum, plan_years))
    return told


def _minimum_words(ratio: Ratio, verdict: TargetVerdict, minimum: Fraction, plan_years: tuple[int, ...]) -> str:
    limit = in_ratio(minimum, ratio)
    if verdict.years_below_minimum:
        return f"Under minimum på {limit} i {join_words([str(year) for year in verdict.years_below_minimum])}."
    applies = f"i {plan_years[-1]}" if verdict.target.minimum_applies == "last_year" else "hvert år"
    return f"Minimum på {limit} holdes {applies}."
