"""Numbers as Norwegian readers expect them: comma, thin space between thousands, a real minus.

Everything is exact (int, Fraction or Decimal) and rounded once, half away from zero; floats are refused,
because a float has already been rounded by somebody else.
"""

import re
from decimal import Decimal
from fractions import Fraction

MINUS = "\u2212"
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
SMALL = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")

_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_UNIT = re.compile(r"(?<=\d) (?=(?:mill\.|mrd\.|kr\b|%|prosent))|(?<=mill\.) (?=kr\b)|(?<=mrd\.) (?=kr\b)")

Exact = int | Fraction | Decimal


def format_mill(nok: int, decimals: int = 1) -> str:
    """The amount in millions of kroner, without a unit.

    `nok` is whole kroner, kept with its sign: a negative amount gets a real minus in front. An amount
    that rounds to nothing is written without a sign. Rounds half away from zero.

    >>> format_mill(1_579_700_000)
    '1\u202f579,7'
    >>> format_mill(-28_050_000)
    '\u221228,1'
    """
    _check(nok, decimals)
    numerator, denominator = nok.as_integer_ratio()
    return _format_quotient(numerator, denominator * 1_000_000, decimals)


def format_signed_mill(nok: int, decimals: int = 1) -> str:
    """The change in millions of kroner with its sign: plus for more, minus for less, none for zero.

    >>> format_signed_mill(10_300_000)
    '+10,3'
    >>> format_signed_mill(40_000)
    '0,0'
    """
    text = format_mill(nok, decimals)
    return f"+{text}" if nok > 0 and any(digit in text for digit in "123456789") else text


def is_rounding(nok: int) -> bool:
    """Whether an amount is no more than rounding: 0,0 in millions of kroner with one decimal.

    >>> is_rounding(-50_000), is_rounding(49_999)
    (False, True)
    """
    return not any(digit in format_mill(nok) for digit in "123456789")


def format_nok(nok: int) -> str:
    """The amount in whole kroner, without a unit.

    >>> format_nok(-1579700)
    '\u22121\u202f579\u202f700'
    """
    return format_decimal(nok, 0)


def format_percent(fraction: Exact, decimals: int = 1) -> str:
    """The share as a percentage; `fraction` is a share of one (0.044 is 4,4 %). Rounds half away from zero.

    >>> format_percent(Fraction(44, 1000))
    '4,4\u00a0%'
    """
    _check(fraction, decimals)
    numerator, denominator = fraction.as_integer_ratio()
    return f"{_format_quotient(100 * numerator, denominator, decimals)}{NO_BREAK_SPACE}%"


def format_count(count: int) -> str:
    """A number of people, places or things, without decimals.

    >>> format_count(127731)
    '127\u202f731'
    """
    return format_decimal(count, 0)


def say_count(count: int) -> str:
    """How many there are, in letters up to twelve, as inside a sentence about something that is «en».

    >>> say_count(1), say_count(12), say_count(13)
    ('én', 'tolv', '13')
    """
    return SMALL[count] if 0 <= count < len(SMALL) else format_count(count)


def format_decimal(value: Exact, decimals: int = 1) -> str:
    """Any exact number with a fixed number of decimals, rounded half away from zero.

    Raises TypeError for a float, and ValueError for a negative number of decimals.

    >>> format_decimal(Decimal("-0.25"))
    '\u22120,3'
    """
    _check(value, decimals)
    numerator, denominator = value.as_integer_ratio()
    return _format_quotient(numerator, denominator, decimals)


def format_numbers(text: str) -> str:
    """The text with numbers that no line breaks: narrow spaces between thousands, and no break before a unit.

    >>> format_numbers("7 428,5 mill. kr i 2018")
    '7\u202f428,5\xa0mill.\xa0kr i 2018'
    """
    joined = _THOUSANDS.sub(lambda found: found[0].replace(" ", NARROW_SPACE), text)
    return _UNIT.sub(NO_BREAK_SPACE, joined)


def _check(value: Exact, decimals: int) -> None:
    if decimals < 0:
        raise ValueError(f"decimals must be 0 or more, got {decimals}")
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, Decimal)):
        raise TypeError(f"expected an exact number (int, Fraction or Decimal), got {type(value).__name__}")


def _format_quotient(numerator: int, denominator: int, decimals: int) -> str:
    """Whole numbers only, because a page and its findings write thousands of amounts; `denominator` is positive."""
    scale = 10**decimals
    scaled = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    whole, part = divmod(scaled, scale)
    digits = f"{whole:,}".replace(",", NARROW_SPACE)
    text = f"{digits},{part:0{decimals}d}" if decimals else digits
    return f"{MINUS}{text}" if numerator < 0 and scaled else text
