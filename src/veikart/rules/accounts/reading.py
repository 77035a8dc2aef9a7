"""The account plan read from `plan.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from veikart.calc.statements import Account, AccountPlan
from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

_FILE = Path(__file__).with_name("plan.toml")
_ACCOUNT = {
    "code": Field("text"),
    "name": Field("text"),
    "side": Field("text", choices=("expense", "income")),
    "valid_from": Field("integer"),
    "valid_to": Field("integer", is_required=False),
    "candidates": Field("list", is_required=False, items="text"),
    "home": Field("text", is_required=False),
}


@cache
def get_account_plan() -> AccountPlan:
    """The plan. Raises ValueError for an unknown key, years that overlap, or a pool of accounts that do not exist."""
    return read_account_plan(tomllib.loads(_FILE.read_text(encoding="utf-8")))


def read_account_plan(raw: dict[str, Any]) -> AccountPlan:
    """The plan in a parsed TOML file. Raises ValueError."""
    if set(raw) != {"account"}:
        raise ValueError(f"{_FILE.name}: ukjent eller manglende {min(set(raw) ^ {'account'})}")
    entries = raw["account"]
    for entry in entries:
        wrong = read_fields(entry, _ACCOUNT, Place(file=_FILE.name))
        if wrong or len(entry["code"]) != 4:
            raise ValueError(f"{entry.get('code')}: {wrong[0].sentence if wrong else 'koden skal ha fire tegn'}")
    codes = sorted({entry["code"] for entry in entries})
    accounts = tuple(_account(entry, codes) for entry in entries)
    _check_years(accounts)
    for account in accounts:
        if account.home and account.home not in account.candidates:
            raise ValueError(f"{account.code}: home {account.home} er ikke blant candidates")
    return AccountPlan(accounts)


def _account(entry: dict[str, Any], codes: list[str]) -> Account:
    candidates: list[str] = []
    for one in entry.get("candidates", ()):
        first, _, last = one.partition("-")
        found = [code for code in codes if first <= code <= (last or first) and code[1:].isdigit()]
        if not found:
            raise ValueError(f"{entry['code']}: ingen kontoer i {one}")
        candidates.extend(found)
    return Account(
        code=entry["code"],
        name=entry["name"],
        side=entry["side"],
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        candidates=tuple(candidates),
        home=entry.get("home", ""),
    )


def _check_years(accounts: tuple[Account, ...]) -> None:
    by_code: dict[str, list[Account]] = {}
    for account in accounts:
        by_code.setdefault(account.code, []).append(account)
    for code, same in by_code.items():
        same.sort(key=lambda one: one.valid_from)
        for earlier, later in pairwise(same):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise ValueError(f"{code}: årene overlapper")
