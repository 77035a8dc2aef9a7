"""The one-year and the four-year wheel: what happens when, to the day."""

from veikart.calc.wheels.easter import find_easter
from veikart.calc.wheels.lanes import assign_lanes
from veikart.calc.wheels.occurrences import (
    FOUR_YEAR,
    ONE_YEAR,
    Occurrence,
    find_next,
    find_occurrences,
    number_occurrences,
    occurrences_in_term,
    occurrences_in_year,
)
from veikart.calc.wheels.turns import Turn, add_years, turn_of_term, turn_of_year

__all__ = [
    "FOUR_YEAR",
    "ONE_YEAR",
    "Occurrence",
    "Turn",
    "add_years",
    "assign_lanes",
    "find_easter",
    "find_next",
    "find_occurrences",
    "number_occurrences",
    "occurrences_in_term",
    "occurrences_in_year",
    "turn_of_term",
    "turn_of_year",
]
