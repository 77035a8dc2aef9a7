"""`veikart plan check|load|export|publish`: the plan system from and to files."""

from __future__ import annotations

from pathlib import Path

import click

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.calc.plan_system import PlanSystem
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd, console, finding_json, print_findings, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import code_of
from veikart.exchange.plan_system import LARGEST_FILE, read_plan_folder, read_plan_workbook, write_plan_folder, write_plan_workbook
from veikart.rules.findings import Finding
from veikart.rules.plan_system import get_tables
from veikart.rules.words import format_count
from veikart.store.queries import get_plan_state

json_option = click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")


@click.group()
def plan() -> None:
    """Plansystemet: mål, planer, årshjul og det som henger sammen."""


@plan.command("check")
@click.argument("path")
@json_option
def check_plan(path: str, *, as_json: bool) -> None:
    """Kontroller plansystemet i PATH, en mappe eller en arbeidsbok. Ingenting lagres."""
    system, _seen, findings = read_plan(path)
    counts = _counts(system)
    if as_json:
        print_json({"rows": counts, "findings": [finding_json(one) for one in findings]})
        return
    print_findings(findings)
    console.print(f"Plansystemet henger sammen: {format_count(sum(counts.values()))} rader i {len(counts)} tabeller.", markup=False)


@plan.command("load")
@click.argument("path")
@json_option
def load_plan(path: str, *, as_json: bool) -> None:
    """Les plansystemet i PATH inn som arbeidsutgaven. Det samme igjen endrer ingenting."""
    with show_progress("Plan") as advance:
        advance("leser og kontrollerer", 0.0)
        system, seen, _findings = read_plan(path)
        advance("lagrer", 0.4)
        prepare_database()
        number = store_plan(system, path, seen)
    if as_json:
        print_json({"revision": number, "rows": _counts(system)})
    else:
        console.print(f"Plansystemet er lest inn som endring {number}." if number else "Ingenting er endret.", markup=False)


@plan.command("export")
@click.argument("path")
@json_option
def export_plan(path: str, *, as_json: bool) -> None:
    """Skriv arbeidsutgaven til PATH: en arbeidsbok når navnet ender på .xlsx, ellers en mappe med CSV-filer."""
    prepare_database()
    state, target = get_plan_state(), Path(path)
    try:
        if target.suffix.lower() == ".xlsx":
            target.write_bytes(write_plan_workbook(state.book, revision=state.number))
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name, content in write_plan_folder(state.book).items():
                (target / name).write_bytes(content)
    except OSError as error:
        raise CommandEnd(f"«{path}» kan ikke skrives.", NOT_FOUND) from error
    if as_json:
        print_json({"revision": state.number, "path": path})
    else:
        console.print(f"Plansystemet, slik det er ved endring {state.number}, er skrevet til {path}.", markup=False)


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


def read_plan(path: str) -> tuple[PlanSystem, int | None, list[Finding]]:
    """The plan system at `path` and the revision it was written from. Ends the command with every finding where it cannot be read."""
    place = Path(path)
    seen: int | None = None
    if place.suffix.lower() == ".xlsx":
        try:
            with place.open("rb") as stream:
                content = stream.read(LARGEST_FILE + 1)
        except OSError as error:
            raise CommandEnd(f"«{path}» finnes ikke eller kan ikke åpnes.", NOT_FOUND) from error
        system, seen, findings = read_plan_workbook(content, name=place.name)
    else:
        system, findings = read_plan_folder(place)
    if system is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings)
    return system, seen, findings


def store_plan(system: PlanSystem, path: str, seen: int | None = None) -> int:
    """Make the plan system the one being worked on. Ends the command with the findings where it does not hold."""
    try:
        return replace_plan(system, actor=get_operator(), note=f"Leste inn {Path(path).name}", seen=seen)
    except ChangeRefused as refusal:
        raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=refusal.findings) from refusal


def _counts(system: PlanSystem) -> dict[str, int]:
    return {table: len(system.table(table)) for table in get_tables() if system.table(table)}
