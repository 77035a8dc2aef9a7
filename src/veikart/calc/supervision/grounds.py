"""The seven grounds for state supervision, each with how near it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from veikart.calc.supervision.rows import Decision
from veikart.calc.values import PPM, divide_rounded, share_of
from veikart.calc.worksheets import Sheet

FAR, NEAR, MET, UNKNOWN = "far", "near", "met", "unknown"
STATES = (FAR, NEAR, MET, UNKNOWN)
"""Not near, near, met, and what nobody has said enough about to tell."""


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """A year of the budget or the accounts, in whole kroner: the net operating result (positive is good), what is set aside and can be taken
    down (`flexible`: net allocation to discretionary funds and transfer to investment), the deficit that is carried forward (0 in balance),
    and the operating revenue, None where nobody has said. `is_known` is False where the statements cannot tell the year's balance."""

    year: int
    result: int
    flexible: int
    carried_forward: int
    operating_revenue: int | None
    is_accounts: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """What counts as near and as met: `recovery_years` and `deficit_share` (parts per million of operating revenue) are the law's; what is set
    aside is near its end below `near_share` of the revenue and far from it above `wide_share`, and a deadline is near in the last `near_days`."""

    recovery_years: int
    deficit_share: int
    near_share: int
    wide_share: int
    near_days: int


@dataclass(frozen=True, slots=True)
class Ground:
    """How one ground (`letter` a–g of the law) stands in a year: its state (one of STATES), the margin that is left (negative past the limit)
    in whole kroner, parts per million of operating revenue, years or days, and `reach`: how much of the way to the ground is gone, ppm."""

    letter: str
    year: int
    state: str
    reach: int
    nok: int | None = None
    ppm: int | None = None
    years: int | None = None
    days: int | None = None


def judge_balance(letter: str, figures: BudgetFigures, limits: Limits) -> Ground:
    """A year of a budget or plan: met with a deficit carried forward, near where little is set aside that could be taken down instead.

    Formula: the margin is what is set aside, or the deficit with a minus.
    """
    if not figures.is_known:
        return Ground(letter, figures.year, UNKNOWN, 0)
    if figures.carried_forward > 0:
        return Ground(letter, figures.year, MET, PPM, nok=-figures.carried_forward, ppm=_share(-figures.carried_forward, figures.operating_revenue))
    margin, revenue = max(figures.flexible, 0), figures.operating_revenue
    if revenue is None:
        return Ground(letter, figures.year, NEAR if not margin else FAR, 0 if margin else PPM, nok=margin)
    wide = max(share_of(revenue, limits.wide_share), 1)
    state = NEAR if margin < share_of(revenue, limits.near_share) or not margin else FAR
    return Ground(letter, figures.year, state, PPM - min(divide_rounded(margin * PPM, wide), PPM), nok=margin, ppm=_share(margin, revenue))


def judge_recovery(deficits: Sheet, years: Sequence[int], limits: Limits) -> Iterable[Ground]:
    """Ground c in each of `years`: met where a deficit is left after the years allowed, near where one must be recovered this year.

    The margin is what is overdue with a minus, or the years left for the oldest deficit that is open.
    """
    for year in years:
        if year not in deficits.years:
            continue
        at = deficits.years.index(year)
        overdue = int(deficits.lines["overdue"][:, at].sum())
        ages = [int(age) for age, left in zip(deficits.lines["age"][:, at], deficits.lines["opening"][:, at], strict=True) if left]
        left_years = limits.recovery_years - max(ages, default=0)
        if overdue:
            yield Ground("c", year, MET, PPM, nok=-overdue, years=left_years)
        elif ages:
            reach = min(divide_rounded(max(ages) * PPM, limits.recovery_years + 1), PPM)
            yield Ground("c", year, NEAR if left_years <= 0 else FAR, reach, nok=0, years=left_years)
        else:
            yield Ground("c", year, FAR, 0)


def judge_accumulated(deficits: Sheet, figures: Sequence[BudgetFigures], limits: Limits) -> Iterable[Ground]:
    """Ground d in each year: what is left of deficits, and what the plan itself adds, against a share of operating revenue.

    Formula: the margin is the share times the revenue, less the accumulated deficit. Near past half of the share.
    """
    added = 0
    for one in sorted(figures, key=lambda one: one.year):
        added += 0 if one.is_accounts else max(one.carried_forward, 0)
        left = int(deficits.lines["closing"][:, deficits.years.index(one.year)].sum()) if one.year in deficits.years else 0
        accumulated, revenue = left + added, one.operating_revenue
        if revenue is None or revenue <= 0:
            yield Ground("d", one.year, UNKNOWN if accumulated else FAR, 0, nok=None)
            continue
        most = share_of(revenue, limits.deficit_share)
        state = MET if accumulated > most else NEAR if 2 * accumulated > most else FAR
        reach = min(divide_rounded(accumulated * PPM, max(most, 1)), PPM)
        yield Ground("d", one.year, state, reach, nok=most - accumulated, ppm=limits.deficit_share - divide_rounded(accumulated * PPM, revenue))


def judge_deadline(letter: str, year: int, deadline: date, decision: Decision | None, today: date, limits: Limits) -> Ground:
    """Grounds e and f: met when the day has passed without a decision, or it came later; unknown where nobody has entered the decision and the
    day has passed. The margin is days from the decision, or from today, to the last day."""
    adopted = decision.adopted if decision else None
    last = decision.deadline if decision and decision.deadline else deadline
    days = (last - (adopted or today)).days
    if adopted:
        return Ground(letter, year, FAR if days >= 0 else MET, 0 if days >= 0 else PPM, days=days)
    if days < 0:
        return Ground(letter, year, MET if decision else UNKNOWN, PPM if decision else 0, days=days if decision else None)
    reach = PPM - min(divide_rounded(days * PPM, 2 * limits.near_days), PPM)
    return Ground(letter, year, NEAR if days <= limits.near_days else FAR, reach, days=days)


def judge_boundary(decisions: Mapping[str, Decision], kind: str, today: date) -> Ground:
    """Ground g: met where a decision of that kind has been made."""
    made = [one for one in decisions.values() if one.kind == kind and one.adopted and one.adopted <= today]
    year = max((one.year for one in made), default=today.year)
    return Ground("g", year, MET if made else FAR, PPM if made else 0)


def worst_of(grounds: Iterable[Ground]) -> Ground | None:
    """The one that says most: met, then near, then unknown; among equals the one that is furthest on its way, and the earliest."""
    order = {MET: 3, NEAR: 2, UNKNOWN: 1, FAR: 0}
    return max(grounds, key=lambda one: (order[one.state], one.reach, -one.year), default=None)


def _share(nok: int, revenue: int | None) -> int | None:
    if not revenue or revenue <= 0:
        return None
    return divide_rounded(nok * PPM, revenue)
