"""New homes and those who move in: the chain of homes that one new home opens.

A new home gets somebody from outside, a new household from inside, or a household from inside that leaves a home; that home is filled by the same
rule, and so on. With `outside` and `new` as shares of the homes that get somebody of the first two kinds, one new home fills
1 + (1 − outside − new) + (1 − outside − new)² + … = 1 / (outside + new) homes, of which `outside` get somebody from outside: they are the net
effect on the municipality.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.population.rows import DwellingType, HousingYear
from veikart.calc.values import PPM, divide_rounded, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

PARTS = 100
"""Homes in the chain are counted in hundredths, so that rounding does not show in the persons."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The homes of an area and type: `programme` whole homes by year."""

    area: str
    dwelling_type: str
    programme: tuple[int, ...]


def list_homes(programme: Mapping[str, HousingYear], years: Sequence[int]) -> list[Homes]:
    """The programme by area and type, in the order they are first entered. Rows that hold for the same year are added."""
    found: dict[tuple[str, str], Lines] = {}
    for row in programme.values():
        last = row.year if row.last_year is None else row.last_year
        line = found.setdefault((row.area, row.dwelling_type), np.zeros(len(years), dtype=np.int64))
        line[[row.year <= year <= last for year in years]] += row.dwellings
    return [Homes(*key, tuple(line.tolist())) for key, line in found.items()]


def make_housing_homes_sheet(
    homes: Sequence[Homes], types: Mapping[str, DwellingType], years: Sequence[int], percent: Sequence[int], names: Sequence[str] = ()
) -> Sheet:
    """The sheet `housing_homes`: a subject for each type and area (`type|area`), in groups by area.

    `percent` is homes as a share of the programme by year, parts per million. Homes and persons are whole; `filled` and `outside_homes` are
    hundredths of a home. `direct` persons move into the new homes themselves, wherever they come from; `persons` are the net effect.
    """
    rows = [types[one.dwelling_type] for one in homes]
    shape = (len(homes), len(years))
    programme = np.array([one.programme for one in homes], dtype=np.int64).reshape(shape)
    dwellings = share_of(programme, np.broadcast_to(np.array(percent, dtype=np.int64), shape))
    outside, new, persons = (_spread([getattr(one, name) for one in rows], shape) for name in ("outside_share", "new_share", "persons_per_100"))
    filled = divide_rounded(dwellings * (PARTS * PPM), np.maximum(outside + new, 1))
    from_outside = share_of(filled, outside)
    lines = {
        "programme": programme,
        "percent": np.broadcast_to(np.array(percent, dtype=np.int64), shape).copy(),
        "dwellings": dwellings,
        "outside": outside,
        "new": new,
        "filled": filled,
        "outside_homes": from_outside,
        "persons_per_100": persons,
        "direct": divide_rounded(dwellings * persons, 100),
        "persons": divide_rounded(from_outside * persons, 100 * PARTS),
    }
    keys = [f"{one.dwelling_type}|{one.area}" for one in homes]
    return make_sheet("housing_homes", keys, years, lines, names=names, groups=[one.area for one in homes])


def _spread(values: Sequence[int], shape: tuple[int, int]) -> Lines:
    return np.broadcast_to(np.array(values, dtype=np.int64).reshape(-1, 1), shape).copy()
