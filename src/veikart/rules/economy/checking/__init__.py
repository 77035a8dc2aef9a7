"""Findings about the economy: in what is entered, and in what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from veikart.calc.economy import EconomyBook
from veikart.rules.economy.checking.climate import check_climate
from veikart.rules.economy.checking.demography import check_demography
from veikart.rules.economy.checking.fees import check_fees
from veikart.rules.economy.checking.financing import check_financing
from veikart.rules.economy.checking.funds import check_funds
from veikart.rules.economy.checking.grants import check_grants
from veikart.rules.economy.checking.investments import check_investments
from veikart.rules.economy.checking.loans import check_loans
from veikart.rules.economy.checking.needs import check_needs
from veikart.rules.economy.checking.outlook import check_outlook
from veikart.rules.economy.checking.pensions import check_pensions
from veikart.rules.economy.checking.population import check_population
from veikart.rules.economy.checking.population_targets import check_population_targets
from veikart.rules.economy.checking.prices import check_prices
from veikart.rules.economy.checking.schedule import check_schedule
from veikart.rules.economy.checking.supervision import check_supervision
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding
from veikart.rules.tables import Lines, check_references, place_findings, stops

MOST_YEARS = 40
CHECKS: tuple[Callable[[EconomyBook], Iterable[Finding]], ...] = (
    check_prices,
    check_investments,
    check_fees,
    check_funds,
    check_financing,
    check_loans,
    check_grants,
    check_demography,
    check_pensions,
    check_supervision,
    check_needs,
    check_population,
    check_population_targets,
    check_schedule,
    check_outlook,
    check_climate,
)
"""What the engines ask of the rows. Each sees only books where every reference leads somewhere and the years are in order."""


def check_economy_book(book: EconomyBook, lines: Lines | None = None) -> list[Finding]:
    """Everything that is wrong with the rows; nothing is stored while there is any of grade stop. A book without rows has nothing wrong.

    `lines` tells where in the files each row stood; without it a finding's place names the row by its key.
    """
    if not any(book.tables.values()):
        return []
    found = [*check_references(get_economy_tables(), book.table), *_check_settings(book), *_check_postings(book)]
    if not stops(found):
        found.extend(finding for check in CHECKS for finding in check(book))
    return place_findings(found, lines)


def check_adoption(book: EconomyBook) -> list[Finding]:
    """What keeps a book from being the one the budget is made from: all that is wrong with it, and that it is empty."""
    return check_economy_book(book) or list(_check_settings(book))


def _check_settings(book: EconomyBook) -> Iterator[Finding]:
    rule, settings = get_economy_tables()["settings"], book.table("settings")
    if len(settings) != 1:
        yield make_finding("economy-settings", rule.place_of(next(reversed(settings), "")), found=str(len(settings)), expected="1")
    for key, one in settings.items():
        if not 1 <= one.last_year - one.first_year + 1 <= MOST_YEARS:
            words = {"first": str(one.first_year), "second": str(one.last_year)}
            yield make_finding("economy-years", rule.place_of(key, "last_year"), expected=str(MOST_YEARS), **words)


def _check_postings(book: EconomyBook) -> Iterator[Finding]:
    rule = get_economy_tables()["postings"]
    for key, one in book.table("postings").items():
        if one.sign not in {1, -1}:
            yield make_finding("value-range", rule.place_of(key, "sign"), name=rule.fields["sign"].label, found=str(one.sign), expected="-1 og 1")
