"""Where any figure comes from."""

from veikart.rules.explaining.addresses import Address, UnknownFigure, parse_address
from veikart.rules.explaining.explaining import explain_figure
from veikart.rules.explaining.explanation import Contribution, Explanation, InputFigure, LayerPart, Proof

__all__ = ["Address", "Contribution", "Explanation", "InputFigure", "LayerPart", "Proof", "UnknownFigure", "explain_figure", "parse_address"]
