"""The weights of the need equalisation by year, read from `income_system_*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.values import PPM
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.law import MARKS, get_rules

_FOLDER = Path(__file__).parent
_KEYS = {"valid_from", "name", "rule", "source", "mark", "sectors", "weights"}
MOST_ROUNDING_PPM = 100
"""How far from 1 printed weights of four decimals may add up to."""


@dataclass(frozen=True, slots=True)
class IncomeSystem:
    """The weights from a year on, parts per million: of the sectors, and of the criteria in each. Source, mark and rule as for a rate."""

    valid_from: int
    name: str
    rule: str
    source: str
    mark: str
    sectors: Mapping[str, int]
    weights: Mapping[str, Mapping[str, int]]


def get_income_system(year: int) -> IncomeSystem | None:
    """The weights that hold in a year, or None for a year before the first that is read in."""
    return next((one for one in reversed(_get_income_systems()) if one.valid_from <= year), None)


@cache
def _get_income_systems() -> tuple[IncomeSystem, ...]:
    found = [read_income_system(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(_FOLDER.glob("income_system_*.toml"))]
    return tuple(sorted(found, key=lambda one: one.valid_from))


def read_income_system(raw: Mapping[str, Any]) -> IncomeSystem:
    """The weights in a parsed file. Raises ValueError for a key, sector, criterion, source, mark or rule that is missing or unknown, and for
    weights that do not add up."""
    if set(raw) != _KEYS or not raw["source"] or raw["mark"] not in MARKS or raw["rule"] not in get_rules():
        raise ValueError(f"income system: needs {sorted(_KEYS)}")
    sectors, criteria = get_economy_choices("need_sector"), get_economy_choices("need_criterion")
    strange = [*(set(raw["sectors"]) ^ set(raw["weights"])), *(set(raw["sectors"]) - set(sectors))]
    strange += [one for weights in raw["weights"].values() for one in weights if one not in criteria]
    if strange:
        raise ValueError(f"{raw['name']}: {strange} is not known, or stands in one place only")
    for name, weights in {"sectors": raw["sectors"], **raw["weights"]}.items():
        total = sum(weights.values())
        if abs(total - PPM) > MOST_ROUNDING_PPM or min(weights.values()) < 0:
            raise ValueError(f"{raw['name']}, {name}: the weights add up to {total}, not {PPM}")
    return IncomeSystem(**raw)
