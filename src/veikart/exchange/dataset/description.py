"""`dataset.toml`: what the dataset is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from veikart.calc.documents import Column, Source
from veikart.calc.statements import AccountPlan
from veikart.exchange.dataset.entries import Entry, TomlFile, check_once, read_entries, read_file, read_ids
from veikart.exchange.dataset.files import Folder
from veikart.rules.schema import Field

FORMAT = 1
NAME = "dataset.toml"
FIRST_YEAR, LAST_YEAR = 1837, 2200
"""From the first municipalities to further ahead than anyone projects."""
YEAR = Field("integer", least=FIRST_YEAR, most=LAST_YEAR)
_TEXT = Field("text", is_filled=True)
_TOP = {
    "format": Field("integer"),
    "id": Field("id"),
    "title": _TEXT,
    "subtitle": Field("text"),
    "municipality": _TEXT,
    "municipality_number": Field("text"),
    "plan_years": Field("list", items="integer", is_filled=True, least=FIRST_YEAR, most=LAST_YEAR),
    "amount_unit": Field("text", choices=("mill_nok", "thousand_nok", "nok")),
    "price_level": _TEXT,
    "source": Field("list", items="table"),
    "column": Field("list", items="table", is_filled=True),
    "unknown": Field("list", is_required=False, items="table"),
}
_SOURCE = {"id": Field("id"), "title": _TEXT, "publisher": _TEXT, "year": YEAR}
_COLUMN = {
    "key": Field("id"),
    "heading": _TEXT,
    "year": YEAR,
    "version": Field("id"),
    "kind": Field("text", choices=("accounts", "budget", "plan")),
}
_UNKNOWN = {"accounts": Field("list", items="text", is_filled=True), "reason": _TEXT}


@dataclass(frozen=True, slots=True)
class Description:
    """The contents of `dataset.toml` as far as they can be read.

    What cannot be read is None, or empty for a text: there is then a finding, and nothing is said of what depends on it. `unit` is the unit of
    amounts, `years` those of the columns in order.
    """

    texts: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    plan_years: tuple[int, ...] = ()
    years: tuple[int, ...] | None = None
    sources: tuple[Source, ...] = ()
    source_ids: frozenset[str] | None = None
    columns: tuple[Column, ...] = ()
    column_entries: tuple[Entry, ...] = ()
    unknown_accounts: tuple[tuple[str, ...], ...] = ()
    is_other_format: bool = False


def read_description(folder: Folder, plan: AccountPlan) -> Description:
    """The description, with findings for what is wrong in it."""
    file = read_file(folder, NAME, _TOP)
    if file is None:
        return Description()
    raw = file.raw
    if isinstance(raw.get("format"), int) and raw["format"] != FORMAT:
        folder.report("format-version", file.place(key="format"), found=str(raw["format"])[:20], expected=str(FORMAT))
        return Description(is_other_format=True)
    sources = read_entries(folder, file, "source", _SOURCE)
    columns = read_entries(folder, file, "column", _COLUMN)
    unknown = read_entries(folder, file, "unknown", _UNKNOWN)
    years = _column_years(folder, columns)
    seen: dict[str, str] = {}
    for entry in sources:
        if entry.is_good:
            check_once(folder, seen, entry.raw["id"], entry.place("id"))
    _check_number(folder, file)
    _check_unknown(folder, unknown, years, plan)
    return Description(
        texts={key: raw[key] for key, one in _TOP.items() if one.kind in {"text", "id"} and isinstance(raw.get(key), str)},
        unit=raw["amount_unit"] if raw.get("amount_unit") in _TOP["amount_unit"].choices else "",
        plan_years=_plan_years(folder, file, years),
        years=years,
        sources=tuple(Source(**entry.raw) for entry in sources if entry.is_good),
        source_ids=read_ids(sources) if isinstance(raw.get("source"), list) else None,
        columns=tuple(Column(**entry.raw) for entry in columns if entry.is_good),
        column_entries=tuple(columns),
        unknown_accounts=tuple(tuple(entry.raw["accounts"]) for entry in unknown if entry.is_good),
    )


def _column_years(folder: Folder, columns: list[Entry]) -> tuple[int, ...] | None:
    """The years of the columns; None where not all of them can be known. No two columns may have the same key or year."""
    if not columns or not all(entry.is_good for entry in columns):
        return None
    keys: set[str] = set()
    for entry in columns:
        if entry.raw["key"] in keys:
            folder.report("column-twice", entry.place("key"), found=entry.raw["key"])
        keys.add(entry.raw["key"])
    years: set[int] = set()
    for entry in columns:
        if entry.raw["year"] in years:
            folder.report("year-twice", entry.place("year"), found=str(entry.raw["year"]))
        years.add(entry.raw["year"])
    return tuple(sorted(years)) if len(years) == len(columns) else None


def _plan_years(folder: Folder, file: TomlFile, years: tuple[int, ...] | None) -> tuple[int, ...]:
    """The plan years: one after the other, each with a column."""
    wanted = file.raw.get("plan_years")
    if not isinstance(wanted, list) or not all(type(year) is int and FIRST_YEAR <= year <= LAST_YEAR for year in wanted):
        return ()
    place = file.place(key="plan_years")
    for earlier, later in pairwise(wanted):
        if later != earlier + 1:
            folder.report("plan-years-gap", place, found=f"{later} etter {earlier}", expected=str(earlier + 1))
    for year in dict.fromkeys(wanted):
        if years is not None and year not in years:
            folder.report("plan-year-column", place, found=str(year), expected=", ".join(map(str, years)))
    return tuple(wanted)


def _check_number(folder: Folder, file: TomlFile) -> None:
    number = file.raw.get("municipality_number")
    if isinstance(number, str) and not re.fullmatch(r"[0-9]{4}", number):
        place = file.place(key="municipality_number")
        folder.report("value-kind", place, name="municipality_number", expected="fire sifre", found=f"teksten «{number[:60]}»")


def _check_unknown(folder: Folder, entries: list[Entry], years: tuple[int, ...] | None, plan: AccountPlan) -> None:
    for entry in entries:
        for code in entry.raw["accounts"] if entry.is_good else ():
            in_use = any(code in plan.for_year(year) for year in years) if years else code in plan.codes
            if not in_use:
                folder.report("account-unknown", entry.place("accounts"), found=code, expected=", ".join(map(str, years or ())) or "noe år")
