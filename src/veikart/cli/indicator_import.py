"""`veikart follow-up indicators`: values of indicators from a table of statistics into the follow-up's book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from veikart.actions.clock import today
from veikart.actions.import_indicators import import_indicators
from veikart.calc.follow_up import FollowUpBook
from veikart.cli.books import json_option, print_stored, read_content, store_read
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd, console, finding_json, print_findings, print_json
from veikart.cli.preparing import prepare_database
from veikart.exchange.indicators import TableMapping, guess_mapping, make_values, read_indicator_table, read_source
from veikart.rules.findings import Finding
from veikart.rules.indicators.incoming import (
    CLASH,
    EARLIER,
    NEW,
    REVISED,
    SAME,
    UNSAID,
    ValueChange,
    check_published,
    compare_values,
    count_values,
    find_clashes,
)
from veikart.rules.words import format_count
from veikart.store.queries import get_follow_up_state, get_plan_state


@click.command("indicators")
@click.argument("path")
@click.option("--like", default="", help="Id-en til en fil som er lest før. Den nye leses på samme måte.")
@click.option("--published", default="", help="Dagen tallene ble publisert, som 2026-03-15. Uten: i dag.")
@click.option("--source", default="", help="Kilden som skrives på tallene. Uten: navnet på filen.")
@click.option("--indicator", default="", help="Alle tallene i filen er denne indikatoren.")
@click.option("--place", default="", help="Alle tallene i filen er for dette stedet.")
@click.option("--dry-run", is_flag=True, help="Vis hva som ville blitt lest inn. Ingenting lagres.")
@json_option
def import_indicator_file(path: str, *, like: str, published: str, source: str, indicator: str, place: str, dry_run: bool, as_json: bool) -> None:
    """Les tall for indikatorer fra PATH: JSON-stat 2, CSV eller Excel, KOSTRA-tabeller også."""
    day = _read_day(published)
    content = read_content(path)
    prepare_database()
    book, system = get_follow_up_state().book, get_plan_state().book
    name = Path(path).name
    table, findings = read_indicator_table(content, name=name)
    if table is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", FINDINGS, findings=findings)
    places = book.table("indicator_places")
    mapping = guess_mapping(table, system.indicators, places, _known(book, like, indicator, place))
    read = make_values(table, mapping, indicators=system.indicators, places=places, vintage=day, source=source or name)
    changes = compare_values(book, read.values)
    found = [*findings, *check_published(day, today(), name=name), *read.findings, *find_clashes(changes)]
    if any(one.grade == "stop" for one in found):
        raise CommandEnd("Ingenting er lagret.", FINDINGS, findings=found)
    number = None if dry_run else store_read(path, partial(import_indicators, [one.value for one in changes]))
    if as_json:
        print_json(_as_json(changes, found, number))
    else:
        print_findings(found)
        if table.encoding:
            console.print(f"Tegnkoding: {table.encoding}.", markup=False)
        _print(changes, number)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise click.BadParameter("skriv en dag som 2026-03-15.", param_hint="--published") from None


def _known(book: FollowUpBook, like: str, indicator: str, place: str) -> TableMapping:
    """How a file of the same kind was read, with what all numbers are said to be."""
    kept = book.table("indicator_sources").get(like)
    if like and kept is None:
        known = ", ".join(book.table("indicator_sources")) or "ingen"
        raise CommandEnd(f"«{like}» er ikke lest før. Disse er det: {known}.", NOT_FOUND)
    mapping = read_source(kept, book.table("indicator_codes").values()) if kept else TableMapping()
    return replace(mapping, only_place=place or mapping.only_place, only_indicator=indicator or mapping.only_indicator)


def _as_json(changes: Sequence[ValueChange], findings: Sequence[Finding], number: int | None) -> dict[str, Any]:
    counts = count_values(changes)
    revised = [one for one in changes if one.kind == REVISED and one.before]
    return {
        **{kind: counts[kind] for kind in (NEW, REVISED, EARLIER, SAME, UNSAID, CLASH)},
        "revised_values": [
            {
                "indicator": one.value.indicator,
                "place": one.value.place,
                "year": one.value.year,
                "period": one.value.period,
                "before_millionths": one.before.value if one.before else None,
                "now_millionths": one.value.value,
            }
            for one in revised
        ],
        "revision": number,
        "findings": [finding_json(one) for one in findings],
    }


def _print(changes: Sequence[ValueChange], number: int | None) -> None:
    counts = count_values(changes)
    said = f"{format_count(counts[NEW])} nye tall, {format_count(counts[REVISED])} rettet, {format_count(counts[EARLIER])} eldre, "
    console.print(f"{said}{format_count(counts[SAME])} som før, {format_count(counts[UNSAID])} uten tall.", markup=False)
    print_stored(number)
