"""The population by age."""

import pytest

from veikart.calc.demography import OLDEST, Population, PopulationTable, select_years

ROWS = [
    Population("a", 2020, 0, "", 5, 60),
    Population("a", 2020, 6, "female", 6, 4),
    Population("a", 2020, 6, "male", 6, 5),
    Population("a", 2020, 7, "", None, 100),
    Population("a", 2022, 0, "", 5, 70),
]


def test_persons_of_a_range_in_each_year():
    table = PopulationTable(ROWS)
    assert table.years == (2020, 2022)
    found = table.count_persons([(0, 5), (6, 6), (6, OLDEST), (0, OLDEST)], [2020, 2022])
    assert found.tolist() == [[60, 70], [9, 0], [109, 0], [169, 70]]


def test_a_year_without_population_has_that_of_the_last_before_it_or_the_first():
    assert PopulationTable(ROWS).count_persons([(0, 5)], [2018, 2021, 2030]).tolist() == [[60, 60, 70]]


@pytest.mark.parametrize("years", [[], [2020]])
def test_without_any_population_there_is_nobody(years):
    assert PopulationTable([]).count_persons([(0, 5)], years).tolist() == [[0] * len(years)]


def test_no_ranges_have_no_persons():
    assert PopulationTable(ROWS).count_persons([], [2020]).shape == (0, 1)


def test_years_are_chosen_from_those_that_are_known():
    assert select_years([], [2020]) == [None]
    assert select_years([2021, 2019], [2018, 2019, 2020, 2022]) == [2019, 2019, 2019, 2021]
