"""Numbers, units and places in Norwegian words."""

from veikart.rules.words.figures import (
    KIND_WORDS,
    UNIT_WORDS,
    in_mill,
    in_print,
    in_ratio,
)
from veikart.rules.words.numbers import (
    MINUS,
    NARROW_SPACE,
    NO_BREAK_SPACE,
    format_count,
    format_decimal,
    format_mill,
    format_nok,
    format_percent,
    format_signed_mill,
)
from veikart.rules.words.references import (
    formula_words,
    input_words,
    line_label,
    place_of_inputs,
    reference_label,
    reference_place,
)

__all__ = [
    "KIND_WORDS",
    "MINUS",
    "NARROW_SPACE",
    "NO_BREAK_SPACE",
    "UNIT_WORDS",
    "format_count",
    "format_decimal",
    "format_mill",
    "format_nok",
    "format_percent",
    "format_signed_mill",
    "formula_words",
    "in_mill",
    "in_print",
    "in_ratio",
    "input_words",
    "line_label",
    "place_of_inputs",
    "reference_label",
    "reference_place",
]
