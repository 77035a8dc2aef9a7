"""`checks/*.toml`: what is worked out, and from what."""

from __future__ import annotations

from veikart.calc.documents import Check, PrintedTable
from veikart.calc.documents.proof import KINDS
from veikart.calc.formulas import Evaluation, FigureMissing, Formula, Reference, evaluate
from veikart.calc.values import Interval
from veikart.exchange.dataset.entries import Entry, read_entries, read_file
from veikart.exchange.dataset.files import Folder
from veikart.exchange.dataset.formulas import Names, check_references, place_printed, read_formula
from veikart.exchange.dataset.tables import Tables
from veikart.rules.schema import Field

_CHECK = {
    "figure": Field("text", is_filled=True),
    "formula": Field("text", is_filled=True),
    "kind": Field("text", choices=KINDS),
    "columns": Field("list", is_required=False, items="text", is_filled=True),
    "note": Field("text", is_required=False),
    "cause": Field("text", is_required=False),
}


def read_checks(folder: Folder, names: Names) -> tuple[Check, ...]:
    """The checks. Every figure and formula must lead somewhere, and every check must be able to find something wrong."""
    checks: list[Check] = []
    for name in folder.names("checks", ".toml"):
        file = read_file(folder, name, {"check": Field("list", items="table")})
        for entry in read_entries(folder, file, "check", _CHECK) if file else ():
            check = _read_check(folder, entry, names) if entry.is_good else None
            checks.extend([check] if check else [])
    return tuple(checks)


def _read_check(folder: Folder, entry: Entry, names: Names) -> Check | None:
    figure = entry.raw["figure"].strip()
    target = read_formula(folder, figure, entry.place("figure"))
    formula = read_formula(folder, entry.raw["formula"], entry.place("formula"))
    if target is None or formula is None:
        return None
    reference = target.references[0] if len(target.references) == 1 else None
    if reference is None or not reference.is_printed or reference.text != figure or reference.column.startswith("-"):
        folder.report("figure-bad", entry.place("figure"), found=figure)
        return None
    is_there = check_references(folder, target, names, entry.place("figure"))
    is_there &= check_references(folder, formula, names, entry.place("formula"))
    table = names.tables.by_id.get(reference.table)
    if is_there and table and _are_columns(folder, entry, table):
        _check_use(folder, entry, reference, table, formula, names.tables)
    return Check(
        figure=figure[1:-1].strip(),
        formula=entry.raw["formula"],
        kind=entry.raw["kind"],
        columns=tuple(entry.raw.get("columns", ())),
        note=entry.raw.get("note", ""),
        file=entry.file.name,
        number=entry.index + 1,
        cause=entry.raw.get("cause", ""),
    )


def _are_columns(folder: Folder, entry: Entry, table: PrintedTable) -> bool:
    """Whether the table has the columns the check names."""
    unknown = [column for column in entry.raw.get("columns", ()) if column not in table.column_keys]
    for column in unknown:
        folder.report("column-unknown", entry.place("columns"), found=column, expected=", ".join(table.column_keys))
    return not unknown


def _check_use(folder: Folder, entry: Entry, target: Reference, table: PrintedTable, formula: Formula, tables: Tables) -> None:
    """Report a check of a figure against itself, and one that cannot be made in a column it names, or in any column at all."""
    named = (target.column,) if target.column else tuple(entry.raw.get("columns", ()))
    columns = named or table.column_keys
    if any(_is_same(target, reference, table, column) for reference in formula.references for column in columns):
        folder.report("check-itself", entry.place("formula"), name=entry.raw["figure"], found=entry.raw["formula"])
        return
    if table.id in tables.unsure or any(reference.table in tables.unsure for reference in formula.references):
        return
    missing = [_missing(target, table, formula, column, tables) for column in columns]
    if named:
        for words in filter(None, missing):
            folder.report("check-nothing", entry.place("columns" if not target.column else "figure"), name=entry.raw["figure"], found=words)
    elif all(missing):
        folder.report("check-nothing", entry.place("formula"), name=entry.raw["figure"], found=missing[0])


def _is_same(target: Reference, reference: Reference, table: PrintedTable, column: str) -> bool:
    return reference.table == target.table and place_printed(reference, table, column) == (target.row, column)


def _missing(target: Reference, table: PrintedTable, formula: Formula, column: str, tables: Tables) -> str:
    """What stands in the way of making the check in a column; empty where nothing does, as far as the printed figures go."""
    if (target.row, column) not in table.figure_by_place:
        return f"[{target.table}:{target.row}@{column}]"

    def resolve(reference: Reference) -> Interval:
        if not reference.is_printed:
            if table.year_of[column] is None:
                raise FigureMissing(f"et år for kolonnen {column}")
            # Worked out from the layers, which is not done here: any number that is surely not zero will do.
            return Interval.exact(1)
        other = tables.by_id[reference.table]
        place = place_printed(reference, other, column)
        figure = other.figure_by_place.get(place) if place else None
        if figure is None:
            raise FigureMissing(f"[{reference.table}:{reference.row}@{place[1] if place else column + reference.column}]")
        return figure.interval

    try:
        _made: Evaluation = evaluate(formula, resolve)
    except FigureMissing as error:
        return error.reference
    except ZeroDivisionError:
        return "" if any(not reference.is_printed for reference in formula.references) else "en divisor som ikke er null"
    return ""
