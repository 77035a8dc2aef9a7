"""How far the book is filled in: what a reader must know before the years after that are read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from veikart.calc.economy import EconomyBook
from veikart.calc.prices import GROWTHS, get_index_years
from veikart.calc.worksheets import Run
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.words import in_mill
from veikart.rules.words.sentences import join_words, list_years

OF_INVESTMENTS = {"economy", "economy-investments", "economy-financing", "economy-loans"}
OF_FUNDS = {"economy", "economy-funds"}
OF_PRICES = {"economy-fees", "economy-pensions"} | OF_INVESTMENTS | OF_FUNDS
"""The pages that show what follows from each of them, by the name of their address."""
UNSEEN_NOK = 50_000
"""What is rounding in millions with one decimal."""


def get_last_invested(book: EconomyBook) -> int | None:
    """The last year with an investment in the book; None without any."""
    return max((one.year for one in book.table("project_years").values() if one.amount_nok), default=None)


def describe_reach(book: EconomyBook, page: str) -> list[str]:
    """A sentence for each thing that is not entered to the last year of the book, among those that count on the page."""
    if not book.years:
        return []
    found = []
    if page in OF_INVESTMENTS:
        found.append(_describe_end(_("Investeringene"), get_last_invested(book), book))
    if page in OF_FUNDS:
        moves = book.table("fund_moves").values()
        found.append(_describe_end(_("Bruk og avsetning av fond"), max((one.year for one in moves), default=None), book))
    if page in OF_PRICES:
        found.append(_describe_prices(book))
    return [one for one in found if one]


def describe_stated_capital(run: Run) -> str:
    """Why the central revenues have another amount for calculated interest and depreciation than the fees come to; empty where they do not."""
    sheet = run.sheets["central_revenue"]
    for year in sheet.years:
        stated, made = (sheet.value(EVERYTHING, line, year) for line in ("stated_capital", "calculated_capital"))
        if stated and made and abs(stated - made) > UNSEEN_NOK:
            words = {"stated": in_mill(stated), "made": in_mill(made), "year": year}
            return (
                _(
                    "De kalkulatoriske rentene og avskrivningene i de sentrale inntektene er oppgitt: %(stated)s i %(year)s. Gebyrområdene regnes "
                    "til %(made)s av anleggene og renten som er lagt inn. Så lenge beløpet er oppgitt, flytter ikke gebyrene det."
                )
                % words
            )
    return ""


def _describe_end(name: str, last: int | None, book: EconomyBook) -> str:
    if last is None or last >= book.years[-1]:
        return ""
    words = {"name": name, "last": last}
    return _("%(name)s er lagt inn til og med %(last)s. Årene etter viser bare det som følger av det.") % words


def _describe_prices(book: EconomyBook) -> str:
    """The growth that is missing in the years of the book, told together where it is the same years."""
    setting = next(iter(book.table("settings").values()), None)
    if setting is None:
        return ""
    needed = [year for year in get_index_years(book.years, setting.price_year)[1:] if year in book.years]
    names: dict[str, list[str]] = {}
    for series in GROWTHS.values():
        missing = [year for year in needed if year not in get_series(book, series)]
        if missing:
            names.setdefault(list_years(missing), []).append(get_sheet_rules()["prices"].lines[series].name.lower())
    if not names:
        return ""
    told = "; ".join(_("%(names)s for %(years)s") % {"names": join_words(each), "years": years} for years, each in names.items())
    return _("Ikke lagt inn: %(told)s. Der regnes det uten vekst, og faste kroner blir like løpende.") % {"told": told}
