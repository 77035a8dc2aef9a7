"""The uncertainties of a book's population, as wide as earlier projections were wrong, and what is said of the projections."""

from __future__ import annotations

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import Uncertainty
from veikart.calc.population import PopulationInputs
from veikart.calc.population.national import SIZE_LIMITS
from veikart.calc.scorecard.calibration import CalibratedSpread, calibrate_spreads
from veikart.calc.scorecard.errors import ALL
from veikart.calc.scorecard.spreads import MeasuredSpreads
from veikart.calc.values import PPM
from veikart.rules.foresight.levers import get_levers
from veikart.rules.words import format_count

SOURCE = "Målt på framskrivinger laget på nytt fra 2009–2018 (examples/norge)"
MEASURED_YEARS = 10
CALIBRATED = ("fertility", "mortality", "in_foreign", "in_domestic", "out_domestic")
"""The levers that are fitted; the others of the population stand as the book has them."""


def list_earned_uncertainties(book: EconomyBook, inputs: PopulationInputs, measured: MeasuredSpreads) -> list[Uncertainty]:
    """Rows of `uncertainties` for the levers of the population, fitted so that the drawn number of inhabitants spreads as the measured errors do.
    `inputs` are those of the book.

    Spread and persistence are whole parts per million. What the book says of the other levers, as housing, is taken off. Fertility,
    mortality and moving from abroad are national; moving to and from other municipalities is the municipality's own.
    """
    years = min(MEASURED_YEARS, len(inputs.years))
    known = {row.lever: to_spread(row) for row in get_population_uncertainties(book) if row.lever not in CALIBRATED}
    return [to_uncertainty(one) for one in calibrate_spreads(inputs, measured, years=years, known=known)]


def to_uncertainty(spread: CalibratedSpread) -> Uncertainty:
    """The row of a calibrated spread, its misfit in the note."""
    note = f"Avviker høyst {round(spread.misfit * 100)} prosent fra den målte spredningen ett til {MEASURED_YEARS} år fram"
    national = "yes" if spread.is_national else "no"
    return Uncertainty(spread.lever, round(spread.spread * PPM), round(spread.persistence * PPM), national, SOURCE, note)


def to_spread(row: Uncertainty) -> CalibratedSpread:
    """A row as a spread."""
    return CalibratedSpread(row.lever, row.spread / PPM, row.persistence / PPM, row.national == "yes", 0.0)


def get_population_uncertainties(book: EconomyBook) -> list[Uncertainty]:
    """The rows the book has for the levers of the population, in the order the levers are declared."""
    rows = {row.lever: row for row in book.table("uncertainties").values()}
    return [rows[lever.id] for lever in get_levers().values() if lever.room == "population" and lever.id in rows]


def name_class(size_class: str) -> str:
    """A class of municipalities by size (ALL, or its place among SIZE_LIMITS) as people say it, in Norwegian.

    >>> name_class("all"), name_class("4").endswith("innbyggere og flere")
    ('Alle kommuner', True)
    """
    if size_class == ALL:
        return "Alle kommuner"
    at, limits = int(size_class), [format_count(one) for one in SIZE_LIMITS]
    if at == 0:
        return f"Under {limits[0]} innbyggere"
    if at == len(limits):
        return f"{limits[-1]} innbyggere og flere"
    return f"{limits[at - 1]}–{limits[at]} innbyggere"
