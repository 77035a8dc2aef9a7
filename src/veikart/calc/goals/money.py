"""Money by goal: every krone of a measure is counted once, shown as shared, or said to serve no goal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from veikart.calc.plan_system import MeasureLink, PlanSystem

NokByYear = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a measure and the elements it serves: one where a share is stated, several where it is shared, none where it serves no goal.

    `nok_by_year` is whole kroner, expenses positive, in the price level of the budget. `share_percent` is None where no share is stated.
    """

    measure: str
    elements: frozenset[str]
    nok_by_year: NokByYear
    share_percent: int | None = None


@dataclass(frozen=True, slots=True)
class GoalMoney:
    """What serves one element, with everything under it: `own` portions serve no other element of its kind, `shared` ones do.

    `own_nok` and `shared_nok` are their sums by year in whole kroner, expenses positive. Only own sums may be added over elements.
    """

    element: str
    own: tuple[Portion, ...]
    shared: tuple[Portion, ...]

    @property
    def own_nok(self) -> dict[int, int]:
        """The sum of the own portions by year: whole kroner, expenses positive."""
        return _sum(self.own)

    @property
    def shared_nok(self) -> dict[int, int]:
        """The sum of the shared portions by year: whole kroner, expenses positive."""
        return _sum(self.shared)


def split_amount(nok: int, shares: Sequence[int]) -> list[int]:
    """`nok` in parts as `shares` (percent, summing to 100), in whole kroner that add up to it: the largest remainders get the last kroner.

    >>> split_amount(100, [33, 33, 34])
    [33, 33, 34]
    >>> split_amount(-1, [50, 50])
    [-1, 0]
    """
    sign = -1 if nok < 0 else 1
    parts = [divmod(abs(nok) * share, 100) for share in shares]
    missing = abs(nok) - sum(whole for whole, _ in parts)
    first = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))[:missing]
    return [sign * (whole + (place in first)) for place, (whole, _) in enumerate(parts)]


def divide_measures(system: PlanSystem, amounts: Mapping[str, NokByYear]) -> list[Portion]:
    """Every measure's amounts in portions by the links of the plan system; they add up to the measure, year by year.

    What is left when shares are stated is shared between the links without one, and serves no goal where there are none. A link to an element
    that has been retired counts for nothing: what it stated serves no goal.
    """
    found: list[Portion] = []
    for measure, nok_by_year in amounts.items():
        links = [one for one in system.links_by_measure.get(measure, ()) if system.is_in_use(one.element)]
        found.extend(_divide(measure, nok_by_year, links))
    return found


def _divide(measure: str, nok_by_year: NokByYear, links: Iterable[MeasureLink]) -> list[Portion]:
    stated = [(one.element, one.share_percent) for one in links if one.share_percent is not None]
    open_to = frozenset(one.element for one in links if one.share_percent is None)
    shares = [share for _, share in stated]
    rest = 100 - sum(shares)
    groups: list[tuple[frozenset[str], int | None]] = [(frozenset({element}), share) for element, share in stated]
    if rest:
        shares.append(rest)
        groups.append((open_to, None))
    parts = {year: split_amount(nok, shares) for year, nok in nok_by_year.items()}
    return [Portion(measure, elements, {year: parts[year][place] for year in nok_by_year}, share) for place, (elements, share) in enumerate(groups)]


def add_up_goals(system: PlanSystem, portions: Iterable[Portion], kinds: Iterable[str]) -> tuple[dict[str, GoalMoney], list[Portion]]:
    """The money of each element in use of these kinds, and the portions that reach none of them.

    A portion whose elements all stand under one element of the kinds is its own, also where several of its measures' goals are under it; one
    that stands under several is shared by them. So own sums over all elements, each shared portion once, and what reaches none, add up to
    everything.
    """
    wanted = {one.id for one in system.of_kind(*kinds)}
    own: dict[str, list[Portion]] = defaultdict(list)
    shared: dict[str, list[Portion]] = defaultdict(list)
    nowhere: list[Portion] = []
    reached: dict[str, frozenset[str]] = {}
    for portion in portions:
        goals: set[str] = set()
        for element in portion.elements:
            if element not in reached:
                reached[element] = frozenset(({element} | system.ancestors(element)) & wanted)
            goals |= reached[element]
        if not goals:
            nowhere.append(portion)
        for goal in goals:
            (own if len(goals) == 1 else shared)[goal].append(portion)
    return {one: GoalMoney(one, tuple(own[one]), tuple(shared[one])) for one in wanted}, nowhere


def _sum(portions: Iterable[Portion]) -> dict[int, int]:
    total: dict[int, int] = defaultdict(int)
    for portion in portions:
        for year, nok in portion.nok_by_year.items():
            total[year] += nok
    return dict(total)
