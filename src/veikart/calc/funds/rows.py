"""The rows of the funds: what they hold, how they are to be used, the managed fund, and the balance behind the liquidity reserve."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund and what it held on 1 January of the first year, in current whole kroner, never negative.

    `kind` is one of FUND_KINDS. `floor` is the least the municipality wants there, `ceiling` the most; `target` is what the fund should hold at
    the end of `target_year`, or of every year where that is empty. `interest` is the series of assumptions it earns interest by, empty for none.
    """

    id: str
    name: str
    kind: str
    unit: str = ""
    opening: int = 0
    floor: int | None = None
    ceiling: int | None = None
    target: int | None = None
    target_year: int | None = None
    interest: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FundMove:
    """What is planned put into a fund and taken out of it in a year, both positive whole kroner, in `price`: current or fixed kroner."""

    id: str
    fund: str
    year: int
    allocation: int = 0
    use: int = 0
    price: str = "fixed"
    purpose: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ManagedFund:
    """A fund that is invested for the long run, with its market value on 1 January of the first year, in current whole kroner.

    `base_capital` is the part that may only be used for investments. `real_target` is what the fund should have held that day for its real
    value to be kept; empty where that is what it held.
    """

    id: str
    name: str
    unit: str = ""
    opening: int = 0
    base_capital: int = 0
    real_target: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ManagedAllocation:
    """An asset class of a managed fund from a year on: its share of the market value on 1 January, and its expected return, parts per million."""

    fund: str
    asset: str
    year: int
    name: str
    share: int = 0
    expected_return: int = 0
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ManagedYear:
    """How a managed fund is run from a year on: its cost in current whole kroner a year, and the inflation its value is kept up with (parts
    per million). `withdrawal`, whole kroner, is what is taken out that year alone where it is not the rule's; empty where it is."""

    fund: str
    year: int
    cost: int = 0
    inflation: int = 0
    withdrawal: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LiquidityBalance:
    """The balance sheet on 31 December of a year as far as the liquidity reserve needs it, in current whole kroner, liabilities positive.

    `reserve` is the reserve itself where only that is known; then the parts are not used.
    """

    year: int
    current_assets: int = 0
    short_term_debt: int = 0
    tied_funds: int = 0
    unused_loans: int = 0
    premium_deviation: int = 0
    holiday_pay: int = 0
    managed_fund: int = 0
    reserve: int | None = None
    source: str = ""
    note: str = ""
