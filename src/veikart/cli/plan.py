"""`veikart plan check|load|export|publish`: the plan system from and to files."""

from __future__ import annotations

import click

from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.cli.books import check_files, export_files, json_option, load_files
from veikart.cli.output import console, print_json
from veikart.cli.preparing import get_operator, prepare_database
from veikart.rules.books import PLAN


@click.group()
def plan() -> None:
    """Plansystemet: mål, planer, årshjul og det som henger sammen."""


@plan.command("check")
@click.argument("path")
@json_option
def check_plan(path: str, *, as_json: bool) -> None:
    """Kontroller plansystemet i PATH, en mappe eller en arbeidsbok. Ingenting lagres."""
    check_files(PLAN, path, as_json=as_json)


@plan.command("load")
@click.argument("path")
@json_option
def load_plan(path: str, *, as_json: bool) -> None:
    """Les plansystemet i PATH inn som arbeidsutgaven. Det samme igjen endrer ingenting."""
    load_files(PLAN, path, replace_plan, as_json=as_json)


@plan.command("export")
@click.argument("path")
@json_option
def export_plan(path: str, *, as_json: bool) -> None:
    """Skriv arbeidsutgaven til PATH: en arbeidsbok når navnet ender på .xlsx, ellers en mappe med CSV-filer."""
    export_files(PLAN, path, as_json=as_json)


@plan.command("publish")
@json_option
def publish_current_plan(*, as_json: bool) -> None:
    """Gjør arbeidsutgaven offentlig slik den er."""
    prepare_database()
    made = publish_plan(actor=get_operator())
    if as_json:
        print_json({"revision": made.revision, "sha256": made.sha256})
    else:
        console.print(f"Planen er publisert slik den er ved endring {made.revision}.", markup=False)
