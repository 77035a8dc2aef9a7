"""The projection against what others have worked out: the United Nations' births and deaths, Statistics Norway's projections, and R's matrices."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np
import pytest

from tests.support.norway import NORGE, get_counts, get_national
from tests.support.tree import ROOT
from veikart.calc.population import AGES, FEMALE, PopulationInputs, project
from veikart.calc.population.fertility_rates import get_patterns
from veikart.calc.population.inputs import SEXES, Numbers
from veikart.calc.population.life_tables import fit_life_expectancy, make_single_years, survive_year
from veikart.calc.scorecard.hindcast import make_default_method
from veikart.exchange.population.national import VITAL_RATES
from veikart.exchange.population.scorecard import BANDS, read_band_counts

FROM_R = ROOT / "tests" / "published" / "data" / "population-r.csv"
FIVE = {"Porsgrunn": "4001", "Skien": "4003", "Notodden": "4005", "Kviteseid": "4028", "Vinje": "4036"}
LARGER = 12_000
"""Inhabitants of three of the five, at least; the other two have fewer than 4 000."""
AGE = np.arange(AGES)


@pytest.mark.parametrize("year", range(2006, 2020))
def test_births_and_deaths_of_the_nation_are_the_printed_ones(year: int) -> None:
    """World Population Prospects 2024: fed its children per woman, mothers' ages, life expectancy and death rates, and the people counted on
    1 January, births are within 0.1 per cent of its own, and deaths within 1.5."""
    national, still = get_national(), np.zeros((1, 2, AGES))
    middle = min(national.death_rates, key=lambda one: abs(one - year))
    survival = survive_year(fit_life_expectancy(make_single_years(national.death_rates[middle]), national.life_expectancy[year]))
    fertility = national.total_fertility[year] * get_patterns(national.fertility_shares, [year])
    found = project(PopulationInputs(year, national.counts[year].sum(0), fertility, survival[None], *[still] * 5))
    with (NORGE / VITAL_RATES).open(encoding="utf-8") as file:
        printed = next(one for one in csv.DictReader(file) if one["year"] == str(year))
    assert found.births.sum() / 1_000 == pytest.approx(float(printed["births"]), rel=0.001)
    assert found.deaths.sum() / 1_000 == pytest.approx(float(printed["deaths"]), rel=0.015)


@cache
def _official() -> dict[tuple[int, str, int], float]:
    found: dict[tuple[int, str, int], float] = {}
    for one in read_band_counts(NORGE / BANDS):
        if one.vintage is not None:
            key = (one.vintage, one.municipality, one.year)
            found[key] = found.get(key, 0.0) + one.persons
    return found


@pytest.mark.parametrize(("horizon", "larger", "smaller"), [(5, 0.026, 0.041), (10, 0.030, 0.070), (20, 0.037, 0.130)])
def test_official_projections_are_near_ours(horizon: int, larger: float, smaller: float) -> None:
    """Statistics Norway's main alternative from 2016, 2018, 2020, 2022, 2024 and 2026, from the same people: at most so far apart. Its own rates are
    not printed for municipalities, so ours are estimated; in the two smallest its moving in is larger than what was counted before gives."""
    for vintage in (2016, 2018, 2020, 2022, 2024, 2026):
        method = make_default_method(get_national(), origin=vintage, years=horizon)
        for name, code in FIVE.items():
            known = {year: one for year, one in get_counts()[code].items() if year <= vintage}
            assert known[vintage].sum() == _official()[vintage, name, vintage]
            apart = float(method(known)[horizon].sum()) / _official()[vintage, name, vintage + horizon] - 1
            assert abs(apart) < (larger if known[vintage].sum() >= LARGER else smaller)


@cache
def _from_r() -> dict[tuple[str, str, str], float]:
    with FROM_R.open(encoding="utf-8") as file:
        return {(one["what"], one["sex"], one["age"]): float(one["value"]) for one in csv.DictReader(file)}


def _ask_r(what: str, sexes: tuple[str, ...]) -> Numbers:
    return np.array([[_from_r()[what, sex, str(age)] for age in AGE] for sex in sexes])


def _make_inputs(years: int, *, closed: bool) -> PopulationInputs:
    """What tests/published/data/population.R has, from the same formulas."""
    survival = 1 - np.minimum(np.exp([[-10.2], [-9.6]] + np.array([[0.093], [0.089]]) * AGE), 1)
    survival[:, 0] = 0.998, 0.997
    fertility = np.where((AGE >= 15) & (AGE < 50), 0.11 * np.exp(-(((AGE - 31) / 6) ** 2)), 0)
    base = np.array([900 * np.exp(-AGE / 70), 950 * np.exp(-AGE / 66)])
    out, came = 0.01 + 0.06 * np.exp(-(((AGE - 24) / 8) ** 2)), 4 + 40 * np.exp(-(((AGE - 28) / 9) ** 2))
    still = np.zeros((years, 2, AGES))
    moving = [still] * 5 if closed else [still + out, still, still + came, still, still]
    return PopulationInputs(2020, base, np.repeat(fertility[None], years, 0), np.repeat(survival[None], years, 0), *moving, 0.513)


def test_twenty_years_are_those_of_the_matrices_of_r() -> None:
    assert project(_make_inputs(20, closed=False)).persons[20] == pytest.approx(_ask_r("persons", SEXES), rel=1e-10)


def test_growth_and_ages_in_the_long_run_are_those_r_finds() -> None:
    """What popbio calls lambda and stable.stage, by R's own eigen."""
    women = project(_make_inputs(2_000, closed=True)).persons[:, FEMALE]
    assert women[-1].sum() / women[-2].sum() == pytest.approx(_from_r()["growth", "female", ""], rel=1e-9)
    assert women[-1] / women[-1].sum() == pytest.approx(_ask_r("stable", ("female",))[0], rel=1e-6, abs=1e-12)
