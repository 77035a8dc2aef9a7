"""Rules read from `rules.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("rules.toml")
MARKS = {
    "verified": "Kontrollert mot offentlig kilde",
    "stated": "Oppgitt i kommunens dokument",
    "to_check": "Må kontrolleres mot lovteksten",
}
_RULE = {
    "name": Field("text"),
    "law": Field("text"),
    "section": Field("text"),
    "text": Field("text"),
    "mark": Field("text", choices=tuple(MARKS)),
    "source": Field("text"),
    "valid_from": Field("integer"),
    "valid_to": Field("integer", is_required=False),
    "checked": Field("text"),
    "at_least": Field("integer", is_required=False),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it says in our words, the law and paragraph, its years, and how sure the wording is (a key of MARKS)."""

    id: str
    name: str
    law: str
    section: str
    text: str
    mark: str
    source: str
    valid_from: int
    valid_to: int | None
    checked: str
    at_least: int | None

    @property
    def citation(self) -> str:
        """Law and paragraph."""
        return f"{self.law} {self.section}".strip()


@cache
def get_rules() -> dict[str, Rule]:
    """Every rule by id. Raises ValueError where the file is not as it should be."""
    return read_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_rules(raw: dict[str, Any]) -> dict[str, Rule]:
    """The rules in a parsed TOML file. Raises ValueError for an unknown or missing key, or years that end before they begin."""
    rules: dict[str, Rule] = {}
    for rule_id, entry in raw.items():
        wrong = read_fields(entry, _RULE, Place(file=_FILE.name, column=rule_id))
        if wrong:
            raise ValueError(f"{rule_id}: {wrong[0].sentence}")
        if entry.get("valid_to", entry["valid_from"]) < entry["valid_from"]:
            raise ValueError(f"{rule_id}: gyldig til {entry['valid_to']}, men først fra {entry['valid_from']}")
        rules[rule_id] = Rule(
            id=rule_id,
            **{key: entry.get(key) for key in _RULE if key not in {"valid_to", "at_least"}},
            valid_to=entry.get("valid_to"),
            at_least=entry.get("at_least"),
        )
    return rules
