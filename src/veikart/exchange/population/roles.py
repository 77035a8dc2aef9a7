"""What each column of a table is about: found by its heading, or by what stands in it, never by what the file is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from veikart.exchange.jsonstat import Category
from veikart.exchange.population.words import (
    read_ages,
    read_alternative,
    read_measure,
    read_region,
    read_sex,
    read_year,
)

REGION, SEX, AGES, YEAR, CONTENTS, ALTERNATIVE = "region", "sex", "ages", "year", "contents", "alternative"
VALUE, LEFT_OUT = "value", "left_out"
HEADINGS = {
    REGION: {"region", "kommune", "kommunenummer", "kommunenr", "kommunekode", "municipality_code", "municipality", "regionkode"},
    SEX: {"kjonn", "kjønn", "sex"},
    AGES: {"alder", "age", "aldersgruppe", "aldersgrupper", "age_band"},
    YEAR: {"tid", "år", "aar", "year", "årstall"},
    CONTENTS: {"contentscode", "statistikkvariabel", "contents", "variabel"},
    ALTERNATIVE: {"alternativ", "alternative", "framskriving", "framskrivingsalternativ", "scenario", "source", "kilde", "serie"},
    VALUE: {"value", "verdi", "persons", "personer", "antall", "folketall", "folkemengde", "count"},
    LEFT_OUT: {"note", "merknad", "status", "navn", "name", "kommunenavn", "municipality_name"},
}
SOURCES = frozenset({"source", "kilde"})
"""Headings of columns that tell alternatives apart where they hold more than one."""
COUNTED = frozenset({"historisk", "faktisk", "registrert", "observert", "telt"})
"""What is no alternative: it has been counted."""
KNOWN = frozenset({REGION, SEX, AGES, YEAR, CONTENTS})
"""Roles that tell a heading from other rows."""
Facts = dict[str, Any]
"""What is known about a number: `region`, `sex`, `ages`, `year`, `measure`, `alternative`; only what the column or the row says."""
_ROLE_BY_WORD = {word: role for role, words in HEADINGS.items() for word in words}
_TABLE = re.compile(r"\d{5}:\s")
_YEAR = re.compile(r"\b((?:19|20|21)\d\d)\b")


def get_role(*names: str) -> str:
    """The role that one of the names (an id, a label or a heading) has; empty where none has any."""
    return next((role for one in names if (role := _ROLE_BY_WORD.get(one.strip().casefold(), ""))), "")


def guess_role(categories: Iterable[Category]) -> str:
    """The role that everything in a column fits; empty where nothing does."""
    found = [one for one in categories if one.code or one.label]
    readers: tuple[tuple[str, Callable[[Category], object]], ...] = (
        (YEAR, lambda one: read_year(one.code)),
        (REGION, lambda one: read_region(one.code, one.label).code),
        (SEX, lambda one: read_sex(one.label) is not None or None),
        (AGES, lambda one: None if one.label.isdigit() else read_ages(one.label)),
        (CONTENTS, lambda one: read_measure(one.label)),
    )
    return next((role for role, read in readers if found and all(read(one) for one in found)), "")


def read_facts(role: str, category: Category) -> Facts | None:
    """What a category says in its role; None where it cannot be read in it. What is counted is None where it is something this is not about."""
    code, label = category.code, category.label
    if role == REGION:
        return {REGION: read_region(code, label)}
    if role == SEX:
        sex = read_sex(code)
        sex = read_sex(label) if sex is None else sex
        return None if sex is None else {SEX: sex}
    if role == AGES:
        ages = read_ages(label) or read_ages(code)
        return ages and {AGES: ages}
    if role == YEAR:
        year = read_year(code) or read_year(label)
        return year and {YEAR: year}
    if role == CONTENTS:
        return {"measure": read_measure(label), ALTERNATIVE: read_alternative(label) or read_alternative(code)}
    return {ALTERNATIVE: read_alternative(label) or read_alternative(code) or ("" if label.casefold() in COUNTED else label)}


def read_heading(text: str) -> Facts | None:
    """What a column of numbers is about, by its heading («Kvinner 2019», «Hovedalternativet (MMMM) 2030», «age_7», «Personer»); None where it is
    no column of numbers."""
    if _TABLE.match(text) or get_role(text) == VALUE:
        return {}
    ages = read_ages(text)
    if ages is not None:
        return {AGES: ages}
    found: Facts = {}
    rest = text
    if year := _YEAR.search(text):
        found[YEAR] = read_year(year[1])
        rest = (text[: year.start()] + text[year.end() :]).strip(" ,:")
    words = rest.split()
    sex = next((sex for one in words if not one.isdigit() and (sex := read_sex(one)) is not None), None)
    if sex is not None:
        found[SEX] = sex
    if read_measure(rest):
        found |= {"measure": read_measure(rest), ALTERNATIVE: read_alternative(rest)}
    elif rest and sex is None:  # something else is counted, or it is no column of numbers
        return {**found, "measure": None} if YEAR in found else None
    return found or None


def is_heading(row: Sequence[str]) -> bool:
    """Whether a row is the one with the headings: one of them says what a column is about, or years or ages stand beside each other."""
    filled = [one for one in row if one]
    if len(filled) < 2:
        return False
    pivoted = [one for one in filled if not one.replace(" ", "").isdigit() or read_year(one)]
    return any(get_role(one) in KNOWN for one in filled) or (len(pivoted) == len(filled) and all(read_heading(one) for one in filled))
