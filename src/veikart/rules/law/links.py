"""Where a rule's own text can be read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from veikart.rules.law.reading import Rule

_FILE = Path(__file__).with_name("links.toml")


def get_law_address(rule: Rule) -> str:
    """The address of the law the rule cites, at its first paragraph where it names one; empty where we know none."""
    law = _read_links().get(rule.law, "")
    paragraph = re.search(r"§ (\d+(?:-\d+)?)", rule.section)
    return f"{law}/§{paragraph[1]}" if law and paragraph else law


@cache
def _read_links() -> dict[str, str]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
