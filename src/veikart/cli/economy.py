"""`veikart economy check|load|export|adopt`: the economy's book from and to files."""

from __future__ import annotations

import click

from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.replace_economy import replace_economy
from veikart.cli.books import check_files, export_files, json_option, load_files
from veikart.cli.emissions_import import import_emission_file
from veikart.cli.estimate import estimate_rates
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database
from veikart.rules.books import ECONOMY
from veikart.store.models import BookPublication


@click.group()
def economy() -> None:
    """Økonomiboken: forutsetninger, prosjekter, lån og det andre budsjettet regnes ut fra."""


economy.add_command(estimate_rates)
economy.add_command(import_emission_file)


@economy.command("check")
@click.argument("path")
@json_option
def check_economy(path: str, *, as_json: bool) -> None:
    """Kontroller økonomien i PATH, en mappe eller en arbeidsbok. Ingenting lagres."""
    check_files(ECONOMY, path, as_json=as_json)


@economy.command("load")
@click.argument("path")
@json_option
def load_economy(path: str, *, as_json: bool) -> None:
    """Les økonomien i PATH inn som arbeidsutgaven. Det samme igjen endrer ingenting."""
    load_files(ECONOMY, path, replace_economy, as_json=as_json)


@economy.command("export")
@click.argument("path")
@json_option
def export_economy(path: str, *, as_json: bool) -> None:
    """Skriv arbeidsutgaven til PATH: en arbeidsbok når navnet ender på .xlsx, ellers en mappe med CSV-filer."""
    export_files(ECONOMY, path, as_json=as_json)


@economy.command("adopt")
@json_option
def adopt_current_economy(*, as_json: bool) -> None:
    """Gjør arbeidsutgaven til grunnlaget budsjettet er laget av."""
    prepare_database()
    made = make_baseline()
    if as_json:
        print_json({"revision": made.revision, "sha256": made.sha256})
    else:
        console.print(f"Grunnlaget er økonomien slik den er ved endring {made.revision}.", markup=False)


def make_baseline() -> BookPublication:
    """Adopt the economy as it is. Ends the command with the findings where it cannot be."""
    try:
        return adopt_economy(actor=get_operator())
    except ChangeRefused as refusal:
        raise CommandEnd("Grunnlaget er som det var.", FINDINGS, findings=refusal.findings) from refusal
