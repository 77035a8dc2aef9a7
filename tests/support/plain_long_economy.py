"""The long economy once more, one year at a time with plain whole numbers: slow, and the judge of the fast engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

MILLION, MILLIARD = 1_000_000, 1_000_000_000
REVENUES = {"tax", "grant", "revenue"}


def rounded(above: int, below: int) -> int:
    """To the nearest whole number, halves away from zero."""
    whole, rest = divmod(abs(above), abs(below))
    size = whole + (2 * rest >= abs(below))
    return size if (above >= 0) == (below > 0) else -size


def part(nok: int, ppm: int) -> int:
    return rounded(nok * ppm, MILLION)


def times(nok: int, index: int) -> int:
    return rounded(nok * index, MILLIARD)


def ratio(above: int, below: int) -> int:
    return rounded(above * MILLION, below) if below else 0


def whole(ppm: int) -> int:
    """A share that is not less than nothing or more than all."""
    return max(0, min(ppm, MILLION))


@dataclass
class PlainLine:
    """A line of operations; the lists are by year."""

    group: str
    plan: list[int]
    driver: list[int]
    expected: list[int]
    follow: int
    wage_share: int
    growth: int


@dataclass
class PlainTown:
    """Everything the long economy is worked out from; `plan`, `rates` and `levers` are lists by year."""

    plan_years: int
    lines: list[PlainLine]
    plan: Mapping[str, Sequence[int]]
    rates: Mapping[str, Sequence[int]]
    population: list[int]
    expected_population: list[int]
    new_investments: list[int]
    new_grants: list[int]
    running: list[int]
    assets: int = 0
    depreciation_rate: int = 0
    managed_fund: int = 0
    levers: dict[str, list[int]] = field(default_factory=dict)

    def lever(self, name: str, year: int) -> int:
        nothing = MILLIARD if name in {"tax", "grant", "country_tax", "unit_cost", "investment_cost"} else 0
        return self.levers[name][year] if name in self.levers else nothing


def work_out_plainly(town: PlainTown) -> list[dict[str, int]]:
    """The lines of `long_economy` that matter, one dict for each year."""
    years: list[dict[str, int]] = []
    wages = service_price = MILLIARD
    growths = [MILLIARD for _ in town.lines]
    for at in range(len(town.population)):
        in_plan = at < town.plan_years
        base = min(at, town.plan_years - 1)
        if not in_plan:
            growths = [one + part(one, line.growth) for one, line in zip(growths, town.lines, strict=True)]
        wages += part(wages, (0 if in_plan else town.rates["wage_growth"][at]) + town.lever("wages", at))
        service_price += part(service_price, -(0 if in_plan else town.rates["productivity"][at]) - town.lever("productivity", at))
        year = _operate(town, at, base, wages, service_price, growths)
        _advance(town, at, base, year, years[-1] if years else None)
        years.append(year)
    return years


def _operate(town: PlainTown, at: int, base: int, wages: int, service_price: int, growths: list[int]) -> dict[str, int]:
    year = dict.fromkeys(("tax", "grant", "revenue", "service", "pension", "expense"), 0)
    planned = dict(year)
    for line, growth in zip(town.lines, growths, strict=True):
        moved = ratio(line.driver[at], line.expected[base]) * 1000 if line.expected[base] > 0 else MILLIARD
        amount = times(line.plan[base], MILLIARD + part(moved - MILLIARD, line.follow))
        amount = times(times(amount, growth), MILLIARD + part(wages - MILLIARD, line.wage_share))
        if line.group == "service":
            amount = times(amount, max(times(town.lever("unit_cost", at), service_price), 0))
        elif line.group in {"tax", "grant"}:
            amount = times(amount, max(town.lever(line.group, at), 0))
        year[line.group] += amount
        planned[line.group] += line.plan[base]
    crowd = ratio(town.population[at], town.expected_population[base]) * 1000
    country = times(times(times(planned["tax"], crowd), wages), town.lever("country_tax", at))
    year["equalisation"] = part(country - year["tax"], town.rates["equalisation_share"][at])
    plan = {name: values[base] for name, values in town.plan.items()}
    net = sum(amount if group in REVENUES else -amount for group, amount in planned.items())
    rest = plan["result"] - plan["interest_income"] - plan["returns"] + plan["interest"] + plan["instalments"] - net
    now = sum(year[group] if group in REVENUES else -year[group] for group in planned)
    year["gross_result"] = now + year["equalisation"] + rest - town.running[at]
    revenues = sum(planned[group] for group in REVENUES)
    own = plan["revenue"] - revenues if plan["revenue"] > 0 else 0
    year["operating_revenue"] = year["tax"] + year["grant"] + year["revenue"] + year["equalisation"] + times(own, crowd)
    return year


def _start(town: PlainTown, at: int, name: str, opening: int) -> int:
    """A stock of the plan at the start of a year of the plan."""
    if at == 0:
        return opening
    return times(_stock(town, at - 1, name), rounded(MILLIARD * MILLION, MILLION + town.rates["price_growth"][at]))


def _stock(town: PlainTown, at: int, name: str) -> int:
    if name == "own_debt":
        return town.plan["debt"][at] - town.plan["on_lending"][at]
    return town.plan[name][at]


def _openings(town: PlainTown, at: int) -> dict[str, int]:
    """What the plan's stocks were at the start of a year of the plan."""
    plan = {name: values[at] for name, values in town.plan.items()}
    debt = _start(town, at, "own_debt", _stock(town, at, "own_debt") - plan["loans"] + plan["instalments"])
    buffer = _start(town, at, "buffer", max(plan["buffer"] - plan["result"] + plan["transfer"], 0))
    return {"debt": debt, "buffer": buffer, "liquidity": _start(town, at, "liquidity", plan["liquidity"] - plan["buffer"] + buffer)}


def _advance(town: PlainTown, at: int, base: int, year: dict[str, int], before: dict[str, int] | None) -> None:
    in_plan = at == base
    plan = {name: values[at] if in_plan else 0 for name, values in town.plan.items()}
    last = {name: values[base] for name, values in town.plan.items()}
    of_last, of_plan = _openings(town, base), _openings(town, at) if in_plan else {"debt": 0, "buffer": 0, "liquidity": 0}
    if before is None:
        opening = {**of_plan, "assets": town.assets, "deficit": 0}
    else:
        worth = rounded(MILLIARD * MILLION, MILLION + max(town.rates["price_growth"][at] + town.lever("prices", at), -MILLION // 2))
        opening = {name: times(before[name], worth) for name in ("debt", "buffer", "liquidity", "assets", "deficit")}

    # investments
    year["investments"] = times(plan["investments"] + town.new_investments[at], max(town.lever("investment_cost", at), 0))
    year["grants"] = plan["grants"] + town.new_grants[at]
    year["vat"] = plan["vat"] + part(year["investments"] - plan["investments"], whole(ratio(last["vat"], last["investments"])))
    wanted = plan["transfer"]
    if not in_plan:
        wanted = part(max(year["investments"] - year["grants"], 0), whole(ratio(last["transfer"], last["investments"] - last["grants"])))
    other_money = plan["investments"] - plan["grants"] - plan["vat"] - plan["transfer"] - plan["loans"]

    # what is owed
    floating, floating_base = town.rates["floating_rate"][at] + town.lever("interest", at), town.rates["floating_rate"][base]
    plan_rate = min(ratio(last["interest"], of_last["debt"] + last["on_lending"]), MILLION)
    rate = plan_rate + part(floating - floating_base, town.rates["floating_share"][at])
    depreciation = part(opening["assets"], town.depreciation_rate)
    least = part(opening["debt"], ratio(depreciation, opening["assets"]))
    instalments = plan["instalments"] + part(opening["debt"] - of_plan["debt"], min(ratio(last["instalments"], of_last["debt"]), MILLION))
    if not in_plan:
        instalments = min(max(instalments, least), opening["debt"])
    interest = plan["interest"] + part(opening["debt"] + last["on_lending"], rate)
    interest -= part(of_plan["debt"] + plan["on_lending"], plan_rate)
    year |= {"minimum_instalment": least, "instalments": instalments, "interest": interest}
    year["assets"] = opening["assets"] - depreciation + year["investments"] - year["vat"]

    # the result
    claims = rounded(last["interest_income"] * MILLION, max(floating_base, 1))
    income = plan["interest_income"] + part(claims + opening["liquidity"] - of_last["liquidity"], floating)
    income -= part(claims if in_plan else 0, floating_base)
    returns = last["returns"] + part(town.managed_fund, town.lever("fund_return", at))
    result = year["gross_result"] + income + returns - interest - instalments
    year |= {"interest_income": income, "returns": returns, "net_result": result}

    # what it is used for
    saved = plan["buffer"] - of_plan["buffer"]
    other_uses = saved - plan["result"] + plan["transfer"]
    transfer = max(0, min(wanted, result + opening["buffer"] + other_uses - opening["deficit"]))
    surplus = result + other_uses - transfer
    covered = min(opening["deficit"], max(0, surplus + opening["buffer"]))
    ceiling, extra = town.rates["buffer_ceiling"][at], 0
    if not in_plan and ceiling > 0:
        lent = max(0, year["investments"] - year["grants"] - year["vat"] - transfer - other_money)
        extra = min(max(0, surplus - covered + opening["buffer"] - ceiling), lent)
    left = surplus - covered - extra
    buffer = max(0, opening["buffer"] + left)
    uncovered = max(0, -(opening["buffer"] + left))
    year |= {"transfer": transfer + extra, "uncovered": uncovered, "buffer": buffer}
    year["deficit"] = opening["deficit"] - covered + uncovered
    year["liquidity"] = opening["liquidity"] + (buffer - opening["buffer"]) - uncovered + covered
    year["liquidity"] += (plan["liquidity"] - of_plan["liquidity"] - saved) if in_plan else 0

    # loans and debt
    year["loans"] = max(0, year["investments"] - year["grants"] - year["vat"] - year["transfer"] - other_money)
    year["debt"] = opening["debt"] + year["loans"] - instalments
    if in_plan:
        year["debt"] += _stock(town, at, "own_debt") - of_plan["debt"] - plan["loans"] + plan["instalments"]

    # ratios
    year["result_ratio"] = ratio(result, year["operating_revenue"])
    year["debt_ratio"] = ratio(year["debt"], year["operating_revenue"])
    year["own_capital"] = MILLION - ratio(year["loans"], year["investments"] - year["grants"])
    year["deficit_share"] = ratio(year["deficit"], year["operating_revenue"])
