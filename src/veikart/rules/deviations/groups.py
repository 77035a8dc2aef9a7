"""The groups that accounts are shown in: by KOSTRA art, or as the municipality says of its own accounts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from veikart.calc.ledger.rows import ALL_GROUPS, LedgerAccount
from veikart.rules.follow_up.choices import get_follow_up_choices

_FILE = Path(__file__).with_name("groups.toml")
_FUNCTIONS = Path(__file__).with_name("functions.toml")
UNALLOCATED = "unallocated"
"""The group of what has no art: a frame or a change that is only given net, and an own forecast for a whole unit."""
OUTSIDE_FRAMES = frozenset({"finance_expenses", "finance_income"})
"""Groups that are not part of the frames of the programme: finance and funds stand on lines of their own."""


@dataclass(frozen=True, slots=True)
class AccountGroup:
    """A group of accounts: its id, its Norwegian name, whether it is of expenses or of income, and its arts (first and last, both included)."""

    id: str
    name: str
    side: str
    first: int
    last: int


@cache
def get_account_groups() -> tuple[AccountGroup, ...]:
    """The groups in the order they are shown; the last is what has no art."""
    words = get_follow_up_choices("account_group")
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(AccountGroup(key, words[key], one["side"], *(one["arts"] or (0, 0))) for key, one in raw.items())


@cache
def find_account_group(kostra: str) -> str:
    """The group of an account of the account plan: class and art. Unallocated where it has no art of its own.

    >>> find_account_group("1010"), find_account_group("1700"), find_account_group("1NET")
    ('salary', 'refunds', 'unallocated')
    """
    art = int(kostra[1:]) if kostra[1:].isdecimal() and kostra[1:].isascii() else 0
    return next((one.id for one in get_account_groups() if one.first <= art <= one.last and one.last), UNALLOCATED)


def find_group_of(accounts: Mapping[str, LedgerAccount], account: str, kostra: str) -> str:
    """The group of a line: what the municipality says of its own account, else that of the art."""
    own = accounts.get(account)
    return own.account_group if own and own.account_group not in {"", ALL_GROUPS} else find_account_group(kostra)


@cache
def get_function_names() -> Mapping[str, str]:
    """The names of KOSTRA's functions by code."""
    return tomllib.loads(_FUNCTIONS.read_text(encoding="utf-8"))
