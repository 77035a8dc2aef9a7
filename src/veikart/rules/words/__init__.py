"""Numbers, units and places in Norwegian words."""

from veikart.rules.words.days import MONTHS, SHORT_MONTHS, WEEKDAYS, format_day, format_month_day, format_short_day, format_span
from veikart.rules.words.disagreements import disagreement_words
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
    format_numbers,
    format_percent,
    format_signed_mill,
    is_rounding,
    say_count,
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
    "MONTHS",
    "NARROW_SPACE",
    "NO_BREAK_SPACE",
    "SHORT_MONTHS",
    "UNIT_WORDS",
    "WEEKDAYS",
    "disagreement_words",
    "format_count",
    "format_day",
    "format_decimal",
    "format_mill",
    "format_month_day",
    "format_nok",
    "format_numbers",
    "format_percent",
    "format_short_day",
    "format_signed_mill",
    "format_span",
    "formula_words",
    "in_mill",
    "in_print",
    "in_ratio",
    "input_words",
    "is_rounding",
    "line_label",
    "place_of_inputs",
    "reference_label",
    "reference_place",
    "say_count",
]
