"""The needs worked out slowly with plain whole numbers and fractions, to judge the fast ones by."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from veikart.calc.investments import Project
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse

PPM = 1_000_000
SEXES = ("female", "male")
OLDEST = 105
People = Mapping[tuple[int, str, int], int]
"""Persons by year, sex and age."""


def count_plain_users(people: People, uses: Sequence[NeedUse], service: NeedService, year: int) -> Fraction:
    """Users of a service in a year, not rounded."""
    found = Fraction(0)
    for (at, sex, age), persons in people.items():
        for one in uses:
            last = OLDEST if one.age_to is None else one.age_to
            if at == year and one.service == service.id and one.sex in {"", sex} and one.age_from <= age <= last:
                found += persons * Fraction(one.share, PPM) * Fraction(service.coverage, PPM)
    return found


def count_plain_places(capacities: Sequence[Capacity], projects: Mapping[str, Project], service: str, year: int) -> int:
    """Places of a service in a year."""
    found = 0
    for one in capacities:
        project = projects.get(one.project)
        first = one.first_year if one.first_year is not None else project.completion_year if project else None
        places = one.places if one.places is not None else (project.capacity or 0) * (one.places_per_unit or 1) if project else 0
        if one.service == service and first is not None and first <= year and (one.last_year is None or year <= one.last_year):
            found += places
    return found


def share_plainly(number: int, share: int) -> int:
    """A share of a whole number in parts per million, halves away from zero."""
    return (2 * number * share + PPM) // (2 * PPM)
