"""Series of values: vintages, what is missing, long-term change, expressions and groups."""

from datetime import date
from fractions import Fraction

import pytest

from veikart.calc.formulas import FormulaError
from veikart.calc.indicators import (
    ComparisonMember,
    IndicatorPlace,
    IndicatorValue,
    Limits,
    SeriesBook,
    find_next_target,
    find_target,
    get_latest,
    get_point,
    group_values,
    judge_value,
    make_series,
    read_expression,
    work_out_change,
    work_out_long_term,
)
from veikart.calc.plan_system import Indicator, IndicatorTarget

MARCH, JUNE = date(2019, 3, 15), date(2019, 6, 15)


def value(year, number, *, state="", vintage=MARCH, indicator="a", place="baerum", period=""):
    millionths = None if number is None else round(number * 1_000_000)
    return IndicatorValue(indicator, place, year, period, vintage, millionths, state)


def series_of(**by_year):
    return make_series(value(int(year[1:]), number, state="" if number is not None else "missing") for year, number in by_year.items())


def test_the_newest_value_is_shown_and_the_older_kept():
    series = make_series([value(2018, 6, vintage=JUNE), value(2018, 5), value(2017, 4)])
    point = series[2018, ""]
    assert (point.value, point.vintage, point.is_revised) == (6, JUNE, True)
    assert [one.vintage for one in point.older] == [MARCH]
    assert not series[2017, ""].is_revised


def test_a_day_looked_back_on_shows_what_was_known_then():
    rows = [value(2018, 5), value(2018, 6, vintage=JUNE)]
    assert make_series(rows, date(2019, 4, 1))[2018, ""].value == 5
    assert make_series(rows, date(2019, 1, 1)) == {}


def test_what_is_missing_is_not_zero():
    series = make_series([value(2017, None, state="suppressed"), value(2018, 0)])
    assert (series[2017, ""].value, series[2017, ""].state) == (None, "suppressed")
    assert series[2018, ""].value == 0
    assert get_point(series, 2016).state == "missing"
    assert get_latest(series, 2017) is None
    assert get_latest(series, 2020).year == 2018


def test_the_mean_of_the_last_three_years_is_held_against_the_base():
    found = work_out_long_term(series_of(y2014=Fraction(70), y2016=64, y2017=53, y2018=47), 2014, last_year=2020, direction="down", decimals=0)
    assert found.change.value == Fraction(64 + 53 + 47, 3) - 70
    assert found.moved == "right"
    assert [one.year for one in found.points] == [2016, 2017, 2018]


def test_years_that_are_missing_or_not_comparable_are_left_out_and_named():
    rows = [value(2014, 10), value(2016, 20), value(2017, 99, state="not_comparable"), value(2018, 30)]
    found = work_out_long_term(make_series(rows), 2014, last_year=2018, direction="up")
    assert found.mean.value == 25
    assert [(one.year, one.state) for one in found.left_out] == [(2017, "not_comparable")]
    few = work_out_long_term(make_series([rows[0], rows[2], rows[3]]), 2014, last_year=2018, direction="up")
    assert (few.mean, few.moved, few.why) == (None, "unknown", "few_years")


@pytest.mark.parametrize(
    ("direction", "last", "moved", "why"),
    [("up", 20, "right", ""), ("down", 20, "wrong", ""), ("up", 10, "still", ""), ("", 20, "unknown", "no_direction")],
)
def test_the_way_it_goes_is_judged_by_the_way_it_should_go(direction, last, moved, why):
    found = work_out_change(series_of(y2017=10, y2018=last), last_year=2018, direction=direction)
    assert (found.moved, found.why, found.since) == (moved, why, 2017)


def test_a_change_smaller_than_the_rounding_is_not_judged():
    found = work_out_change(series_of(y2017=10, y2018=11), last_year=2018, direction="up", decimals=0)
    assert found.moved == "right"
    close = work_out_long_term(series_of(y2014=10, y2016=10, y2017=10, y2018=11), 2014, last_year=2018, direction="up", decimals=0)
    assert (close.moved, close.why) == ("unknown", "rounding")


def test_a_last_value_that_cannot_be_compared_is_not_judged():
    rows = [value(2016, 10), value(2017, 12), value(2018, 30, state="not_comparable")]
    found = work_out_change(make_series(rows), last_year=2018, direction="up")
    assert (found.moved, found.why) == ("unknown", "not_comparable")


def test_what_should_be_kept_within_goes_right_inside_and_towards_it():
    limits = Limits(Fraction(3), Fraction(5))
    moves = {10: "right", 7: "right", 4: "right", 12: "wrong"}
    for now, moved in moves.items():
        series = series_of(y2017=11, y2018=now)
        assert work_out_change(series, last_year=2018, direction="within", limits=limits).moved == moved


def test_targets_hold_for_their_years():
    targets = (IndicatorTarget("a", 2020, "< 2"), IndicatorTarget("a", 2023, "< 1", until=2025))
    assert [found.year if (found := find_target(targets, year)) else None for year in (2019, 2020, 2021, 2023, 2025, 2026)] == [
        None, 2020, None, 2023, 2023, None,
    ]  # fmt: skip
    assert find_next_target(targets, 2020).year == 2023
    assert find_next_target(targets, 2023) is None


@pytest.mark.parametrize(
    ("number", "target", "verdict"),
    [
        (1, "< 2", "met"),
        (2, "< 2", "missed"),
        (None, "< 2", "no_value"),
        (1, "bra", "unreadable"),
        (1, "bedre enn landet", "unreadable"),
    ],
)
def test_verdicts(number, target, verdict):
    assert judge_value(number, IndicatorTarget("a", 2020, target), "up", None).verdict == verdict
    assert judge_value(number, None, "up", None).verdict == "no_target"


def book_of(values, definitions=(), places=(), members=()):
    by_group = {}
    for one in members:
        by_group.setdefault(one.group, []).append(one)
    return SeriesBook(
        {one.id: one for one in definitions},
        {one.id: one for one in places},
        group_values(values),
        {key: tuple(rows) for key, rows in by_group.items()},
    )


SHARE = Indicator("andel", "Andel", expression="100 * {syke} / {alle}")


def test_an_expression_is_worked_out_by_year_with_its_inputs():
    rows = [value(2018, 1, indicator="syke"), value(2018, 3, indicator="alle"), value(2017, 1, indicator="syke")]
    series = book_of(rows, [SHARE]).series("andel", "baerum")
    assert series[2018, ""].value == Fraction(100, 3)
    assert series[2018, ""].inputs == (("{syke}", 1), ("{alle}", 3))
    assert (series[2017, ""].value, series[2017, ""].state) == (None, "missing")


def test_an_expression_takes_over_what_its_inputs_lack():
    rows = [value(2018, None, state="suppressed", indicator="syke"), value(2018, 3, indicator="alle")]
    rows += [value(2017, 1, indicator="syke"), value(2017, 0, indicator="alle")]
    rows += [value(2016, 1, indicator="syke", state="not_comparable"), value(2016, 2, indicator="alle")]
    series = book_of(rows, [SHARE]).series("andel", "baerum")
    assert [series[year, ""].state for year in (2016, 2017, 2018)] == ["not_comparable", "missing", "suppressed"]


def test_a_published_value_stands_before_one_that_is_worked_out():
    rows = [value(2018, 1, indicator="syke"), value(2018, 4, indicator="alle"), value(2018, 26, indicator="andel")]
    assert book_of(rows, [SHARE]).series("andel", "baerum")[2018, ""].value == 26


def test_an_expression_reaches_back():
    growth = Indicator("vekst", "Vekst", expression="{a} - {a@-1}")
    series = book_of([value(2017, 5), value(2018, 8)], [growth]).series("vekst", "baerum")
    assert {at: one.value for at, one in series.items()} == {(2017, ""): None, (2018, ""): 3}


def test_a_circle_gives_nothing_rather_than_no_end():
    around = [Indicator("a", "A", expression="{b}"), Indicator("b", "B", expression="{a}")]
    assert book_of([], around).series("a", "baerum") == {}
    with pytest.raises(FormulaError):
        read_expression("{a@2}")


def test_a_group_is_the_mean_of_its_members():
    places = [IndicatorPlace("g", "G", "group", mean="unweighted"), IndicatorPlace("v", "V", "group", mean="weighted", weights="folk")]
    members = [ComparisonMember(group, member) for group in "gv" for member in ("x", "y")]
    rows = [value(2018, 1, place="x"), value(2018, 4, place="y")]
    rows += [value(2018, 100, place="x", indicator="folk"), value(2018, 200, place="y", indicator="folk")]
    book = book_of(rows, (), places, members)
    assert book.series("a", "g")[2018, ""].value == Fraction(5, 2)
    assert book.series("a", "v")[2018, ""].value == 3


def test_a_mean_of_fewer_than_the_group_cannot_be_compared():
    places = [IndicatorPlace("g", "G", "group", mean="unweighted")]
    members = [ComparisonMember("g", "x"), ComparisonMember("g", "y"), ComparisonMember("g", "z", year_from=2019)]
    book = book_of([value(2018, 1, place="x"), value(2017, 1, place="x"), value(2017, 3, place="y")], (), places, members)
    series = book.series("a", "g")
    assert (series[2017, ""].value, series[2017, ""].state) == (2, "")
    assert (series[2018, ""].value, series[2018, ""].state) == (1, "not_comparable")
    assert series[2018, ""].inputs == (("x", 1), ("y", None))


def test_a_group_is_the_mean_of_its_members_shares_and_not_the_share_of_its_means():
    places = [IndicatorPlace("g", "G", "group", mean="weighted", weights="alle")]
    members = [ComparisonMember("g", "x"), ComparisonMember("g", "y")]
    rows = [value(2018, number, place=place, indicator=key) for place, key, number in
            (("x", "syke", 1), ("x", "alle", 10), ("y", "syke", 9), ("y", "alle", 30))]  # fmt: skip
    assert book_of(rows, [SHARE], places, members).series("andel", "g")[2018, ""].value == 25
