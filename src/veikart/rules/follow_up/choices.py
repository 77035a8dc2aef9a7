"""The fixed choices of the follow-up's tables, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from veikart.rules.tasks.statuses import get_status_words

_FILE = Path(__file__).with_name("choices.toml")
_DECLARED = {"task_status": get_status_words}
"""Choices that are declared with what they mean, in a file of their own."""


@cache
def get_follow_up_choices(name: str) -> Mapping[str, str]:
    """The words of a choice by key. Raises KeyError for an unknown choice."""
    if name in _DECLARED:
        return _DECLARED[name]()
    found: Mapping[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))[name]
    return found
