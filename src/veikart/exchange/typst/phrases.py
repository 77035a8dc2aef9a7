"""Short sentences made of numbers, and of nothing else."""

from __future__ import annotations

from fractions import Fraction

from veikart.rules.words import format_decimal, format_mill, format_percent, format_signed_mill, in_mill


def change_words(before: Fraction | int, after: Fraction | int) -> str:
    """How much larger or smaller, in per cent, to be followed by what it is compared with: «2,7 % mer enn», «like mye som».

    >>> change_words(100, 103)
    '3,0\\xa0% mer enn'
    """
    share = Fraction(after - before) / abs(Fraction(before)) if before else Fraction(0)
    shown = format_percent(abs(share))
    if not any(digit in shown for digit in "123456789"):
        return "like mye som"
    return f"{shown} {'mer' if share > 0 else 'mindre'} enn"


def compared(nok: int) -> str:
    """A change in words, to be followed by what it is compared with: «28,6 mill. kr mer enn», «3,4 mill. kr mindre enn», «uendret fra».

    >>> compared(-3_400_000)
    '3,4 mill. kr mindre enn'
    """
    if not any(digit in format_mill(nok) for digit in "123456789"):
        return "uendret fra"
    return f"{in_mill(abs(nok))} {'mer' if nok > 0 else 'mindre'} enn"


def signed(nok: int) -> str:
    """A change with its sign, in millions with the unit."""
    return f"{format_signed_mill(nok)} mill. kr"


def share_words(part: int, whole: int) -> str:
    """A part of a whole in per cent without decimals."""
    return f"{format_decimal(Fraction(part * 100, whole), 0)}\u00a0%" if whole else "–"
