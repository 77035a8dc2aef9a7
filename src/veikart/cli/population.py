"""`veikart economy population`: the population of a municipality from a table of Statistics Norway into the economy's book."""

from __future__ import annotations

from pathlib import Path

import click

from veikart.actions.replace_economy import replace_economy
from veikart.calc.demography import Projection
from veikart.cli.books import json_option, store_book
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import prepare_database
from veikart.cli.reading import code_of
from veikart.exchange.population import read_population
from veikart.rules.books import ECONOMY
from veikart.rules.schema import ID
from veikart.rules.words import format_count
from veikart.store.queries import get_economy_state


@click.command("population")
@click.argument("path")
@click.argument("municipality")
@click.option("--projection", default="folketall", show_default=True, help="Id-en folketallet får i boken. Det som stod der før, blir borte.")
@json_option
def load_population(path: str, municipality: str, *, projection: str, as_json: bool) -> None:
    """Les folketallet i MUNICIPALITY (kommunenummeret) fra PATH inn i økonomiboken: en CSV-fil med en kolonne for hvert år i alder."""
    if not ID.fullmatch(projection):
        raise click.BadParameter("skriv små bokstaver, tall, punktum og bindestrek", param_hint="--projection")
    rows, findings = read_population(Path(path), municipality=municipality, projection=projection)
    if findings:
        raise CommandEnd(f"Folketallet i «{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings)
    prepare_database()
    state, rule = get_economy_state(), ECONOMY.tables["population"]
    gone = {key: None for key, one in state.book.table("population").items() if one.projection == projection}
    found = state.book.table("population_projections").get(projection)
    named = {projection: found or Projection(projection, "Folketall", f"Statistisk sentralbyrå, {Path(path).name}")}
    changed = {"population": {**gone, **{rule.key_of(one): one for one in rows}}, "population_projections": named}
    number = store_book(state.book.with_rows(changed), path, replace_economy, state.number)
    if as_json:
        print_json({"revision": number, "rows": len(rows)})
    else:
        years = sorted({one.year for one in rows})
        console.print(f"Folketallet {years[0]}–{years[-1]} er lest inn: {format_count(len(rows))} rader i «{projection}».", markup=False)
