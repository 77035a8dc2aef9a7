"""The codes a ledger may have in a year."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from veikart.rules.accounts import get_account_plan

_FILE = Path(__file__).with_name("kostra.toml")


@cache
def get_ledger_codes(year: int) -> frozenset[str]:
    """The account codes of a year: class and art (1010, 0230), and for balance accounts 2 and the chapter (210, 25900)."""
    plan = {code for code in get_account_plan().for_year(year) if code.isdigit()}
    kostra = {f"{one}{art}" for one in ("0", "1") for art in get_arts(year)}
    return frozenset(plan | kostra | {f"2{chapter}" for chapter in read_kostra_rules()["balance"]["chapters"]})


@cache
def get_arts(year: int) -> frozenset[str]:
    """The KOSTRA arts of a year, three digits."""
    arts = read_kostra_rules()["art"]
    return frozenset(arts["codes"]) | (frozenset(arts["older"]) if year <= arts["older_to"] else frozenset())


@cache
def get_functions() -> frozenset[str]:
    """The KOSTRA functions, three digits, of all years: the years each of them came and went in are not in the sources that were read."""
    return frozenset(read_kostra_rules()["functions"]["codes"])


@cache
def read_kostra_rules() -> dict[str, Any]:
    """The file of the record, the codes and the controls, as it stands."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
