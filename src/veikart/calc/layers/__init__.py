"""Budgets as stacks of layers: every figure is a sum over layers of measures."""

from veikart.calc.layers.amounts import AmountTable, Selection
from veikart.calc.layers.budget import Amount, Budget, Layer, Measure, Unit, Version
from veikart.calc.layers.comparison import Difference, compare_versions

__all__ = ["Amount", "AmountTable", "Budget", "Difference", "Layer", "Measure", "Selection", "Unit", "Version", "compare_versions"]
