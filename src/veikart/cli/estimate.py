"""`veikart economy estimate`: rates of fertility, mortality and moving for the municipality, estimated from its counted population."""

from __future__ import annotations

from pathlib import Path

import click

from veikart.actions.replace_economy import replace_economy
from veikart.cli.books import json_option, store_book
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import prepare_database
from veikart.cli.reading import code_of
from veikart.exchange.population.national import read_national
from veikart.rules.foresight.estimated_rates import replace_rates
from veikart.rules.foresight.population import get_foresight_setting
from veikart.rules.words import format_count
from veikart.store.queries import get_economy_state

TABLES = ("fertility_rates", "mortality_rates", "out_migration", "in_migration", "in_migration_ages")


@click.command("estimate")
@click.argument("path")
@json_option
def estimate_rates(path: str, *, as_json: bool) -> None:
    """Anslå fruktbarhet, dødelighet og flytting av folketallet i økonomiboken og landets rater i mappen PATH. Det som stod der før, blir borte."""
    national, findings = read_national(Path(path))
    if national is None:
        raise CommandEnd(f"Landets rater i «{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings)
    prepare_database()
    state = get_economy_state()
    if not state.book.table("foresight_settings"):
        raise CommandEnd("Innstillingene for framsyn mangler i økonomiboken: hvilket folketall det framskrives fra, og hvilke år.", FINDINGS)
    try:
        book = replace_rates(state.book, national)
    except ValueError as error:
        year = get_foresight_setting(state.book).first_year
        raise CommandEnd(f"Folketallet 1. januar {year} mangler i økonomiboken.", FINDINGS) from error
    number = store_book(book, path, replace_economy, state.number)
    rows = sum(len(book.table(one)) for one in TABLES)
    if as_json:
        print_json({"revision": number, "rows": rows})
    else:
        console.print(f"Ratene er anslått: {format_count(rows)} rader i {len(TABLES)} tabeller.", markup=False)
