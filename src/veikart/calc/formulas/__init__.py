"""Formulas over figures: parsed once, evaluated with the precision of the inputs."""

from veikart.calc.formulas.evaluation import Evaluation, FigureMissing, evaluate
from veikart.calc.formulas.parsing import Formula, FormulaError, Reference, parse_formula

__all__ = ["Evaluation", "FigureMissing", "Formula", "FormulaError", "Reference", "evaluate", "parse_formula"]
