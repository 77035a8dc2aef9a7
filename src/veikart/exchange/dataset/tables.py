"""`tables/`: the printed tables, figure for figure. Measures printed in a table join it as rows."""

from __future__ import annotations

from typing import Any

from veikart.calc.documents import UNITS, PrintedFigure, PrintedTable, TableColumn, TableRow
from veikart.calc.documents.printed import parse_printed
from veikart.exchange.dataset.description import Description
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.measures import BY_FORMULA, MeasureRow
from veikart.exchange.dataset.structure import check_id
from veikart.rules.findings import Place
from veikart.rules.schema import Field, find_line, read_fields

SIGNS = ("income_positive", "expense_positive", "mixed")
_TABLE = {
    "id": Field("id"),
    "title": Field("text"),
    "section": Field("text"),
    "source": Field("text"),
    "unit": Field("text", choices=tuple(UNITS)),
    "price": Field("text"),
    "sign": Field("text", choices=SIGNS),
    "columns": Field("list", items="table"),
    "page": Field("integer", is_required=False),
    "note": Field("text", is_required=False),
}
_COLUMN = {"key": Field("id"), "heading": Field("text"), "year": Field("integer", is_required=False)}
_FIXED = ("row", "label", "unit")


def read_tables(folder: Folder, description: Description, measures: list[MeasureRow]) -> tuple[PrintedTable, ...]:
    """Every described table with its figures, in the order they are described."""
    described: dict[str, tuple[dict[str, Any], str, int]] = {}
    for name in folder.names("tables", ".toml"):
        _read_descriptions(folder, name, description, described)
    in_tables: dict[str, list[MeasureRow]] = {}
    for row in measures:
        if row.measure.table:
            in_tables.setdefault(row.measure.table, []).append(row)
            if row.measure.table not in described:
                folder.report("table-unknown", row.place("table"), found=row.measure.table)
    files = {name.removeprefix("tables/").removesuffix(".csv") for name in folder.names("tables", ".csv")}
    for name in sorted(files - set(described)):
        folder.report("table-unknown", Place(file=f"tables/{name}.csv"), found=name)
    tables: list[PrintedTable] = []
    for table_id, (entry, file, line) in described.items():
        if table_id not in files and table_id not in in_tables:
            folder.report("table-without-file", Place(file=file, row=line), found=table_id)
            continue
        tables.append(_read_table(folder, entry, table_id in files, in_tables.get(table_id, []), description.amount_unit))
    return tuple(tables)


def _read_descriptions(folder: Folder, name: str, description: Description, described: dict[str, tuple[dict[str, Any], str, int]]) -> None:
    read = folder.toml(name)
    if read is None:
        return
    raw, text = read
    folder.findings.extend(read_fields(raw, {"table": Field("list", items="table")}, Place(file=name)))
    sources = {source.id for source in description.sources}
    seen = {table_id: f"{file}, rad {line}" for table_id, (_, file, line) in described.items()}
    for index, entry in enumerate(raw.get("table", [])):
        line = find_line(text, "table", index)
        place = Place(file=name, row=line)
        found = read_fields(entry, _TABLE, place)
        for column in entry.get("columns", []) if not found else []:
            found.extend(read_fields(column, _COLUMN, place))
        folder.findings.extend(found)
        if found or not check_id(folder, seen, entry["id"], place):
            continue
        if entry["source"] not in sources:
            folder.report("source-unknown", place, found=entry["source"])
        keys = [column["key"] for column in entry["columns"]]
        for key in sorted({one for one in keys if keys.count(one) > 1}):
            folder.report("column-twice", place, found=key)
        described[entry["id"]] = (entry, name, line)


def _read_table(folder: Folder, entry: dict[str, Any], has_file: bool, measures: list[MeasureRow], amount_unit: str) -> PrintedTable:
    table_id = entry["id"]
    columns = tuple(TableColumn(one["key"], one["heading"], one.get("year")) for one in entry["columns"])
    keys = tuple(column.key for column in columns)
    rows: list[TableRow] = []
    figures: list[PrintedFigure] = []
    seen: dict[str, str] = {}
    for measure in measures:
        row_id = measure.measure.id
        check_id(folder, seen, row_id, measure.place("id"))
        rows.append(TableRow(row_id, measure.measure.name, amount_unit, measure=row_id))
        cells = {str(year): text for year, text in measure.cells.items()} | {"frame": measure.frame}
        for key in keys:
            text = cells.get(key, "")
            if text and text != BY_FORMULA:
                figure = _figure(folder, table_id, row_id, key, text, amount_unit, measure.place(key))
                figures.extend([figure] if figure else [])
    if has_file:
        _read_rows(folder, entry, keys, rows, figures, seen)
    return PrintedTable(
        id=table_id,
        title=entry["title"],
        section=entry["section"],
        source=entry["source"],
        unit=entry["unit"],
        price=entry["price"],
        sign=entry["sign"],
        columns=columns,
        rows=tuple(rows),
        figures=tuple(figures),
        page=entry.get("page"),
        note=entry.get("note", ""),
    )


def _read_rows(
    folder: Folder,
    entry: dict[str, Any],
    keys: tuple[str, ...],
    rows: list[TableRow],
    figures: list[PrintedFigure],
    seen: dict[str, str],
) -> None:
    name = f"tables/{entry['id']}.csv"
    for row in folder.csv(name, known=(*_FIXED, *keys), required=(*_FIXED, *keys)):
        place = Place(file=name, row=row.line, column="row")
        if not check_id(folder, seen, row.fields["row"], place):
            continue
        unit = row.fields["unit"] or entry["unit"]
        if unit not in UNITS:
            folder.report("value-choice", Place(file=name, row=row.line, column="unit"), name="unit", found=unit, expected=", ".join(UNITS))
            continue
        rows.append(TableRow(row.fields["row"], row.fields["label"], unit))
        for key in keys:
            if row.fields[key]:
                at = Place(file=name, row=row.line, column=key)
                figure = _figure(folder, entry["id"], row.fields["row"], key, row.fields[key], unit, at)
                figures.extend([figure] if figure else [])


def _figure(folder: Folder, table: str, row: str, column: str, text: str, unit: str, place: Place) -> PrintedFigure | None:
    if text.endswith("%") and unit not in {"percent", "percentage_points"}:
        unit = "percent"
    try:
        value, half = parse_printed(text, unit)
    except ValueError:
        if not place.file.startswith("measures/"):
            folder.report("number-bad", place, found=text[:60])
        return None
    return PrintedFigure(table, row, column, text, unit, value, half)
