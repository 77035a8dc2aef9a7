"""Indicators worked out slowly and plainly, with lists and whole numbers, to judge the engine."""

from __future__ import annotations

from veikart.calc.indicators import IndicatorValue


def plain_value(rows: list[IndicatorValue], year: int, as_of=None) -> tuple[int | None, str]:
    """The newest value of a year in millionths and its state."""
    found = None
    for row in rows:
        if row.year == year and (as_of is None or row.vintage <= as_of) and (found is None or row.vintage > found.vintage):
            found = row
    if found is None:
        return None, "missing"
    if found.value is None:
        return None, found.state or "missing"
    return found.value, found.state


def plain_long_term(rows: list[IndicatorValue], base_year: int, last_year: int) -> tuple[int, int] | None:
    """The mean of the last three years less the base, in millionths, as a numerator and a denominator; None where it cannot be worked out."""
    years = [year for year in range(1900, last_year + 1) if plain_value(rows, year)[0] is not None]
    if not years:
        return None
    used = []
    for year in (years[-1] - 2, years[-1] - 1, years[-1]):
        value, state = plain_value(rows, year)
        if value is not None and not state:
            used.append(value)
    base, state = plain_value(rows, base_year)
    if base is None or state or len(used) < 2:
        return None
    return sum(used) - base * len(used), len(used)


def plain_group(values: dict[str, int | None], weights: dict[str, int | None]) -> tuple[int, int] | None:
    """The weighted mean in millionths, as a numerator and a denominator."""
    above = below = 0
    for member, value in values.items():
        weight = weights.get(member)
        if value is not None and weight is not None:
            above += value * weight
            below += weight
    return (above, below) if below else None
