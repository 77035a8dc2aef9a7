"""A KOSTRA account added up by function or art, beside the ledger it should be made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.rules.ledger.codes import read_kostra_rules

ORE_IN_THOUSAND = 100_000
FIRST_INCOME = "600"
"""Arts below are expenses."""
TREASURY = "0A"
"""The form of the municipality's own accounts, which its ledger is held against."""
LedgerKey = tuple[str, str, str]
"""Class, function and art."""


@dataclass(frozen=True, slots=True)
class KostraSum:
    """The lines of a function or an art. `expense` and `income` are whole thousand kroner, income negative; `lines` how many lines they are of.
    `own_ore` is what the ledger has on the same in whole øre, None where there is no ledger to hold it against."""

    code: str
    lines: int
    expense: int
    income: int
    own_ore: int | None = None

    @property
    def net(self) -> int:
        """Expenses less income, thousand kroner."""
        return self.expense + self.income

    @property
    def difference_ore(self) -> int:
        """The account less the ledger, øre; 0 without a ledger."""
        return 0 if self.own_ore is None else self.net * ORE_IN_THOUSAND - self.own_ore

    @property
    def is_same(self) -> bool:
        """Whether the difference is no more than each line being rounded to whole thousands can make."""
        return abs(self.difference_ore) <= max(self.lines, 1) * ORE_IN_THOUSAND // 2


def list_kostra_classes(file: KostraFile) -> dict[str, str]:
    """The account classes that the account has lines in, and what each is: operations, investment or balance; operations first."""
    kinds = read_kostra_rules()["class"]
    used = {line.account_class for line in file.lines}
    return {one: kind for kind in ("operations", "investment", "balance") for one in kinds[kind] if one in used}


def sum_kostra(file: KostraFile, account_class: str, by: str, own: Mapping[LedgerKey, int] | None = None) -> tuple[KostraSum, ...]:
    """The sums of one class by function or art, in the order of their codes. `own` is the ledger in øre; what only it has is there too.

    >>> file = KostraFile("0A", 2019, 0, "040200", (KostraLine("1", "202", "010", 5), KostraLine("1", "202", "700", -2)))
    >>> [(one.code, one.net, one.is_same) for one in sum_kostra(file, "1", "function", {("1", "202", "010"): 299_900})]
    [('202', 3, True)]
    """
    place = {"function": 1, "art": 2}[by]
    found: dict[str, list[KostraLine]] = {}
    for line in file.lines:
        if line.account_class == account_class:
            found.setdefault(getattr(line, by), []).append(line)
    ledger: dict[str, int] = {}
    for key, ore in (own or {}).items():
        if key[0] == account_class:
            ledger[key[place]] = ledger.get(key[place], 0) + ore
    return tuple(_sum(code, found.get(code, []), None if own is None else ledger.get(code, 0)) for code in sorted({*found, *ledger}))


def _sum(code: str, lines: list[KostraLine], own_ore: int | None) -> KostraSum:
    expense = sum(one.amount for one in lines if one.art < FIRST_INCOME)
    return KostraSum(code, len(lines), expense, sum(one.amount for one in lines) - expense, own_ore)


def sum_kostra_sums(sums: Sequence[KostraSum]) -> KostraSum:
    """All of them together."""
    own = [one.own_ore for one in sums if one.own_ore is not None]
    lines, expense, income = (sum(getattr(one, name) for one in sums) for name in ("lines", "expense", "income"))
    return KostraSum("", lines, expense, income, sum(own) if own else None)
