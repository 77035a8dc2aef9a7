"""Sums in reports, whatever the organisation and its money are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.calc.reports import MoneyLine, ReportDocument, UnitInputs, divide_money, find_changes, hash_report, read_report_document
from veikart.calc.reports.document import write_report_document

AMOUNTS = st.integers(-(10**12), 10**12)
NAMES = ("original", "revised", "budget_to_date", "actual_to_date", "forecast")
LINES = st.builds(MoneyLine, st.just("a"), st.just("A"), *([st.one_of(st.none(), AMOUNTS)] * 5))
KNOWN = st.builds(MoneyLine, st.just("a"), st.just("A"), *([AMOUNTS] * 5))
UNITS = st.builds(UnitInputs, st.just("u"), st.just("U"), money=st.one_of(st.none(), LINES), man_years=st.one_of(st.none(), st.integers(0, 10**12)))


@settings(max_examples=60)
@given(KNOWN, st.lists(KNOWN, min_size=1, max_size=5))
def test_the_lines_of_a_unit_always_add_up_to_it(whole, below):
    lines = divide_money(whole, below, rest="Resten")
    for name in NAMES:
        gap = getattr(whole, name) - sum(getattr(one, name) for one in lines)
        assert gap == 0 or (len(lines) == len(below) and abs(gap) <= len(below) + 1)
    deviations = sum(one.deviation for one in lines)
    assert abs(whole.deviation - deviations) <= 2 * (len(below) + 1)


@settings(max_examples=60)
@given(UNITS, UNITS)
def test_changes_are_only_between_what_both_know(before, after):
    for one in find_changes(before, after):
        assert one.before is not None
        assert one.before != one.after
    assert not find_changes(before, before)


@settings(max_examples=40)
@given(st.lists(UNITS, max_size=4))
def test_a_frozen_report_is_read_back_as_it_was(units):
    document = ReportDocument("p", "T", "S", "K", "tertial", 2020, 1, "2020-01-01", (), units=tuple(units))
    plain = write_report_document(document)
    assert read_report_document(plain) == document
    assert hash_report(plain) == hash_report(write_report_document(document))
