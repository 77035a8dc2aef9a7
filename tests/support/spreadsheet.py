"""A small reader of workbooks that works out formulas anew, to judge the values stored beside them."""

from __future__ import annotations

import ast
import io
import operator
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RANGE = re.compile(r"(SUM|AVERAGE)\(([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\)")
_CELL = re.compile(r"\b([A-Z]{1,3}[0-9]+)\b")
_OPERATORS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass
class ReadSheet:
    """The formulas, stored numbers and texts of a sheet by cell, such as B6."""

    formulas: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, Fraction] = field(default_factory=dict)

    def work_out(self, cell: str) -> Fraction:
        """The number in a cell, with every formula on the way worked out anew; an empty or a text cell is refused."""
        if cell not in self.formulas:
            return self.numbers[cell]
        text = _RANGE.sub(self._in_full, self.formulas[cell])
        names = dict.fromkeys(_CELL.findall(text))
        values = {name: self.work_out(name) for name in names}
        return _value(ast.parse(text, mode="eval").body, values)

    def _in_full(self, match: re.Match[str]) -> str:
        name, first, top, last, bottom = match.groups()
        cells = [f"{chr(column)}{row}" for column in range(ord(first), ord(last) + 1) for row in range(int(top), int(bottom) + 1)]
        there = [cell for cell in cells if cell in self.numbers or cell in self.formulas]
        return f"({'+'.join(there)})" + (f"/{len(there)}" if name == "AVERAGE" else "")


@dataclass
class ReadBook:
    """A workbook as its parts."""

    content: bytes

    @cached_property
    def sheets(self) -> dict[str, ReadSheet]:
        """Every sheet by name, in order."""
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            names = [one.attrib["name"] for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")]
            return {name: _sheet(archive.read(f"xl/worksheets/sheet{at}.xml")) for at, name in enumerate(names, start=1)}


def _sheet(xml: bytes) -> ReadSheet:
    sheet = ReadSheet()
    for cell in ElementTree.fromstring(xml).iter(f"{_MAIN}c"):
        formula, value = cell.find(f"{_MAIN}f"), cell.find(f"{_MAIN}v")
        if formula is not None:
            sheet.formulas[cell.attrib["r"]] = formula.text or ""
        if value is not None and cell.attrib.get("t") != "s":
            sheet.numbers[cell.attrib["r"]] = Fraction(value.text or "0")
    return sheet


def _value(node: ast.expr, values: dict[str, Fraction]) -> Fraction:
    match node:
        case ast.Name(id=name):
            return values[name]
        case ast.Constant(value=value):
            return Fraction(str(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_value(left, values), _value(right, values))
    raise AssertionError(ast.dump(node))
