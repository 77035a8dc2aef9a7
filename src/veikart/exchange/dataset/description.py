"""`dataset.toml`: what the dataset is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from veikart.calc.documents import Column, Source
from veikart.exchange.dataset.files import Folder
from veikart.rules.findings import Place
from veikart.rules.schema import Field, find_line, read_fields

FORMAT = 1
NAME = "dataset.toml"
_TOP = {
    "format": Field("integer"),
    "id": Field("id"),
    "title": Field("text"),
    "subtitle": Field("text"),
    "municipality": Field("text"),
    "municipality_number": Field("text"),
    "plan_years": Field("list", items="integer"),
    "amount_unit": Field("text", choices=("mill_nok", "thousand_nok", "nok")),
    "price_level": Field("text"),
    "source": Field("list", items="table"),
    "column": Field("list", items="table"),
    "unknown": Field("list", is_required=False, items="table"),
}
_SOURCE = {"id": Field("id"), "title": Field("text"), "publisher": Field("text"), "year": Field("integer")}
_COLUMN = {
    "key": Field("id"),
    "heading": Field("text"),
    "year": Field("integer"),
    "version": Field("id"),
    "kind": Field("text", choices=("accounts", "budget", "plan")),
}
_UNKNOWN = {"accounts": Field("list", items="text"), "reason": Field("text")}


@dataclass(frozen=True, slots=True)
class Description:
    """The contents of `dataset.toml`; `column_lines` are the lines the columns start on."""

    id: str
    title: str
    subtitle: str
    municipality: str
    municipality_number: str
    plan_years: tuple[int, ...]
    amount_unit: str
    price_level: str
    sources: tuple[Source, ...]
    columns: tuple[Column, ...]
    column_lines: tuple[int, ...]
    unknown_accounts: tuple[tuple[str, ...], ...]


def read_description(folder: Folder) -> Description | None:
    """The description, or None with findings."""
    read = folder.toml(NAME)
    if read is None:
        return None
    raw, text = read
    before = len(folder.findings)
    folder.findings.extend(read_fields(raw, _TOP, Place(file=NAME)))
    if len(folder.findings) > before:
        return None
    if raw["format"] != FORMAT:
        folder.report("format-version", Place(file=NAME, column="format"), found=str(raw["format"]), expected=str(FORMAT))
        return None
    sources = _entries(folder, raw, text, "source", _SOURCE)
    columns = _entries(folder, raw, text, "column", _COLUMN)
    unknown = _entries(folder, raw, text, "unknown", _UNKNOWN)
    if len(folder.findings) > before:
        return None
    return Description(
        id=raw["id"],
        title=raw["title"],
        subtitle=raw["subtitle"],
        municipality=raw["municipality"],
        municipality_number=raw["municipality_number"],
        plan_years=tuple(raw["plan_years"]),
        amount_unit=raw["amount_unit"],
        price_level=raw["price_level"],
        sources=tuple(Source(**entry) for entry in sources),
        columns=tuple(Column(**entry) for entry in columns),
        column_lines=tuple(find_line(text, "column", index) for index in range(len(columns))),
        unknown_accounts=tuple(tuple(entry["accounts"]) for entry in unknown),
    )


def _entries(folder: Folder, raw: dict[str, Any], text: str, header: str, fields: dict[str, Field]) -> list[dict[str, Any]]:
    entries = raw.get(header, [])
    for index, entry in enumerate(entries):
        folder.findings.extend(read_fields(entry, fields, Place(file=NAME, row=find_line(text, header, index))))
    return entries
