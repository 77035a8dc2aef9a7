"""A printed document as data: its tables, its figures, and the check of the document against itself."""

from veikart.calc.documents.dataset import Column, Dataset, Input, Source, Target
from veikart.calc.documents.printed import UNITS, PrintedFigure, PrintedTable, TableColumn, TableRow
from veikart.calc.documents.proof import Check, CheckOutcome, DocumentCheck, check_document
from veikart.calc.documents.resolving import FigureSelector, Resolver, SelectorError, parse_selector

__all__ = [
    "UNITS",
    "Check",
    "CheckOutcome",
    "Column",
    "Dataset",
    "DocumentCheck",
    "FigureSelector",
    "Input",
    "PrintedFigure",
    "PrintedTable",
    "Resolver",
    "SelectorError",
    "Source",
    "TableColumn",
    "TableRow",
    "Target",
    "check_document",
    "parse_selector",
]
