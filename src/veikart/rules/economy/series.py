"""The series of assumptions: what may be taken for granted year by year, and in what unit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("series.toml")
UNITS = ("ppm", "nok", "count")
"""Whole parts per million (written in percent), whole kroner, a whole number."""


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """A series: its Norwegian name, its unit (one of UNITS), and what it is about."""

    id: str
    name: str
    unit: str
    note: str = ""


@cache
def get_series_rules() -> dict[str, SeriesRule]:
    """Every series by id. Raises ValueError for an unknown unit."""
    found = {key: SeriesRule(key, **entry) for key, entry in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()}
    strange = [one.id for one in found.values() if one.unit not in UNITS]
    if strange:
        raise ValueError(f"series.toml: {strange}")
    return found
