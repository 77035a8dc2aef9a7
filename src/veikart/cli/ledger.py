"""`veikart ledger import|kostra|list|remove|report`: ledger files in and out, and what the units have used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.clock import today
from veikart.actions.confirm_ledger import confirm_ledger
from veikart.actions.economy_reports import get_economy_report
from veikart.actions.import_kostra import import_kostra
from veikart.actions.import_ledger import LedgerFile, import_ledger, read_control_sum
from veikart.actions.ledger_pending import PendingLedger, remove_pending
from veikart.actions.remove_ledger import has_files, remove_ledger
from veikart.calc.ledger.rows import LedgerSource
from veikart.cli.books import json_option
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND, USAGE
from veikart.cli.norwegian import NumberRange
from veikart.cli.output import CommandEnd, console, finding_json, make_table, print_findings, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.exchange.ledger import ControlTotals, format_ore, read_kostra
from veikart.rules.deviations import GroupEconomy, UnitEconomy
from veikart.rules.programme import Programme
from veikart.rules.words import format_count, format_mill
from veikart.store.models import LedgerImport
from veikart.store.queries import get_current_publication, get_dataset, get_follow_up_state, get_import_folder, get_ledger_imports, get_plan_state

FIRST, LAST = 1, 12


@click.group()
def ledger() -> None:
    """Regnskapet: filer fra regnskapssystemet, og avvik for hver enhet."""


@ledger.command("import")
@click.argument("path")
@click.option("--source", required=True, help="Kilden i oppfølgingsboken, som sier hvordan filen leses.")
@click.option("--year", type=int, default=None, metavar="ÅR", help="Året linjene gjelder. Uten: dette året.")
@click.option("--replaces", type=int, default=None, metavar="NUMMER", help="Nummeret på importen filen tar plassen til.")
@click.option("--sum", "total", default="", metavar="KRONER", help="Summen regnskapssystemet sier at filen har, som 1234,50.")
@click.option("--lines", "lines", type=int, default=None, metavar="ANTALL", help="Antall linjer regnskapssystemet sier at filen har.")
@click.option("--confirm", is_flag=True, help="Lagre linjene. Uten: vis hva som er i filen, og lagre ingenting.")
@json_option
def import_file(
    path: str, *, source: str, year: int | None, replaces: int | None, total: str, lines: int | None, confirm: bool, as_json: bool
) -> None:
    """Les regnskap eller budsjett fra PATH, uansett hvor stor filen er."""
    if not Path(path).is_file():
        raise CommandEnd(f"«{path}» finnes ikke eller kan ikke åpnes.", NOT_FOUND)
    control = _read_control(total, lines)
    prepare_database()
    pending = look_through(Path(path), source, year or today().year, replaces=replaces, control=control)
    made = _store(pending) if confirm else None
    if not confirm:
        remove_pending(pending.token)
    if as_json:
        print_json(_as_json(pending, made))
    else:
        print_findings(pending.read.findings)
        _print_read(pending, made)


def _read_control(total: str, lines: int | None) -> ControlTotals | None:
    """What the file should come to; None where nobody has said."""
    ore = read_control_sum(total) if total else None
    if total and ore is None:
        raise CommandEnd(f"Summen «{total}» kan ikke leses. Skriv kroner som 1234,50.", USAGE)
    return None if ore is None and lines is None else ControlTotals(lines=lines, sum_ore=ore)


def look_through(path: Path, source: str, year: int, *, replaces: int | None = None, control: ControlTotals | None = None) -> PendingLedger:
    """The file as it would be stored. Ends the command where the source is not there."""
    book = get_follow_up_state().book
    known: LedgerSource | None = book.table("ledger_sources").get(source)
    if known is None:
        listed = ", ".join(book.table("ledger_sources")) or "ingen"
        raise CommandEnd(f"Kilden «{source}» finnes ikke. Disse finnes: {listed}.", NOT_FOUND)
    with show_progress("Regnskap") as advance:
        file = LedgerFile(path, path.name, year, replaces=replaces, control=control)
        return import_ledger(file, known, book=book, actor=get_operator(), progress=advance)


def store_ledger(path: Path, source: str, year: int) -> LedgerImport:
    """Read a file in and store it. Ends the command with the findings where it cannot be."""
    return _store(look_through(path, source, year))


def _store(pending: PendingLedger) -> LedgerImport:
    with _dropping(pending):
        try:
            return confirm_ledger(pending.token, actor=get_operator())
        except ChangeRefused as refusal:
            findings = [*refusal.findings, *(one for one in pending.read.findings if one not in refusal.findings)]
            raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=findings) from refusal


@contextmanager
def _dropping(pending: PendingLedger) -> Iterator[None]:
    """What waits is taken away when it could not be stored."""
    try:
        yield
    except CommandEnd:
        remove_pending(pending.token)
        raise


def _as_json(pending: PendingLedger, made: LedgerImport | None) -> dict[str, Any]:
    read = pending.read
    return {
        "number": made.number if made else None,
        "sha256": pending.file_sha256,
        "lines": {"read": read.lines_read, "good": read.lines_good, "wrong": read.lines_wrong, "identical": read.lines_identical},
        "vouchers": read.vouchers,
        "sum_ore": read.sum_ore,
        "debit_ore": read.debit_ore,
        "credit_ore": read.credit_ore,
        "months": {str(month): {"lines": one.lines, "sum_ore": one.sum_ore} for month, one in sorted(read.months.items())},
        "finding_counts": dict(read.finding_counts),
        "findings": [finding_json(one) for one in read.findings],
    }


def _print_read(pending: PendingLedger, made: LedgerImport | None) -> None:
    read = pending.read
    counts = (
        f"{format_count(read.lines_good)} gode linjer, {format_count(read.lines_wrong)} feil, {format_count(read.lines_identical)} lagret fra før"
    )
    console.print(f"{counts}. Sum {format_ore(read.sum_ore)} kr i {format_count(read.vouchers)} bilag.", markup=False)
    console.print(f"Lagret som import {made.number}." if made else "Ingenting er lagret. Bruk --confirm for å lagre.", markup=False)


@ledger.command("kostra")
@click.argument("path")
@click.option("--confirm", is_flag=True, help="Lagre regnskapet. Uten: vis kontrollene, og lagre ingenting.")
@json_option
def import_kostra_file(path: str, *, confirm: bool, as_json: bool) -> None:
    """Kontroller et KOSTRA-regnskap i PATH."""
    if not Path(path).is_file():
        raise CommandEnd(f"«{path}» finnes ikke eller kan ikke åpnes.", NOT_FOUND)
    file, findings = read_kostra(Path(path).read_bytes(), name=Path(path).name)
    made = None
    if confirm:
        prepare_database()
        try:
            made = import_kostra(Path(path), Path(path).name, actor=get_operator())
        except ChangeRefused as refusal:
            raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=refusal.findings) from refusal
    if as_json:
        print_json(
            {"number": made.number if made else None, "lines": len(file.lines) if file else 0, "findings": [finding_json(one) for one in findings]}
        )
    else:
        print_findings(findings)
        console.print(f"Lagret som import {made.number}." if made else "Ingenting er lagret. Bruk --confirm for å lagre.", markup=False)
    if file is None:
        raise CommandEnd(f"«{path}» kan ikke leses som et KOSTRA-regnskap.", FINDINGS)


@ledger.command("list")
@json_option
def list_imports(*, as_json: bool) -> None:
    """Vis filene som er lest inn."""
    prepare_database()
    imports = get_ledger_imports(only_stored=False, has_kostra=True)
    if as_json:
        names = ("number", "source", "kind", "year", "file_name", "file_sha256", "status", "lines", "sum_ore", "actor")
        print_json([{**{name: getattr(one, name) for name in names}, "at": one.imported_at.isoformat()} for one in imports])
        return
    table = make_table("Filer", ["Fil", "Nummer", "År", "Linjer", "Sum", "Tilstand"])
    words = {"stored": "teller", "replaced": "erstattet", "removed": "tatt tilbake"}
    for one in imports:
        table.add_row(one.file_name, str(one.number), str(one.year), format_count(one.lines), format_ore(one.sum_ore), words[one.status])
    console.print(table)


@ledger.command("remove")
@click.argument("number", type=int)
@json_option
def remove_import(number: int, *, as_json: bool) -> None:
    """Ta importen NUMBER tilbake."""
    prepare_database()
    try:
        found = remove_ledger(number, actor=get_operator())
    except KeyError as error:
        raise CommandEnd(f"Importen {number} finnes ikke, eller teller ikke.", NOT_FOUND) from error
    is_left = has_files(found)
    if as_json:
        print_json({"number": found.number, "status": found.status, "files_left": is_left})
    else:
        console.print(f"Linjene fra «{found.file_name}» teller ikke lenger.", markup=False)
    if is_left:
        raise CommandEnd(f"Filene med linjene kunne ikke slettes. De ligger i «{get_import_folder(found)}».", FINDINGS)


@ledger.command("report")
@click.option("--year", type=int, required=True, metavar="ÅR", help="Året.")
@click.option("--month", type=NumberRange(FIRST, LAST), default=LAST, show_default=True, metavar="MÅNED", help="Til og med denne måneden.")
@json_option
def show_report(*, year: int, month: int, as_json: bool) -> None:
    """Vis budsjett, regnskap, avvik og prognose for hver enhet."""
    prepare_database()
    publication = get_current_publication()
    programme = Programme(get_dataset(publication)) if publication else None
    report = get_economy_report(get_follow_up_state().book, get_plan_state().book, programme, year=year, month=month)
    units = [one for one in report.units.values() if one.has_figures]
    if as_json:
        print_json(
            {"year": year, "month": month, "units": [_unit_json(one) for one in units], "findings": [finding_json(one) for one in report.findings]}
        )
        return
    if not units:
        raise CommandEnd(f"Ingen regnskap og ingen budsjett er lest inn for {year}.", NOT_FOUND)
    of_year = ["Regnskap i året", "Avvik i året"] if month == LAST else ["Prognose", "Ventet avvik"]
    table = make_table(f"Til og med måned {month} i {year}, mill. kr", ["Enhet", "Budsjett", "Regnskap", "Avvik", *of_year, ""])
    for one in units:
        if one.kind != "cost_centre":
            table.add_row("  " * one.level + one.name, *_amounts(one.total), "over grensen" if one.total.passes else "")
    console.print(table)
    print_findings(report.findings)


def _amounts(one: GroupEconomy) -> list[str]:
    amounts = (one.budget_to_date_nok, one.accounts_to_date_nok, one.deviation_nok, one.forecast_nok, one.expected_deviation_nok)
    return [format_mill(nok) for nok in amounts]


def _unit_json(one: UnitEconomy) -> dict[str, Any]:
    return {"unit": one.unit, "name": one.name, "total": _group_json(one.total), "groups": {each.group: _group_json(each) for each in one.groups}}


def _group_json(one: GroupEconomy) -> dict[str, Any]:
    names = (
        "budget_nok", "revised_nok", "budget_to_date_nok", "accounts_to_date_nok", "last_year_to_date_nok", "last_year_nok", "deviation_nok",
        "forecast_nok", "method", "expected_deviation_nok", "passes",
    )  # fmt: skip
    return {name: getattr(one, name) for name in names}
