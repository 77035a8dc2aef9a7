"""The land-use strategy held against itself: homes that come too early, and the share in priority areas against the aim."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from veikart.calc.land_use import AimPeriod, count_homes, find_early_homes, find_early_starts, split_by_aim
from veikart.calc.plan_system import PlanSystem
from veikart.rules.findings import Finding, make_finding
from veikart.rules.plan_system.catalogues import get_choices
from veikart.rules.plan_system.checking import row_place
from veikart.rules.plan_system.tables import get_tables
from veikart.rules.words import format_count, format_percent
from veikart.rules.words.sentences import join_words

MOST_DECIMALS = 3


def check_land_use(system: PlanSystem) -> list[Finding]:
    """What does not follow the land-use strategy, grade warning. The place of each names the row where it is mended."""
    return [*_check_years(system), *_check_order(system), *_check_aims(system)]


def _check_years(system: PlanSystem) -> Iterator[Finding]:
    words = get_choices("home_status")
    for area, one in find_early_homes(system):
        place = row_place("homes", get_tables()["homes"].key_of(one), "year")
        found = f"{format_count(one.homes)} {'bolig' if one.homes == 1 else 'boliger'} {words[one.status].lower()} i {one.year}"
        yield make_finding("land-early", place, name=area.name, found=found, expected=str(area.earliest_year))


def _check_order(system: PlanSystem) -> Iterator[Finding]:
    for one in find_early_starts(system):
        waiting = join_words([area.name for area in one.waiting])
        place = row_place("areas", one.area.id, "priority")
        words = {"name": one.area.name, "each": str(one.area.priority), "year": str(one.year)}
        yield make_finding("land-order", place, found=waiting, expected=str(one.priority), **words)


def _check_aims(system: PlanSystem) -> Iterator[Finding]:
    years = count_homes(system)
    for period in split_by_aim(system, years):
        if not period.is_met and period.homes:
            place = row_place("home_aims", str(period.aim.from_year), "share_percent")
            aim = str(period.aim.share_percent)
            yield make_finding("land-share", place, found=describe_share(period), expected=aim, name=describe_years(period.homes.years))


def describe_share(period: AimPeriod) -> str:
    """The share in priority areas with as many decimals as it takes to see on which side of the aim it is; empty without homes.

    >>> from veikart.calc.land_use import HomeYear
    >>> from veikart.calc.plan_system import HomeAim
    >>> describe_share(AimPeriod(HomeAim(2021, 90), HomeYear((2024,), 899, 101, False)))[:4]
    '89,9'
    """
    share = period.homes.share if period.homes else None
    if share is None:
        return ""
    aim = Fraction(period.aim.share_percent, 100)
    told = [format_percent(share, decimals) for decimals in range(MOST_DECIMALS + 1)]
    return next((one for decimals, one in enumerate(told) if share == aim or one != format_percent(aim, decimals)), told[-1])


def describe_years(years: tuple[int, ...]) -> str:
    """Years in words, those that follow each other as a span.

    >>> describe_years((2016, 2017, 2018, 2024))
    '2016–2018 og 2024'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return join_words([str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in spans])
