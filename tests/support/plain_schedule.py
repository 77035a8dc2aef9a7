"""The order of investments found slowly and plainly: every plan is tried, and each is lived through year by year. It judges the solver."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from tests.support.plain_loans import nearest
from veikart.calc.schedule import Candidate, Path, Problem

Plan = dict[str, int]


def plain_years(problem: Problem, path: Path, plan: Mapping[str, int], group: str = "") -> dict[int, dict[str, int]]:
    """What the plan comes to each year in an economy: invested, started, and debt, burden and drain of the projects; of one group if named."""
    found = {}
    lent: dict[str, dict[int, int]] = {one.id: {} for one in problem.candidates}
    owed = {one.id: 0 for one in problem.candidates}
    drains = {one.id: 0 for one in problem.candidates}
    for at, year in enumerate(path.years):
        spent = started = debt = burden = drain = 0
        index = Fraction(path.cost_index[at], 10**9) if path.cost_index else Fraction(1)
        rate = Fraction(path.interest[at], 10**6) if path.interest else Fraction(0)
        worth = Fraction(path.worth[at], 10**9) if path.worth else Fraction(1)
        for one in problem.candidates:
            if one.id not in plan or (group and one.group != group):
                continue
            place = year - plan[one.id]
            cost = nearest(one.costs[place] * index) if 0 <= place < len(one.costs) else 0
            running = nearest((one.running_nok - one.saving_nok) * index) if place >= len(one.costs) else 0
            loan = nearest(Fraction(cost * one.loan_share, 10**6))
            lent[one.id] = {when: nearest(nok * worth) for when, nok in lent[one.id].items()}
            opening = nearest(owed[one.id] * worth)
            due = sum(nok for when, nok in lent[one.id].items() if year - when <= one.life)
            instalment = min(opening, nearest(Fraction(due, one.life)))
            lent[one.id][year] = loan
            owed[one.id] = opening + loan - instalment
            interest = nearest((opening + Fraction(loan, 2)) * rate)
            spent, started = spent + cost, started + (place == 0)
            taken = running + interest + instalment + cost - loan - nearest(Fraction(cost * one.given_share, 10**6))
            drains[one.id] = nearest(drains[one.id] * worth) + taken
            debt += owed[one.id]
            burden += running + interest + instalment
            drain += drains[one.id]
        found[year] = {"investment": spent, "starts": started, "debt": debt, "burden": burden, "drain": drain}
    return found


def keeps_limits(problem: Problem, path: Path, plan: Mapping[str, int]) -> bool:
    """Whether every limit holds in this economy."""
    lived = {group: plain_years(problem, path, plan, group) for group in {one.group for one in problem.limits}}
    for limit in problem.limits:
        years = lived[limit.group]
        for at, year in enumerate(path.years):
            if not limit.first_year <= year <= limit.last_year:
                continue
            mine = years[year]
            share = nearest(Fraction(path.revenue[at] * limit.value, 10**6))
            other = path.investment[at] if path.investment and not limit.group else 0
            holds = {
                "debt": path.debt[at] + mine["debt"] <= share,
                "result": path.result[at] - mine["burden"] >= share,
                "reserve": path.reserve[at] - mine["drain"] >= limit.value,
                "liquidity": path.liquidity[at] - mine["drain"] >= limit.value,
                "investment": other + mine["investment"] <= limit.value,
                "starts": mine["starts"] <= limit.value,
            }
            if not holds[limit.kind]:
                return False
    return True


def keeps_ties(problem: Problem, plan: Mapping[str, int]) -> bool:
    """Whether every dependency holds."""
    known = {one.id: one for one in problem.candidates}
    joined = {one.id: {one.id} for one in problem.candidates}
    for one in problem.dependencies:
        mine, other = plan.get(one.project), plan.get(one.other)
        if one.kind == "after" and mine is not None and (other is None or mine < other + len(known[one.other].costs) + one.gap):
            return False
        if one.kind == "together" and mine != other:
            return False
        if one.kind == "exclusive":
            both = joined[one.project] | joined[one.other]
            for each in both:
                joined[each] = both
    return all(sum(each in plan for each in group) <= 1 for group in joined.values())


def plain_delay(problem: Problem, plan: Mapping[str, int]) -> int:
    """Points of delay; of alternatives that are all left out, the largest once."""
    joined = {one.id: {one.id} for one in problem.candidates}
    for tie in problem.dependencies:
        if tie.kind == "exclusive":
            both = joined[tie.project] | joined[tie.other]
            for each in both:
                joined[each] = both
    points, last = 0, problem.years[-1]
    for group in {frozenset(one) for one in joined.values()}:
        members = [one for one in problem.candidates if one.id in group]
        built = [one for one in members if one.id in plan]
        late = [_points(one, plan[one.id] + len(one.costs)) for one in built] or [max(_points(one, last + 2) for one in members)]
        points += sum(late)
    return points


def _points(one: Candidate, in_use: int) -> int:
    return 0 if one.need_year is None else one.weight * max(0, in_use - one.need_year)


def list_plans(problem: Problem) -> Iterator[Plan]:
    """Every plan there is, allowed or not."""
    first, last = problem.years[0], problem.years[-1]
    choices: list[list[int | None]] = []
    for one in problem.candidates:
        starts: list[int | None] = [year for year in range(one.earliest, one.latest + 1) if first <= year and year + len(one.costs) - 1 <= last]
        choices.append(starts if one.is_must else [*starts, None])
    for chosen in product(*choices):
        yield {one.id: start for one, start in zip(problem.candidates, chosen, strict=True) if start is not None}


def list_allowed(problem: Problem) -> list[Plan]:
    """Every plan that keeps all ties, and all limits in as many economies as are asked for."""
    found = []
    for plan in list_plans(problem):
        if keeps_ties(problem, plan):
            kept = sum(keeps_limits(problem, path, plan) for path in problem.paths) if problem.limits else len(problem.paths)
            if kept * 1_000_000 >= problem.paths_share * len(problem.paths):
                found.append(plan)
    return found
