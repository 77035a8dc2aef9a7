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


def test_every_finding_names_a_rule_that_is_there() -> None:
    for kind in get_catalogue().values():
        assert not kind.rule or kind.rule in get_rules(), kind.code
