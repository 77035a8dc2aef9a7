"""`veikart follow-up check|load|export|publish`: the follow-up's book from and to files."""

from __future__ import annotations

import click

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.cli.books import check_files, export_files, json_option, load_files
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.indicator_import import import_indicator_file
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database
from veikart.rules.books import FOLLOW_UP
from veikart.store.models import BookPublication


@click.group("follow-up")
def follow_up() -> None:
    """Oppfølgingsboken: indikatorverdier, oppdrag, rapporter og prognoser."""


@follow_up.command("check")
@click.argument("path")
@json_option
def check_follow_up(path: str, *, as_json: bool) -> None:
    """Kontroller oppfølgingen i PATH, en mappe eller en arbeidsbok. Ingenting lagres."""
    check_files(FOLLOW_UP, path, as_json=as_json)


@follow_up.command("load")
@click.argument("path")
@json_option
def load_follow_up(path: str, *, as_json: bool) -> None:
    """Les oppfølgingen i PATH inn som arbeidsutgaven. Det samme igjen endrer ingenting."""
    load_files(FOLLOW_UP, path, replace_follow_up, as_json=as_json)


@follow_up.command("export")
@click.argument("path")
@json_option
def export_follow_up(path: str, *, as_json: bool) -> None:
    """Skriv arbeidsutgaven til PATH: en arbeidsbok når navnet ender på .xlsx, ellers en mappe med CSV-filer."""
    export_files(FOLLOW_UP, path, as_json=as_json)


@follow_up.command("publish")
@json_option
def publish_current_follow_up(*, as_json: bool) -> None:
    """Vis alle oppfølgingen slik den er nå."""
    prepare_database()
    made = make_public()
    if as_json:
        print_json({"revision": made.revision, "sha256": made.sha256})
    else:
        console.print(f"Alle kan nå se oppfølgingen slik den er ved endring {made.revision}.", markup=False)


def make_public() -> BookPublication:
    """Make the follow-up public as it is. Ends the command with the findings where it cannot be."""
    try:
        return publish_follow_up(actor=get_operator())
    except ChangeRefused as refusal:
        raise CommandEnd("Det som er publisert, er som det var.", FINDINGS, findings=refusal.findings) from refusal


follow_up.add_command(import_indicator_file)
