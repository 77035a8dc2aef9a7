"""Indicators as people meet them: the plan's definitions and targets with the values of the follow-up, judged and in words."""

from veikart.rules.indicators.reading import EVER, Indicators, get_limits, get_unit_indicators, read_indicators
from veikart.rules.indicators.shown import IndicatorShown

__all__ = ["EVER", "IndicatorShown", "Indicators", "get_limits", "get_unit_indicators", "read_indicators"]
