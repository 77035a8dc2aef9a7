"""The groups of ages that populations are shown by."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.population import OLDEST
from veikart.calc.population.spreading import get_last_age

Ages = tuple[int, int]
STATE, OWN = "state", "own"
STATE_BANDS: dict[str, Ages] = {
    "0": (0, 0),
    "1-5": (1, 5),
    "6-12": (6, 12),
    "13-15": (13, 15),
    "16-22": (16, 22),
    "23-24": (23, 24),
    "25-66": (25, 66),
    "67-79": (67, 79),
    "80-89": (80, 89),
    "90": (90, OLDEST),
}
"""The ages of the expenditure equalisation in the block grant. **Source**: Grønt hefte, tabell E-k."""


def name_band(ages: Ages) -> str:
    """The ages as people say them.

    >>> name_band((1, 5)), name_band((90, 105)), name_band((0, 0))
    ('1–5 år', '90 år og over', '0 år')
    """
    first, last = ages
    if last >= OLDEST:
        return f"{first} år og over"
    return f"{first} år" if first == last else f"{first}–{last} år"


def get_bands(book: EconomyBook) -> dict[str, dict[str, Ages]]:
    """The groups by system (STATE and OWN) and key; the keys of both are unlike each other."""
    own = {one.id: (one.age_from, get_last_age(one)) for one in book.table("age_bands").values()}
    return {STATE: {f"{STATE}-{key}": ages for key, ages in STATE_BANDS.items()}, OWN: {f"{OWN}-{key}": ages for key, ages in own.items()}}


def get_band_names(book: EconomyBook) -> list[str]:
    """What the groups are called, in the order of `get_bands`."""
    return [*(name_band(ages) for ages in STATE_BANDS.values()), *(one.name for one in book.table("age_bands").values())]
