"""`veikart economy emissions`: the Environment Agency's emissions of municipalities, into the economy's book."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from veikart.actions.clock import today
from veikart.actions.import_emissions import import_emissions, list_emission_changes
from veikart.actions.import_population import ImportCounts, count_import_changes
from veikart.cli.books import json_option, print_stored, read_content, store_read
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, console, finding_json, make_table, print_findings, print_json
from veikart.cli.preparing import prepare_database
from veikart.exchange.emissions import LARGEST_WORKBOOK, EmissionFile, EmissionRows, check_vintage, make_emission_rows, read_emissions
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.findings import Finding
from veikart.rules.schema import ID
from veikart.rules.words import format_count
from veikart.store.queries import get_economy_state


@click.command("emissions")
@click.argument("path")
@click.option("--municipality", "municipalities", multiple=True, help="Kommunenummeret; kan skrives flere ganger. Uten: alle i filen.")
@click.option("--vintage", default="", help="Id-en til årgangen. Uten: «md-» og det siste året i filen.")
@click.option("--dry-run", is_flag=True, help="Vis hva som ville blitt lest inn. Ingenting lagres.")
@json_option
def import_emission_file(path: str, *, municipalities: tuple[str, ...], vintage: str, dry_run: bool, as_json: bool) -> None:
    """Les klimagassutslipp fra PATH, Miljødirektoratets arbeidsbok eller en CSV-fil."""
    if vintage and not ID.fullmatch(vintage):
        raise click.BadParameter("skriv små bokstaver, tall, punktum og bindestrek.", param_hint="--vintage")
    content = read_content(path, most=LARGEST_WORKBOOK)
    prepare_database()
    file, findings = read_emissions(content, name=Path(path).name, municipalities=municipalities, today=today())
    if file is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", FINDINGS, findings=findings)
    book = get_economy_state().book
    rows = make_emission_rows(file, book, vintage=vintage, source=f"Miljødirektoratet, lest inn fra {Path(path).name}")
    wrong = check_vintage(book, rows)
    if wrong:
        raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=wrong)
    counts = count_import_changes(list_emission_changes(book, rows))
    number = None if dry_run else store_read(path, partial(import_emissions, rows))
    if as_json:
        print_json(_as_json(file, rows, counts, findings, number))
    else:
        print_findings(findings)
        _print(file, rows, counts, number)


def _totals(file: EmissionFile) -> dict[str, dict[int, int]]:
    """Millionths of a tonne of each municipality in each year."""
    found: dict[str, dict[int, int]] = {number: {} for number in file.places}
    for (number, year, _sector, _source), tonnes in file.tonnes.items():
        found[number][year] = found[number].get(year, 0) + tonnes
    return found


def _as_json(file: EmissionFile, rows: EmissionRows, counts: ImportCounts, findings: list[Finding], number: int | None) -> dict[str, Any]:
    return {
        "municipalities": [{"code": code, "name": name} for code, name in file.places.items()],
        "years": list(file.years),
        "vintage": rows.vintage.id,
        "tonnes": {code: {str(year): value / 1_000_000 for year, value in by_year.items()} for code, by_year in _totals(file).items()},
        "new": counts.new,
        "changed": counts.changed,
        "same": counts.same,
        "revision": number,
        "findings": [finding_json(one) for one in findings],
    }


def _print(file: EmissionFile, rows: EmissionRows, counts: ImportCounts, number: int | None) -> None:
    table = make_table(f"{rows.vintage.name} ({rows.vintage.id})", ["Kommune", "År", "Tonn først", "Tonn sist"])
    for code, by_year in _totals(file).items():
        first, last = min(by_year), max(by_year)
        table.add_row(f"{file.places[code]} {code}", f"{first}–{last}", *(short_figure_words(by_year[year], "tonnes") for year in (first, last)))
    console.print(table)
    if file.encoding:
        console.print(f"Tegnkoding: {file.encoding}.", markup=False)
    console.print(f"{format_count(counts.new)} nye rader, {format_count(counts.changed)} endret, {format_count(counts.same)} som før.", markup=False)
    print_stored(number)
