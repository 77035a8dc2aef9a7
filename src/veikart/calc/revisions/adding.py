"""What the proposals of a revision come to by year, and which balances follow them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from veikart.calc.revisions.rows import LASTING, BudgetProposal

OPERATIONS, INVESTMENT = "1", "0"


@dataclass(frozen=True, slots=True)
class StockRule:
    """An account whose amounts move balances at the end of the year: the memo accounts it moves, and with which sign (1 or −1).

    `fund` is the choice of fund that the rule asks for, empty where it holds for every use of the account.
    """

    account: str
    moves: tuple[str, ...]
    sign: int
    fund: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """What a revision adds to operations and to investment in a year: whole kroner, expenses positive. Both are 0 in a revision that is financed."""

    year: int
    operations_nok: int
    investment_nok: int

    @property
    def is_financed(self) -> bool:
        """Whether both sums are 0."""
        return self.operations_nok == 0 and self.investment_nok == 0


def spread_proposal(proposal: BudgetProposal, years: Iterable[int]) -> dict[int, int]:
    """What the proposal adds by year: whole kroner, expenses positive, in the price level of the budget; years without anything are left out.

    Formula: the amount in its own year, and in the later of `years` where it is lasting.

    >>> spread_proposal(BudgetProposal("a", "A", "skole", "1NET", 2021, 500, LASTING), (2020, 2021, 2022))
    {2021: 500, 2022: 500}
    """
    held = (year for year in years if year == proposal.year or (proposal.duration == LASTING and year > proposal.year))
    return {year: proposal.amount_nok for year in held if proposal.amount_nok}


def add_up_balance(proposals: Collection[BudgetProposal], years: Sequence[int]) -> tuple[Balance, ...]:
    """For each of `years` the sums over the accounts of operations (1…) and of investment (0…), whole kroner, expenses positive."""
    sums = {year: {OPERATIONS: 0, INVESTMENT: 0} for year in years}
    for proposal in proposals:
        for year, nok in spread_proposal(proposal, years).items():
            if proposal.account[:1] in sums[year]:
                sums[year][proposal.account[:1]] += nok
    return tuple(Balance(year, one[OPERATIONS], one[INVESTMENT]) for year, one in sums.items())


def list_stock_amounts(proposals: Iterable[BudgetProposal], rules: Iterable[StockRule], years: Sequence[int]) -> Mapping[tuple[str, str, int], int]:
    """By unit, memo account and year, what the balances at the end of the year move: whole kroner, more of it is positive. Nothing where they do not.

    Formula: the sum to and with the year of the amounts on the accounts of the rules, times their sign. Interest and instalments on new loans are
    not worked out: they are proposals of their own.
    """
    known = list(rules)
    found: dict[tuple[str, str, int], int] = {}
    for proposal in proposals:
        moved = [one for one in known if one.account == proposal.account and one.fund in {"", proposal.fund}]
        total = 0
        by_year = spread_proposal(proposal, years) if moved else {}
        for year in sorted(years) if moved else ():
            total += by_year.get(year, 0)
            for account, sign in ((account, one.sign) for one in moved for account in one.moves):
                place = (proposal.unit, account, year)
                found[place] = found.get(place, 0) + sign * total
    return {place: nok for place, nok in found.items() if nok}
