"""The needs over drawn populations: the same again from the same seed, and the projection itself where nothing is drawn."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.calc.outlook import LEVELS
from veikart.calc.outlook.needs import MARK
from veikart.calc.values import LeverChange
from veikart.rules.foresight.need_odds import EVERYBODY, work_out_needs

DRAWS, SEED = 200, 7


@cache
def _odds(**asked):
    return work_out_needs(get_example_book(), get_example_long_run(), draws=DRAWS, seed=SEED, **asked)


def test_the_same_seed_gives_the_same_whatever_the_threads():
    one, other = _odds(), _odds(threads=2)
    assert all(np.array_equal(one.quantiles[key], other.quantiles[key]) for key in one.quantiles)
    assert (one.draws, one.seed, one.years[0], one.years[-1]) == (DRAWS, SEED, 2019, 2039)


def test_what_is_not_drawn_is_the_sheet():
    sheets, odds = get_example_long_run().sheets, _odds()
    for name in ("service_needs", "area_needs"):
        sheet = sheets[name]
        for one in sheet.subjects:
            assert np.abs(odds.central[one] - sheet.row(one, "places")).max() <= 1
            assert odds.capacity[one].tolist() == list(sheet.row(one, "capacity"))


def test_areas_add_up_to_the_municipality():
    odds = _odds()
    for service in ("barneskole", "ungdomsskole"):
        parts = [odds.central[one] for one in odds.central if one.startswith(f"{service}{MARK}")]
        assert np.allclose(np.sum(parts, axis=0), odds.central[service])


def test_nothing_uncertain_is_the_projection_in_every_draw():
    book = get_example_book()
    still = book.with_rows({"uncertainties": {key: replace(one, spread=0) for key, one in book.table("uncertainties").items()}})
    odds = work_out_needs(still, get_example_long_run(), draws=100, seed=SEED)
    for one in ("barnehage", "heldogn", EVERYBODY):
        assert np.allclose(odds.quantiles[one], odds.central[one], rtol=1e-5)
    assert set(odds.short["heldogn"].tolist()) == {0.0, 1.0}


def test_quantiles_rise_and_odds_follow_them():
    odds = _odds()
    for one, rows in odds.quantiles.items():
        assert (np.diff(rows, axis=0) >= 0).all(), one
        median_short = rows[LEVELS.index(0.5)] > odds.capacity[one] + 0.5  # half a place is none
        assert ((odds.short[one] >= 0.5) == median_short)[np.abs(odds.short[one] - 0.5) > 0.01].all(), one
        assert (np.diff(odds.passed[one]) >= 0).all(), one


def test_fewer_births_need_fewer_places_and_a_scenario_is_asked_for_by_its_id():
    fewer = _odds(changes=(LeverChange("fertility", 700_000, 2020),))
    assert fewer.central["barnehage"][-1] < 0.8 * _odds().central["barnehage"][-1]
    assert fewer.central["heldogn"][-1] == pytest.approx(_odds().central["heldogn"][-1])
    assert _odds(scenario="boliger-uteblir").central[EVERYBODY][-1] < _odds().central[EVERYBODY][-1]
    with pytest.raises(KeyError):
        _odds(scenario="finnes-ikke")
