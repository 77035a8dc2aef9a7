"""Needs, places and what is free, judged by a slow engine of plain numbers; and what holds for them whatever is entered."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_needs import SEXES, count_plain_places, count_plain_users, share_plainly
from veikart.calc.investments import Project
from veikart.calc.outlook.need_rows import Capacity, NeedService, NeedUse
from veikart.calc.outlook.needs import (
    count_users,
    make_capacities_sheet,
    make_need_odds,
    make_service_needs,
    make_use_weights,
    spread_to_areas,
)
from veikart.calc.population import AGES

YEARS = (2020, 2021, 2022, 2023)
shares = st.sampled_from([0, 3_000, 156_000, 500_000, 920_000, 1_000_000])
years = st.sampled_from([*YEARS, 1990, 2030])


@st.composite
def services(draw):
    return NeedService(
        "a",
        "A",
        "school",
        "elever",
        "plasser",
        coverage=draw(shares),
        places_per_user=draw(st.sampled_from([1_000_000, 1_150_000, 500_000])),
        staff_per_user=draw(st.none() | shares),
    )


uses = st.builds(
    lambda start, length, share, sex: NeedUse("a", start, share, sex, None if length > 90 else min(start + length, 105)),
    st.integers(0, 105),
    st.integers(0, 100),
    shares,
    st.sampled_from(["", *SEXES]),
)
capacities = st.builds(
    lambda first, length, places, project, per: Capacity(
        "x",
        "X",
        "a",
        first_year=first,
        last_year=None if first is None or length is None else first + length,
        places=places,
        project=project,
        places_per_unit=per,
    ),
    st.none() | years,
    st.none() | st.integers(0, 5),
    st.none() | st.integers(-50, 400),
    st.sampled_from(["", "bygg"]),
    st.none() | st.integers(1, 30),
)
projects = st.builds(
    lambda year, capacity: {"bygg": Project("bygg", "Bygg", "a", "idea", "non_self_financing", completion_year=year, capacity=capacity)},
    st.none() | years,
    st.none() | st.integers(0, 12),
)
people = st.dictionaries(st.tuples(st.sampled_from(YEARS), st.sampled_from(SEXES), st.integers(0, 105)), st.integers(0, 900), max_size=8)


@settings(max_examples=50)
@given(services(), st.lists(uses, max_size=4), st.lists(capacities, max_size=4), projects, people)
def test_the_sheet_is_what_plain_numbers_make_of_it(service, rows, places, built, there):
    persons = np.zeros((len(YEARS), 2, AGES))
    for (year, sex, age), count in there.items():
        persons[YEARS.index(year), SEXES.index(sex), age] = count
    keyed = {f"a||{at}": one for at, one in enumerate(places)}
    users = count_users(persons, make_use_weights(rows, service.coverage)[None])
    sheet = make_service_needs({"a": service}, users, make_capacities_sheet(keyed, built, YEARS))
    for at, year in enumerate(YEARS):
        exact = count_plain_users(there, rows, service, year)
        counted = sheet.value("a", "users", year)
        assert abs(counted - exact) <= 0.5 + 1e-9
        assert abs(float(exact) - users[0, at]) < 1e-6
        needed = share_plainly(counted, service.places_per_user)
        room = count_plain_places(places, built, "a", year)
        assert (sheet.value("a", "places", year), sheet.value("a", "capacity", year)) == (needed, room)
        assert sheet.value("a", "free", year) == room - needed
        assert sheet.value("a", "staff", year) == share_plainly(counted, service.staff_per_user or 0)


@settings(max_examples=30)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_areas_follow_the_municipality_and_odds_are_shares(draws, seed):
    random = np.random.default_rng(seed)
    whole = random.uniform(0, 500, len(YEARS)) * random.integers(0, 2, len(YEARS))
    parts = random.dirichlet(np.ones(3), len(YEARS)).T * whole
    drawn = whole * random.uniform(0.5, 1.5, (draws, len(YEARS)))
    in_areas = spread_to_areas(drawn, whole, parts)
    assert np.allclose(in_areas.sum(axis=2), drawn)
    capacity = random.uniform(0, 500, (3, len(YEARS)))
    odds = make_need_odds(["a", "b", "c"], YEARS, in_areas, (parts, capacity), seed=seed, since=YEARS[1])
    for at, one in enumerate("abc"):
        # Less than half a place too few is none: the sheet counts whole places.
        short = [[in_areas[draw, year, at] - capacity[at, year] > 0.5 for year in range(len(YEARS))] for draw in range(draws)]
        assert odds.short[one].tolist() == [sum(of_year) / draws for of_year in zip(*short, strict=True)]
        once = [any(years[1:]) for years in short]
        assert odds.passed[one][-1] == sum(once) / draws
        assert odds.passed[one][0] == 0
