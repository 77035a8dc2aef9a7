"""Values that come in beside those that are known."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.indicators import make_indicator_book
from veikart.calc.indicators import IndicatorValue
from veikart.rules.indicators.incoming import compare_values, count_values, find_clashes

MARCH, JUNE = date(2020, 3, 15), date(2020, 6, 15)


def _value(number, vintage=MARCH, state=""):
    return IndicatorValue("fravaer", "lillevik", 2019, "", vintage, None if number is None else number * 1_000_000, state)


BOOK = make_indicator_book(indicator_values={"fravaer|lillevik|2019||2020-03-15": _value(7)})


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (_value(7), "same"),
        (_value(7, JUNE), "same"),
        (_value(8, JUNE), "revised"),
        (_value(8, date(2020, 1, 1)), "earlier"),
        (_value(8), "clash"),
        (_value(None, JUNE, "missing"), "unsaid"),
        (_value(None, JUNE, "suppressed"), "revised"),
    ],
)
def test_a_value_is_told_by_what_is_known(value, kind):
    (change,) = compare_values(BOOK, [value])
    assert (change.kind, change.before) == (kind, _value(7))


def test_two_numbers_of_one_day_are_told_of():
    changes = compare_values(BOOK, [_value(8), _value(None, MARCH, "suppressed")])
    assert count_values(changes) == {"clash": 2}
    assert [one.code for one in find_clashes(changes)] == ["indicator-vintage"] * 2
    assert find_clashes(changes)[0].sentence == "«fravaer» for 2019 er 8 i filen, men 7 i boken, og begge er publisert samme dag."
    assert "skjermet" in find_clashes(changes)[1].sentence


def test_what_nobody_knew_is_new():
    assert [one.kind for one in compare_values(make_indicator_book(), [_value(7), _value(None, MARCH, "missing")])] == ["new", "unsaid"]


def test_a_file_does_not_take_away_that_a_number_cannot_be_compared():
    marked = replace(_value(7, state="not_comparable"), note="Ny måte å telle på")
    book = make_indicator_book(indicator_values={"fravaer|lillevik|2019||2020-03-15": marked})
    changes = compare_values(book, [_value(7), _value(7, JUNE), _value(8, JUNE), _value(None, JUNE, "suppressed")])
    assert [one.kind for one in changes] == ["same", "same", "revised", "revised"]
    assert changes[2].value == replace(_value(8, JUNE, "not_comparable"), note="Ny måte å telle på")
    assert changes[3].value.state == "suppressed"
