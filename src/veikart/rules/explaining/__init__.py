"""Where any figure comes from."""

from veikart.rules.explaining.addresses import LONGEST, Address, UnknownFigure, parse_address
from veikart.rules.explaining.explaining import explain_figure
from veikart.rules.explaining.explanation import Contribution, Explanation, InputFigure, LayerPart, PrintedCheck, Proof
from veikart.rules.explaining.spreading import LineGroup, line_groups

__all__ = [
    "LONGEST",
    "Address",
    "Contribution",
    "Explanation",
    "InputFigure",
    "LayerPart",
    "LineGroup",
    "PrintedCheck",
    "Proof",
    "UnknownFigure",
    "explain_figure",
    "line_groups",
    "parse_address",
]
