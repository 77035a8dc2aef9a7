"""What a statement looks like, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Selector:
    """Accounts from `first` to `last`, both included; only amounts on units of `kinds` where that is given."""

    first: str
    last: str
    kinds: frozenset[str] = frozenset()

    def takes(self, account: str, kind: str) -> bool:
        """Whether an amount on `account`, on a unit of `kind`, is among those selected."""
        return len(account) == len(self.first) and self.first <= account <= self.last and (not self.kinds or kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form.

    `kind` is `heading`; `accounts` (the amounts its selectors take, times `sign`); `rest` (all amounts of `account_class` that no accounts
    line takes, on one `side` where given); `sum` (earlier lines with their signs); or `each` (for every unit of `unit_kinds`: `parts`, each
    an accounts or rest line counted for that unit and everything under it). `note` says what a reader must know.
    """

    id: str
    label: str
    kind: str
    number: str = ""
    sign: int = 1
    selectors: tuple[Selector, ...] = ()
    account_class: str = ""
    side: str = ""
    kinds: frozenset[str] = frozenset()
    terms: tuple[tuple[int, str], ...] = ()
    unit_kinds: tuple[str, ...] = ()
    parts: tuple[Line, ...] = ()
    is_strong: bool = False
    note: str = ""


@dataclass(frozen=True)
class Form:
    """A statutory or customary statement with the years it is in force; `rule` is the id of the rule that orders it.

    `positive` is `expense` where expenses are positive and income negative on every line, `mixed` where each line has its own sign.
    `outside` are amounts that are part of no line, not of the rest either.
    """

    id: str
    name: str
    rule: str
    valid_from: int
    valid_to: int | None
    positive: str
    lines: tuple[Line, ...]
    short: str = ""
    outside: tuple[Selector, ...] = ()

    @cached_property
    def line_by_id(self) -> dict[str, Line]:
        """The lines by id."""
        return {line.id: line for line in self.lines}
