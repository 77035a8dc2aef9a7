"""The chain of homes that one new home opens, by hand."""

from __future__ import annotations

import pytest

from veikart.calc.population.housing import Homes, list_homes, make_housing_homes_sheet
from veikart.calc.population.rows import DwellingType, HousingYear

FLAT = DwellingType("flat", "Leilighet", 200, 300_000, 200_000)
HOUSE = DwellingType("house", "Hus", 300, 1_000_000, 0)
TYPES = {"flat": FLAT, "house": HOUSE}


def _row(dwellings: int, kind: str = "flat", percent: int = 1_000_000) -> dict[str, int]:
    sheet = make_housing_homes_sheet([Homes("a", kind, (dwellings,))], TYPES, (2020,), [percent])
    return {name: int(line[0, 0]) for name, line in sheet.lines.items()}


def test_half_of_the_homes_end_the_chain_so_each_new_one_fills_two() -> None:
    found = _row(100)
    assert found["filled"] == 200 * 100
    assert found["outside_homes"] == 60 * 100
    assert (found["direct"], found["persons"]) == (200, 120)


def test_where_all_come_from_outside_nobody_leaves_a_home() -> None:
    assert (_row(10, "house")["filled"], _row(10, "house")["persons"]) == (1_000, 30)


def test_homes_follow_the_alternative_and_may_go_out_of_use() -> None:
    assert _row(815, percent=800_000)["dwellings"] == 652
    assert _row(-100)["persons"] == -120


@pytest.mark.parametrize(("outside", "new"), [(400_000, 250_000), (350_000, 100_000), (50_000, 0)])
def test_the_sum_is_what_the_chain_gives_home_by_home(outside: int, new: int) -> None:
    homes, filled, from_outside = 1000.0, 0.0, 0.0
    while homes > 1e-9:
        filled += homes
        from_outside += homes * outside / 1e6
        homes *= 1 - (outside + new) / 1e6
    kind = {"t": DwellingType("t", "T", 100, outside, new)}
    sheet = make_housing_homes_sheet([Homes("a", "t", (1000,))], kind, (2020,), [1_000_000])
    assert sheet.value("t|a", "filled", 2020) == pytest.approx(filled * 100, abs=1)
    assert sheet.value("t|a", "persons", 2020) == pytest.approx(from_outside, abs=1)


def test_rows_of_the_programme_hold_from_year_to_year_and_are_added() -> None:
    rows = [HousingYear("a", "flat", 2020, 5, 2022), HousingYear("a", "flat", 2021, 2), HousingYear("b", "flat", 2030, 9)]
    found = list_homes(dict(enumerate(rows)), range(2019, 2024))
    assert found == [Homes("a", "flat", (0, 5, 7, 5, 0)), Homes("b", "flat", (0,) * 5)]
