"""Tables as spreadsheets."""

from veikart.exchange.sheets.findings import check_sheet, findings_sheet, source_sheet
from veikart.exchange.sheets.investments import investment_sheet
from veikart.exchange.sheets.ratios import ratio_sheet
from veikart.exchange.sheets.statements import statement_sheet
from veikart.exchange.sheets.table import KINDS, MONEY, NOK, NUMBER, PERCENT, STYLES, TEXT, LiveValue, SheetColumn, SheetRow, SheetTable
from veikart.exchange.sheets.units import unit_sheet
from veikart.exchange.sheets.workbook import write_workbook
from veikart.exchange.sheets.writing import write_table

__all__ = [
    "KINDS",
    "MONEY",
    "NOK",
    "NUMBER",
    "PERCENT",
    "STYLES",
    "TEXT",
    "LiveValue",
    "SheetColumn",
    "SheetRow",
    "SheetTable",
    "check_sheet",
    "findings_sheet",
    "investment_sheet",
    "ratio_sheet",
    "source_sheet",
    "statement_sheet",
    "unit_sheet",
    "write_table",
    "write_workbook",
]
