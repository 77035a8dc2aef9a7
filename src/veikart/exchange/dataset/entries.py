"""Entries of a TOML file (`[[source]]`, `[[check]]` …) with the line of each key, and ids that are used once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from veikart.exchange.dataset.files import Folder
from veikart.rules.findings import Finding, Place
from veikart.rules.schema import ID, NAME, Field, find_line, read_fields


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A file as read: its name, what it holds and its text."""

    name: str
    raw: Mapping[str, Any]
    text: str

    def place(self, header: str = "", index: int = 0, key: str = "") -> Place:
        """Where a key of an entry stands, or the entry itself; a key at the top where `header` is empty."""
        return Place(file=self.name, row=find_line(self.text, header, index, key), column=key)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, and whether its keys are as they should be."""

    file: TomlFile
    header: str
    index: int
    raw: dict[str, Any]
    is_good: bool

    def place(self, key: str = "") -> Place:
        """The line of a key of the entry, or of the entry."""
        return self.file.place(self.header, self.index, key)


def read_file(folder: Folder, name: str, fields: Mapping[str, Field]) -> TomlFile | None:
    """The file with findings on its keys at the top, or None where it cannot be read."""
    read = folder.toml(name)
    if read is None:
        return None
    file = TomlFile(name, *read)
    folder.add(_placed(finding, file, "", 0) for finding in read_fields(file.raw, fields, Place(file=name)))
    return file


def read_entries(folder: Folder, file: TomlFile, header: str, fields: Mapping[str, Field]) -> list[Entry]:
    """Every entry under `header` that is a table, with findings on its keys. Once the file is full of findings the rest are not good either."""
    listed = file.raw.get(header, [])
    entries: list[Entry] = []
    for index, raw in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(raw, dict):
            is_full = folder.is_full(file.name)
            found = [] if is_full else read_fields(raw, fields, file.place(header, index))
            folder.add(_placed(finding, file, header, index) for finding in found)
            entries.append(Entry(file, header, index, raw, not found and not is_full))
    return entries


def _placed(finding: Finding, file: TomlFile, header: str, index: int) -> Finding:
    """The finding on the line of its key."""
    column = finding.place.column
    return replace(finding, place=replace(finding.place, row=find_line(file.text, header, index, column)))


def read_ids(entries: list[Entry], key: str = "id") -> frozenset[str] | None:
    """The ids; None where one is missing, bad or used twice, for then it cannot be known what others meant by the right one."""
    ids = [entry.raw.get(key) for entry in entries]
    good = [one for one in ids if isinstance(one, str) and (ID.fullmatch(one) or NAME.fullmatch(one))]
    return frozenset(good) if len(set(good)) == len(ids) else None


def check_id(folder: Folder, seen: dict[str, str], value: str, place: Place) -> bool:
    """Whether `value` is a good id that has not been used; `seen` remembers where each stands."""
    if not ID.fullmatch(value):
        folder.report("id-bad", place, found=value[:90])
        return False
    return check_once(folder, seen, value, place)


def check_once(folder: Folder, seen: dict[str, str], value: str, place: Place) -> bool:
    """Whether `value` has not been used."""
    if value in seen:
        folder.report("id-twice", place, found=value, expected=seen[value])
        return False
    seen[value] = place.words()
    return True
