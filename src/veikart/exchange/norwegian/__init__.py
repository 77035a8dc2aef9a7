"""Numbers written the Norwegian way."""

from veikart.exchange.norwegian.numbers import (
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
