"""Indicators for any values: the engine gives what plain loops give, order does not matter, and what has been read in is read in."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.indicators import make_indicator_book
from tests.support.plain_indicators import plain_group, plain_long_term, plain_value
from veikart.calc.indicators import (
    ComparisonMember,
    IndicatorPlace,
    IndicatorValue,
    Limits,
    SeriesBook,
    get_point,
    group_values,
    make_series,
    read_target,
    settle_target,
    work_out_long_term,
)
from veikart.rules.books import FOLLOW_UP
from veikart.rules.indicators.incoming import STORED, compare_values

YEARS = st.integers(2012, 2020)
DAYS = st.integers(0, 5).map(lambda days: date(2021, 1, 1) + timedelta(days))
NUMBERS = st.integers(-(10**9), 10**9)


@st.composite
def value_rows(draw, places=("lillevik",)):
    """Values with vintages, each key once; some without a number, some that are not comparable."""
    rows = {}
    for year, day, place in draw(st.lists(st.tuples(YEARS, DAYS, st.sampled_from(places)), max_size=14)):
        number = draw(st.none() | NUMBERS)
        state = draw(st.sampled_from(["", "not_comparable"])) if number is not None else draw(st.sampled_from(["missing", "suppressed"]))
        rows[year, day, place] = IndicatorValue("a", place, year, "", day, number, state)
    return list(rows.values())


@settings(max_examples=60)
@given(value_rows(), st.randoms(use_true_random=False), st.none() | DAYS)
def test_the_newest_value_is_the_one_and_order_does_not_matter(rows, random, as_of):
    shuffled = random.sample(rows, len(rows))
    series = make_series(shuffled, as_of)
    assert series == make_series(rows, as_of)
    for year in range(2012, 2021):
        point = get_point(series, year)
        value, state = plain_value(rows, year, as_of)
        assert (point.value, point.state) == (None if value is None else Fraction(value, 10**6), state)


@settings(max_examples=60)
@given(value_rows(), YEARS, YEARS, st.sampled_from(["up", "down"]))
def test_the_long_term_change_is_what_plain_loops_give(rows, base_year, last_year, direction):
    found = work_out_long_term(make_series(rows), base_year, last_year=last_year, direction=direction)
    plain = plain_long_term(rows, base_year, last_year)
    assert (found.change is None) == (plain is None)
    if plain and found.change:
        assert found.change.value * plain[1] * 10**6 == plain[0]
        gain = plain[0] if direction == "up" else -plain[0]
        assert found.moved == ("right" if gain > 0 else "wrong" if gain < 0 else "still")


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(st.none() | NUMBERS, st.none() | st.integers(1, 10**6)), min_size=1))
def test_a_group_is_what_plain_loops_give(members):
    day = date(2021, 1, 1)
    rows = [IndicatorValue("x", key, 2020, "", day, value, "" if value is not None else "missing") for key, (value, _) in members.items()]
    rows += [IndicatorValue("w", key, 2020, "", day, weight * 10**6) for key, (_, weight) in members.items() if weight is not None]
    places = {"g": IndicatorPlace("g", "G", "group", mean="weighted", weights="w")}
    book = SeriesBook({}, places, group_values(rows), {"g": tuple(ComparisonMember("g", key) for key in members)})
    point = get_point(book.series("x", "g"), 2020)
    plain = plain_group({key: value for key, (value, _) in members.items()}, {key: weight for key, (_, weight) in members.items()})
    assert point.value == (None if plain is None else Fraction(plain[0], plain[1] * 10**6))
    assert (point.state == "") == all(value is not None and weight is not None for value, weight in members.values())


@settings(max_examples=60)
@given(st.integers(-9999, 9999), st.integers(-9999, 9999), st.sampled_from(["<", "≤", ">", "≥", "=", "under", "minst", "høyst", "over"]))
def test_a_target_says_of_every_value_what_its_sign_says(limit, value, sign):
    limits = settle_target(read_target(f"{sign} {Fraction(limit, 100).numerator / Fraction(limit, 100).denominator:.2f} %".replace(".", ",")), "")
    meant = {"<": value < limit, "≤": value <= limit, ">": value > limit, "≥": value >= limit, "=": value == limit}
    meant |= {"under": meant["<"], "minst": meant["≥"], "høyst": meant["≤"], "over": meant[">"]}
    assert limits.are_met(Fraction(value, 100)) is meant[sign]


@settings(max_examples=40)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_value_within_the_limits_is_at_no_distance(first, second, value):
    limits = Limits(Fraction(min(first, second)), Fraction(max(first, second)))
    assert limits.are_met(Fraction(value)) is (limits.distance(Fraction(value)) == 0)


@settings(max_examples=40)
@given(value_rows(places=("lillevik", "storevik")), value_rows(places=("lillevik", "storevik")))
def test_what_has_been_read_in_is_read_in(known, read):
    table = FOLLOW_UP.tables["indicator_values"]
    book = make_indicator_book(indicator_values={table.key_of(one): one for one in known})
    newest = {(one.place, one.year): one for one in sorted(read, key=lambda one: one.vintage)}
    changes = compare_values(book, newest.values())
    stored = {table.key_of(one.value): one.value for one in changes if one.kind in STORED}
    assert not stored.keys() & book.table("indicator_values").keys()
    after = book.with_rows({"indicator_values": stored})
    again = compare_values(after, [replace(one.value) for one in changes if one.kind in STORED])
    assert {one.kind for one in again} <= {"same"}
