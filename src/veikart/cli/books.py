"""Books of rows from and to files: what the commands of the plan and of the economy have in common."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from veikart.actions.book_writing import ChangeRefused
from veikart.calc.books import AnyBook
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd, console, finding_json, print_findings, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import code_of
from veikart.exchange.books import LARGEST_FILE, read_book_folder, read_book_workbook, write_book_folder, write_book_workbook
from veikart.rules.books import BookRule
from veikart.rules.findings import Finding
from veikart.rules.words import format_count
from veikart.store.queries import get_state

Replace = Callable[..., int]
json_option = click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")


def check_files(rule: BookRule[Any], path: str, *, as_json: bool) -> None:
    """Say what is wrong with the book at `path`, or that it holds together."""
    book, _seen, findings = read_book(rule, path)
    counts = rule.count(book)
    if as_json:
        print_json({"rows": counts, "findings": [finding_json(one) for one in findings]})
        return
    print_findings(findings)
    console.print(f"{rule.name} henger sammen: {format_count(sum(counts.values()))} rader i {len(counts)} tabeller.", markup=False)


def load_files(rule: BookRule[Any], path: str, replace: Replace, *, as_json: bool) -> None:
    """Make the book at `path` the one being worked on."""
    with show_progress(rule.name) as advance:
        advance("leser og kontrollerer", 0.0)
        book, seen, _findings = read_book(rule, path)
        advance("lagrer", 0.4)
        prepare_database()
        number = store_book(book, path, replace, seen)
    if as_json:
        print_json({"revision": number, "rows": rule.count(book)})
    else:
        console.print(f"{rule.name} er lest inn som endring {number}." if number else "Ingenting er endret.", markup=False)


def export_files(rule: BookRule[Any], path: str, *, as_json: bool) -> None:
    """Write the book being worked on to `path`: a workbook where the name ends in .xlsx, else a folder."""
    prepare_database()
    state, target = get_state(rule), Path(path)
    try:
        if target.suffix.lower() == ".xlsx":
            target.write_bytes(write_book_workbook(rule, state.book, revision=state.number))
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name, content in write_book_folder(rule, state.book).items():
                (target / name).write_bytes(content)
    except OSError as error:
        raise CommandEnd(f"«{path}» kan ikke skrives.", NOT_FOUND) from error
    if as_json:
        print_json({"revision": state.number, "path": path})
    else:
        console.print(f"{rule.name} ved endring {state.number} er skrevet til {path}.", markup=False)


def read_book(rule: BookRule[AnyBook], path: str) -> tuple[AnyBook, int | None, list[Finding]]:
    """The book at `path` and the revision it was written from. Ends the command with every finding where it cannot be read."""
    place = Path(path)
    seen: int | None = None
    if place.suffix.lower() == ".xlsx":
        book, seen, findings = read_book_workbook(rule, read_content(path), name=place.name)
    else:
        book, findings = read_book_folder(rule, place)
    if book is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings)
    return book, seen, findings


def store_book(book: Any, path: str, replace: Replace, seen: int | None = None) -> int:
    """Make the book the one being worked on, by the act `replace`. Ends the command with the findings where it does not hold."""
    return store_read(path, lambda **who: replace(book, seen=seen, **who))


def read_content(path: str, *, most: int = LARGEST_FILE) -> bytes:
    """The bytes of a file, and one more where there are more than `most`. Ends the command where there is no such file."""
    try:
        with Path(path).open("rb") as stream:
            return stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise CommandEnd(f"«{path}» finnes ikke eller kan ikke åpnes.", NOT_FOUND) from error


def store_read(path: str, act: Callable[..., int]) -> int:
    """What `act` gives, told who acts and that it is of the file. Ends the command with the findings where it is refused."""
    try:
        return act(actor=get_operator(), note=f"Leste inn {Path(path).name}")
    except ChangeRefused as refusal:
        raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=refusal.findings) from refusal


def print_stored(number: int | None) -> None:
    """What became of what was read: the number of the change, 0 where nothing was changed, None where nothing is stored."""
    if number is None:
        console.print("Ingenting er lagret.", markup=False)
    else:
        console.print(f"Lest inn som endring {number}." if number else "Ingenting er endret.", markup=False)
