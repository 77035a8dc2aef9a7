"""The ratios' reader, and the ratios themselves."""

from typing import Any

import pytest

from veikart.calc.documents import parse_selector
from veikart.calc.formulas import parse_formula
from veikart.rules.law import get_rules
from veikart.rules.ratios import get_ratios
from veikart.rules.ratios.reading import read_ratios
from veikart.rules.statements import get_forms

RATIO = {"name": "Grad", "formula": "{line 1A skatt} / 2", "words": "Skatt delt på to", "unit": "share", "decimals": 1, "rule": "regel"}


def test_a_good_ratio() -> None:
    (ratio,) = read_ratios({"grad": RATIO}).values()
    assert (ratio.id, ratio.name, ratio.note) == ("grad", "Grad", "")


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"farge": 1}, "farge"), ({"unit": "prosent"}, "prosent"), ({"unit": None}, "unit"), ({"rule": None}, "rule"), ({"decimals": "1"}, "decimals")],
)
def test_what_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_ratios({"grad": {key: value for key, value in {**RATIO, **changed}.items() if value is not None}})


def test_a_formula_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="kan ikke leses"):
        read_ratios({"grad": {**RATIO, "formula": "1 +"}})


def test_every_ratio_names_lines_and_rules_that_are_there() -> None:
    for ratio in get_ratios().values():
        assert ratio.rule in get_rules(), ratio.id
        for reference in parse_formula(ratio.formula).references:
            selector = parse_selector(reference.selector)
            if selector.kind == "line":
                assert selector.row in get_forms()[selector.form].line_by_id, ratio.id
            else:
                assert selector.kind == "input"
