"""Fiscal ratios: a formula, its value by year, and the verdict against adopted targets."""

from veikart.calc.ratios.ratio import Ratio, RatioSeries, TargetVerdict, judge_target

__all__ = ["Ratio", "RatioSeries", "TargetVerdict", "judge_target"]
