"""What a table is: its key, and its fields with their kinds, choices and references."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from veikart.rules.findings import Place

KINDS = ("id", "text", "integer", "date", "day", "choice", "geometry", "link", "nok", "percent", "decimal", "by_series")
NUMBERS = frozenset({"integer", "nok", "percent", "decimal", "by_series"})
"""Kinds that a row holds as a whole number."""
SHARED = "shared.toml"
"""The tables of a folder that come first, wherever tables are listed."""
KEY_MARK = "|"
LARGEST_GEOMETRY = 100_000
"""Characters of one area's GeoJSON."""
LONGEST_KEY = 300
"""Characters of a row's key, for what is stored and for addresses."""
SERIES = "series"
"""The field that decides what a field of kind `by_series` holds."""
KIND_OF_UNIT = {"ppm": "percent", "nok": "nok", "count": "integer"}
"""What a person writes, by the unit of a series."""


@dataclass(frozen=True, slots=True)
class TableField:
    """A field: its Norwegian label, its kind (one of KINDS), whether it must be filled, its choices, and the table it refers to.

    `least` and `most` are bounds of a number, both included and both 0 where there are none: of the number itself, of whole kroner, of whole
    percent or of whole ones. `words` are the choices by key; `kinds` are the kinds of a field `by_series`, by the series that stands in the row.
    """

    name: str
    label: str
    kind: str
    required: bool = False
    choices: str = ""
    refers: str = ""
    least: int = 0
    most: int = 0
    words: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    kinds: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def kind_in(self, row: Mapping[str, Any]) -> str:
        """The kind of the field in a row: its own, or that of the row's series (`integer` while the series is not known)."""
        return self.kinds.get(row.get(SERIES) or "", "integer") if self.kind == "by_series" else self.kind


@dataclass(frozen=True)
class TableRule:
    """A table: its Norwegian name, the fields of its key, its fields by name, the dataclass of its rows, and the room it is declared in."""

    id: str
    name: str
    key: tuple[str, ...]
    fields: Mapping[str, TableField]
    row: type
    room: str = ""

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The fields that hold dates."""
        return tuple(name for name, one in self.fields.items() if one.kind == "date")

    @cached_property
    def empty(self) -> Mapping[str, Any]:
        """What each field holds where nothing is written: what its row has by default, else no number, no date or an empty text."""
        defaults = {one.name: one.default for one in fields(self.row) if one.default is not MISSING}
        nothing = {name: None if one.kind == "date" or one.kind in NUMBERS else "" for name, one in self.fields.items()}
        return {**nothing, **defaults}

    def key_of(self, row: Any) -> str:
        """The key of a row: its key fields with a mark between."""
        return KEY_MARK.join(str(getattr(row, name)) for name in self.key)

    def place_of(self, key: str, name: str = "") -> Place:
        """The place of a row: its table's name, the field's label, and `table:key` for the page that mends it."""
        return Place(file=self.name, column=self.fields[name].label if name else "", figure=f"{self.id}:{key}")


def read_table_rules(
    raw: Mapping[str, Any],
    row_types: Mapping[str, type],
    choices: Callable[[str], Mapping[str, str]],
    series: Mapping[str, str] | None = None,
) -> dict[str, TableRule]:
    """Every declared table by id. `choices` gives the words of a choice, `series` the unit of each series.

    Raises ValueError for a declaration that does not fit the dataclass of its rows, KeyError for a table without one.
    """
    kinds = {key: KIND_OF_UNIT[unit] for key, unit in (series or {}).items()}
    found = {}
    for key, entry in raw.items():
        row = row_types[key]
        declared = {name: _make_field(name, one, choices, kinds) for name, one in entry["fields"].items()}
        names = [one.name for one in fields(row)]
        if list(declared) != names:
            raise ValueError(f"table {key}: {list(declared)} is declared, {row.__name__} has {names}")
        if not set(entry["key"]) <= set(declared):
            raise ValueError(f"table {key}: the key {entry['key']} is not among its fields")
        found[key] = TableRule(key, entry["name"], tuple(entry["key"]), declared, row)
    return found


def read_table_folder(
    folder: Path,
    row_types: Mapping[str, type],
    choices: Callable[[str], Mapping[str, str]],
    series: Mapping[str, str] | None = None,
) -> dict[str, TableRule]:
    """Every table declared in the TOML files of a folder by id, those of SHARED first, then file by file.

    Raises ValueError where a file does not fit, or a table stands in two.
    """
    found: dict[str, TableRule] = {}
    for path in sorted(folder.glob("*.toml"), key=lambda one: (one.name != SHARED, one.name)):
        rules = read_table_rules(tomllib.loads(path.read_text(encoding="utf-8")), row_types, choices, series)
        twice = found.keys() & rules.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)} twice")
        found |= {key: replace(one, room=path.stem) for key, one in rules.items()}
    return found


def _make_field(name: str, raw: Mapping[str, Any], choices: Callable[[str], Mapping[str, str]], kinds: Mapping[str, str]) -> TableField:
    if raw["kind"] not in KINDS:
        raise ValueError(f"field {name}: {raw['kind']} is none of {KINDS}")
    words = choices(raw["choices"]) if raw.get("choices") else {}
    return TableField(name, **raw, words=words, kinds=kinds if raw["kind"] == "by_series" else {})
