"""`veikart economy estimate`: rates of fertility, mortality and moving for the municipality, estimated from its counted population."""

from __future__ import annotations

from pathlib import Path

import click

from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.population.rows import ForesightSetting, PopulationAlternative
from veikart.cli.books import json_option, store_book
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import prepare_database
from veikart.cli.reading import code_of
from veikart.exchange.population.national import read_national
from veikart.exchange.population.scorecard import SPREADS, read_scorecard
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.estimated_rates import replace_rates
from veikart.rules.foresight.population import get_foresight_setting, get_population_inputs
from veikart.rules.foresight.scorecard import get_population_uncertainties, list_earned_uncertainties
from veikart.rules.words import format_count
from veikart.store.queries import get_economy_state

TABLES = ("fertility_rates", "mortality_rates", "out_migration", "in_migration", "in_migration_ages")


@click.command("estimate")
@click.argument("path")
@click.option("--municipality", metavar="NUMMER", help="Kommunenummeret, der boken ikke har innstillinger for framsyn.")
@click.option("--years", nargs=2, type=int, metavar="FØRSTE SISTE", help="Årene som framskrives, der boken ikke har innstillinger for framsyn.")
@json_option
def estimate_rates(path: str, *, municipality: str | None, years: tuple[int, int] | None, as_json: bool) -> None:
    """Anslå fruktbarhet, dødelighet og flytting av folketallet i økonomiboken og landets rater i mappen PATH. Det som stod der før, blir borte."""
    national, findings = read_national(Path(path))
    if national is None:
        raise CommandEnd(f"Landets rater i «{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings)
    prepare_database()
    state = get_economy_state()
    begun = state.book if state.book.table("foresight_settings") else _begin(state.book, municipality, years)
    try:
        book = replace_rates(begun, national)
    except ValueError as error:
        year = get_foresight_setting(begun).first_year
        raise CommandEnd(f"Folketallet 1. januar {year} mangler i økonomiboken.", FINDINGS) from error
    book = _add_uncertainties(book, Path(path))
    number = store_book(book, path, replace_economy, state.number)
    rows = sum(len(book.table(one)) for one in TABLES)
    if as_json:
        print_json({"revision": number, "rows": rows})
    else:
        console.print(f"Ratene er anslått: {format_count(rows)} rader i {len(TABLES)} tabeller.", markup=False)


def _add_uncertainties(book: EconomyBook, folder: Path) -> EconomyBook:
    """The book with the spread that earlier projections have earned, where it has none of its own and the folder tells what was measured."""
    if get_population_uncertainties(book) or not (folder / SPREADS).exists():
        return book
    earned = list_earned_uncertainties(book, get_population_inputs(book), read_scorecard(folder).spreads)
    rule = get_economy_tables()["uncertainties"]
    return book.with_rows({rule.id: {rule.key_of(one): one for one in earned}})


def _begin(book: EconomyBook, municipality: str | None, years: tuple[int, int] | None) -> EconomyBook:
    """The book with settings for the years ahead: they need rates, and rates need to know from which counts and for which years."""
    counted = list(dict.fromkeys(one.projection for one in book.table("population").values()))
    if municipality is None or years is None or len(counted) != 1:
        raise CommandEnd(
            "Innstillingene for framsyn mangler i økonomiboken: hvilket folketall det framskrives fra, og hvilke år. "
            "Les inn ett folketall, og bruk --municipality NUMMER --years FØRSTE SISTE.",
            FINDINGS,
        )
    main = next(iter(book.table("population_alternatives").values()), PopulationAlternative("hovedalternativ", "Hovedalternativet"))
    setting = ForesightSetting("framsyn", municipality, counted[0], *years, main.id)
    alternatives = {main.id: main, **book.table("population_alternatives")}
    return book.with_rows({"population_alternatives": alternatives, "foresight_settings": {setting.id: setting}})
