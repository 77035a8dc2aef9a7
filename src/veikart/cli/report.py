"""`veikart report publish|export`: the report of a period made public, and written as PDF."""

from __future__ import annotations

from pathlib import Path

import click

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.publish_report import publish_report
from veikart.calc.reports import read_report_document
from veikart.cli.books import json_option
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import get_operator, prepare_database
from veikart.exchange.typst.report import write_report_pdf
from veikart.rules.programme import Programme
from veikart.store.models import PublishedReport
from veikart.store.queries import get_follow_up_state, get_published_report


@click.group()
def report() -> None:
    """Rapportene: publiser en periode, og skriv den som PDF."""


@report.command("publish")
@click.argument("period")
@click.option("--changed", default="", help="Hva som er endret siden forrige utgave.")
@click.option("--without", multiple=True, help="Enhet som publiseres slik den er fylt ut, uten godkjenning. Kan gis flere ganger.")
@json_option
def publish_period(period: str, changed: str, without: tuple[str, ...], *, as_json: bool) -> None:
    """Publiser rapporten for PERIOD. Den fryses slik den er nå."""
    prepare_database()
    try:
        made = publish_report(period, actor=get_operator(), changed=changed, without=without)
    except KeyError as error:
        raise CommandEnd(f"Perioden «{period}» finnes ikke.", NOT_FOUND) from error
    except ChangeRefused as refusal:
        raise CommandEnd("Ingenting er publisert.", FINDINGS, findings=refusal.findings) from refusal
    if as_json:
        print_json({"period": period, "edition": made.edition, "sha256": made.sha256})
    else:
        console.print(f"{made.title}, utgave {made.edition}, er publisert.", markup=False)


@report.command("export")
@click.argument("period")
@click.argument("path")
@click.option("--edition", type=int, default=None, metavar="NUMMER", help="Utgaven; den nyeste når ingen er valgt.")
@json_option
def export_report(period: str, path: str, edition: int | None, *, as_json: bool) -> None:
    """Skriv den publiserte rapporten for PERIOD som PDF til PATH."""
    prepare_database()
    found = get_published_report(period, edition)
    if found is None:
        raise CommandEnd(f"Ingen rapport er publisert for «{period}».", NOT_FOUND)
    try:
        Path(path).write_bytes(write_report_pdf(read_report_document(found.content)))
    except OSError as error:
        raise CommandEnd(f"«{path}» kan ikke skrives.", NOT_FOUND) from error
    if as_json:
        print_json({"period": period, "edition": found.edition, "sha256": found.sha256, "path": path})
    else:
        console.print(f"{found.title}, utgave {found.edition}, er skrevet til {path}.", markup=False)


def publish_finished(programme: Programme) -> list[PublishedReport]:
    """Publish every open period that nothing stands in the way of, oldest first; what stands in the way of the others is not told."""
    made = []
    periods = (one for one in get_follow_up_state().book.table("periods").values() if one.status == "open")
    for period in sorted(periods, key=lambda one: (one.year, one.last_month)):
        try:
            made.append(publish_report(period.id, actor=get_operator(), programme=programme))
        except ChangeRefused:
            continue
    return made
