"""The parts of a report and the statuses it goes through, as they are declared."""

import pytest

from tests.support.reports import T1, YEAR
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.law import get_rules
from veikart.rules.reports import get_report_parts, get_report_statuses, may_go, parts_of
from veikart.rules.reports.headings import read_report_parts

LAW = ("economic_position", "capacity_to_act", "significant_deviations", "goal_achievement", "internal_control", "equality")


def test_the_years_report_has_the_headings_of_the_law():
    required = [one for one in parts_of(YEAR, is_top=True) if one.required]
    assert tuple(one.id for one in required) == LAW
    for one in required:
        rule = get_rules()[one.rule]
        assert (rule.law, rule.section, rule.mark) == ("kommuneloven", "§ 14-7", "to_check"), "nobody has read the paragraph yet"


def test_a_tertial_report_needs_no_heading():
    assert not [one for one in parts_of(T1, is_top=True) if one.required]


def test_only_the_topmost_writes_what_is_about_the_whole():
    below = {one.id for one in parts_of(YEAR, is_top=False)}
    assert not below & {"economic_position", "capacity_to_act", "internal_control", "equality"}
    assert {"significant_deviations", "goal_achievement", "summary"} <= below


@pytest.mark.parametrize(
    ("field", "value"), [("kinds", ["week"]), ("level", "some"), ("fills", ["weather"]), ("rule", "no-such-rule")]
)  # fmt: skip
def test_what_is_not_there_is_refused(field, value):
    entry = {"kinds": ["tertial"], "level": "all", "lead": "", "fills": [], field: value}
    with pytest.raises(ValueError, match="summary"):
        read_report_parts({"summary": entry})


def test_every_part_must_be_declared():
    with pytest.raises(ValueError, match=r"headings\.toml"):
        read_report_parts({})
    assert set(get_report_parts()) == set(get_follow_up_choices("report_part"))


def test_every_status_can_be_reached_and_the_ways_are_acts():
    statuses = get_report_statuses()
    reached = {to for one in statuses.values() for to in one.ways}
    assert set(statuses) - reached == {"waiting"}
    assert not may_go("approved", "confirmed", "confirm_report")
    assert may_go("returned", "confirmed", "confirm_report")
