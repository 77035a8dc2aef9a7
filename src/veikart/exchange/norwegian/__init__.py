"""Numbers written the Norwegian way: the writers of `rules.words`, under the name the file formats know them by."""

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
    "MINUS",
    "NARROW_SPACE",
    "NO_BREAK_SPACE",
    "format_count",
    "format_decimal",
    "format_mill",
    "format_nok",
    "format_percent",
    "format_signed_mill",
]
