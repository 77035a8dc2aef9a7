"""One projection by hand."""

from __future__ import annotations

import numpy as np
import pytest

from veikart.calc.population import AGES, FEMALE, MALE, OLDEST, PopulationInputs, project
from veikart.calc.population.inputs import FLOWS
from veikart.calc.population.projection import advance_ages


def _inputs(years: int = 2, **changed: np.ndarray) -> PopulationInputs:
    shape = (years, 2, AGES)
    still = {name: np.zeros(shape) for name in ("out_domestic", "out_foreign", *FLOWS)}
    still |= {"base": np.zeros((2, AGES)), "fertility": np.zeros((years, AGES)), "survival": np.ones(shape)}
    return PopulationInputs(2020, **(still | changed))


def test_people_grow_older_and_gather_in_the_last_age() -> None:
    base = np.zeros((2, AGES))
    base[FEMALE, OLDEST - 1], base[FEMALE, OLDEST], base[MALE, 3] = 2, 1, 5
    persons = project(_inputs(base=base)).persons
    assert persons[1, FEMALE, OLDEST] == 3
    assert persons[2, MALE, 5] == 5
    assert persons.sum(axis=(1, 2)).tolist() == [8, 8, 8]


def test_births_are_of_the_women_there_and_survive_as_the_newborn_do() -> None:
    base, fertility, survival = np.zeros((2, AGES)), np.zeros((1, AGES)), np.ones((1, 2, AGES))
    base[FEMALE, 29], fertility[0, 30], survival[0, :, 0] = 100, 0.5, 0.9
    found = project(_inputs(1, base=base, fertility=fertility, survival=survival))
    assert found.births.sum() == pytest.approx(50)
    assert found.births[0, MALE, 0] == pytest.approx(50 * 0.513)
    assert found.persons[1, :, 0].sum() == pytest.approx(45)
    assert found.deaths.sum() == pytest.approx(5)


def test_a_population_that_bears_as_many_as_die_stays_as_it_is() -> None:
    """The years lived in a life table, both sexes, with fertility such that a thousand are born: the same people every year, and as many who die."""
    ages = np.arange(AGES)
    survival = 1 - np.minimum(np.exp([[-10.2], [-9.6]] + 0.09 * ages), 0.6)
    born = 1_000 * np.array([[1 - 0.513], [0.513]])
    lived = born * np.cumprod(survival, axis=1)
    lived[:, OLDEST] = lived[:, OLDEST - 1] * survival[:, OLDEST] / (1 - survival[:, OLDEST])
    fertility = np.where((ages >= 15) & (ages < 50), 0.1, 0.0)
    fertility *= 1_000 / (advance_ages(lived)[FEMALE] @ fertility)
    found = project(_inputs(30, base=lived, fertility=np.repeat(fertility[None], 30, 0), survival=np.repeat(survival[None], 30, 0)))
    assert found.persons[30] == pytest.approx(lived, rel=1e-12)
    assert found.births.sum(axis=(1, 2)) == pytest.approx(found.deaths.sum(axis=(1, 2)))


def test_homes_that_go_out_of_use_take_no_more_than_there_are() -> None:
    base, homes = np.zeros((2, AGES)), np.zeros((1, 2, AGES))
    base[MALE, 40], homes[0, MALE, 41] = 3, -5
    found = project(_inputs(1, base=base, in_housing=homes))
    assert found.persons[1].sum() == 0
    assert found.in_housing.sum() == -3


def test_arrays_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="survival"):
        _inputs(2, survival=np.ones((1, 2, AGES)))
