"""Shares and rates as people write them, held as whole parts per million."""

from __future__ import annotations

import re

PER_PERCENT = 10_000
"""Parts per million in one percent."""
LARGEST_PERCENT = 1_000
SPACES = re.compile(r"(?<=[0-9])[\u0020\u00a0\u2009\u202f](?=[0-9]{3}(?![0-9]))")
"""A space between thousands."""
MINUS = "\u2212"
_PERCENT = re.compile(r"(-?)([0-9]{1,6})(?:[.,]([0-9]{1,4}))?[\s\u00a0\u202f]*%?", re.ASCII)


def read_percent(text: str) -> int | None:
    """Parts per million of a percentage, or None where it is none or has more than four decimals.

    >>> read_percent("2,37"), read_percent("−0.5 %"), read_percent("2,12345")
    (23700, -5000, None)
    """
    found = _PERCENT.fullmatch(SPACES.sub("", text.replace(MINUS, "-").strip()))
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    value = int(whole) * PER_PERCENT + int((decimals or "").ljust(4, "0"))
    return -value if sign else value


def format_percent(ppm: int) -> str:
    """A share as `read_percent` reads it back: percent with a comma, as many decimals as it has, without the sign for percent.

    >>> format_percent(23700), format_percent(-5000), format_percent(40_000)
    ('2,37', '-0,5', '4')
    """
    whole, rest = divmod(abs(ppm), PER_PERCENT)
    decimals = f",{rest:04}".rstrip("0") if rest else ""
    return f"{'-' if ppm < 0 else ''}{whole}{decimals}"
