"""Figures opened by their address."""

from __future__ import annotations

from veikart.rules.explaining.addresses import parse_address
from veikart.rules.explaining.differences import explain_difference
from veikart.rules.explaining.explanation import Explanation
from veikart.rules.explaining.inputs import explain_input
from veikart.rules.explaining.lines import explain_frame, explain_line
from veikart.rules.explaining.parts import explain_part
from veikart.rules.explaining.prints import explain_printed
from veikart.rules.explaining.ratios import explain_mean, explain_ratio, explain_target
from veikart.rules.explaining.sums import explain_measure, explain_total
from veikart.rules.programme import Programme

_BY_KIND = {
    "printed": explain_printed,
    "frame": explain_frame,
    "ratio": explain_ratio,
    "average": explain_mean,
    "measure": explain_measure,
    "input": explain_input,
    "sum": explain_total,
    "part": explain_part,
    "target": explain_target,
    "difference": explain_difference,
}


def explain_figure(programme: Programme, text: str) -> Explanation:
    """Where the figure with that address comes from. Raises UnknownFigure with a Norwegian sentence."""
    address = parse_address(text)
    if address.kind == "line":
        return explain_line(programme, address, *address.parts)
    return _BY_KIND[address.kind](programme, address)
