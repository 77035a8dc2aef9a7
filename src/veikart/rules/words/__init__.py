"""Numbers, units and places in Norwegian words."""

from veikart.rules.words.figures import (
    KIND_WORDS,
    UNIT_WORDS,
    in_mill,
    in_print,
    in_ratio,
    input_words,
    place_of_inputs,
    reference_place,
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
    "in_mill",
    "in_print",
    "in_ratio",
    "input_words",
    "place_of_inputs",
    "reference_place",
]
