"""What the columns of a table of emissions are about, found by their headings, and the words that stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.tables import PER_ONE

NUMBER, PLACE, YEAR, SECTOR, SOURCE, GAS, TONNES = "number", "place", "year", "sector", "source", "gas", "tonnes"
HEADINGS = {
    NUMBER: {"kommunenummer", "kommunenr", "kommunenr.", "municipality_code"},
    PLACE: {"kommune", "municipality"},
    YEAR: {"år", "aar", "year", "årstall"},
    SECTOR: {"sektor", "sector"},
    SOURCE: {"utslippskilde", "kilde", "source"},
    GAS: {"klimagass", "gass", "gas"},
    TONNES: {"utslipp (tonn co2-ekvivalenter)", "utslipp", "tonn co2-ekvivalenter", "tonnes_co2e", "tonn", "verdi"},
}
SECTOR_WORDS = {"produkter med fluorgasser": "fluorinated"}
"""What sectors are called in files, where it is not what they are called here."""
MOST_TONNES = 10**8
"""Tonnes from one source in one year."""
_ROLES = {word: role for role, words in HEADINGS.items() for word in words}
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_YEAR = re.compile(r"(19|20|21)\d\d")


def find_heading(rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[int, dict[str, int]] | None:
    """Where the heading stands among the rows, and the column of each role; None where no row has both years and tonnes."""
    for at, (_line, cells) in enumerate(rows):
        roles: dict[str, int] = {}
        for column, cell in enumerate(cells):
            role = _ROLES.get(_plain(cell))
            if role is not None:
                roles.setdefault(role, column)
        if {YEAR, TONNES} <= roles.keys():
            return at, roles
    return None


def read_sector(text: str) -> str:
    """The key of a sector by its name; empty where it is none.

    >>> read_sector("Veitrafikk "), read_sector("produkter med fluorgasser"), read_sector("Torg")
    ('road', 'fluorinated', '')
    """
    words = {name.casefold(): key for key, name in get_economy_choices("emission_sector").items()} | SECTOR_WORDS
    return words.get(_plain(text), "")


def read_year(text: str) -> int | None:
    """A year, or None.

    >>> read_year("2019"), read_year("2019-2020")
    (2019, None)
    """
    return int(text) if _YEAR.fullmatch(text.strip()) else None


def read_tonnes(text: str) -> int | None:
    """Whole millionths of a tonne, rounded half away from zero; None where the text is no number, or a larger one than a source has.

    >>> read_tonnes("2.38"), read_tonnes("3 352,02"), read_tonnes("1.234,5"), read_tonnes("-1"), read_tonnes("1,234.5")
    (2380000, 3352020000, 1234500000, -1000000, None)
    """
    plain = _SPACES.sub("", text).replace("\u2212", "-")
    if "," in plain:
        if plain.rfind(".") > plain.rfind(","):  # «1,234.5»: which mark parts the thousands is not ours to guess
            return None
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > MOST_TONNES:
        return None
    return int((value * PER_ONE).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold().replace("₂", "2")
