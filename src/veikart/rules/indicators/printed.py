"""The means of the last three years that a document prints, beside what its printed values come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.documents import PrintedTable
from veikart.calc.indicators import PER_ONE, IndicatorChange, work_out_long_term
from veikart.calc.plan_system import Indicator
from veikart.calc.values import Interval
from veikart.rules.indicators.reading import Indicators
from veikart.rules.tables import read_decimal

MEAN = "snitt"
"""The column of a table where the mean less the base year stands."""
SAME, WITHIN, DIFFERS, UNKNOWN = "same", "within", "differs", "unknown"


@dataclass(frozen=True, slots=True)
class PrintedMean:
    """A printed mean of the last three years less the base year, and the same worked out from the printed years, in the indicator's unit.

    `verdict` is same where it rounds to what is printed, within where the years as they were before they were rounded may give it, differs where
    they cannot, and unknown where it cannot be worked out.
    """

    indicator: Indicator
    table: str
    text: str
    printed: Interval
    decimals: int
    change: IndicatorChange
    verdict: str


def compare_printed_means(indicators: Indicators, tables: Mapping[str, PrintedTable]) -> tuple[PrintedMean, ...]:
    """Every mean that is printed of an indicator with a base year, in the plan's order, held against the values of the municipality itself."""
    found = (compare_printed_mean(indicators, one, tables) for one in indicators.system.indicators.values())
    return tuple(one for one in found if one)


def compare_printed_mean(indicators: Indicators, indicator: Indicator, tables: Mapping[str, PrintedTable]) -> PrintedMean | None:
    """The printed mean of one indicator; None where none is printed."""
    table = tables.get(indicator.table)
    figure = table.figure_by_place.get((indicator.row, MEAN)) if table else None
    if table is None or figure is None or not indicator.base_year or indicators.own is None:
        return None
    millionths = read_decimal(figure.text.replace("%", "").strip())
    if millionths is None:
        return None
    printed = Interval.rounded(Fraction(millionths, PER_ONE), half_width=Fraction(1, 2 * 10**figure.decimals))
    last = max((one.year for one in table.columns if one.year), default=indicator.base_year)
    series = indicators.series.series(indicator.id, indicators.own.id)
    change = work_out_long_term(series, indicator.base_year, last_year=last, direction=indicator.direction, decimals=indicator.decimals)
    return PrintedMean(indicator, table.id, figure.text, printed, figure.decimals, change, _judge(change.change, printed))


def _judge(change: Interval | None, printed: Interval) -> str:
    if change is None:
        return UNKNOWN
    if printed.low <= change.value <= printed.high:
        return SAME
    return WITHIN if change.meets(printed) else DIFFERS
