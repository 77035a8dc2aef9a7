"""The account plan: which accounts exist in a year, and which of them are pools of several."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Account:
    """One account: `code` is account class and account type, four characters.

    `side` is `expense` or `income`. `candidates` is set for a pool: an account that in these years holds what may belong to any of them;
    `home` is then the account it is shown on, empty where it cannot be shown on any single one. Years are inclusive; `valid_to` None means
    still in use.
    """

    code: str
    name: str
    side: str
    valid_from: int
    valid_to: int | None = None
    candidates: tuple[str, ...] = ()
    home: str = ""

    @property
    def account_class(self) -> str:
        """The class of the account: the first sign of its code."""
        return self.code[0]

    def is_valid(self, year: int) -> bool:
        """Whether the account may be used in a year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


@dataclass(frozen=True)
class AccountPlan:
    """All accounts of all years. A code may stand several times with years that do not overlap."""

    accounts: tuple[Account, ...]
    _by_year: dict[int, dict[str, Account]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Every code once, in order."""
        return tuple(sorted({account.code for account in self.accounts}))

    @cached_property
    def sides(self) -> dict[str, str]:
        """`expense` or `income` for each code."""
        return {account.code: account.side for account in self.accounts}

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the accounts by code; of a code that stands several times, the last one."""
        return {account.code: account.name for account in self.accounts}

    def for_year(self, year: int) -> dict[str, Account]:
        """The accounts in use in `year`, by code."""
        if year not in self._by_year:
            self._by_year[year] = {account.code: account for account in self.accounts if account.is_valid(year)}
        return self._by_year[year]
