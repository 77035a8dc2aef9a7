"""The forms' reader: what it refuses, and what it makes of a good file."""

from typing import Any

import pytest

from veikart.calc.statements import Selector
from veikart.rules.statements.reading import read_form

WAGES = {"id": "lonn", "label": "Lønn", "kind": "accounts", "accounts": ["1010-1099"]}
REST = {"id": "resten", "label": "Resten", "kind": "rest", "class": "1"}
SUM = {"id": "sum", "label": "Sum", "kind": "sum", "terms": ["lonn", "-resten"]}
EACH = {"id": "enheter", "label": "Enheter", "kind": "each", "units": ["sector"], "parts": [{**REST, "id": "netto"}]}
FORM = {"id": "P", "name": "Prøve", "short": "P", "order": 1, "rule": "regel", "valid_from": 2020, "positive": "expense", "unit": "nok"}


def _form(*lines: dict[str, Any], **changed: Any) -> dict[str, Any]:
    raw = {**FORM, "line": list(lines), **changed}
    return {key: value for key, value in raw.items() if value is not None}


def test_a_good_form() -> None:
    form = read_form(_form(WAGES, REST, {**SUM, "number": "3", "note": "Merk"}, EACH, outside=["1580", "1980/post+sector"]), {})
    assert form.line_by_id["lonn"].selectors == (Selector("1010", "1099"),)
    assert form.line_by_id["sum"].terms == ((1, "lonn"), (-1, "resten"))
    assert form.line_by_id["sum"].is_strong
    assert not form.line_by_id["lonn"].is_strong
    assert form.outside == (Selector("1580", "1580"), Selector("1980", "1980", frozenset({"post", "sector"})))


def test_the_rest_of_another_form_is_without_what_that_form_names() -> None:
    first = read_form(_form(WAGES, outside=["1580"]), {})
    second = read_form(_form(REST, id="Q", rest_of="P"), {"P": first})
    assert second.outside == (Selector("1580", "1580"), Selector("1010", "1099"))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (_form(WAGES, farge="rød"), "farge"),
        (_form({**WAGES, "farge": "rød"}), "farge"),
        (_form({**EACH, "parts": [{**REST, "farge": "rød"}]}), "farge"),
        (_form(WAGES, unit=None), "unit"),
        (_form(WAGES, unit="dollar"), "dollar"),
        (_form(WAGES, rule=None), "rule"),
        (_form(WAGES, valid_from=None), "valid_from"),
        (_form(WAGES, positive="begge"), "begge"),
        (_form({**WAGES, "kind": "ukjent"}), "ukjent"),
        (_form({**WAGES, "id": "Lønn"}), "Lønn"),
        (_form({**WAGES, "sign": 2}), "2"),
        (_form({**REST, "class": "2"}), "2"),
        (_form(SUM, WAGES, REST), "sum: legger sammen lonn, som ikke står over"),
        (_form(WAGES, {**SUM, "terms": ["sum"]}), "som ikke står over"),
        (_form(WAGES, {**SUM, "terms": ["ukjent"]}), "som ikke står over"),
        (_form(WAGES, WAGES), "to linjer heter lonn"),
        (_form(REST, rest_of="ukjent"), "ukjent står ikke før"),
        (_form({**WAGES, "accounts": []}), "mangler accounts"),
        (_form({key: value for key, value in REST.items() if key != "class"}), "mangler class"),
        (_form({**SUM, "terms": []}), "mangler terms"),
        (_form({**EACH, "parts": []}), "mangler parts"),
        (_form(WAGES, {**SUM, "terms": ["lonn"], "sign": -1}), "har ikke sign"),
        (_form({**WAGES, "class": "1"}), "har ikke class"),
        (_form({"id": "hode", "label": "Hode", "kind": "heading", "accounts": ["1010"]}), "har ikke accounts"),
        (_form({**EACH, "parts": [{**REST, "terms": ["lonn"]}]}), "har ikke terms"),
    ],
)
def test_what_is_refused(raw: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_form(raw, {})
