"""A figure of a sheet as people read it, by its unit."""

from __future__ import annotations

from decimal import Decimal

from veikart.calc.values import PPM
from veikart.rules.words import NO_BREAK_SPACE, format_count, format_decimal, format_mill, format_nok

UNIT_NAMES = {"nok": "kr", "ppm": "prosent", "index": "indeks", "count": "antall", "year": "år", "tonnes": "tonn", "decimal": "tall"}
"""The units of lines in words."""
_PERCENT_DECIMALS, _INDEX_DECIMALS, _MILLIONTHS = 4, 9, 6
_FEW_TONNES = 10 * PPM
"""Below so many millionths of a tonne, decimals are shown in tables too."""


def figure_words(value: int, unit: str) -> str:
    """The figure to its last digit, without «kr»: what a person needs to work it out again.

    `unit` is a unit of lines: whole kroner (nok), parts per million (ppm), parts per thousand million (index), a count, a year, or millionths
    (tonnes, decimal).

    >>> figure_words(1_250_000, "nok"), figure_words(23_700, "ppm"), figure_words(1_025_000_000, "index"), figure_words(2026, "year")
    ('1\u202f250\u202f000', '2,37\xa0%', '1,025', '2026')
    """
    match unit:
        case "ppm":
            return f"{_shortest(value, _PERCENT_DECIMALS)}{NO_BREAK_SPACE}%"
        case "index":
            return _shortest(value, _INDEX_DECIMALS)
        case "year":
            return str(value)
        case "tonnes" | "decimal":
            return _shortest(value, _MILLIONTHS)
    return format_nok(value)


def short_figure_words(value: int, unit: str, *, in_mill: bool = True, decimals: int = 2) -> str:
    """The figure as it stands in a table, without «kr»: kroner in millions with one decimal, or whole where `in_mill` is False.

    Rounds half away from zero: percent to `decimals`, indices to four, tonnes to whole ones where there are ten or more and else to `decimals`.
    Numbers with decimals stand as they are.

    >>> short_figure_words(1_250_000, "nok"), short_figure_words(1_250_000, "nok", in_mill=False), short_figure_words(23_714, "ppm")
    ('1,3', '1\u202f250\u202f000', '2,37\xa0%')
    """
    match unit:
        case "nok":
            return format_mill(value) if in_mill else format_nok(value)
        case "ppm":
            return f"{format_decimal(Decimal(value) * 100 / PPM, decimals)}{NO_BREAK_SPACE}%"
        case "index":
            return format_decimal(Decimal(value).scaleb(-_INDEX_DECIMALS), 4)
        case "year":
            return str(value)
        case "decimal":
            return _shortest(value, _MILLIONTHS)
        case "tonnes":
            is_whole = not value or abs(value) >= _FEW_TONNES
            return format_decimal(Decimal(value).scaleb(-_MILLIONTHS), 0 if is_whole else decimals)
    return format_count(value)


def _shortest(value: int, decimals: int) -> str:
    """`value` / 10 ** `decimals` without zeros at the end."""
    text = format_decimal(Decimal(value).scaleb(-decimals), decimals)
    return text.rstrip("0").rstrip(",")
