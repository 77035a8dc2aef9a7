"""Which table becomes which sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from veikart.exchange.sheets import SheetTable, check_sheet, findings_sheet, investment_sheet, ratio_sheet, statement_sheet, unit_sheet, write_table
from veikart.exchange.sheets.printed import printed_sheet
from veikart.rules.assessment import Assessment

WHOLE = "alle"
"""The name of a sheet there is only one of."""

_SHEETS: dict[str, Callable[[Assessment, str], SheetTable]] = {
    "form": lambda shown, name: statement_sheet(shown.programme, name, shown.programme.columns),
    "unit": lambda shown, name: unit_sheet(shown.programme, name),
    "table": lambda shown, name: printed_sheet(shown.programme, name),
    "ratios": lambda shown, _name: ratio_sheet(shown.programme),
    "investments": lambda shown, _name: investment_sheet(shown.programme, shown.programme.columns),
    "findings": lambda shown, _name: findings_sheet(shown.findings),
    "check": lambda shown, _name: check_sheet(shown.programme),
}


def make_sheet(assessment: Assessment, sheet: str, name: str, stream: BinaryIO) -> bool:
    """Write the sheet to `stream`; False where there is no such table."""
    is_one = sheet in {"ratios", "investments", "findings", "check"}
    if sheet not in _SHEETS or is_one != (name == WHOLE):
        return False
    try:
        table = _SHEETS[sheet](assessment, name)
    except KeyError:
        return False
    write_table(table, stream)
    return True
