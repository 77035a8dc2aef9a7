"""The projection of a book held against the totals that are known: what it is scaled by, and what is far off or cannot be met."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from veikart.calc.economy import EconomyBook
from veikart.calc.population.calibration import LEAST_FACTOR, MOST_FACTOR, Calibration, TargetSeries, calibrate_inputs
from veikart.calc.population.inputs import OLDEST
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, make_finding
from veikart.rules.foresight.population import get_free_inputs, get_targets
from veikart.rules.words import format_count


def name_target(one: TargetSeries) -> str:
    """What a total is of, in words.

    >>> name_target(TargetSeries("births")), name_target(TargetSeries("persons", "female", 67))
    ('Fødte', 'Innbyggere, kvinner, 67 år og eldre')
    """
    measure = get_economy_choices("target_measure")[one.measure]
    sex = f", {get_economy_choices('sex')[one.sex].lower()}" if one.sex else ""
    if (one.age_from, one.age_to) == (0, OLDEST):
        return f"{measure}{sex}"
    ages = f"{one.age_from} år og eldre" if one.age_to == OLDEST else f"{one.age_from}–{one.age_to} år"
    return f"{measure}{sex}, {ages}"


def get_calibration(book: EconomyBook) -> Calibration:
    """What the municipality's own alternative is scaled by."""
    return calibrate_inputs(get_free_inputs(book), get_targets(book))[1]


def find_calibration(book: EconomyBook) -> Iterator[Finding]:
    """Totals that are not met within half a person, and those that ask for a factor outside LEAST_FACTOR to MOST_FACTOR. Takes a book that passes
    the checks and has settings for the years ahead."""
    if not get_targets(book):
        return
    found = get_calibration(book)
    place = get_economy_tables()["population_targets"].place_of("")
    limits = f"{LEAST_FACTOR:g} og {MOST_FACTOR:g}".replace(".", ",")
    for row, column in zip(*np.nonzero(found.is_set), strict=True):
        words = {"name": name_target(found.series[row]), "year": str(found.years[column])}
        if not found.is_met[row, column]:
            target, after = (format_count(round(float(one[row, column]))) for one in (found.target, found.after))
            yield make_finding("target-missed", place, expected=target, found=after, **words)
        elif found.is_far[row, column]:
            factor = f"{found.factor[row, column]:.2f}".replace(".", ",")
            yield make_finding("target-far", place, expected=limits, found=factor, **words)
