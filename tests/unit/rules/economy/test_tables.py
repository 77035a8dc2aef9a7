"""The tables of the economy's book are declared as their rows are."""

import types
import typing

import pytest

from veikart.rules.economy.series import get_series_rules
from veikart.rules.economy.tables import ROWS, get_economy_tables
from veikart.rules.tables import read_table_rules
from veikart.rules.tables.table import NUMBERS

TABLES = get_economy_tables()


def test_every_row_class_has_its_table():
    assert set(ROWS) == set(TABLES)
    assert list(TABLES)[:3] == ["settings", "assumptions", "postings"]


@pytest.mark.parametrize("table", TABLES)
def test_references_keys_and_sheet_names(table):
    rule = TABLES[table]
    assert rule.name
    assert "|" not in rule.name
    assert {one.refers for one in rule.fields.values() if one.refers} <= set(TABLES)
    assert all(rule.empty[name] is not None or rule.fields[name].required for name in rule.key), "a number or a date of a key that may be empty"
    assert len({one.label for one in rule.fields.values()}) == len(rule.fields), "two fields with the same label"


@pytest.mark.parametrize("table", TABLES)
def test_a_field_that_may_be_empty_holds_what_empty_is(table):
    rule = TABLES[table]
    hints = typing.get_type_hints(rule.row)
    for name, field in rule.fields.items():
        expected = int if field.kind in NUMBERS else None
        if expected and not field.required and rule.empty[name] is None:
            assert isinstance(hints[name], types.UnionType), f"{table}.{name} may be empty, and its row has neither a default nor None"


def test_series_have_names_and_units():
    assert {"price_growth", "wage_growth", "deflator", "interest_floating", "swap_5_year"} <= set(get_series_rules())
    assert all(one.name and one.unit in {"ppm", "nok", "count"} for one in get_series_rules().values())


@pytest.mark.parametrize(
    "broken",
    [
        {"key": ["id"], "fields": {"series": {"label": "A", "kind": "id"}}},
        {"key": ["month"], "fields": {}},
        {"key": ["series"], "fields": {"series": {"label": "A", "kind": "colour"}}},
    ],
)
def test_a_declaration_that_does_not_fit_is_refused(broken):
    with pytest.raises(ValueError, match=r"table|field"):
        read_table_rules({"assumptions": {"name": "A", **broken}}, ROWS, lambda _name: {})
