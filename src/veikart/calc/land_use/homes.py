"""Homes by year, in priority areas and elsewhere, as whole homes and exact shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.plan_system import HomeAim, HomeCount, PlanSystem

PRIORITY_KINDS = frozenset({"growth_area", "station"})
"""The kinds of area where growth is to come first."""
BUILT = "built"


@dataclass(frozen=True, slots=True)
class HomeYear:
    """The homes of a year, or of several together, in whole homes: those in priority areas and those elsewhere.

    `is_built` where they are built, not planned; for several years where all are.
    """

    years: tuple[int, ...]
    inside: int
    elsewhere: int
    is_built: bool

    @property
    def homes(self) -> int:
        """All the homes."""
        return self.inside + self.elsewhere

    @property
    def share(self) -> Fraction | None:
        """The share in priority areas, a share of one, exact; None where there are no homes.

        >>> HomeYear((2024,), 575, 125, False).share
        Fraction(23, 28)
        """
        return Fraction(self.inside, self.homes) if self.homes else None


@dataclass(frozen=True, slots=True)
class AreaHomes:
    """The homes of one area by year, in whole homes."""

    area: str
    by_year: Mapping[int, int]

    @property
    def homes(self) -> int:
        """All of them."""
        return sum(self.by_year.values())


@dataclass(frozen=True, slots=True)
class AimPeriod:
    """An aim, and the homes of the years it holds for; None where no homes are counted in those years."""

    aim: HomeAim
    homes: HomeYear | None

    @property
    def is_met(self) -> bool:
        """Whether the share is at least the aim; without homes nothing is broken."""
        share = self.homes.share if self.homes else None
        return share is None or share * 100 >= self.aim.share_percent


def _counted(system: PlanSystem) -> tuple[frozenset[int], list[HomeCount]]:
    """The years with homes built, and the rows that count: in a year with homes built the plans for that year are of the past."""
    built = frozenset(one.year for one in system.homes.values() if one.status == BUILT)
    return built, [one for one in system.homes.values() if one.status == BUILT or one.year not in built]


def count_homes(system: PlanSystem) -> tuple[HomeYear, ...]:
    """The homes of each year that has any row, in order of year: what was built, or what is planned where nothing is built yet."""
    built, rows = _counted(system)
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in rows:
        area = system.areas.get(one.area)
        found[one.year][0 if area and area.kind in PRIORITY_KINDS else 1] += one.homes
    return tuple(HomeYear((year,), inside, elsewhere, year in built) for year, (inside, elsewhere) in sorted(found.items()))


def count_area_homes(system: PlanSystem) -> Mapping[str, AreaHomes]:
    """The homes of each area that has any, by area; the same rows as `count_homes` counts."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for one in _counted(system)[1]:
        found[one.area][one.year] = one.homes
    return {area: AreaHomes(area, by_year) for area, by_year in found.items()}


def add_up_homes(years: Iterable[HomeYear]) -> HomeYear | None:
    """Several years together, None for none.

    >>> add_up_homes([HomeYear((2024,), 90, 10, False), HomeYear((2025,), 80, 20, False)]).share
    Fraction(17, 20)
    """
    each = list(years)
    if not each:
        return None
    told = tuple(year for one in each for year in one.years)
    return HomeYear(told, sum(one.inside for one in each), sum(one.elsewhere for one in each), all(one.is_built for one in each))


def find_aim(system: PlanSystem, year: int) -> HomeAim | None:
    """The aim that holds in a year: the newest that has begun, None before the first."""
    begun = [one for one in system.home_aims.values() if one.from_year <= year]
    return max(begun, key=lambda one: one.from_year, default=None)


def split_by_aim(system: PlanSystem, years: Sequence[HomeYear]) -> tuple[AimPeriod, ...]:
    """Each aim, oldest first, with the homes of its years added up. Years before the first aim belong to none."""
    aims = sorted(system.home_aims.values(), key=lambda one: one.from_year)
    return tuple(AimPeriod(aim, add_up_homes(one for one in years if find_aim(system, one.years[0]) == aim)) for aim in aims)
