"""Whether the rows of a book find each other, and findings placed where the rows stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.tables.table import TableRule

Lines = Mapping[tuple[str, str], Place]
"""Where each row stood in the files, by table and key."""


def check_references(tables: Mapping[str, TableRule], rows: Callable[[str], Mapping[str, Any]]) -> Iterator[Finding]:
    """A finding for every field that refers to a row that is not there; `rows` gives a table's rows by key."""
    for rule in tables.values():
        refers = [(name, field.refers, field.label) for name, field in rule.fields.items() if field.refers]
        for key, row in rows(rule.id).items() if refers else ():
            for name, other, label in refers:
                wanted = getattr(row, name)
                if wanted and wanted not in rows(other):
                    yield make_finding("row-reference", rule.place_of(key, name), name=label, found=wanted, expected=tables[other].name)


def place_findings(findings: Iterable[Finding], lines: Lines | None) -> list[Finding]:
    """The findings with the file and line of each row, where `lines` knows them."""
    return [_placed(one, lines) if lines else one for one in findings]


def _placed(finding: Finding, lines: Lines) -> Finding:
    table, _, key = finding.place.figure.partition(":")
    stood = lines.get((table, key))
    return replace(finding, place=replace(finding.place, file=stood.file, row=stood.row)) if stood else finding


def stops(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that keep a change from being stored."""
    return [one for one in findings if one.grade == "stop"]
