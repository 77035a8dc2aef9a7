"""`tables/`: the printed tables, figure for figure. Measures printed in a table join it as rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from veikart.calc.documents import UNITS, PrintedFigure, PrintedTable, TableColumn, TableRow
from veikart.calc.documents.printed import parse_printed
from veikart.exchange.dataset.description import YEAR, Description
from veikart.exchange.dataset.entries import Entry, check_id, check_once, read_entries, read_file
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.measures import BY_FORMULA, MeasureRow, Measures
from veikart.exchange.dataset.pages import PAGE, check_pages, place_rows
from veikart.exchange.dataset.rows import read_csv
from veikart.rules.findings import Place
from veikart.rules.schema import ID, Field, read_fields

SIGNS = ("income_positive", "expense_positive", "mixed")
_TABLE = {
    "id": Field("id"),
    "title": Field("text", is_filled=True),
    "section": Field("text"),
    "source": Field("text"),
    "unit": Field("text", choices=tuple(UNITS)),
    "price": Field("text"),
    "sign": Field("text", choices=SIGNS),
    "columns": Field("list", items="table", is_filled=True),
    "page": PAGE,
    "last_page": PAGE,
    "row_pages": Field("list", is_required=False, items="table", is_filled=True),
    "note": Field("text", is_required=False),
}
_COLUMN = {"key": Field("id"), "heading": Field("text"), "year": Field("integer", is_required=False, least=YEAR.least, most=YEAR.most)}
_FIXED = ("row", "label", "unit")


@dataclass
class Tables:
    """The printed tables by id, in the order they are described.

    `unsure` are those that something may be missing from because of a finding: nothing is said of what leads to them. `is_whole` is whether
    every description could be read, so that a table that is not here is nowhere.
    """

    by_id: dict[str, PrintedTable] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    is_whole: bool = True


def read_tables(folder: Folder, description: Description, measures: Measures) -> Tables:
    """Every described table with its figures."""
    result = Tables(unsure=set(measures.unsure_tables))
    described = _read_descriptions(folder, description, result)
    in_tables: dict[str, list[MeasureRow]] = {}
    for row in measures.rows:
        table = row.measure.table
        if table:
            in_tables.setdefault(table, []).append(row)
            if table not in described and table not in result.unsure and result.is_whole:
                folder.report("table-unknown", row.place("table"), found=table)
    files = {name.removeprefix("tables/").removesuffix(".csv") for name in folder.names("tables", ".csv")}
    for name in sorted(files - set(described) - result.unsure) if result.is_whole else ():
        folder.report("table-unknown", Place(file=f"tables/{name}.csv"), found=name)
    for table_id, entry in described.items():
        if table_id in files or table_id in in_tables:
            before = folder.count
            table = _read_table(folder, entry, table_id in files, in_tables.get(table_id, []), description.unit)
            is_whole = folder.count == before and measures.is_whole and table_id not in result.unsure
            result.by_id[table_id] = replace(table, rows=place_rows(folder, entry, table.rows, is_whole=is_whole))
            if folder.count > before or not measures.is_whole:
                result.unsure.add(table_id)
        else:
            if measures.is_whole:
                folder.report("table-without-file", entry.place("id"), found=table_id)
            result.unsure.add(table_id)
    return result


def _read_descriptions(folder: Folder, description: Description, result: Tables) -> dict[str, Entry]:
    """The good descriptions by table id; the others become unsure."""
    described: dict[str, Entry] = {}
    seen: dict[str, str] = {}
    for name in folder.names("tables", ".toml"):
        file = read_file(folder, name, {"table": Field("list", items="table")})
        if file is None or not isinstance(file.raw.get("table"), list):
            result.is_whole = False
            continue
        for entry in read_entries(folder, file, "table", _TABLE):
            table_id = entry.raw.get("id")
            has_id = isinstance(table_id, str) and bool(ID.fullmatch(table_id)) and check_once(folder, seen, table_id, entry.place("id"))
            result.is_whole &= has_id
            if has_id and entry.is_good and _is_good(folder, entry, description):
                described[entry.raw["id"]] = entry
            else:
                result.unsure.add(str(table_id))
    return described


def _is_good(folder: Folder, entry: Entry, description: Description) -> bool:
    """Whether the columns, the pages and the source of a table are as they should be."""
    before = folder.count
    place = entry.place("columns")
    for column in entry.raw["columns"]:
        folder.add(read_fields(column, _COLUMN, Place(file=place.file, row=place.row)))
    if folder.count > before:
        return False
    for key, count in Counter([*_FIXED, *(column["key"] for column in entry.raw["columns"])]).items():
        if count > 1:
            folder.report("column-twice", place, found=key)
    is_good = check_pages(folder, entry) and folder.count == before
    if description.source_ids is not None and entry.raw["source"] not in description.source_ids:
        folder.report("source-unknown", entry.place("source"), found=entry.raw["source"], expected=", ".join(sorted(description.source_ids)))
    return is_good


def _read_table(folder: Folder, entry: Entry, has_file: bool, measures: list[MeasureRow], amount_unit: str) -> PrintedTable:
    raw = entry.raw
    rows: list[TableRow] = []
    figures: list[PrintedFigure] = []
    seen: dict[str, str] = {}
    keys = tuple(column["key"] for column in raw["columns"])
    for row in measures:
        check_once(folder, seen, row.measure.id, row.place("id"))
        rows.append(TableRow(row.measure.id, row.measure.name, amount_unit, measure=row.measure.id))
        figures.extend(_measure_figures(raw["id"], keys, row, amount_unit))
    if has_file:
        _read_rows(folder, entry, keys, rows, figures, seen)
    return PrintedTable(
        id=raw["id"],
        title=raw["title"],
        section=raw["section"],
        source=raw["source"],
        unit=raw["unit"],
        price=raw["price"],
        sign=raw["sign"],
        columns=tuple(TableColumn(one["key"], one["heading"], one.get("year")) for one in raw["columns"]),
        rows=tuple(rows),
        figures=tuple(figures),
        page=raw.get("page"),
        note=raw.get("note", ""),
    )


def _measure_figures(table: str, keys: tuple[str, ...], row: MeasureRow, unit: str) -> list[PrintedFigure]:
    """The amounts of a measure as figures of the table it is printed in. What is wrong with them has been said where the measure was read."""
    cells = {str(year): text for year, text in row.cells.items()} | {"frame": row.frame}
    figures = [_figure(table, row.measure.id, key, cells.get(key, ""), unit) for key in keys if cells.get(key, BY_FORMULA) != BY_FORMULA]
    return [figure for figure in figures if figure]


def _read_rows(
    folder: Folder,
    entry: Entry,
    keys: tuple[str, ...],
    rows: list[TableRow],
    figures: list[PrintedFigure],
    seen: dict[str, str],
) -> None:
    name = f"tables/{entry.raw['id']}.csv"
    file = read_csv(folder, name, columns=(*_FIXED, *keys))
    if file.is_whole and not file.rows:
        folder.report("rows-missing", Place(file=name), name=name)
    for row in file.rows:
        if not check_id(folder, seen, row.fields["row"], Place(file=name, row=row.line, column="row")):
            continue
        unit = row.fields["unit"] or entry.raw["unit"]
        if unit not in UNITS:
            folder.report("value-choice", Place(file=name, row=row.line, column="unit"), name="unit", found=unit, expected=", ".join(UNITS))
            continue
        rows.append(TableRow(row.fields["row"], row.fields["label"], unit))
        for key in keys:
            text = row.fields[key]
            figure = _figure(entry.raw["id"], row.fields["row"], key, text, unit)
            if figure:
                figures.append(figure)
            elif text:
                folder.report("number-bad", Place(file=name, row=row.line, column=key), found=text)


def _figure(table: str, row: str, column: str, text: str, unit: str) -> PrintedFigure | None:
    """The figure, or None where the text is no number. A per cent sign overrides the unit of the row."""
    if text.endswith("%"):
        unit = "percent"
    try:
        value, half = parse_printed(text, unit or "nok")
    except ValueError:
        return None
    return PrintedFigure(table, row, column, text, unit, value, half)
