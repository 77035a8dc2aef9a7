"""The fixed choices of the follow-up's tables, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("choices.toml")


@cache
def get_follow_up_choices(name: str) -> Mapping[str, str]:
    """The words of a choice by key. Raises KeyError for an unknown choice."""
    found: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    return found
