"""What is asked of the values of indicators and the places they are of."""

from datetime import date

from veikart.calc.follow_up import FollowUpBook, FollowUpSetting
from veikart.calc.indicators import ComparisonMember, IndicatorPlace, IndicatorValue
from veikart.rules.follow_up import check_follow_up_book

OWN = IndicatorPlace("baerum", "Bærum", "own")
ASKER = IndicatorPlace("asker", "Asker", "municipality")
GROUP = IndicatorPlace("naboer", "Naboer", "group", mean="unweighted")
DAY = date(2019, 3, 15)


def _book(values=(), places=(OWN, ASKER, GROUP), members=()):
    return FollowUpBook(
        {
            "follow_up_settings": {"x": FollowUpSetting("x", "Bærum kommune", "3201", "baerum")},
            "indicator_places": {one.id: one for one in places},
            "indicator_values": {f"{at}": one for at, one in enumerate(values)},
            "comparison_members": {f"{one.group}|{one.member}": one for one in members},
        }
    )


def _codes(**rows):
    return [one.code for one in check_follow_up_book(_book(**rows))]


def test_values_with_a_number_or_a_reason_have_no_findings():
    values = [
        IndicatorValue("a", "baerum", 2018, "", DAY, 0),
        IndicatorValue("a", "baerum", 2017, "", DAY, None, "suppressed"),
        IndicatorValue("a", "baerum", 2016, "", DAY, 5, "not_comparable"),
    ]
    assert _codes(values=values, members=[ComparisonMember("naboer", "asker")]) == []


def test_a_row_of_a_year_far_ahead_is_told_of():
    far = IndicatorValue("a", "baerum", 2090, "", DAY, 5)
    (found,) = check_follow_up_book(_book(values=[far]))
    assert (found.code, found.grade) == ("indicator-row-year", "warning")
    assert "1900–2020" in found.sentence
    assert _codes(values=[IndicatorValue("a", "baerum", 2020, "", DAY, 5)]) == []


def test_a_row_says_one_thing():
    assert _codes(values=[IndicatorValue("a", "baerum", 2018, "", DAY)]) == ["indicator-value-missing"]
    assert _codes(values=[IndicatorValue("a", "baerum", 2018, "", DAY, None, "not_comparable")]) == ["indicator-value-missing"]
    assert _codes(values=[IndicatorValue("a", "baerum", 2018, "", DAY, 5, "missing")]) == ["indicator-value-and-state"]


def test_the_municipality_is_one_place():
    assert _codes(places=[OWN, IndicatorPlace("to", "To", "own")]) == ["indicator-own-place"]


def test_groups_are_worked_out_of_places():
    assert _codes(places=[IndicatorPlace("asker", "Asker", "municipality", mean="unweighted")]) == ["indicator-mean"]
    assert _codes(places=[IndicatorPlace("g", "G", "group", mean="weighted")]) == ["indicator-weights"]
    assert _codes(places=[IndicatorPlace("g", "G", "group", weights="folk")]) == ["indicator-weights"]
    for wrong in [ComparisonMember("asker", "baerum"), ComparisonMember("naboer", "naboer")]:
        assert _codes(members=[wrong]) == ["indicator-member"]
