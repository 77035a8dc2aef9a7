"""The codes of municipalities by date."""

import csv
import gzip
from datetime import date

import pytest

from tests.support.tree import ROOT
from veikart.rules.municipalities import CodeChange, find_code, get_code_changes, list_border_changes, list_codes_of
from veikart.rules.municipalities.codes import MARKS, _names, _read_changes

COUNTED = ROOT / "examples" / "norge" / "population-by-year-of-age.csv.gz"
BEFORE, BETWEEN, NOW = date(2019, 6, 1), date(2021, 1, 1), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("0219", BEFORE, "0219"),
        ("0219", date(2020, 1, 1), "3024"),
        ("0219", NOW, "3201"),
        ("3024", date(2023, 12, 31), "3024"),
        ("3201", BEFORE, "0219"),
        ("0301", BEFORE, "0301"),
        ("0301", NOW, "0301"),
        ("1201", NOW, "4601"),
        ("1103", BEFORE, "1103"),
        ("3203", BETWEEN, "3025"),
        ("3203", BEFORE, ""),  # Asker before Røyken and Hurum came
        ("0220", NOW, ""),
        ("1507", NOW, ""),  # divided into Ålesund and Haram
        ("1580", BETWEEN, ""),
        ("5012", NOW, ""),  # divided between three
        ("1601", NOW, "5001"),
    ],
)
def test_the_code_on_a_day(code, day, expected):
    assert find_code(code, day).code == expected


def test_what_happened_on_the_way_is_told_with_its_day_and_mark():
    found = find_code("0219", NOW)
    assert found.name == "Bærum"
    assert [(one.day.isoformat(), one.before, one.after) for one in found.changes] == [
        ("2020-01-01", ("0219",), ("3024",)),
        ("2024-01-01", ("3024",), ("3201",)),
    ]
    assert found.marks == {"memory"}
    assert find_code("3201", NOW).changes == ()
    assert find_code("9999", NOW) is None


def test_the_name_of_a_code_that_is_no_more():
    assert [find_code(code, BEFORE).name for code in ("0220", "0627", "0219", "0805", "1504")] == ["Asker", "Røyken", "Bærum", "Porsgrunn", "Ålesund"]


def test_every_code_of_a_municipality_that_has_only_been_renumbered():
    assert list_codes_of("3024") == ("0219", "3024", "3201")
    assert list_codes_of("3203") == ("3025", "3203")
    assert list_codes_of("0301") == ("0301",)
    assert list_codes_of("9999") == ("9999",)


def test_borders_that_moved_under_the_same_code():
    assert [one.day for one in list_border_changes("1103")] == [date(2020, 1, 1)]
    assert [one.before for one in list_border_changes("3203")] == [("0220", "0627", "0628")]
    assert list_border_changes("3201") == ()


def test_the_codes_that_hold_are_those_of_the_counted_populations():
    with gzip.open(COUNTED, "rt", encoding="utf-8") as file:
        counted = {row["municipality_code"]: row["municipality"] for row in csv.DictReader(file)}
    assert {code: name for code, name in _names().items() if find_code(code, NOW).code == code} == counted


def test_the_changes_hold_together():
    changes = get_code_changes()
    for one in changes:
        assert all(len(code) == 4 and code.isdigit() for code in (*one.before, *one.after))
        assert len(set(one.before)) == len(one.before)
        for code in one.before:
            assert find_code(code, date.fromordinal(one.day.toordinal() - 1)).code == code, one
        for code in one.after:
            assert find_code(code, one.day).code == code, one
    assert {one.mark for one in changes} <= set(MARKS)
    renumbered = [one.after[0] for one in changes if one.is_renumbering]
    assert len(renumbered) == len(set(renumbered))


def test_a_file_that_is_not_as_it_should_be():
    with pytest.raises(ValueError, match="2024"):
        _read_changes({"change": [{"day": NOW, "mark": "gjettet"}]})
    assert _read_changes({"change": [{"day": NOW, "mark": "memory", "same": [["a", "b"]]}]}) == (CodeChange(NOW, ("a",), ("b",), "memory"),)
