"""What the long economy is worked out from: the plan's figures, the rates of the years, the lines, and what a future does to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPB, Arithmetic, Values

FIGURES = (
    "result",
    "interest",
    "interest_income",
    "returns",
    "instalments",
    "transfer",
    "investments",
    "grants",
    "vat",
    "loans",
    "debt",
    "on_lending",
    "buffer",
    "liquidity",
    "revenue",
)
"""The figures of the plan that the long economy begins from. All are positive where there is much of them: a result that is a surplus, what is
invested and what comes in to pay for it, debt and funds at the end of the year, all that operations bring in."""
TAX, GRANT, REVENUE, SERVICE, PENSION, EXPENSE = GROUPS = ("tax", "grant", "revenue", "service", "pension", "expense")
"""The groups of lines of operations; the first three are revenues."""
REVENUES = frozenset({TAX, GRANT, REVENUE})
TIMES = ("tax", "grant", "country_tax", "unit_cost", "investment_cost")
ADDED = ("wages", "prices", "interest", "productivity", "fund_return")
"""Levers of the economy as the model takes them: those it multiplies by, and those it adds. `country_tax` is the part of the tax lever that
moves the whole country."""
RATES = ("price_growth", "wage_growth", "productivity", "floating_rate", "floating_share", "equalisation_share", "staff_cost", "buffer_ceiling")


@dataclass(frozen=True, eq=False)
class LineInputs:
    """One line of operations. `plan` is kroner by year, 0 after the plan; the shares are parts per million; `central` is what it follows in the
    municipality's own alternative, shape (years,), in whatever it is counted in."""

    id: str
    group: str
    plan: Values
    central: Values
    follow: int
    wage_share: int
    growth: int


@dataclass(frozen=True, eq=False)
class EconomyInputs:
    """Everything but the future itself, by year from the first of the plan; int64 arrays of shape (years,), kroner in fixed prices.

    The first `plan_years` years are the plan's. `plan` is by figure (FIGURES), 0 after the plan; `rates` by name (RATES), parts per million,
    `staff_cost` (kroner a staff year) and `buffer_ceiling` (0 for none) in kroner. `new_investments`, `new_grants` and `running` are what is
    entered for the years after. `assets` is the book value that is depreciated at the start of the first year, `depreciation_rate` the part of
    it that is depreciated in a year, `managed_fund` the fund that gives a return.
    """

    years: tuple[int, ...]
    plan_years: int
    lines: tuple[LineInputs, ...]
    plan: Mapping[str, Values]
    rates: Mapping[str, Values]
    new_investments: Values
    new_grants: Values
    running: Values
    central_population: Values
    assets: int = 0
    depreciation_rate: int = 0
    managed_fund: int = 0

    @property
    def in_plan(self) -> Values:
        """1 in the years of the plan, 0 after, shape (years,)."""
        return (np.arange(len(self.years)) < self.plan_years).astype(np.int64)


@dataclass(frozen=True, eq=False)
class Future:
    """One future, or many drawn ones, last axis futures: what the lines follow, by line, and people, shape (years, futures); the levers by name,
    in parts per thousand million where they multiply (TIMES) and per million where they are added (ADDED), left out where nothing moves."""

    drivers: Mapping[str, Values]
    population: Values
    working_age: Values
    levers: Mapping[str, Values] = field(default_factory=dict)

    @property
    def shape(self) -> tuple[int, ...]:
        """How many years, and where many futures are drawn how many of them."""
        return self.population.shape

    def lever(self, name: str, arithmetic: Arithmetic) -> Values:
        """A lever in every year and future; what changes nothing where it is not moved."""
        found = self.levers.get(name)
        return arithmetic.numbers(np.broadcast_to(PPB if name in TIMES else 0, self.shape)) if found is None else found
