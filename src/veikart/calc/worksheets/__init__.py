"""What an engine works out: a sheet of lines by subject and year, and the formula of each line."""

from veikart.calc.worksheets.formula import SheetFormula, parse_sheet_formula
from veikart.calc.worksheets.late import LateLines
from veikart.calc.worksheets.run import Run
from veikart.calc.worksheets.sheet import TEXTS, Lines, Sheet, make_sheet, subtract_sheets

__all__ = ["TEXTS", "LateLines", "Lines", "Run", "Sheet", "SheetFormula", "make_sheet", "parse_sheet_formula", "subtract_sheets"]
