"""`veikart statement PATH --form FORM --version VERSION`: one statement."""

from __future__ import annotations

from typing import Any

import click

from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING
from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.output import CommandEnd, console, make_table, print_json
from veikart.cli.reading import check_version, read_programme
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill

MARKS = {JOINED: "*", ELSEWHERE: "°"}


@click.command()
@click.argument("path")
@click.option("--form", "form_id", required=True, metavar="FORM", help="1A, 1B, 2A, 2B, 5-4, 5-4-2, 5-5, 5-5-2, 5-6, drift eller investering.")
@click.option("--version", default="", metavar="VERSJON", help="Versjonen; uten den vises kolonnene slik datasettet ordner dem.")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def statement(path: str, *, form_id: str, version: str, as_json: bool) -> None:
    """Vis en oppstilling for datasettet i PATH."""
    programme = read_programme(path)
    check_version(programme, version)
    if form_id not in programme.forms:
        raise CommandEnd(f"Oppstillingen «{form_id}» finnes ikke. Velg en av: {', '.join(programme.forms)}.", NOT_FOUND)
    columns = version_columns(programme, version) if version else programme.columns
    if as_json:
        print_json(_statement_json(programme, form_id, version, columns))
        return
    form = programme.forms[form_id]
    table = make_table(f"{form.name} (mill. kr)", ["", *(column.heading for column in columns)])
    for row in programme.rows(form_id, columns):
        cells = [_text(programme, form_id, row.id, column) for column in columns] if row.cells else [""] * len(columns)
        style = "bold" if row.is_strong else None
        table.add_row(f"{'  ' * row.level}{row.number} {row.label}".rstrip() if row.number else f"{'  ' * row.level}{row.label}", *cells, style=style)
    console.print(table)


def version_columns(programme: Programme, version: str) -> tuple[StatementColumn, ...]:
    """One column for every year the version has amounts in."""
    known = {column.year: column for column in programme.columns}
    return tuple(
        StatementColumn(known[year].heading, year, version, known[year].kind) if year in known else StatementColumn(str(year), year, version, "plan")
        for year in programme.years_of(version)
    )


def _text(programme: Programme, form_id: str, row_id: str, column: StatementColumn) -> str:
    cell = programme.cell(form_id, row_id, column)
    if cell is None:
        return ""
    return "–" if cell.state == MISSING else f"{format_mill(cell.nok)}{MARKS.get(cell.state, '')}"


def _statement_json(programme: Programme, form_id: str, version: str, columns: tuple[StatementColumn, ...]) -> dict[str, Any]:
    form = programme.forms[form_id]
    lines = []
    for row in programme.rows(form_id, columns, with_empty=True):
        cells = {column.year: programme.cell(form_id, row.id, column) for column in columns}
        lines.append(
            {
                "id": row.id,
                "number": row.number,
                "label": row.label,
                "kind": row.kind,
                "unit": row.unit,
                "level": row.level,
                "values": {str(year): None if cell is None or cell.state == MISSING else cell.nok for year, cell in cells.items()},
                "states": {str(year): cell.state for year, cell in cells.items() if cell},
            }
        )
    return {
        "form": form_id,
        "name": form.name,
        "version": version,
        "unit": "nok",
        "columns": [{"year": column.year, "heading": column.heading, "version": column.version, "kind": column.kind} for column in columns],
        "lines": lines,
    }
