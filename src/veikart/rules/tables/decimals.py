"""Numbers with decimals as people write them, held as whole millionths: exact, and the same in every store."""

from __future__ import annotations

import re

from veikart.rules.tables.percent import MINUS, SPACES

PER_ONE = 1_000_000
"""Millionths in one."""
LARGEST_DECIMAL = 10**12
"""The largest number, in ones."""
_DECIMAL = re.compile(r"(-?)([0-9]{1,13})(?:[.,]([0-9]{1,6}))?", re.ASCII)


def read_decimal(text: str) -> int | None:
    """Millionths of a number, or None where it is none or has more than six decimals.

    >>> read_decimal("12,5"), read_decimal("−0.25"), read_decimal("1 250"), read_decimal("1,2345678")
    (12500000, -250000, 1250000000, None)
    """
    found = _DECIMAL.fullmatch(SPACES.sub("", text.replace(MINUS, "-").strip()))
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    value = int(whole) * PER_ONE + int((decimals or "").ljust(6, "0"))
    return -value if sign else value


def format_decimal(millionths: int) -> str:
    """A number as `read_decimal` reads it back: a comma and as many decimals as it has.

    >>> format_decimal(12_500_000), format_decimal(-250_000), format_decimal(1_250_000_000)
    ('12,5', '-0,25', '1250')
    """
    whole, rest = divmod(abs(millionths), PER_ONE)
    decimals = f",{rest:06}".rstrip("0") if rest else ""
    return f"{'-' if millionths < 0 else ''}{whole}{decimals}"
