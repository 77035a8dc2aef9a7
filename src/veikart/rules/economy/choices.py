"""The fixed choices of the economy's tables, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from veikart.rules.economy.series import get_series_rules

_FILE = Path(__file__).with_name("choices.toml")


@cache
def get_economy_choices(name: str) -> Mapping[str, str]:
    """The words of a choice by key. Raises KeyError for an unknown choice."""
    if name == "series":
        return {one.id: one.name for one in get_series_rules().values()}
    found: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    return found
