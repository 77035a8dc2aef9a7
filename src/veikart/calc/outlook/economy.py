"""Twenty years of economy: year after year from operations and investments to debt, funds and ratios.

The first years are the plan's to the krone; what a future moves in them is added to the plan. All amounts are in the plan's fixed prices, so what
is owed or saved in kroner is worth less by the growth of prices each year. **Source**: the rules `koml-14-18` (least instalment),
`inntektsutjevning`, and the municipality's own rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPM, Arithmetic, Values
from veikart.calc.outlook.economy_frame import Frame, add_up_groups, work_out_frame
from veikart.calc.outlook.economy_inputs import EconomyInputs, Future
from veikart.calc.outlook.economy_lines import Line, carry_plan, work_out_line
from veikart.calc.outlook.economy_rates import Rates, work_out_rates

Year = dict[str, Values]
STOCKS = ("debt", "assets", "buffer", "deficit", "liquidity")


FOR_MEASURES = frozenset({"net_result", "debt", "loans", "deficit", "instalments", "minimum_instalment", "buffer", "liquidity", "uncovered"})
"""The lines of the walk that limits are measured by, or that the ratios are made of."""


@dataclass(frozen=True, eq=False)
class LongEconomy:
    """The lines of every sheet, each of shape (years, futures) or (years, 1): `rates`, `lines` by line of operations, `groups` by group, and the
    `economy` of the municipality."""

    rates: Rates
    lines: Mapping[str, Line]
    groups: Mapping[str, Line]
    economy: Frame


@dataclass(frozen=True, eq=False)
class Prepared:
    """Everything of one or many futures that is known before the years are taken one after the other."""

    inputs: EconomyInputs
    arithmetic: Arithmetic
    rates: Rates
    lines: Mapping[str, Line]
    groups: Mapping[str, Line]
    frame: Frame


def work_out_economy(inputs: EconomyInputs, future: Future, arithmetic: Arithmetic) -> LongEconomy:
    """The whole model for one future or many: whole kroner where `arithmetic` is exact, float64 where it is drawn."""
    ready = prepare_economy(inputs, future, arithmetic)
    return LongEconomy(ready.rates, ready.lines, ready.groups, walk_economy(ready))


def prepare_economy(inputs: EconomyInputs, future: Future, arithmetic: Arithmetic) -> Prepared:
    """The rates, the lines of operations, the groups, and what of the economy does not build on the year before."""
    rates = work_out_rates(inputs, future, arithmetic)
    lines = {one.id: work_out_line(inputs, one, future, rates, arithmetic) for one in inputs.lines}
    groups = add_up_groups(inputs, lines, arithmetic, future.shape)
    frame = work_out_frame(inputs, groups, rates, future, arithmetic)
    frame["staff_years"] = sum((one["staff_years"] for one in lines.values()), start=arithmetic.numbers(np.zeros(future.shape)))
    frame |= _finance_rates(inputs, frame, rates, arithmetic)
    return Prepared(inputs, arithmetic, rates, lines, groups, frame)


def walk_economy(ready: Prepared, *, cut: Values | None = None, only: frozenset[str] | None = None) -> Frame:
    """Every line of the economy, or of the walk `only` those named. Operations cost less by `cut`, kroner of shape (years, futures)."""
    frame = ready.frame
    if cut is not None:
        frame = frame | {"gross_result": frame["gross_result"] + cut}
    frame = frame | _walk(ready.inputs, frame, ready.rates, ready.arithmetic, only)
    return frame | _ratios(frame, ready.arithmetic)


def _finance_rates(inputs: EconomyInputs, frame: Frame, rates: Rates, arithmetic: Arithmetic) -> Frame:
    """The rates that the plan's own figures come to, at most 100 %; the last year's hold after it, moved by how the floating rate moves."""
    carry, ratio = inputs.plan_years, arithmetic.ratio
    base = carry_plan(rates["plan_floating_rate"][:, :1], carry)
    owed, debt = frame["plan_own_debt_opening"] + frame["plan_on_lending"], frame["plan_own_debt_opening"]
    plan_rate = carry_plan(np.minimum(ratio(frame["plan_interest"], owed), PPM), carry)
    income = arithmetic.divide(frame["plan_interest_income"] * PPM, np.maximum(base, 1))
    return {
        "floating_base": base,
        "plan_rate": plan_rate,
        "rate": plan_rate + arithmetic.share(rates["floating_rate"] - base, rates["floating_share"]),
        "on_lending": carry_plan(frame["plan_on_lending"], carry),
        "plan_claims": income * frame["in_plan"],
        "claims": carry_plan(income, carry),
        "liquidity_base": carry_plan(frame["plan_liquidity_opening"], carry),
        "returns": carry_plan(frame["plan_returns"], carry) + arithmetic.share(arithmetic.numbers(inputs.managed_fund), rates["return_change"]),
        "instalment_share": carry_plan(np.minimum(ratio(frame["plan_instalments"], debt), PPM), carry),
    }


def _walk(inputs: EconomyInputs, frame: Frame, rates: Rates, arithmetic: Arithmetic, only: frozenset[str] | None) -> Frame:
    """The years one after the other: each begins with what the one before left, worth less by the growth of prices."""
    opening: Year = {
        stock: frame[f"plan_{name}_opening"][0] for stock, name in (("debt", "own_debt"), ("buffer", "buffer"), ("liquidity", "liquidity"))
    }
    opening |= {"assets": arithmetic.numbers([inputs.assets]), "deficit": arithmetic.numbers([0])}
    found: Frame = {}
    everything = {**rates, **frame}
    for at in range(len(inputs.years)):
        year = _Year({name: values[at] for name, values in everything.items()}, opening, arithmetic, inputs.depreciation_rate).work_out()
        for name in only or year:
            if name not in found:
                found[name] = np.empty(frame["gross_result"].shape, dtype=arithmetic.kind)
            found[name][at] = year[name]
        if at + 1 < len(inputs.years):
            opening = {name: arithmetic.scale(year[name], rates["worth"][at + 1]) for name in STOCKS}
    return found


@dataclass(frozen=True, eq=False)
class _Year:
    """One year: what is known of it, and the stocks it begins with."""

    of: Mapping[str, Values]
    opening: Year
    arithmetic: Arithmetic
    depreciation_rate: int

    def work_out(self) -> Year:
        """Debt and assets first, then the result, what it is used for, and last the loans."""
        found = {f"{name}_opening": values for name, values in self.opening.items()}
        found |= self._owed()
        found |= self._earned(found)
        found |= self._used(found)
        return found | self._lent(found)

    def _owed(self) -> Year:
        """Interest and instalments: the plan's, with the plan's rates on what the debt has moved from it; never under the least by law after it."""
        of, share, ratio = self.of, self.arithmetic.share, self.arithmetic.ratio
        debt, assets, in_plan = self.opening["debt"], self.opening["assets"], of["in_plan"] > 0
        depreciation = share(assets, self.arithmetic.numbers(self.depreciation_rate))
        least = share(debt, ratio(depreciation, assets))
        ordinary = of["plan_instalments"] + share(debt - of["plan_own_debt_opening"], of["instalment_share"])
        on_plan = share(of["plan_own_debt_opening"] + of["plan_on_lending"], of["plan_rate"])
        return {
            "depreciation": depreciation,
            "minimum_instalment": least,
            "ordinary_instalment": ordinary,
            "instalments": np.where(in_plan, ordinary, np.minimum(np.maximum(ordinary, least), debt)),
            "interest": of["plan_interest"] + share(debt + of["on_lending"], of["rate"]) - on_plan,
            "assets": assets - depreciation + of["investments"] - of["vat"],
        }

    def _earned(self, year: Year) -> Year:
        of, share = self.of, self.arithmetic.share
        claims = of["claims"] + self.opening["liquidity"] - of["liquidity_base"]
        income = of["plan_interest_income"] + share(claims, of["floating_rate"]) - share(of["plan_claims"], of["floating_base"])
        result = of["gross_result"] + income + of["returns"] - year["interest"] - year["instalments"]
        return {"interest_income": income, "net_result": result}

    def _used(self, year: Year) -> Year:
        """What is transferred to investments as far as there is anything, what is saved or taken from the buffer fund, and what nothing covers.

        After the plan, what the fund would hold above its ceiling goes to investments too, as long as they are lent for.
        """
        of, opening = self.of, self.opening
        there = year["net_result"] + opening["buffer"] + of["other_uses"] - opening["deficit"]
        first = np.maximum(0, np.minimum(of["wanted_transfer"], there))
        surplus = year["net_result"] + of["other_uses"] - first
        covered = np.minimum(opening["deficit"], np.maximum(0, surplus + opening["buffer"]))
        above = np.maximum(0, surplus - covered + opening["buffer"] - of["buffer_ceiling"])
        over = np.where((of["in_plan"] == 0) & (of["buffer_ceiling"] > 0), above, 0)
        lent = np.maximum(0, of["investments"] - of["grants"] - of["vat"] - first - of["other_financing"])
        extra = np.minimum(over, lent)
        left = surplus - covered - extra
        allocation, use = np.maximum(0, left), np.minimum(np.maximum(0, -left), opening["buffer"])
        uncovered = np.maximum(0, -left) - use
        return {
            "first_transfer": first,
            "surplus": surplus,
            "covered": covered,
            "over_ceiling": over,
            "extra_transfer": extra,
            "transfer": first + extra,
            "allocation": allocation,
            "use": use,
            "uncovered": uncovered,
            "deficit": opening["deficit"] - covered + uncovered,
            "buffer": opening["buffer"] + allocation - use,
            "liquidity": opening["liquidity"] + allocation - use - uncovered + covered + of["liquidity_other"],
        }

    def _lent(self, year: Year) -> Year:
        of = self.of
        loans = np.maximum(0, of["investments"] - of["grants"] - of["vat"] - year["transfer"] - of["other_financing"])
        return {"loans": loans, "debt": self.opening["debt"] + loans - year["instalments"] + of["debt_other"]}


def _ratios(frame: Frame, arithmetic: Arithmetic) -> Frame:
    """Shares in parts per million, and what is paid above the least instalment. Where nothing is invested nothing is lent: all is own capital."""
    ratio, revenue = arithmetic.ratio, frame["operating_revenue"]
    return {
        "result_ratio": ratio(frame["net_result"], revenue),
        "debt_ratio": ratio(frame["debt"], revenue),
        "own_capital": PPM - ratio(frame["loans"], frame["investments"] - frame["grants"]),
        "deficit_share": ratio(frame["deficit"], revenue),
        "instalment_margin": frame["instalments"] - frame["minimum_instalment"],
        "staff_share": ratio(frame["staff_years"], np.maximum(frame["working_age"], 1)),
    }
