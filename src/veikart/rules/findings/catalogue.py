"""All kinds of finding, read from `findings.toml`: one place for their grade and words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from veikart.rules.findings.finding import GRADES, Finding, Place

_FILE = Path(__file__).with_name("findings.toml")
_KEYS = {"grade", "title", "sentence", "remedy", "rule"}


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A kind of finding: grade, title, and the sentence and remedy with `{words}` to fill in; `rule` is a rule id or empty."""

    code: str
    grade: str
    title: str
    sentence: str
    remedy: str
    rule: str


@cache
def get_catalogue() -> dict[str, FindingKind]:
    """Every kind of finding by code. Raises ValueError where the file is not as it should be."""
    return read_catalogue(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_catalogue(raw: dict[str, dict[str, str]]) -> dict[str, FindingKind]:
    """The kinds in a parsed TOML file. Raises ValueError for an unknown key, a missing sentence or an unknown grade."""
    kinds: dict[str, FindingKind] = {}
    for code, entry in raw.items():
        wrong = set(entry) ^ _KEYS - ({"rule"} - set(entry))
        if wrong or entry["grade"] not in GRADES:
            raise ValueError(f"findings.toml, {code}: {sorted(wrong) or entry['grade']}")
        kinds[code] = FindingKind(code, entry["grade"], entry["title"], entry["sentence"], entry["remedy"], entry.get("rule", ""))
    return kinds


def make_finding(code: str, place: Place, *, expected: str = "", found: str = "", **words: str) -> Finding:
    """The finding of that kind with its sentences filled in. Raises KeyError for an unknown code or a missing word."""
    kind = get_catalogue()[code]
    filled = {"expected": expected, "found": found, **words}
    return Finding(
        code=code,
        grade=kind.grade,
        title=kind.title,
        sentence=kind.sentence.format_map(filled),
        remedy=kind.remedy.format_map(filled),
        place=place,
        rule=kind.rule,
        expected=expected,
        found=found,
    )
