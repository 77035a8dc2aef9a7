"""Figures with their units in words."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.documents import UNITS, PrintedFigure
from veikart.calc.ratios import Ratio
from veikart.rules.words.numbers import format_decimal, format_mill, format_nok, format_percent

UNIT_WORDS = {
    "bill_nok": "mrd. kr",
    "mill_nok": "mill. kr",
    "thousand_nok": "1000 kr",
    "nok": "kr",
    "percent": "",
    "percentage_points": "prosentpoeng",
    "persons": "",
    "count": "",
    "exact_count": "",
    "ratio": "",
    "year": "",
}
KIND_WORDS = {
    "base": "utgangspunkt",
    "wages": "lønnsvekst",
    "prices": "prisvekst",
    "pension": "pensjon",
    "technical": "teknisk endring",
    "demography": "demografi",
    "need": "mer- eller mindrebehov",
    "premises": "husleie og drift av lokaler",
    "restructuring": "omstilling",
    "fees": "gebyrområder",
    "finance": "finans og fond",
    "investment": "investering",
    "distribution": "fordeling",
}


def in_mill(nok: int) -> str:
    """An amount in millions with its unit."""
    return f"{format_mill(nok)} mill. kr"


def in_ratio(value: Fraction, ratio: Ratio) -> str:
    """A ratio's value with its unit and decimals."""
    if ratio.unit == "share":
        return format_percent(value, ratio.decimals)
    whole = round(value)
    return f"{format_mill(whole, ratio.decimals)} mill. kr" if abs(whole) >= 1_000_000 else f"{format_nok(whole)} kr"


def in_print(value: Fraction, figure: PrintedFigure) -> str:
    """A value in the unit and with the decimals of a printed figure; a year has no spaces in it."""
    if figure.unit == "year":
        return str(round(value))
    text = format_decimal(value / UNITS[figure.unit], figure.decimals)
    if figure.unit == "percent":
        return f"{text}\u00a0%"
    return f"{text} {UNIT_WORDS[figure.unit]}".strip()
