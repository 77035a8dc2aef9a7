"""Indicators as they are shown: at the right place, against what a target refers to, and in words."""

from datetime import date
from fractions import Fraction

import pytest

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.indicators import IndicatorPlace, IndicatorValue
from veikart.calc.plan_system import Indicator, IndicatorTarget, Placement, PlanSystem
from veikart.rules.indicators import get_unit_indicators, read_indicators
from veikart.rules.indicators.words import change_words, count_decimals, format_change, format_value, moment_words, point_words

DAY = date(2019, 3, 15)
SICK = Indicator("fravaer", "Sykefravær", "prosent", "down", decimals=1, owner="hr", base_year=2014)
PUPILS = Indicator("elever", "Elever", "antall", "up", owner="skole")
SYSTEM = PlanSystem(
    indicators={"fravaer": SICK, "elever": PUPILS, "folk": Indicator("folk", "Folk", kind="quantity", owner="skole")},
    indicator_targets={
        "1": IndicatorTarget("fravaer", 2018, "ikke høyere enn året før"),
        "2": IndicatorTarget("fravaer", 2017, "bedre enn landet"),
        "3": IndicatorTarget("fravaer", 2020, "< 7 %"),
        "4": IndicatorTarget("fravaer", 2016, "lavere enn Asker"),
    },
    placements={
        "a": Placement("hr", date(2019, 1, 1), "kommunen"),
        "b": Placement("skole", date(2019, 1, 1), "oppvekst"),
        "c": Placement("oppvekst", date(2019, 1, 1), "kommunen"),
    },
    units=dict.fromkeys(("kommunen", "hr", "oppvekst", "skole")),
)
PLACES = [
    IndicatorPlace("baerum", "Bærum", "own", unit="kommunen"),
    IndicatorPlace("asker", "Asker", "municipality"),
    IndicatorPlace("landet", "Landet", "country"),
    IndicatorPlace("skolene", "Skolene", "unit", unit="skole"),
]


def _value(indicator, place, year, number, vintage=DAY):
    return IndicatorValue(indicator, place, year, "", vintage, round(number * 1_000_000))


VALUES = [
    *(_value("fravaer", "baerum", year, number) for year, number in ((2014, 8), (2016, 7.6), (2017, 7.5), (2018, 7.3))),
    _value("fravaer", "landet", 2017, 7.5),
    _value("fravaer", "skolene", 2018, 6.1),
    _value("elever", "baerum", 2018, 16000, date(2019, 6, 1)),
    _value("folk", "baerum", 2020, 127000),
]
BOOK = FollowUpBook(
    {"indicator_places": {one.id: one for one in PLACES}, "indicator_values": {str(at): one for at, one in enumerate(VALUES)}},
)


def test_one_indicator_in_a_year():
    shown = read_indicators(SYSTEM, BOOK).one("fravaer", 2018)
    assert (shown.value, shown.previous, shown.place.id) == (Fraction("7.3"), Fraction("7.5"), "baerum")
    assert (shown.target, shown.verdict, shown.moved) == ("ikke høyere enn året før", "met", "right")
    assert (shown.coming.year, shown.coming_reached) == (2020, False)
    assert (shown.value_text, shown.previous_text, shown.change_text) == ("7,3\u00a0%", "7,5\u00a0%", "\u22120,2 prosentpoeng")
    assert (shown.verdict_text, shown.moved_text) == ("Målet er nådd", "Riktig vei")


def test_a_target_that_refers_to_another_place_asks_it():
    found = read_indicators(SYSTEM, BOOK)
    assert found.one("fravaer", 2017).verdict == "missed"
    assert found.one("fravaer", 2016).verdict == "unreadable"


def test_a_year_without_a_value_says_so_and_shows_the_last():
    shown = read_indicators(SYSTEM, BOOK).one("fravaer", 2020)
    assert (shown.value, shown.value_text, shown.verdict, shown.latest_year, shown.latest_text) == (None, "mangler", "no_value", 2018, "7,3\u00a0%")
    assert shown.change_text == ""
    assert read_indicators(SYSTEM, BOOK).one("borte", 2018) is None


def test_a_unit_has_what_it_owns_and_what_is_counted_there():
    assert [one.indicator.id for one in get_unit_indicators(SYSTEM, BOOK, "kommunen", 2018)] == ["fravaer", "elever"]
    school = get_unit_indicators(SYSTEM, BOOK, "skole", 2018)
    assert [(one.indicator.id, one.place.id, one.value) for one in school] == [
        ("fravaer", "skolene", Fraction("6.1")),
        ("elever", "baerum", 16000),
    ]
    assert [one.indicator.id for one in get_unit_indicators(SYSTEM, BOOK, "oppvekst", 2018)] == ["elever"]
    assert get_unit_indicators(SYSTEM, BOOK, "ukjent", 2018) == ()


def test_a_day_looked_back_on_knows_only_what_was_published():
    (_, pupils) = get_unit_indicators(SYSTEM, BOOK, "kommunen", 2018, as_of=date(2019, 4, 1))
    assert pupils.value is None


def test_some_and_the_whole_plan():
    found = read_indicators(SYSTEM, BOOK)
    assert [one.indicator.id for one in found.some(("fravaer", "ukjent"), 2018)] == ["fravaer"]
    assert [one.indicator.id for one in found.every(2018)] == ["fravaer", "elever"]
    assert found.last_year == 2018
    assert [place.id for place, _ in found.compare("fravaer")] == ["landet"]
    assert read_indicators(SYSTEM, FollowUpBook()).one("fravaer", 2018).value_text == "mangler"


@pytest.mark.parametrize(
    ("number", "indicator", "shown", "changed"),
    [
        (Fraction(47, 10), Indicator("a", "A", "prosent"), "4,7\u00a0%", "+4,7 prosentpoeng"),
        (Fraction(-3130), Indicator("a", "A", "kroner", decimals=0), "\u22123\u202f130 kr", "\u22123\u202f130 kr"),
        (Fraction(1, 3), Indicator("a", "A", "poeng"), "0,33 poeng", "+0,33 poeng"),
        (Fraction(1, 100), Indicator("a", "A", "antall", decimals=0), "0", "0"),
    ],
)
def test_numbers_have_their_unit(number, indicator, shown, changed):
    assert (format_value(number, indicator), format_change(number, indicator)) == (shown, changed)
    assert count_decimals(Fraction(1, 4), Indicator("a", "A")) == 2


def test_how_a_change_came_about_is_told_step_by_step():
    shown = read_indicators(SYSTEM, BOOK).one("fravaer", 2018)
    assert change_words(shown.change, SICK) == [
        "Snittet av 2016, 2017 og 2018 er 7,47\u00a0% (2016: 7,6\u00a0%; 2017: 7,5\u00a0%; 2018: 7,3\u00a0%).",
        "7,47\u00a0% minus 8,0\u00a0% i 2014 er \u22120,5 prosentpoeng.",
    ]
    none = read_indicators(SYSTEM, BOOK).one("elever", 2018)
    assert change_words(none.change, PUPILS) == ["Om det går riktig vei, kan ikke sies: det er ikke noe å sammenlikne med."]
    assert (moment_words(2018), point_words(none.point, PUPILS)) == ("2018", "16\u202f000")


def test_an_indicator_known_only_in_parts_of_the_year_is_held_against_the_same_part():
    rows = [("t1", 2017, 10), ("t3", 2017, 30), ("t1", 2018, 12)]
    values = {str(at): IndicatorValue("elever", "baerum", year, period, DAY, number * 1_000_000) for at, (period, year, number) in enumerate(rows)}
    shown = read_indicators(SYSTEM, BOOK.with_rows({"indicator_values": {**dict.fromkeys(BOOK.table("indicator_values")), **values}})).one(
        "elever", 2018
    )
    assert (shown.value, shown.newest_point.period, shown.moved) == (None, "t1", "right")
    assert shown.change.change.value == 2
