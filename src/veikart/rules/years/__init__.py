"""The years that numbers may be of, as data: what is further away has been written wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("limits.toml")
_LIMIT = {
    "first": Field("integer", least=1000, most=2200),
    "ahead": Field("integer", least=0, most=100),
    "why": Field("text", is_filled=True),
}
INDICATORS, EMISSIONS = "indicators", "emissions"


@dataclass(frozen=True, slots=True)
class YearLimit:
    """The years a kind of number may be of: from `first` to `ahead` years after the year it was published in, both included."""

    id: str
    first: int
    ahead: int
    why: str

    def is_within(self, year: int, published: int) -> bool:
        """Whether a number published in a year may be of another.

        >>> limit = YearLimit("maaling", 1990, 1, "")
        >>> limit.is_within(2021, 2020), limit.is_within(2022, 2020), limit.is_within(1989, 2020)
        (True, False, False)
        """
        return self.first <= year <= published + self.ahead

    def words(self, published: int) -> str:
        """The first and the last year, as people write them."""
        return f"{self.first}–{published + self.ahead}"


@cache
def get_year_limits() -> Mapping[str, YearLimit]:
    """Every limit by id. Raises ValueError where the file is not as it should be."""
    return read_year_limits(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_year_limits(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, YearLimit]:
    """The limits in a parsed file. Raises ValueError for an unknown or missing key."""
    found = {}
    for key, entry in raw.items():
        wrong = read_fields(entry, _LIMIT, Place(file=_FILE.name))
        if wrong:
            raise ValueError(f"{_FILE.name}, {key}: {wrong[0].sentence}")
        found[key] = YearLimit(key, entry["first"], entry["ahead"], entry["why"])
    return found
