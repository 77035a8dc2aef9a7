"""Rates that hold from a date, read from `rates.toml`."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from veikart.rules.law import MARKS, get_rules

_FILE = Path(__file__).with_name("rates.toml")
RATE_UNITS = ("ppm", "count")
"""Whole parts per million, or a whole number of something."""
_RATE_KEYS = {"name", "unit", "rule", "value"}
_VALUE_KEYS = {"from", "value", "source", "mark"}


@dataclass(frozen=True, slots=True)
class RateEntry:
    """A rate as it holds from `valid_from` to `valid_to` (None: still), both days included: `value` in `unit` (one of RATE_UNITS), where it is
    taken from, how sure it is (a key of `rules.law.MARKS`), and the id of the rule behind it."""

    rate: str
    name: str
    unit: str
    value: int
    valid_from: date
    valid_to: date | None
    source: str
    mark: str
    rule: str

    def holds(self, day: date) -> bool:
        """Whether this is the rate of the day, as long as no later one has come."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class RateMissing(LookupError):
    """No such rate, or none that holds on the day. A mistake of the program's own: what a person may ask for is checked first."""


def get_rate(rate_id: str, when: date | int) -> int:
    """The rate on a day, or on 1 January of a year, in its unit. Raises RateMissing.

    >>> get_rate("equalisation_share", 2024), get_rate("equalisation_share", date(2025, 1, 1))
    (600000, 640000)
    """
    return get_rate_entry(rate_id, when).value


def get_rate_entry(rate_id: str, when: date | int) -> RateEntry:
    """The rate on a day, or on 1 January of a year, with its source, mark and rule. Raises RateMissing."""
    day = when if isinstance(when, date) else date(when, 1, 1)
    found = next((one for one in reversed(get_rates().get(rate_id, ())) if one.holds(day)), None)
    if found is None:
        raise RateMissing(f"{rate_id}: {when}")
    return found


def has_rate(rate_id: str, when: date | int) -> bool:
    """Whether there is a rate to get on the day."""
    day = when if isinstance(when, date) else date(when, 1, 1)
    return any(one.holds(day) for one in get_rates().get(rate_id, ()))


@cache
def get_rates() -> dict[str, tuple[RateEntry, ...]]:
    """Every rate by id, its values from the oldest to the newest. Raises ValueError where the file is not as it should be."""
    return read_rates(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_rates(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[RateEntry, ...]]:
    """The rates in a parsed file. Raises ValueError for an unknown or missing key, unit, source, mark or rule, and for dates that overlap."""
    found = {}
    for rate_id, entry in raw.items():
        if set(entry) != _RATE_KEYS or entry["unit"] not in RATE_UNITS or entry["rule"] not in get_rules() or not entry["value"]:
            raise ValueError(f"rates.toml, {rate_id}: needs {sorted(_RATE_KEYS)}, a unit of {RATE_UNITS} and a rule that is in rules.toml")
        found[rate_id] = tuple(_read_value(rate_id, entry, value) for value in entry["value"])
        for before, after in itertools.pairwise(found[rate_id]):
            if after.valid_from <= (before.valid_to or before.valid_from):
                raise ValueError(f"rates.toml, {rate_id}: the value from {after.valid_from} overlaps the one before")
    return found


def _read_value(rate_id: str, rate: Mapping[str, Any], raw: Mapping[str, Any]) -> RateEntry:
    if set(raw) - {"to"} != _VALUE_KEYS or type(raw["value"]) is not int or not str(raw["source"]).strip() or raw["mark"] not in MARKS:
        raise ValueError(f"rates.toml, {rate_id}: a value needs {sorted(_VALUE_KEYS)}, whole, with a source and a mark of {tuple(MARKS)}")
    days = (raw["from"], raw.get("to"))
    if type(days[0]) is not date or type(days[1]) not in (date, type(None)) or (days[1] and days[1] < days[0]):
        raise ValueError(f"rates.toml, {rate_id}: {days} are not days in order")
    return RateEntry(rate_id, rate["name"], rate["unit"], raw["value"], *days, raw["source"], raw["mark"], rate["rule"])
