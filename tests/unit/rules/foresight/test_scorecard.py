"""The uncertainties that the example has earned, as the rows that can be entered."""

import pytest

from tests.support.economy_example import get_example_book
from tests.support.tree import ROOT
from veikart.calc.scorecard.calibration import get_drawn_spread
from veikart.calc.values import PPM
from veikart.exchange.population.scorecard import read_scorecard
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.foresight.population import get_population_inputs
from veikart.rules.foresight.scorecard import SOURCE, get_population_uncertainties, list_earned_uncertainties, to_spread

MEASURED = read_scorecard(ROOT / "examples" / "norge").spreads
EARNED = {"fertility": (3.06, 100), "mortality": (1.86, 100), "in_foreign": (13.9, 100), "in_domestic": (4.89, 90), "out_domestic": (4.89, 90)}
"""Per cent, as docs/explanation/treffsikkerhet.md has them."""


def test_the_example_has_earned_what_the_guide_says() -> None:
    book = get_example_book()
    rows = list_earned_uncertainties(book, get_population_inputs(book), MEASURED)
    assert {row.lever for row in rows} == set(EARNED)
    for row in rows:
        spread, persistence = EARNED[row.lever]
        assert row.spread * 100 / PPM == pytest.approx(spread, rel=0.05)
        assert row.persistence * 100 / PPM == pytest.approx(persistence, abs=5.1)
        assert row.source == SOURCE
    assert {row.lever for row in rows if row.national == "yes"} == {"fertility", "mortality", "in_foreign"}


def test_the_example_draws_what_it_has_earned() -> None:
    book = get_example_book()
    used = {row.lever: row for row in get_population_uncertainties(book)}
    for row in list_earned_uncertainties(book, get_population_inputs(book), MEASURED):
        assert (used[row.lever].spread, used[row.lever].persistence) == (row.spread, row.persistence)


def test_what_is_earned_can_be_entered_and_draws_the_measured_width() -> None:
    book = get_example_book()
    inputs = get_population_inputs(book)
    rows = {row.lever: row for row in list_earned_uncertainties(book, inputs, MEASURED)}
    entered = book.with_rows({"uncertainties": rows})
    assert not [one for one in check_economy_book(entered) if one.grade == "stop"]
    drawn = get_drawn_spread(inputs, [to_spread(one) for one in get_population_uncertainties(entered)])
    for years in (1, 5, 10):
        assert drawn[years - 1] == pytest.approx(float(MEASURED.get_total(float(inputs.base.sum()), float(years))), rel=0.13)
