"""The part of the long economy that does not build on the year before: operations, investments, and the plan's own figures."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.outlook.economy_arithmetic import PPM, Arithmetic, Values
from veikart.calc.outlook.economy_inputs import FIGURES, GROUPS, EconomyInputs, Future
from veikart.calc.outlook.economy_lines import Line, carry_plan
from veikart.calc.outlook.economy_rates import Rates

Frame = dict[str, Values]


def add_up_groups(inputs: EconomyInputs, lines: Mapping[str, Line], arithmetic: Arithmetic, shape: tuple[int, ...]) -> dict[str, Line]:
    """The sheet `long_groups`: amounts by group of lines, each of shape (years, futures)."""
    found = {group: {name: arithmetic.numbers(np.zeros(shape)) for name in ("amount", "planned", "net", "planned_net")} for group in GROUPS}
    for one in inputs.lines:
        for name, total in found[one.group].items():
            total += lines[one.id][name]
    return found


def work_out_frame(inputs: EconomyInputs, groups: Mapping[str, Line], rates: Rates, future: Future, arithmetic: Arithmetic) -> Frame:
    """Everything in the sheet `long_economy` that is known before the years are taken one after the other."""
    found = _plan_lines(inputs, rates["plan_worth"][:, :1], arithmetic)
    found |= {"population": future.population, "working_age": future.working_age}
    found |= _operations(inputs, found, groups, rates, arithmetic)
    return found | _investments(inputs, found, rates, arithmetic)


def _plan_lines(inputs: EconomyInputs, worth: Values, arithmetic: Arithmetic) -> Frame:
    """The plan's own figures, 0 after it, shape (years, 1); and what its stocks were at the start of each year. `worth` is what a krone of the year
    before is worth with the growth of prices that the plan counts on, parts per thousand million."""
    plan = {f"plan_{name}": arithmetic.numbers(inputs.plan[name])[:, None] for name in FIGURES}
    found = {"in_plan": arithmetic.numbers(inputs.in_plan)[:, None], **plan}
    found["first"] = np.concatenate([found["in_plan"][:1], np.zeros_like(found["in_plan"][1:])])
    found["plan_own_debt"] = plan["plan_debt"] - plan["plan_on_lending"]
    to_investment = plan["plan_result"] - plan["plan_transfer"]
    first = {
        "plan_own_debt": found["plan_own_debt"] - plan["plan_loans"] + plan["plan_instalments"],
        "plan_buffer": np.maximum(plan["plan_buffer"] - to_investment, 0),
    }
    for name, opening in first.items():
        found[f"{name}_opening"] = _open_stock(found[name], opening, worth, found["in_plan"], arithmetic)
    saved = plan["plan_buffer"] - found["plan_buffer_opening"]
    found["plan_liquidity_opening"] = _open_stock(plan["plan_liquidity"], plan["plan_liquidity"] - saved, worth, found["in_plan"], arithmetic)
    flows = plan["plan_loans"] - plan["plan_instalments"]
    found["debt_other"] = found["plan_own_debt"] - found["plan_own_debt_opening"] - flows
    found["other_uses"] = saved - to_investment
    found["liquidity_other"] = plan["plan_liquidity"] - found["plan_liquidity_opening"] - saved
    for name in ("debt_other", "other_uses", "liquidity_other"):
        found[name] = found[name] * found["in_plan"]
    return found


def _open_stock(closing: Values, first: Values, worth: Values, in_plan: Values, arithmetic: Arithmetic) -> Values:
    """A stock of the plan at the start of each of its years: the end of the year before, worth less by the growth of prices; 0 after the plan."""
    before = np.concatenate([closing[:1], closing[:-1]])
    opening = arithmetic.scale(before, worth)
    opening[:1] = first[:1]
    found: Values = opening * in_plan
    return found


def _operations(inputs: EconomyInputs, frame: Frame, groups: Mapping[str, Line], rates: Rates, arithmetic: Arithmetic) -> Frame:
    """Formula: revenues less expenses, with what is equalised of tax that goes another way than the country's, and what the plan's result holds
    besides the lines."""
    carry, scale = inputs.plan_years, arithmetic.scale
    base = arithmetic.numbers(carry_plan(inputs.central_population, carry))[:, None]
    found = {name: groups[name]["amount"] for name in groups}
    found |= {f"planned_{name}": groups[name]["planned"] for name in ("tax", "grant", "revenue")}
    found["population_index"] = arithmetic.ratio(frame["population"], base) * 1_000
    found["tax_base"] = carry_plan(found["planned_tax"], carry)
    found["reference_tax"] = scale(scale(scale(found["tax_base"], found["population_index"]), rates["wage_index"]), rates["country_tax_factor"])
    found["equalisation"] = arithmetic.share(found["reference_tax"] - found["tax"], rates["equalisation_share"])
    found["lines_net"] = sum(one["net"] for one in groups.values())
    found["planned_net"] = sum(one["planned_net"] for one in groups.values())
    finance = frame["plan_interest_income"] + frame["plan_returns"] - frame["plan_interest"] - frame["plan_instalments"]
    found["rest"] = carry_plan(np.where(frame["in_plan"] > 0, frame["plan_result"] - finance - found["planned_net"], 0), carry)
    found["running"] = arithmetic.numbers(inputs.running)[:, None]
    found["gross_result"] = found["lines_net"] + found["equalisation"] + found["rest"] - found["running"]
    planned = sum(found[f"planned_{name}"] for name in ("tax", "grant", "revenue"))
    found["own_revenue"] = carry_plan(np.where(frame["plan_revenue"] > 0, frame["plan_revenue"] - planned, 0), carry)
    own = scale(found["own_revenue"], found["population_index"])
    return found | {"operating_revenue": found["tax"] + found["grant"] + found["equalisation"] + found["revenue"] + own}


def _investments(inputs: EconomyInputs, frame: Frame, rates: Rates, arithmetic: Arithmetic) -> Frame:
    """Formula: what is entered times what investments cost; the refund of value added tax is the same part of it as in the plan's last
    year, and the transfer from operations the same part of what is left when grants have paid."""
    carry, share = inputs.plan_years, arithmetic.share
    new_investments, new_grants = (arithmetic.numbers(one)[:, None] for one in (inputs.new_investments, inputs.new_grants))
    planned = frame["plan_investments"]
    investments = arithmetic.scale(planned + new_investments, np.maximum(rates["investment_cost_factor"], 0))
    vat_share = carry_plan(np.clip(arithmetic.ratio(frame["plan_vat"], planned), 0, PPM), carry)
    transfer_share = carry_plan(np.clip(arithmetic.ratio(frame["plan_transfer"], planned - frame["plan_grants"]), 0, PPM), carry)
    grants = frame["plan_grants"] + new_grants
    other = planned - frame["plan_grants"] - frame["plan_vat"] - frame["plan_transfer"] - frame["plan_loans"]
    return {
        "new_investments": new_investments,
        "new_grants": new_grants,
        "investments": investments,
        "grants": grants,
        "vat_share": vat_share,
        "vat": frame["plan_vat"] + share(investments - planned, vat_share),
        "transfer_share": transfer_share,
        "wanted_transfer": np.where(frame["in_plan"] > 0, frame["plan_transfer"], share(np.maximum(investments - grants, 0), transfer_share)),
        "other_financing": other * frame["in_plan"],
    }
