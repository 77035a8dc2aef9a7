"""The long economy as sheets: the one future that is not drawn, in whole kroner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.outlook.economy import LongEconomy
from veikart.calc.outlook.economy_arithmetic import PPB, Values
from veikart.calc.outlook.economy_inputs import GRANT, GROUPS, RATES, REVENUES, SERVICE, TAX, EconomyInputs
from veikart.calc.outlook.economy_limits import SHARES, Limit
from veikart.calc.outlook.economy_lines import carry_plan
from veikart.calc.outlook.restructuring import Needs
from veikart.calc.worksheets import Lines, Sheet, make_sheet

EVERYTHING = "alle"
_FROM_RATES = ("wage_index", "country_tax_factor", "equalisation_share", "investment_cost_factor", "worth", "plan_worth")
_FINANCE_RATES = ("floating_rate", "plan_floating_rate", "floating_share", "return_change", "buffer_ceiling")
_LINE_RATES = ("wage_index", "unit_cost_factor", "productivity_index", "staff_cost")
_WORKED_OUT = (
    "plan",
    "planned",
    "driver",
    "central",
    "driver_index",
    "volume",
    "growth_index",
    "price_index",
    "factor",
    "amount",
    "net",
    "planned_net",
    "wages",
    "staff_years",
)
"""What `work_out_line` gives of each line of operations."""
GROUP_LINES = ("amount", "planned", "net", "planned_net")
_NAMES = Mapping[str, str]


def make_economy_sheets(inputs: EconomyInputs, found: LongEconomy, entered: Mapping[str, Values], names: Mapping[str, _NAMES]) -> list[Sheet]:
    """The sheets `long_rates`, `long_lines`, `long_groups` and `long_economy`. `entered` is by name of a rate what is written for each year itself
    (0 where nothing is), `names` what lines, groups and the municipality are called."""
    years = inputs.years
    rates = {name: _row(values, years) for name, values in found.rates.items() if name != "growth"}
    rates |= {f"entered_{name}": np.asarray(entered[name])[None] for name in RATES if name in entered}
    rates |= {"wage_before": _index_before(rates["wage_index"]), "productivity_before": _index_before(rates["productivity_index"])}
    of_lines = [one.id for one in inputs.lines]
    texts = {"names": [names["lines"][one] for one in of_lines], "groups": [one.group for one in inputs.lines], "of_table": "outlook_lines"}
    groups = {name: np.concatenate([_row(found.groups[group][name], years) for group in GROUPS]) for name in GROUP_LINES}
    everything = [names["all"][EVERYTHING]]
    return [
        make_sheet("long_rates", [EVERYTHING], years, rates, names=everything),
        make_sheet("long_lines", of_lines, years, _line_lines(inputs, found, rates), **texts),
        make_sheet("long_groups", GROUPS, years, groups, names=[names["groups"][one] for one in GROUPS]),
        make_sheet("long_economy", [EVERYTHING], years, _economy_lines(inputs, found, rates), names=everything),
    ]


def make_services_sheet(lines: Sheet, users: Mapping[str, Values]) -> Sheet:
    """The sheet `long_services`: what a user costs, and how many staff years there are to serve them. `users` are whole persons by line of
    operations, shape (years,), for the lines that follow the users of a service."""
    at = [lines.place[one] for one in users]
    persons = np.array(list(users.values()), dtype=np.int64).reshape(len(users), len(lines.years))
    cost, staff = lines.lines["amount"][at], lines.lines["staff_years"][at]
    shown = {
        "users": persons,
        "cost": cost,
        "unit_cost": _divide(cost, persons),
        "staff_years": staff,
        "users_per_staff": _divide(persons * 100, staff),
    }
    return make_sheet("long_services", list(users), lines.years, shown, names=[lines.name(one) for one in users], of_table="outlook_lines")


def make_limit_sheets(economy: Sheet, limits: Sequence[Limit], needs: Needs, names: Mapping[str, str]) -> list[Sheet]:
    """The sheets `long_limits` (kroner), `long_limit_shares` (parts per million) and `long_restructuring`."""
    of_shares = [one for one in limits if one.measure in SHARES]
    of_amounts = [one for one in limits if one.measure not in SHARES]
    sheets = [_make_limits("long_limits", economy, of_amounts, needs, names), _make_limits("long_limit_shares", economy, of_shares, needs, names)]
    broken = [one.total("broken") for one in sheets]
    lines = {"need": needs.largest(len(economy.years)), "broken": broken[0] + broken[1], "broken_amounts": broken[0], "broken_shares": broken[1]}
    shown = {name: values[None] for name, values in lines.items()}
    return [*sheets, make_sheet("long_restructuring", [EVERYTHING], economy.years, shown, names=economy.names)]


def _make_limits(sheet_id: str, economy: Sheet, limits: Sequence[Limit], needs: Needs, names: Mapping[str, str]) -> Sheet:
    years, shape = economy.years, (len(limits), len(economy.years))
    measured = np.array([economy.lines[one.measure][0] for one in limits], dtype=np.int64).reshape(shape)
    asked = np.array([one.holds_in(years) for one in limits], dtype=np.int64).reshape(shape)
    margin = np.array([one.margin(row) for one, row in zip(limits, measured, strict=True)], dtype=np.int64).reshape(shape)
    lines = {
        "measured": measured,
        "limit": _spread([one.value for one in limits], len(years)),
        "is_least": _spread([int(one.is_least) for one in limits], len(years)),
        "asked": asked,
        "margin": margin,
        "broken": np.where(margin < 0, asked, 0),
        "need": np.array([needs.nok[one.id] for one in limits], dtype=np.int64).reshape(shape),
        "reachable": np.array([needs.can[one.id] for one in limits], dtype=np.int64).reshape(shape),
    }
    return make_sheet(sheet_id, [one.id for one in limits], years, lines, names=[names[one.id] for one in limits], of_table="outlook_limits")


def _divide(above: Lines, below: Lines) -> Lines:
    most = np.maximum(below, 1)
    found: Lines = np.sign(above) * ((2 * np.abs(above) + most) // (2 * most))
    return found


def _row(values: Values, years: tuple[int, ...]) -> Lines:
    """One line of a sheet with one subject, shape (1, years)."""
    return np.broadcast_to(values[:, 0], (1, len(years))).astype(np.int64)


def _index_before(index: Lines) -> Lines:
    """The index of the year before, 1,0 before the first."""
    return np.concatenate([np.full_like(index[:, :1], PPB), index[:, :-1]], axis=1)


def _spread(values: list[int], count: int) -> Lines:
    return np.repeat(np.array(values, dtype=np.int64).reshape(-1, 1), count, axis=1)


def _line_lines(inputs: EconomyInputs, found: LongEconomy, rates: Mapping[str, Lines]) -> dict[str, Lines]:
    rows, years = inputs.lines, inputs.years
    shape = (len(rows), len(years))
    lines = {name: np.array([_row(found.lines[one.id][name], years)[0] for one in rows], dtype=np.int64).reshape(shape) for name in _WORKED_OUT}
    lines |= {name: np.broadcast_to(rates[name], shape).copy() for name in _LINE_RATES}
    lines |= {name: _spread([getattr(one, name) for one in rows], len(years)) for name in ("follow", "growth", "wage_share")}
    lines["in_plan"] = np.broadcast_to(inputs.in_plan, shape).copy()
    lines["is_revenue"] = _spread([int(one.group in REVENUES) for one in rows], len(years))
    lines["is_service"] = _spread([int(one.group == SERVICE) for one in rows], len(years))
    lines["expected_driver"] = np.array([one.central for one in rows], dtype=np.int64).reshape(shape)
    factors = [rates[f"{one.group}_factor"][0] if one.group in {TAX, GRANT} else np.full(len(years), PPB) for one in rows]
    lines["group_factor"] = np.array(factors, dtype=np.int64).reshape(shape)
    lines["growth_before"] = _index_before(lines["growth_index"])
    return lines


def _economy_lines(inputs: EconomyInputs, found: LongEconomy, rates: Mapping[str, Lines]) -> dict[str, Lines]:
    years = inputs.years
    lines = {name: _row(values, years) for name, values in found.economy.items()}
    lines |= {name: rates[name] for name in (*_FROM_RATES, *_FINANCE_RATES)}
    lines["expected_population"] = np.asarray(inputs.central_population)[None]
    lines["population_base"] = carry_plan(np.asarray(inputs.central_population), inputs.plan_years)[None]
    lines["returns_base"] = _row(carry_plan(found.economy["plan_returns"], inputs.plan_years), years)
    lines["managed_fund"] = _spread([inputs.managed_fund], len(years))
    lines["depreciation_rate"] = _spread([inputs.depreciation_rate], len(years))
    lines["assets_entered"] = lines["assets_opening"] * lines["first"]
    return lines
