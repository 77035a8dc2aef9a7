"""How many places people need, how many there are, and when there are too few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from veikart.calc.investments import Project
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse
from veikart.calc.outlook.odds import Numbers, get_quantiles
from veikart.calc.population import AGES, OLDEST, SEXES
from veikart.calc.values import PPM, ratio_of, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

MARK = "|"
"""Between a service and an area in the key of a need in one area."""
_NEAR = 0.5
"""Less than half a place too few is none, so that draws and whole places tell the same."""


@dataclass(frozen=True, eq=False)
class NeedOdds:
    """Needs over all draws. `quantiles` are places needed by subject, shape (levels, years) in the order of LEVELS; `central` without draws and
    `capacity` the places there are, shape (years,). `short` are the shares of the draws where places are missing in a year, `passed` where they
    have been missing in that year or one before it."""

    years: tuple[int, ...]
    draws: int
    seed: int
    quantiles: Mapping[str, Numbers]
    central: Mapping[str, Numbers]
    capacity: Mapping[str, Numbers]
    short: Mapping[str, Numbers]
    passed: Mapping[str, Numbers]


def make_use_weights(uses: Iterable[NeedUse], coverage: int) -> Numbers:
    """Users per inhabitant by sex and age, shape (sexes, ages): the share that uses the service, times the coverage (parts per million).

    >>> float(make_use_weights([NeedUse("barnehage", 1, 920_000, age_to=5)], PPM)[0, 3])
    0.92
    """
    weights = np.zeros((len(SEXES), AGES))
    for one in uses:
        sexes = [SEXES.index(one.sex)] if one.sex else range(len(SEXES))
        last = OLDEST if one.age_to is None else min(one.age_to, OLDEST)
        weights[sexes, one.age_from : last + 1] += one.share / PPM
    return weights * (coverage / PPM)


def count_users(persons: Numbers, weights: Numbers) -> Numbers:
    """Users of each service by year, shape (services, years). `persons` is (years, sexes, ages), `weights` (services, sexes, ages)."""
    found: Numbers = np.einsum("ysa,gsa->gy", persons, weights)
    return found


def count_places(capacity: Capacity, projects: Mapping[str, Project], years: Sequence[int]) -> Lines:
    """The places of one row by year, shape (years,): from its first year, or the year its project is completed, to its last. 0 where the project
    has no year of completion."""
    project = projects.get(capacity.project)
    first = project.completion_year if project and capacity.first_year is None else capacity.first_year
    places = (project.capacity or 0) * (capacity.places_per_unit or 1) if project and capacity.places is None else capacity.places or 0
    if first is None:
        return np.zeros(len(years), dtype=np.int64)
    return np.array([places if first <= year and (capacity.last_year is None or year <= capacity.last_year) else 0 for year in years], dtype=np.int64)


def make_capacities_sheet(capacities: Mapping[str, Capacity], projects: Mapping[str, Project], years: Sequence[int]) -> Sheet:
    """The sheet `capacities`: a subject for each row, with its places and how many are new in the year."""
    rows = list(capacities.values())
    shape = (len(rows), len(years))
    places = np.array([count_places(one, projects, years) for one in rows], dtype=np.int64).reshape(shape)
    lines = {"places": places, "change": np.diff(places, axis=1, prepend=np.zeros((shape[0], 1), dtype=np.int64))}
    texts = {"names": [one.name for one in rows], "groups": [one.service for one in rows]}
    return make_sheet("capacities", tuple(capacities), years, lines, **texts, of_table="capacities")


def make_service_needs(services: Mapping[str, NeedService], users: Numbers, capacities: Sheet) -> Sheet:
    """The sheet `service_needs`: a subject for each service. `users` is (services, years), rounded here once."""
    places = [capacities.total("places", one) for one in services]
    texts = {"names": [one.name for one in services.values()], "of_table": "need_services"}
    return _make_needs("service_needs", tuple(services), list(services.values()), users, (places, capacities.years), texts)


def make_area_needs(
    services: Mapping[str, NeedService], areas: Mapping[str, str], users: Numbers, there: tuple[Mapping[str, Capacity], Sheet]
) -> Sheet:
    """The sheet `area_needs`: a subject for each service and area, the service first. `areas` are names by id, `users` (subjects, years),
    `there` the rows of capacity with their sheet; the places that everybody can use are not counted in any area."""
    rows, sheet = there
    by_area: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(rows.values()):
        by_area.setdefault((one.service, one.area), []).append(at)
    pairs = [(service, area) for service in services for area in areas]
    places = [sheet.lines["places"][by_area.get(pair, [])].sum(axis=0) for pair in pairs]
    texts = {"names": [f"{services[service].name}, {areas[area]}" for service, area in pairs], "groups": [service for service, _ in pairs]}
    subjects = tuple(f"{service}{MARK}{area}" for service, area in pairs)
    return _make_needs("area_needs", subjects, [services[one] for one, _ in pairs], users, (places, sheet.years), texts)


def _make_needs(
    sheet_id: str,
    subjects: tuple[str, ...],
    services: Sequence[NeedService],
    users: Numbers,
    there: tuple[Sequence[Lines], tuple[int, ...]],
    texts: Mapping[str, Sequence[str] | str],
) -> Sheet:
    capacity, years = there
    shape = (len(subjects), len(years))
    counted = np.rint(users).astype(np.int64).reshape(shape)
    per_user, staff_per_user = (_spread([getattr(one, name) or 0 for one in services], shape) for name in ("places_per_user", "staff_per_user"))
    room = np.array(capacity, dtype=np.int64).reshape(shape)
    places = share_of(counted, per_user)
    lines = {
        "users": counted,
        "places_per_user": per_user,
        "places": places,
        "capacity": room,
        "free": room - places,
        "filled": ratio_of(places, room),
        "staff_per_user": staff_per_user,
        "staff": share_of(counted, staff_per_user),
    }
    return make_sheet(sheet_id, subjects, years, lines, **texts)


def make_need_odds(
    subjects: Sequence[str], years: Sequence[int], drawn: Numbers, held: tuple[Numbers, Numbers], *, seed: int, since: int
) -> NeedOdds:
    """What the draws come to. `drawn` are places needed, shape (draws, years, subjects); `held` those needed without draws and those there are, shape
    (subjects, years). `passed` is counted from the year `since`."""
    central, capacity = held
    short = drawn - capacity.T > _NEAR
    later = short & (np.array(years) >= since)[:, None]
    quantiles = get_quantiles(np.moveaxis(drawn, 0, -1))
    shares, passed = short.mean(axis=0), np.logical_or.accumulate(later, axis=1).mean(axis=0)

    def by_subject(values: Numbers) -> dict[str, Numbers]:
        return {one: values[..., at] for at, one in enumerate(subjects)}

    return NeedOdds(
        tuple(years),
        len(drawn),
        seed,
        by_subject(quantiles),
        by_subject(central.T),
        by_subject(capacity.T),
        by_subject(shares),
        by_subject(passed),
    )


def spread_to_areas(drawn: Numbers, whole: Numbers, parts: Numbers) -> Numbers:
    """The draws of a service in its areas, shape (draws, years, areas): each area as it is without draws, moved as the municipality is moved.

    `drawn` is (draws, years) and `whole` (years,) of the municipality, `parts` (areas, years) of the areas without draws.
    """
    moved = np.divide(drawn, whole, out=np.ones_like(drawn), where=whole > 0)
    found: Numbers = moved[:, :, None] * parts.T
    return found


def _spread(values: Sequence[int], shape: tuple[int, int]) -> Lines:
    return np.broadcast_to(np.array(values, dtype=np.int64).reshape(-1, 1), shape).copy()
