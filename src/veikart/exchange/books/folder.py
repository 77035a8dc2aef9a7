"""A book as a folder with one CSV file per table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from veikart.calc.books import AnyBook
from veikart.exchange.books.assembling import Assembly
from veikart.exchange.dataset.files import Folder, open_folder
from veikart.exchange.dataset.rows import read_csv
from veikart.rules.books import BookRule
from veikart.rules.findings import Finding, Place
from veikart.rules.tables import TableRule, write_cells


def read_book_folder(rule: BookRule[AnyBook], path: Path) -> tuple[AnyBook | None, list[Finding]]:
    """The book in a folder, or None with every finding. A table without a file is empty; files that do not belong are findings."""
    folder, findings = open_folder(path)
    if folder is None:
        return None, findings
    folder.files, folder.folders = frozenset(_file_name(one) for one in rule.tables), {}
    folder.list_files()
    assembly = Assembly(rule)
    for table in rule.tables.values():
        name = _file_name(table.id)
        if (path / name).exists() or (path / name).is_symlink():
            assembly.add(table.id, _rows(folder, name, table))
    needed = _file_name(rule.needs)
    if not folder.count and not (path / needed).exists():
        folder.report("file-missing", Place(file=needed), name=needed)
    if folder.count:
        return None, [*folder.findings, *assembly.findings]
    return assembly.finish()


def _file_name(table: str) -> str:
    return f"{table}.csv"


def _rows(folder: Folder, name: str, table: TableRule) -> Iterator[tuple[Place, Mapping[str, object]]]:
    geometries = frozenset(one.name for one in table.fields.values() if one.kind == "geometry")
    for row in read_csv(folder, name, columns=tuple(table.fields), long_columns=geometries).rows:
        yield Place(file=name, row=row.line), row.fields


def write_book_folder(rule: BookRule[AnyBook], book: AnyBook) -> dict[str, bytes]:
    """The files of a book by name; what `read_book_folder` reads back. Tables without rows have no file. Kroner are written without spaces,
    shares in percent («2,37»)."""
    return {_file_name(one.id): _write_table(one, book.table(one.id).values()) for one in rule.tables.values() if book.table(one.id)}


def _write_table(rule: TableRule, rows: Any) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rule.fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: "" if value is None else value for name, value in write_cells(rule, row).items()} for row in rows)
    return text.getvalue().encode()
