"""The rules' reader, and the rules themselves."""

import re
from typing import Any

import pytest

from veikart.rules.findings import get_catalogue
from veikart.rules.law import MARKS, get_rules
from veikart.rules.law.reading import read_rules

RULE = {"name": "Regel", "law": "loven", "section": "§ 1", "text": "Slik er det.", "mark": "verified", "source": "kilden", "valid_from": 2020}
RULE |= {"checked": "2026-11-22"}


def test_a_good_rule_and_how_it_is_cited() -> None:
    rule = read_rules({"r": {**RULE, "at_least": 4}})["r"]
    assert (rule.citation, rule.valid_to, rule.at_least) == ("loven § 1", None, 4)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"farge": 1}, "farge"),
        ({"source": None}, "source"),
        ({"mark": "sikker"}, "sikker"),
        ({"valid_from": "2020"}, "valid_from"),
        ({"valid_to": 2019}, "først fra 2020"),
        ({"month_day": "02-30", "deadline": "Frist"}, "02-30"),
        ({"month_day": "2-1", "deadline": "Frist"}, "2-1"),
        ({"month_day": "12-31"}, "et navn i deadline"),
        ({"month_day": "12-31", "within_years": 1, "deadline": "Frist"}, "en frist har ett av"),
        ({"deadline": "Frist"}, "en frist har ett av"),
        ({"before": "borte", "days": 30, "deadline": "Frist"}, "before viser til"),
        ({"days": 0}, "days"),
    ],
)
def test_what_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_rules({"r": {key: value for key, value in {**RULE, **changed}.items() if value is not None}})


def test_every_rule_says_how_sure_it_is_and_when_it_was_looked_at() -> None:
    for rule in get_rules().values():
        assert rule.mark in MARKS
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", rule.checked), rule.id
        assert rule.text.endswith("."), rule.id


def test_a_rule_holds_in_its_years() -> None:
    rule = read_rules({"r": {**RULE, "valid_to": 2022}})["r"]
    assert [rule.is_valid_in(year) for year in (2019, 2020, 2022, 2023)] == [False, True, True, False]


# What the municipality's deadlines are counted by. Changed law is a new rule with its own years, not another number here.
@pytest.mark.parametrize(
    ("rule", "key", "value", "mark"),
    [
        ("pbl-10-1", "within_years", 1, "verified"),
        ("pbl-10-1-offentlig", "days", 30, "to_check"),
        ("pbl-11-13", "days", 42, "verified"),
        ("pbl-11-14", "days", 42, "verified"),
        ("pbl-11-4", "every_years", 1, "to_check"),
        ("koml-14-3", "month_day", "12-31", "verified"),
        ("koml-14-3-offentlig", "days", 14, "verified"),
        ("koml-14-6-avlagt", "month_day", "02-22", "to_check"),
        ("koml-14-7-avlagt", "month_day", "03-31", "to_check"),
        ("koml-24-revisjon", "month_day", "04-15", "to_check"),
        ("koml-14-6-vedtatt", "month_day", "06-30", "to_check"),
        ("kostra-innsending", "month_day", "02-15", "verified"),
        ("kostra-forelopige", "month_day", "03-15", "verified"),
        ("kostra-endelige", "month_day", "06-15", "verified"),
        ("klimaplan", "every_years", 4, "verified"),
    ],
)
def test_the_plan_clock(rule: str, key: str, value: int | str, mark: str) -> None:
    found = get_rules()[rule]
    assert getattr(found, key) == value
    assert found.mark == mark


def test_every_finding_names_a_rule_that_is_there() -> None:
    for kind in get_catalogue().values():
        assert not kind.rule or kind.rule in get_rules(), kind.code
