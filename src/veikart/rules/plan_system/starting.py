"""The plan system that a municipality begins with."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Container, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from veikart.calc.plan_system import ChainLink, Element, PlanSystem, PlanSystemName, PlanUnit, Term
from veikart.rules.findings import Place
from veikart.rules.plan_system.tables import get_tables
from veikart.rules.tables import read_row

_FILE = Path(__file__).with_name("starting.toml")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})
YEARS_IN_TERM = 4
LONGEST_ID = 60


def make_id(name: str, taken: Container[str]) -> str:
    """An id for something by its name, not one of those taken.

    >>> make_id("Trygge og gode oppvekstår", {"trygge-og-gode-oppvekstar"})
    'trygge-og-gode-oppvekstar-2'
    """
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-") or "rad"
    number = 1
    while (found := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return found


def make_starting_system(*, municipality: str, vision: str, main_goals: Iterable[str], constituted: date) -> PlanSystem:
    """A plan system with the vision, the main goals, the term, and the plans and events of `starting.toml`."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    elements = {"visjon": Element("visjon", "vision", vision, plan="samfunnsdel")}
    chain = {}
    for place, name in enumerate(main_goals, start=1):
        key = make_id(name, elements)
        elements[key] = Element(key, "main_goal", name, number=str(place), plan="samfunnsdel", position=place * 10)
        chain[f"{key}|visjon"] = ChainLink(key, "visjon", place * 10)
    ends = constituted.replace(year=constituted.year + YEARS_IN_TERM, day=min(constituted.day, 28))
    term = Term(f"{constituted.year}-{ends.year}", f"{constituted.year}–{ends.year}", constituted, ends)
    return PlanSystem(
        system={"plan": PlanSystemName("plan", "Plansystemet", municipality)},
        terms={term.id: term},
        units={"kommunen": PlanUnit("kommunen", municipality, "municipality")},
        plans=_rows("plans", raw["plans"]),
        elements=elements,
        chain=chain,
        events=_rows("events", raw["events"]),
    )


def _rows(table: str, entries: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    rule = get_tables()[table]
    found = {}
    for entry in entries:
        row, wrong = read_row(rule, entry, Place(file=_FILE.name))
        if wrong:
            raise ValueError(wrong[0].sentence)
        found[rule.key_of(row)] = row
    return found
