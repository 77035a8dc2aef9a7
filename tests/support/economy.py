"""Books of the economy for tests: a small one made by hand."""

from dataclasses import replace

from veikart.actions.access import Actor
from veikart.calc.economy import Assumption, EconomyBook, Posting, Setting

OFFICER = Actor(name="Britt Budsjett", role="budget_officer")
OTHER_OFFICER = Actor(name="Ole Økonom", role="budget_officer")
YEARS = range(2026, 2031)


def make_small_economy() -> EconomyBook:
    """Settings for five years, the three growths in each, a rate of interest, and one posting."""
    growths = {"price_growth": 21_000, "wage_growth": 32_500, "deflator": 27_500}
    assumptions = [Assumption(series, year, ppm, "KS, prognose") for series, ppm in growths.items() for year in YEARS]
    assumptions.append(Assumption("interest_floating", 2026, 37_500))
    return EconomyBook(
        {
            "settings": {"lillevik": Setting("lillevik", "Økonomien", "Lillevik", 2026, 2030, 2026)},
            "assumptions": {f"{one.series}|{one.year}": one for one in assumptions},
            "postings": {"debt|interest|1500||": Posting("debt", "interest", "1500")},
        }
    )


def with_rate(book: EconomyBook, ppm: int) -> EconomyBook:
    """The book with another floating rate of interest in 2026."""
    key = "interest_floating|2026"
    return book.with_rows({"assumptions": {key: replace(book.table("assumptions")[key], value=ppm)}})
