"""`veikart foresight national`: the population of every municipality in thousands of draws, on this machine or on a cluster."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from veikart.cli.books import json_option
from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.norwegian import NumberRange
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import Advance, show_progress
from veikart.cli.reading import code_of
from veikart.exchange.cluster import ClusterError
from veikart.exchange.cluster.national import DATA_FOLDER, NationalFound, read_municipalities, run_municipalities, write_national
from veikart.rules.foresight.national import BLOCK_SIZE, MAIN, get_national_rules
from veikart.rules.words import format_count

FIRST_YEAR, YEARS = 2019, 20


@click.command("national")
@click.option("--draws", default=1000, show_default=True, metavar="TALL", type=NumberRange(1, 100_000), help="Antall trekninger.")
@click.option("--seed", default=1, show_default=True, metavar="TALL", type=NumberRange(0, 2**31 - 1), help="Startpunktet: samme tall, samme svar.")
@click.option("--scenario", "scenarios", multiple=True, type=click.Choice(list(get_national_rules().scenarios)), help="Kan gjentas. Uten: main.")
@click.option("--noise", is_flag=True, help="Trekk også hvem som fødes, dør og flytter.")
@click.option("--data", "folder", metavar="MAPPE", default="", help="Mappen med folketall og rater. Uten: examples/norge.")
@click.option("--first-year", default=FIRST_YEAR, show_default=True, metavar="ÅR", type=int, help="Folketallet 1. januar dette året er det første.")
@click.option("--years", default=YEARS, show_default=True, metavar="TALL", type=NumberRange(1, 50), help="Hvor mange år fram.")
@click.option("--most", default=None, metavar="TALL", type=NumberRange(1), help="Bare så mange kommuner, for å prøve.")
@click.option("--threads", default=0, metavar="TALL", type=NumberRange(0, 256), help="Tråder på denne maskinen. Uten: én for hver kjerne.")
@click.option("--block", default=BLOCK_SIZE, show_default=True, metavar="TALL", type=NumberRange(1, 400), help="Kommuner i hver blokk.")
@click.option("--scheduler", default=None, metavar="ADRESSE", help="Planleggeren for en klynge, tcp://vert:port. Uten: VEIKART_SCHEDULER.")
@click.option("--out", metavar="FIL", default="", help="Skriv kvantilene som CSV; pakket når navnet ender på .gz.")
@json_option
def run_national(
    *,
    draws: int,
    seed: int,
    scenarios: tuple[str, ...],
    noise: bool,
    folder: str,
    first_year: int,
    years: int,
    most: int | None,
    threads: int,
    block: int,
    scheduler: str | None,
    out: str,
    as_json: bool,
) -> None:
    """Framskriv folketallet i alle kommuner i mange trekninger. Svaret er det samme, til siste bit, hvor mange som enn regner."""
    address = settings.SCHEDULER if scheduler is None else scheduler
    place = Path(folder) if folder else settings.ROOT / "examples" / DATA_FOLDER
    with show_progress("Alle kommuner") as advance:
        advance("leser og anslår rater", 0.0)
        inputs, findings = read_municipalities(place, first_year=first_year, years=years, most=most)
        if findings:
            raise CommandEnd(f"Tabellene i «{place}» kan ikke brukes: {len(findings)} funn.", code_of(str(place)), findings=findings)
        how = {"draws": draws, "seed": seed, "noise": noise, "threads": threads, "size": block}
        found = _run(inputs, scenarios or (MAIN,), advance, address=address, **how)
        rows = _write(out, found) if out else 0
    if as_json:
        print_json({"municipalities": len(found.municipalities), "scenarios": found.scenarios, "digest": found.digest, "rows": rows})
        return
    console.print(f"{format_count(len(found.municipalities))} kommuner, {format_count(draws)} trekninger. Merke: {found.digest}", markup=False)
    if out:
        console.print(f"{format_count(rows)} rader er skrevet til {out}.", markup=False)


def _run(inputs: dict, scenarios: tuple[str, ...], advance: Advance, **how: object) -> NationalFound:  # type: ignore[type-arg]
    try:
        return run_municipalities(inputs, scenarios, progress=lambda share, words: advance(words, share), **how)  # type: ignore[arg-type]
    except ClusterError as error:
        raise CommandEnd(str(error), NOT_FOUND) from error


def _write(out: str, found: NationalFound) -> int:
    try:
        return write_national(Path(out), found)
    except OSError as error:
        raise CommandEnd(f"«{out}» kan ikke skrives.", NOT_FOUND) from error
