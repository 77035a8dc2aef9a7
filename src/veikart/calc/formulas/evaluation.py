"""From a parsed formula and the figures it asks for to its value."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.formulas.parsing import Formula, Reference
from veikart.calc.values.intervals import Interval, mean, total

Resolve = Callable[[Reference], Interval]


class FigureMissing(LookupError):
    """A figure the formula needs is not there; `reference` says which."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The value of a formula and the figures that went into it, in the formula's order."""

    interval: Interval
    inputs: tuple[tuple[Reference, Interval], ...]


def evaluate(formula: Formula, resolve: Resolve) -> Evaluation:
    """The value of `formula` with its figures from `resolve`.

    Raises FigureMissing where a figure is not there, ZeroDivisionError where a divisor may be zero.
    """
    inputs = tuple((reference, resolve(reference)) for reference in formula.references)
    figures = {f"_{index}": interval for index, (_, interval) in enumerate(inputs)}
    return Evaluation(_value(formula.tree, figures), inputs)


def _value(node: ast.expr, figures: dict[str, Interval]) -> Interval:
    match node:
        case ast.Name(id=name):
            return figures[name]
        case ast.Constant(value=value):
            return Interval.exact(Fraction(str(value)))
        case ast.UnaryOp(op=op, operand=operand):
            value = _value(operand, figures)
            return -value if isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            return _operation(op, _value(left, figures), _value(right, figures))
        case ast.Call(func=ast.Name(id=name), args=args):
            members = [_value(argument, figures) for argument in args]
            return {"sum": total, "mean": mean, "abs": lambda one: abs(one[0])}[name](members)
    raise TypeError(f"not part of a formula: {ast.dump(node)}")


def _operation(op: ast.operator, left: Interval, right: Interval) -> Interval:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case _:
            return left / right
