"""The formula of a line, written in the other lines of its sheet: shown to people, and worked out again by the tests.

Names are lines of the same subject and year. `before(x)` is the year before (0 in the first year), `share(x, rate)` and `scale(x, index)`
are rounded to the krone, `ratio(x, y)` is x / y in parts per million and 0 where y is 0, `divide(x, n)` is rounded, and `min`, `max`, `abs`,
`where(condition, x, y)` and comparisons are as they say.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from veikart.calc.values import divide_rounded, ratio_of, scale, share_of
from veikart.calc.worksheets.sheet import Lines

_BINARY: dict[type, Callable[[Any, Any], Any]] = {ast.Add: np.add, ast.Sub: np.subtract, ast.Mult: np.multiply, ast.FloorDiv: np.floor_divide}
_COMPARE: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
}


@dataclass(frozen=True, slots=True)
class SheetFormula:
    """A parsed formula: its text, its tree, and the lines it asks for in the order they stand."""

    text: str
    tree: ast.expr
    lines: tuple[str, ...]

    def evaluate(self, lines: Mapping[str, Lines]) -> Lines:
        """The line worked out from the others, shape (subjects, years). Raises KeyError for a line that is not there."""
        shape = next(iter(lines.values())).shape
        found: Lines = np.broadcast_to(np.asarray(_value(self.tree, lines), dtype=np.int64), shape)
        return found


def parse_sheet_formula(text: str) -> SheetFormula:
    """The formula in `text`. Raises ValueError where it is not one."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"not a formula: {text}") from error
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        _check_node(node, text, called)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    return SheetFormula(text, tree, tuple(dict.fromkeys(sorted(names, key=text.find))))


_ALLOWED = (ast.Name, ast.Load, ast.BinOp, ast.UnaryOp, ast.USub, ast.Compare, ast.Call, ast.Constant, *_BINARY, *_COMPARE)


def _check_node(node: ast.AST, text: str, called: set[int]) -> None:
    wrong = (
        not isinstance(node, _ALLOWED)
        or (isinstance(node, ast.Constant) and type(node.value) is not int)
        or (isinstance(node, ast.Call) and (not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords))
        or (isinstance(node, ast.Compare) and len(node.ops) != 1)
    )
    if wrong:
        raise ValueError(f"not part of a formula: {text}")


def _before(values: Any) -> Any:
    shifted = np.zeros_like(values)
    shifted[..., 1:] = values[..., :-1]
    return shifted


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "before": _before,
    "share": share_of,
    "scale": scale,
    "divide": divide_rounded,
    "ratio": ratio_of,
    "min": np.minimum,
    "max": np.maximum,
    "abs": np.abs,
    "where": np.where,
}


def _value(node: ast.expr, lines: Mapping[str, Lines]) -> Any:
    match node:
        case ast.Name(id=name):
            return lines[name]
        case ast.Constant(value=value):
            return np.int64(value)
        case ast.UnaryOp(operand=operand):
            return -_value(operand, lines)
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](_value(left, lines), _value(right, lines))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _COMPARE[type(op)](_value(left, lines), _value(right, lines))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*[_value(argument, lines) for argument in args])
    raise TypeError(ast.dump(node))
