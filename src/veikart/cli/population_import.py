"""`veikart foresight import`: tables of population from Statistics Norway, or of one's own, into the economy's book."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from veikart.actions.import_population import ImportCounts, count_import_changes, import_population, list_import_changes
from veikart.calc.economy import EconomyBook
from veikart.cli.books import json_option, print_stored, read_content, store_read
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, console, finding_json, make_table, print_findings, print_json
from veikart.cli.preparing import prepare_database
from veikart.exchange.population import PopulationFile, PopulationRows, make_population_rows, read_statistics
from veikart.rules.findings import Finding
from veikart.rules.schema import ID
from veikart.rules.words import format_count
from veikart.rules.words.sentences import list_years
from veikart.store.queries import get_economy_state


@click.command("import")
@click.argument("path")
@click.option("--municipality", default="", help="Kommunenummeret. Uten: nummeret i innstillingene for framsyn.")
@click.option("--as", "projection", default="folketall", show_default=True, help="Id-en tallene får i boken. De samme årene der blir skrevet over.")
@click.option("--keep-bands", is_flag=True, help="Behold aldersgruppene, og del dem ikke i enkeltår.")
@click.option("--as-totals", is_flag=True, help="Les tallene inn som kjente tall, som framskrivingen rettes etter.")
@click.option("--dry-run", is_flag=True, help="Vis hva som ville blitt lest inn. Ingenting lagres.")
@json_option
def import_file(path: str, *, municipality: str, projection: str, keep_bands: bool, as_totals: bool, dry_run: bool, as_json: bool) -> None:
    """Les folketall, framskrivinger eller fødte, døde og flyttede fra PATH: JSON-stat 2, CSV eller Excel."""
    if not ID.fullmatch(projection):
        raise click.BadParameter("skriv små bokstaver, tall, punktum og bindestrek.", param_hint="--as")
    content = read_content(path)
    prepare_database()
    state = get_economy_state()
    file, findings = read_statistics(content, name=Path(path).name, municipality=municipality or _own_municipality(state.book))
    if file is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", FINDINGS, findings=findings)
    how = {"projection": projection, "source": f"Lest inn fra {Path(path).name}", "split": not keep_bands, "as_totals": as_totals}
    rows, more = make_population_rows(file, **how)
    counts = count_import_changes(list_import_changes(state.book, rows))
    number = None if dry_run else store_read(path, partial(import_population, rows))
    if as_json:
        print_json(_as_json(file, rows, counts, [*findings, *more], number))
    else:
        print_findings([*findings, *more])
        _print(file, rows, counts, number)


def _own_municipality(book: EconomyBook) -> str:
    setting = next(iter(book.table("foresight_settings").values()), None)
    return setting.municipality if setting else ""


def _as_json(file: PopulationFile, rows: PopulationRows, counts: ImportCounts, findings: list[Finding], number: int | None) -> dict[str, Any]:
    series = {key: {str(year): persons for year, persons in totals.items()} for key, totals in rows.total_by_year().items()}
    return {
        "municipality": {"code": file.code, "name": file.name, "codes": list(file.codes)},
        "years": list(file.years),
        "projections": series,
        "totals": [{"measure": one.measure, "year": one.year, "count": one.count} for one in rows.targets],
        "is_split": rows.is_split,
        "new": counts.new,
        "changed": counts.changed,
        "gone": counts.gone,
        "same": counts.same,
        "revision": number,
        "findings": [finding_json(one) for one in findings],
    }


def _print(file: PopulationFile, rows: PopulationRows, counts: ImportCounts, number: int | None) -> None:
    if rows.projections:
        table = make_table(f"{file.name or 'Kommunen'} {file.code}".strip(), ["Folketall", "År", "Personer først", "Personer sist"])
        by_year = rows.total_by_year()
        for one in rows.projections:
            totals = by_year[one.id]
            first, last = (format_count(totals[year]) for year in (min(totals), max(totals)))
            table.add_row(f"{one.name} ({one.id})", list_years(sorted(totals)), first, last)
        console.print(table)
    if rows.is_split:
        console.print("Aldersgruppene er delt i enkeltår.", markup=False)
    if rows.targets:
        console.print(f"{format_count(len(rows.targets))} kjente tall å kalibrere mot.", markup=False)
    said = f"{format_count(counts.new)} nye rader, {format_count(counts.changed)} endret, {format_count(counts.gone)} borte, "
    console.print(f"{said}{format_count(counts.same)} som før.", markup=False)
    print_stored(number)
