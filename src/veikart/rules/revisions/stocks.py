"""The balances that follow from a revision, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from veikart.calc.revisions import StockRule
from veikart.rules.findings import Place
from veikart.rules.follow_up.choices import get_follow_up_choices
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("stocks.toml")
_STOCK = {
    "account": Field("text", is_filled=True),
    "moves": Field("list", items="text", is_filled=True),
    "sign": Field("integer", choices=(-1, 1)),
    "fund": Field("text", is_required=False, choices=tuple(get_follow_up_choices("proposal_fund"))),
}


@cache
def get_stock_rules() -> tuple[StockRule, ...]:
    """Every rule, in the file's order. Raises ValueError where the file is not as it should be."""
    return read_stock_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_stock_rules(raw: Mapping[str, Any]) -> tuple[StockRule, ...]:
    """The rules in a parsed file. Raises ValueError for an unknown or missing key, or a sign that is neither 1 nor −1."""
    if set(raw) != {"stock"}:
        raise ValueError(f"{_FILE.name}: only «stock»")
    for entry in raw["stock"]:
        wrong = read_fields(entry, _STOCK, Place(file=_FILE.name))
        if wrong:
            raise ValueError(f"{_FILE.name}, {entry.get('account')}: {wrong[0].sentence}")
    return tuple(StockRule(one["account"], tuple(one["moves"]), one["sign"], one.get("fund", "")) for one in raw["stock"])
