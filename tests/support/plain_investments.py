"""The investment programme worked out slowly, one project and one year at a time, with plain whole numbers: what the fast engine is held against."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import floor

from veikart.calc.investments import GROUPS, Project, ProjectGrant, ProjectSale, ProjectYear

Series = Mapping[int, int]
AfterLast = 50


def nearest(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    return floor(abs(value) + Fraction(1, 2)) * (1 if value >= 0 else -1)


def index_of(growth: Series, base: int, year: int) -> int:
    """The index of a year, 1,0 in the base year, one rounded step a year."""
    index = 10**9
    for one in range(base + 1, year + 1):
        index = nearest(Fraction(index * (10**6 + growth.get(one, 0)), 10**6))
    for one in range(base, year, -1):
        index = nearest(Fraction(index * 10**6, 10**6 + growth.get(one, 0)))
    return index


def part(nok: int, ppm: int) -> int:
    return nearest(Fraction(nok * ppm, 10**6))


def times(nok: int, index: int) -> int:
    return nearest(Fraction(nok * index, 10**9))


class PlainProject:
    """One project, with its rows, in the years of a plan."""

    def __init__(
        self, project: Project, rows: Iterable[ProjectYear | ProjectGrant | ProjectSale], years: range, growth: Mapping[str, Series], base: int
    ):
        self.project, self.years, self.growth = project, years, growth
        self.base = project.price_year or base
        self.rows = [one for one in rows if one.project == project.id]

    def sum_of(self, kind: type, year: int) -> int:
        return sum(one.amount_nok for one in self.rows if type(one) is kind and one.year == year)

    def price(self, year: int) -> int:
        return index_of(self.growth["price_growth"], self.base, year) if self.project.price_basis == "fixed" else 10**9

    def gross(self, year: int) -> int:
        return times(self.sum_of(ProjectYear, year), self.price(year))

    def vat(self, year: int) -> int:
        return part(self.gross(year), self.project.vat_share or 0)

    def grants(self, year: int) -> int:
        return times(self.sum_of(ProjectGrant, year), self.price(year))

    def sales(self, year: int) -> int:
        return times(self.sum_of(ProjectSale, year), self.price(year))

    def net(self, year: int) -> int:
        return self.gross(year) - self.grants(year) - self.sales(year)

    def need(self, year: int) -> int:
        return self.net(year) - self.vat(year)

    def capital_before(self) -> int:
        spent = self.project.spent_before_nok or 0
        return spent - part(spent, self.project.vat_share or 0)

    def is_in_use(self, year: int) -> bool:
        done = self.project.completion_year
        return self.project.stage == "running_frame" or (done is not None and done <= year)

    def taken_in_use(self) -> dict[int, int]:
        """What is taken in use each year: all that was under work, when the project is completed."""
        found, work = {}, 0 if self.is_in_use(self.years[0] - 1) else self.capital_before()
        for year in self.years:
            work += self.gross(year) - self.vat(year)
            found[year] = work if self.is_in_use(year) else 0
            work -= found[year]
        return found

    def work_closing(self, year: int) -> int:
        before = 0 if self.is_in_use(self.years[0] - 1) else self.capital_before()
        taken = self.taken_in_use()
        spent = range(self.years[0], year + 1)
        return before + sum(self.gross(one) - self.vat(one) - taken[one] for one in spent)

    def depreciable(self, year: int) -> int:
        taken = self.taken_in_use()[year]
        return taken - part(taken, self.project.land_share or 0)

    def depreciation(self, year: int) -> int:
        return sum(wear(self.depreciable(taken), int(self.project.lifetime or 0), year - taken) for taken in self.years if taken < year)

    def asset_closing(self, year: int) -> int:
        return sum(self.depreciable(one) - self.depreciation(one) for one in self.years if one <= year)

    def deflator(self, year: int) -> int:
        last = self.years[-1]
        after = min(max(self.growth["deflator"].get(last, 0), 0), 80_000)
        growth = {one: nok for one, nok in self.growth["deflator"].items() if one <= last}
        return index_of({**growth, **dict.fromkeys(range(last + 1, last + AfterLast + 1), after)}, self.base, year)

    def is_running(self, year: int) -> bool:
        done = self.project.completion_year
        return done is not None and done < year and self.project.stage != "running_frame"

    def running_cost(self, year: int) -> int:
        fdv = (self.project.area_m2 or 0) * (self.project.fdv_per_m2 or 0)
        cost = times(fdv, self.deflator(year)) + times(self.project.other_running_nok or 0, self.deflator(year))
        return cost if self.is_running(year) else 0

    def savings(self, year: int) -> int:
        return times(self.project.saving_nok or 0, self.deflator(year)) if self.is_running(year) else 0

    def emissions(self, year: int) -> int:
        spent, tonnes = self.project.spent_before_nok or 0, self.project.construction_tonnes or 0
        total = spent + sum(self.sum_of(ProjectYear, one) for one in self.years)
        if total <= 0:
            return 0
        before = spent + sum(self.sum_of(ProjectYear, one) for one in self.years if one < year)
        return nearest(Fraction(tonnes * (before + self.sum_of(ProjectYear, year)), total)) - nearest(Fraction(tonnes * before, total))

    def life(self, rates: Series) -> dict[int, dict[str, int]]:
        """What each year of the life costs, from the first year of the plan to fifty years after the last."""
        project, value, land, discount = self.project, 0, 0, 10**9
        found: dict[int, dict[str, int]] = {}
        for year in range(self.years[0], self.years[-1] + AfterLast + 1):
            paid = (self.need(year) if year in self.years else 0) + (self.capital_before() if year == self.years[0] else 0)
            age, life = year - (project.completion_year or 0), int(project.lifetime or 0)
            left = life - age + 1 if 0 < age <= life else 0
            worn = nearest(Fraction(value, left)) if left else 0
            cost = worn + part(value + land, rates[year])
            cost += self.running_cost(year) - self.savings(year) if left else 0
            if year > self.years[0]:
                discount = nearest(Fraction(discount * 10**6, 10**6 + rates[year]))
            found[year] = {"wear": worn, "year_cost": cost, "present": times(cost, discount)}
            bought = part(paid, project.land_share or 0)
            value, land = value + paid - bought - worn, land + bought
        return found


def wear(cost: int, lifetime: int, age: int) -> int:
    """What an asset is depreciated with `age` years after it was taken in use: the value left divided by the years left."""
    value, worn = cost, 0
    for left in range(lifetime, max(lifetime - age, 0), -1):
        worn = nearest(Fraction(value, left))
        value -= worn
    return worn if 0 < age <= lifetime else 0


def plain_totals(projects: Iterable[PlainProject], line: str, year: int) -> dict[str, int]:
    """A line of the projects added up: all of them, and group by group."""
    found = dict.fromkeys(("alle", *GROUPS), 0)
    for one in projects:
        value = getattr(one, line)(year)
        found["alle"] += value
        found[one.project.group] += value
    return found
