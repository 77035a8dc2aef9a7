"""The population of a municipality by year of age: a good file, and one broken thing at a time."""

from pathlib import Path

import pytest

from veikart.calc.demography import PopulationTable
from veikart.exchange.population import OLDEST_COLUMN, read_population

DATA = Path(__file__).parent / "data"
AGES = [f"age_{age}" for age in range(OLDEST_COLUMN + 1)]
HEAD = ["municipality_code", "municipality", "year", "sex", *AGES]


def _line(code="3201", year="2019", sex="female", **changed: str) -> list[str]:
    counts = {age: str(number) for number, age in enumerate(AGES)} | changed
    return [code, "Bærum", year, sex, *counts.values()]


def _write(tmp_path, lines, head=HEAD, name="population.csv"):
    path = tmp_path / name
    path.write_text("\n".join(",".join(one) for one in [head, *lines]), encoding="utf-8")
    return path


def _codes(path, municipality="3201") -> list[str]:
    rows, findings = read_population(path, municipality=municipality, projection="ssb")
    assert not rows
    return [one.code for one in findings]


def test_both_sexes_of_the_municipality_that_is_asked_for(tmp_path):
    path = _write(tmp_path, [_line(), _line(sex="male"), _line(code="0301", age_0="99999")])
    rows, findings = read_population(path, municipality="3201", projection="ssb")
    assert findings == []
    assert len(rows) == 2 * (OLDEST_COLUMN + 1)
    assert (rows[5].age_from, rows[5].age_to, rows[5].sex, rows[5].persons, rows[5].projection) == (5, 5, "female", 5, "ssb")
    assert rows[OLDEST_COLUMN].age_to is None
    assert PopulationTable(rows).count_persons([(1, 2), (104, 120)], [2019]).tolist() == [[6], [418]]


@pytest.mark.parametrize("text", ["-3", "", "1.5", "1 000", "9999999", "99999999999999999999"])
def test_a_count_that_is_negative_missing_or_not_whole(tmp_path, text):
    assert _codes(_write(tmp_path, [_line(age_7=text)])) == ["value-kind"]


def test_ages_without_a_column(tmp_path):
    short = [one for one in HEAD if one not in {"age_7", "age_8"}]
    line = _line()
    assert _codes(_write(tmp_path, [line[:-2]], head=short)) == ["column-missing", "column-missing"]


def test_a_row_that_is_too_short(tmp_path):
    assert _codes(_write(tmp_path, [_line()[:-1], _line(sex="male")])) == ["row-length"]


def test_a_municipality_that_is_not_there(tmp_path):
    assert _codes(_write(tmp_path, [_line()]), "0219") == ["population-municipality"]


def test_years_and_sexes_that_are_none(tmp_path):
    assert _codes(_write(tmp_path, [_line(year="19")])) == ["value-kind"]
    assert _codes(_write(tmp_path, [_line(sex="all")])) == ["value-choice"]


def test_a_year_that_stands_twice(tmp_path):
    assert _codes(_write(tmp_path, [_line(), _line()])) == ["id-twice"]


def test_files_that_are_not_read(tmp_path):
    assert _codes(_write(tmp_path, [_line()], name="population.csv.gz")) == ["file-archive"]
    assert _codes(_write(tmp_path, [_line()], name="population.xlsx")) == ["file-kind"]
    assert _codes(tmp_path / "nothing.csv") == ["file-missing"]
    assert _codes(tmp_path / "no-folder" / "nothing.csv") == ["file-missing"]


def test_the_people_of_baerum_on_1_january_2019_are_those_of_table_4_13():
    """Statistics Norway, table 07459 (NLOD). The column «2018» of table 4.13 is the end of that year."""
    rows, findings = read_population(DATA / "population-3201-2019.csv", municipality="3201", projection="ssb")
    assert findings == []
    groups = [(0, 0), (1, 5), (6, 12), (13, 15), (16, 19), (20, 29), (30, 49), (50, 66), (67, 79), (80, 84), (85, 89), (90, 94), (95, 120), (0, 120)]
    printed = [1_378, 8_036, 12_089, 5_074, 6_500, 13_091, 35_278, 27_101, 12_371, 2_607, 1_954, 1_013, 349, 126_841]
    assert PopulationTable(rows).count_persons(groups, [2019]).ravel().tolist() == printed
