"""The findings in what the engines worked out are gathered, and an engine that has nothing to work with says nothing."""

import pytest

from tests.support.economy import make_small_economy
from tests.support.economy_example import get_example_book, get_example_run
from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines
from veikart.rules.economy.result_findings import FINDERS, find_in_results


def test_an_empty_book_has_none():
    assert find_in_results(EconomyBook(), Run()) == []


@pytest.mark.parametrize("find", FINDERS)
def test_a_book_with_nothing_but_years_survives(find):
    book = make_small_economy()
    assert all(one.sentence for one in find(book, run_engines(book)))


def test_those_of_the_example_are_gathered_engine_by_engine():
    found = find_in_results(get_example_book(), get_example_run())
    assert found == [finding for find in FINDERS for finding in find(get_example_book(), get_example_run())]
    assert all(one.place.figure for one in found)
