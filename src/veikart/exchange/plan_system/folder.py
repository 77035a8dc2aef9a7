"""A plan system as a folder with one CSV file per table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from veikart.calc.plan_system import PlanSystem
from veikart.exchange.dataset.files import Folder, open_folder
from veikart.exchange.dataset.rows import read_csv
from veikart.exchange.plan_system.assembling import Assembly
from veikart.rules.findings import Finding, Place
from veikart.rules.plan_system import get_tables
from veikart.rules.tables import TableRule, write_row


def list_files() -> tuple[str, ...]:
    """The files a plan folder may have."""
    return tuple(f"{table}.csv" for table in get_tables())


def read_plan_folder(path: Path) -> tuple[PlanSystem | None, list[Finding]]:
    """The plan system in a folder, or None with every finding. A table without a file is empty; files that do not belong are findings."""
    folder, findings = open_folder(path)
    if folder is None:
        return None, findings
    folder.files, folder.folders = frozenset(list_files()), {}
    folder.list_files()
    assembly = Assembly()
    for table in get_tables().values():
        name = f"{table.id}.csv"
        if (path / name).exists() or (path / name).is_symlink():
            assembly.add(table.id, _rows(folder, name, table))
    if "system" not in assembly.tables and not folder.count:
        folder.report("file-missing", Place(file="system.csv"), name="system.csv")
    if folder.count:
        return None, [*folder.findings, *assembly.findings]
    return assembly.finish()


def _rows(folder: Folder, name: str, table: TableRule) -> Iterator[tuple[Place, Mapping[str, object]]]:
    geometries = frozenset(one.name for one in table.fields.values() if one.kind == "geometry")
    for row in read_csv(folder, name, columns=tuple(table.fields), long_columns=geometries).rows:
        yield Place(file=name, row=row.line), row.fields


def write_plan_folder(system: PlanSystem) -> dict[str, bytes]:
    """The files of a plan system by name; what `read_plan_folder` reads back. Tables without rows have no file."""
    return {f"{rule.id}.csv": _write_table(rule, system.table(rule.id).values()) for rule in get_tables().values() if system.table(rule.id)}


def _write_table(rule: TableRule, rows: Any) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rule.fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in write_row(row).items()} for row in rows)
    return text.getvalue().encode()
