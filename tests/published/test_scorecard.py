"""How good the projections are: figures worked out again, held against what is stored, what others have printed, and what was counted.

The model was made on projections from 2009 to 2014 and what was counted until 1 January 2019. What has been counted later only tells how it went.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tests.support.norway import NORGE, get_counts, get_national
from veikart.calc.population import AGES, FEMALE, MALE, PopulationInputs, project
from veikart.calc.population.estimating import estimate_inputs, work_out_nation
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.life_tables import expect_life, fit_life_expectancy, make_single_years, survive_year
from veikart.calc.scorecard.errors import ALL, SIZE_CLASSES, ErrorSummary, list_errors
from veikart.calc.scorecard.hindcast import AGE_GROUPS, Hindcast, hindcast, make_default_method
from veikart.calc.scorecard.methods import make_hamilton_perry_method
from veikart.calc.scorecard.vintages import list_vintage_errors
from veikart.exchange.population.counts import Counts
from veikart.exchange.population.scorecard import BANDS, Scorecard, read_band_counts, read_scorecard

FIVE_YEARS = 5


@cache
def _counts() -> Counts:
    return {code: rows for code, rows in get_counts().items() if 2005 in rows}


@cache
def _scorecard() -> Scorecard:
    return read_scorecard(NORGE)


@cache
def _run(origin: int, *, last: int) -> Hindcast:
    counts = {code: {year: one for year, one in rows.items() if year <= last} for code, rows in _counts().items() if last in rows}
    return hindcast(counts, make_default_method(get_national(), origin=origin, years=FIVE_YEARS), origin=origin, years=FIVE_YEARS)


def _stored(method: str, places: str, origin: int | None, size_class: str = ALL, ages: str = ALL) -> ErrorSummary:
    return next(
        one.error
        for one in _scorecard().scores
        if (one.method, one.places, one.error.origin, one.error.size_class, one.error.ages) == (method, places, origin, size_class, ages)
        and one.error.horizon == FIVE_YEARS
    )


def test_2014_to_2019_is_what_is_stored() -> None:
    found = {one.size_class: one for one in list_errors([_run(2014, last=2019)]) if (one.horizon, one.ages, one.origin) == (FIVE_YEARS, ALL, 2014)}
    for size_class in (ALL, *SIZE_CLASSES):
        stored = _stored("default", "all", 2014, size_class)
        assert found[size_class].count == stored.count
        assert found[size_class].bias == pytest.approx(stored.bias, abs=1e-6)
        assert found[size_class].mean_absolute == pytest.approx(stored.mean_absolute, abs=1e-6)
    assert found[ALL].mean_absolute == pytest.approx(0.0238, abs=5e-5)


def test_hamilton_perry_2014_is_what_is_stored() -> None:
    known = {code: {year: one for year, one in rows.items() if year <= 2019} for code, rows in _counts().items()}
    found = hindcast(known, make_hamilton_perry_method(origin=2014), origin=2014, years=FIVE_YEARS)
    mean = float(np.abs(np.exp(-found.errors[:, -1]) - 1).mean())
    assert mean == pytest.approx(_stored("hamilton-perry", "all", 2014).mean_absolute, abs=1e-6)
    assert mean == pytest.approx(0.0328, abs=5e-5)


@pytest.mark.parametrize("origin", range(2010, 2015))
def test_the_default_beats_the_simple_methods_from_every_year(origin: int) -> None:
    others = [_stored(method, "all", origin).mean_absolute for method in ("constant", "hamilton-perry", "simple-cohort")]
    assert _stored("default", "all", origin).mean_absolute < 0.93 * min(others)


def test_the_error_is_within_the_aim() -> None:
    assert _stored("default", "all", None).mean_absolute == pytest.approx(0.0220, abs=5e-5)
    assert all(_stored("default", "all", origin).mean_absolute <= 0.025 for origin in range(2009, 2015))


@pytest.mark.parametrize("size_class", [ALL, *SIZE_CLASSES])
def test_the_band_of_80_per_cent_holds_75_to_85(size_class: str) -> None:
    assert 0.75 <= (_stored("default", "all", None, size_class).covered or 0) <= 0.85


def test_the_twelve_since_2019_are_what_is_stored() -> None:
    """1.87 per cent, against 2.32 and 2.41 of the simple methods: looked at once, and nothing was changed after it."""
    found = _run(2019, last=2024)
    stored = {one.code: one for one in _scorecard().since if one.year == 2024}
    assert set(found.codes) == set(stored)
    for at, code in enumerate(found.codes):
        assert (round(found.projected[at, -1].sum()), round(found.counted[at, -1].sum())) == (stored[code].projected, stored[code].counted)
    assert np.abs(np.exp(-found.errors[:, -1]) - 1).mean() == pytest.approx(0.0187, abs=5e-5)
    assert sum(one.low <= (one.counted or 0) <= one.high for one in stored.values()) == 9
    assert _stored("simple-cohort", "twelve", 2019).mean_absolute == pytest.approx(0.0232, abs=5e-5)


def test_the_groups_of_baerum_at_the_end_of_2023() -> None:
    """Everybody in the wrong group, as a share of all: 2.44 per cent, against 2.66 of the municipality's own model (Kompas 2019, table 4.13). As the
    mean of the groups' errors, each alike: 2.62 against 4.92."""
    found = _run(2019, last=2024)
    at = found.codes.index("3201")
    rows = _scorecard().ages
    assert [one.ages for one in rows] == list(AGE_GROUPS)
    assert [one.projected for one in rows] == found.projected[at, -1].round().astype(int).tolist()
    assert [one.counted for one in rows] == found.counted[at, -1].astype(int).tolist()
    counted = np.array([one.counted for one in rows])
    ours, others = (np.abs(np.array(persons) - counted) for persons in ([one.projected for one in rows], [one.other for one in rows]))
    assert ours.sum() / counted.sum() == pytest.approx(0.0244, abs=5e-5)
    assert others.sum() / counted.sum() == pytest.approx(0.0266, abs=5e-5)
    assert (ours / counted).mean() == pytest.approx(0.0262, abs=5e-5)
    assert (others / counted).mean() == pytest.approx(0.0492, abs=5e-5)


def test_official_projections_are_what_is_stored() -> None:
    found = {one.origin: one for one in list_vintage_errors(read_band_counts(NORGE / BANDS)) if (one.horizon, one.ages) == (FIVE_YEARS, ALL)}
    assert {origin: round(one.mean_absolute, 6) for origin, one in found.items()} == {
        origin: _stored("official", "five", origin).mean_absolute for origin in (2016, 2018, 2020)
    }


@pytest.mark.parametrize("middle", [2003, 2008, 2013, 2018])
def test_life_expectancy_of_single_years_is_the_published_one(middle: int) -> None:
    """Within 0.03 years of the mean of the published years, for the tables as they are made, before they are fitted."""
    national = get_national()
    published = np.mean([national.life_expectancy[year] for year in range(middle - 3, middle + 3)], axis=0)
    assert expect_life(make_single_years(national.death_rates[middle])) == pytest.approx(published, abs=0.03)


def test_moving_to_the_nation_is_near_the_published_one() -> None:
    """Net migration that is left of the counts; published (Statistics Norway, table 05803): 2012 47 343, 2018 18 084. Within 2 500 persons."""
    paths = work_out_nation(get_national(), first_year=2019, years=1)
    net = dict(zip(paths.like.nation.years, paths.like.nation.persons.sum((1, 2)), strict=True))
    assert net[2012] == pytest.approx(47_343, abs=2_500)
    assert net[2018] == pytest.approx(18_084, abs=2_500)


def _close(inputs: PopulationInputs, years: int) -> PopulationInputs:
    """The inputs of the first year for ever, with nobody who moves."""
    nobody = np.zeros((years, 2, AGES))
    rates = [np.repeat(one[:1], years, 0) for one in (inputs.fertility, inputs.survival)]
    return PopulationInputs(inputs.first_year, inputs.base, *rates, *[nobody] * 5)


def _make_leslie(inputs: PopulationInputs) -> Numbers:
    """Women only: who of each age becomes whom, and whom they bear."""
    matrix = np.diag(inputs.survival[0, FEMALE, 1:], -1)
    matrix[-1, -1] = inputs.survival[0, FEMALE, -1]
    matrix[0, :-1] = inputs.fertility[0, 1:] * (1 - inputs.boys) * inputs.survival[0, FEMALE, 0]
    return np.asarray(matrix)


def test_a_closed_population_grows_as_its_leslie_matrix() -> None:
    inputs = estimate_inputs(_counts()["3201"], get_national(), first_year=2019, years=1)
    women = project(_close(inputs, 600)).persons[:, FEMALE].sum(-1)
    eigenvalue = float(np.abs(np.linalg.eigvals(_make_leslie(inputs))).max())
    assert women[-1] / women[-2] == pytest.approx(eigenvalue, rel=1e-6)


def test_a_population_with_as_many_born_as_die_is_its_life_table() -> None:
    """One child for each who dies: after two hundred years the ages are the years lived of the table."""
    national = get_national()
    rates = fit_life_expectancy(make_single_years(national.death_rates[2018]), national.life_expectancy[2018])
    survival = survive_year(rates)[MALE]
    persons = np.zeros(AGES)
    for _ in range(200):
        older = np.concatenate([[1000.0], persons[:-2], [persons[-2] + persons[-1]]])
        persons = older * survival
    assert persons.sum() / 1000 == pytest.approx(national.life_expectancy[2018][MALE], abs=1e-3)
