"""Official projections as they were published, against what was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.scorecard.errors import ALL, ErrorSummary


@dataclass(frozen=True, slots=True)
class BandCount:
    """Persons on 1 January of a year in a municipality and a band of ages: counted, or as projected in the year `vintage` (None: counted)."""

    municipality: str
    band: str
    year: int
    persons: float
    vintage: int | None = None


def list_vintage_errors(rows: Iterable[BandCount]) -> Iterator[ErrorSummary]:
    """The errors of each vintage by years ahead and band of ages, and of all bands together, over the municipalities that have both figures.

    A vintage counts its years from 1 January of the year in its name. Where nobody was counted there is no error.
    """
    counted: dict[tuple[str, str, int], float] = {}
    projected: dict[int, dict[tuple[str, str, int], float]] = {}
    for one in rows:
        table = counted if one.vintage is None else projected.setdefault(one.vintage, {})
        for band in (one.band, ALL):
            key = (one.municipality, band, one.year)
            table[key] = table.get(key, 0.0) + one.persons
    for vintage, table in sorted(projected.items()):
        yield from _compare(vintage, table, counted)


def _compare(vintage: int, projected: Mapping[tuple[str, str, int], float], counted: Mapping[tuple[str, str, int], float]) -> Iterator[ErrorSummary]:
    errors: dict[tuple[int, str], list[float]] = {}
    for key, persons in projected.items():
        _, band, year = key
        if year > vintage and counted.get(key):
            errors.setdefault((year - vintage, band), []).append(persons / counted[key] - 1)
    for (horizon, band), every in sorted(errors.items()):
        size = np.abs(every)
        yield ErrorSummary(vintage, horizon, ALL, band, len(every), float(np.mean(every)), float(size.mean()), float(np.quantile(size, 0.8)))
