"""A line's formula as people read it: with the names of the lines, or with their numbers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from veikart.calc.worksheets import SheetFormula
from veikart.rules.words import MINUS

Show = Callable[[str, int], str]
"""Gives the text of a line so many years before."""
ShowConstant = Callable[[int, str], str]
"""Gives the text of a whole number in a unit; the unit is empty where nothing beside it has one."""
_WHERE, _COMPARED, _SUM, _PRODUCT, _ATOM = range(5)
"""How tightly a part holds together."""
_SIGNS: dict[type, tuple[str, int]] = {
    ast.Add: ("+", _SUM),
    ast.Sub: (MINUS, _SUM),
    ast.Mult: ("×", _PRODUCT),
    ast.FloorDiv: ("÷", _PRODUCT),
    ast.Lt: ("<", _COMPARED),
    ast.LtE: ("≤", _COMPARED),
    ast.Gt: (">", _COMPARED),
    ast.GtE: ("≥", _COMPARED),
    ast.Eq: ("=", _COMPARED),
    ast.NotEq: ("≠", _COMPARED),
}
_CALLED = {"share": ("×", _PRODUCT), "scale": ("×", _PRODUCT), "divide": ("/", _PRODUCT), "ratio": ("/", _PRODUCT)}
_ONCE = "1"
"""What is not written before something it is multiplied by."""
_FACTORS = {"share": "ppm", "scale": "index"}
"""The unit of what an amount is multiplied by."""
_NAMED = {"min": "den minste av", "max": "den største av"}


@dataclass(frozen=True, slots=True)
class LineUse:
    """A line that a formula asks for, and how many years before."""

    line: str
    years_before: int


def find_lines(formula: SheetFormula) -> list[LineUse]:
    """The lines a formula asks for, each once, in the order they are read.

    >>> from veikart.calc.worksheets import parse_sheet_formula
    >>> [(one.line, one.years_before) for one in find_lines(parse_sheet_formula("before(closing) + new"))]
    [('closing', 1), ('new', 0)]
    """
    found: dict[LineUse, None] = {}
    _collect(formula.tree, 0, found)
    return list(found)


def _collect(node: ast.expr, before: int, found: dict[LineUse, None]) -> None:
    match node:
        case ast.Name(id=name):
            found[LineUse(name, before)] = None
        case ast.Call(func=ast.Name(id=called), args=args):
            for one in args:
                _collect(one, before + (called == "before"), found)
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            _collect(left, before, found)
            _collect(right, before, found)
        case ast.UnaryOp(operand=operand):
            _collect(operand, before, found)


def formula_in_words(formula: SheetFormula, units: Mapping[str, str], show: Show, show_constant: ShowConstant) -> str:
    """The formula with × and ÷ as people write it. `units` are the units of the lines, `show` and `show_constant` give the parts.

    >>> from veikart.calc.worksheets import parse_sheet_formula
    >>> formula = parse_sheet_formula("max(0, share(before(closing) - paid, rate))")
    >>> formula_in_words(formula, {}, lambda line, before: line + " året før" * before, lambda number, unit: str(number))
    'den største av 0 og ((closing året før − paid) × rate)'
    """
    return _Writer(units, show, show_constant).write(formula.tree, 0, "")[0]


@dataclass(frozen=True)
class _Writer:
    units: Mapping[str, str]
    show: Show
    show_constant: ShowConstant

    def write(self, node: ast.expr, before: int, unit: str) -> tuple[str, int]:
        """The text of a part, and how tightly it holds together. `unit` is that of what stands beside it."""
        match node:
            case ast.Name(id=name):
                return self.show(name, before), _ATOM
            case ast.Constant(value=int(value)):
                return self.show_constant(value, unit), _ATOM
            case ast.UnaryOp(operand=operand):
                return f"{MINUS}{self._inside(operand, before, unit, _ATOM)}", _SUM
            case ast.BinOp(left=left, op=op, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
                sign, tightness = _SIGNS[type(op)]
                is_alike = tightness in {_SUM, _COMPARED}
                beside = (self._unit(right) or unit, self._unit(left) or unit) if is_alike else (unit, unit)
                return self._between((sign, tightness), (left, right), before, beside)
            case ast.Call(func=ast.Name(id=called), args=args):
                return self._call(called, args, before, unit)
        raise TypeError(ast.dump(node))

    def _call(self, called: str, args: list[ast.expr], before: int, unit: str) -> tuple[str, int]:
        if called == "before":
            return self.write(args[0], before + 1, unit)
        if called in _CALLED:
            beside = self._units_of_division(args[0], args[1]) if called == "divide" else ("", _FACTORS.get(called, ""))
            return self._between(_CALLED[called], (args[0], args[1]), before, beside)
        if called in _NAMED:
            beside = next((known for one in args if (known := self._unit(one))), unit)
            parts = [self._inside(one, before, beside, _ATOM) for one in args]
            return f"{_NAMED[called]} {', '.join(parts[:-1])} og {parts[-1]}", _WHERE
        if called == "abs":
            return f"|{self.write(args[0], before, unit)[0]}|", _ATOM
        condition, then, otherwise = args
        beside = self._unit(then) or self._unit(otherwise) or unit
        chosen = f"{self._inside(then, before, beside, _COMPARED)} når {self._inside(condition, before, '', _COMPARED)}"
        return f"{chosen}, ellers {self._inside(otherwise, before, beside, _COMPARED)}", _WHERE

    def _between(self, sign: tuple[str, int], sides: tuple[ast.expr, ast.expr], before: int, units: tuple[str, str]) -> tuple[str, int]:
        """Two parts with a sign between; what stands to the right of minus or a division is kept together."""
        mark, tightness = sign
        left = self._inside(sides[0], before, units[0], tightness)
        right = self._inside(sides[1], before, units[1], tightness + (mark not in {"+", "×"}))
        if mark == "×" and left == _ONCE:
            return right, tightness
        return f"{left} {mark} {f'({right})' if right.startswith(MINUS) else right}", tightness

    def _units_of_division(self, above: ast.expr, below: ast.expr) -> tuple[str, str]:
        """The units of whole numbers in a division: of an index it is the inverse of, and of shares that are multiplied."""
        inverse = "index" if self._unit(below) == "index" else ""
        match above:
            case ast.BinOp(left=left, op=ast.Mult(), right=right) if self._unit(left) == self._unit(right) == "ppm":
                return inverse, "ppm"
        return inverse, ""

    def _inside(self, node: ast.expr, before: int, unit: str, least: int) -> str:
        text, tightness = self.write(node, before, unit)
        return text if tightness >= least else f"({text})"

    def _unit(self, node: ast.expr) -> str:
        """The unit of a part, empty where it has none of its own."""
        match node:
            case ast.Name(id=name):
                return self.units.get(name, "")
            case ast.UnaryOp(operand=operand):
                return self._unit(operand)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                return self._unit(left) or self._unit(right)
            case ast.Call(func=ast.Name(id="ratio")):
                return "ppm"
            case ast.Call(func=ast.Name(id="divide"), args=[above, below]):
                return self._unit(above) or self._units_of_division(above, below)[1]
            case ast.Call(func=ast.Name(id=called), args=args):
                return next((unit for one in (args[1:] if called == "where" else args) if (unit := self._unit(one))), "")
        return ""
