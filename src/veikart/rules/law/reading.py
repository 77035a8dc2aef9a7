"""Rules read from `rules.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
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
    "days": Field("integer", is_required=False, least=1, most=366),
    "month_day": Field("text", is_required=False),
    "within_years": Field("integer", is_required=False, least=1, most=4),
    "every_years": Field("integer", is_required=False, least=1, most=100),
    "before": Field("text", is_required=False),
    "deadline": Field("text", is_required=False, is_filled=True),
}
_DATED = ("month_day", "within_years", "before")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it says in our words, the law and paragraph, its years, and how sure the wording is (a key of MARKS).

    What can be counted: `days` something must last or be public, `month_day` («MM-DD») a day each year, `within_years` after the council is
    constituted, `every_years` between each time. `before` is the rule whose day these `days` must have run by. `deadline` is what the day is
    called on a wheel or in a list.
    """

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
    at_least: int | None = None
    days: int | None = None
    month_day: str = ""
    within_years: int | None = None
    every_years: int | None = None
    before: str = ""
    deadline: str = ""

    def is_valid_in(self, year: int) -> bool:
        """Whether the rule holds in a year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)

    @property
    def citation(self) -> str:
        """Law and paragraph."""
        return f"{self.law} {self.section}".strip()


@cache
def get_rules() -> dict[str, Rule]:
    """Every rule by id. Raises ValueError where the file is not as it should be."""
    return read_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_rules(raw: dict[str, Any]) -> dict[str, Rule]:
    """The rules in a parsed TOML file. Raises ValueError for an unknown or missing key, years that end before they begin, a day that is not in
    the calendar, or a deadline without a name."""
    rules: dict[str, Rule] = {}
    for rule_id, entry in raw.items():
        wrong = read_fields(entry, _RULE, Place(file=_FILE.name, column=rule_id))
        if wrong:
            raise ValueError(f"{rule_id}: {wrong[0].sentence}")
        rules[rule_id] = Rule(**{"id": rule_id, "valid_to": None} | entry)
    for rule in rules.values():
        _check_rule(rule, rules)
    return rules


def _check_rule(rule: Rule, rules: dict[str, Rule]) -> None:
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise ValueError(f"{rule.id}: gyldig til {rule.valid_to}, men først fra {rule.valid_from}")
    if rule.month_day:
        try:
            date.fromisoformat(f"{_LEAP_YEAR}-{rule.month_day}")
        except ValueError:
            raise ValueError(f"{rule.id}: {rule.month_day} er ingen dag i året") from None
    dated = [key for key in _DATED if getattr(rule, key)]
    if len(dated) > 1 or bool(dated) != bool(rule.deadline):
        raise ValueError(f"{rule.id}: en frist har ett av {', '.join(_DATED)}, og et navn i deadline")
    if rule.before and not (rule.days and rule.before in rules and rules[rule.before].deadline):
        raise ValueError(f"{rule.id}: before viser til en regel med frist, og trenger days")
