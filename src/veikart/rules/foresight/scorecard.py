"""The uncertainties of a book's population, as wide as earlier projections were wrong."""

from __future__ import annotations

from collections.abc import Mapping

from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.rows import Uncertainty
from veikart.calc.scorecard.calibration import CalibratedSpread, calibrate_spreads
from veikart.calc.scorecard.spreads import MeasuredSpreads
from veikart.calc.values import PPM
from veikart.rules.foresight.population import get_population_inputs

SOURCE = "Målt på framskrivinger laget på nytt fra 2009–2018 (examples/norge)"
MEASURED_YEARS = 10
HOUSING = "housing"


def list_earned_uncertainties(book: EconomyBook, measured: MeasuredSpreads) -> list[Uncertainty]:
    """Rows of `uncertainties` for the levers of the population, fitted so that the drawn number of inhabitants spreads as the measured errors do.

    Spread and persistence are whole parts per million. What the book says of housing is taken off the municipality's own part. Fertility,
    mortality and moving from abroad are national; moving to and from other municipalities is the municipality's own.
    """
    inputs = get_population_inputs(book)
    years = min(MEASURED_YEARS, len(inputs.years))
    known = {row.lever: to_spread(row) for row in book.table("uncertainties").values() if row.lever == HOUSING}
    return [to_uncertainty(one) for one in calibrate_spreads(inputs, measured, years=years, known=known)]


def to_uncertainty(spread: CalibratedSpread) -> Uncertainty:
    """The row of a calibrated spread, its misfit in the note."""
    note = f"Avviker høyst {round(spread.misfit * 100)} prosent fra den målte spredningen ett til {MEASURED_YEARS} år fram"
    national = "yes" if spread.is_national else "no"
    return Uncertainty(spread.lever, round(spread.spread * PPM), round(spread.persistence * PPM), national, SOURCE, note)


def to_spread(row: Uncertainty) -> CalibratedSpread:
    """A row as a spread."""
    return CalibratedSpread(row.lever, row.spread / PPM, row.persistence / PPM, row.national == "yes", 0.0)


def get_uncertainties(book: EconomyBook, levers: Mapping[str, object]) -> list[Uncertainty]:
    """The rows the book has for these levers."""
    return [row for row in book.table("uncertainties").values() if row.lever in levers]
