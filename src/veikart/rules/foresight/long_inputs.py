"""The rows of the long economy as the model takes them: the plan's years, its figures, the rates, and what each line follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.demography import get_ages, select_years
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook import PlanFigures
from veikart.calc.outlook.economy_arithmetic import PPM
from veikart.calc.outlook.economy_inputs import FIGURES, EconomyInputs, Future, LineInputs
from veikart.calc.outlook.rows import OutlookLine
from veikart.calc.population import AGES, OLDEST, SEXES
from veikart.calc.population.inputs import Numbers
from veikart.calc.values import divide_rounded, ratio_of
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.rates import get_rate, has_rate
from veikart.rules.foresight.need_by_age import get_need_by_age
from veikart.rules.foresight.population import get_foresight_setting, get_foresight_years

LINES = ("outlook_lines", "service_use", "demography_services")
MADE_OF = (*LINES, "outlook_figures", "outlook_amounts", "long_investments", "assumptions", "book_values", "managed_funds", "foresight_settings")
"""The tables the long economy is made of, besides those of the population."""
SERIES = {
    "price_growth": "long_price_growth",
    "wage_growth": "long_wage_growth",
    "productivity": "long_productivity",
    "floating_rate": "interest_floating",
    "floating_share": "floating_share",
    "staff_cost": "staff_year_cost",
    "buffer_ceiling": "buffer_ceiling",
}
"""The rate of the model and the series of assumptions it is taken from: the value of the year, or of the last year before it."""
EQUALISATION = "equalisation_share"
WORKING_AGE = (20, 66)
USERS, FIXED = "users", "fixed"
THOUSAND = 1_000
Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class People:
    """Who there are, by year of the long economy: what each line follows in its own unit, by line, and all inhabitants and those of working
    age in thousandths, each of shape (years,) or (years, futures)."""

    drivers: Mapping[str, Numbers]
    population: Numbers
    working_age: Numbers


def get_long_years(book: EconomyBook, plan: PlanFigures) -> tuple[tuple[int, ...], int]:
    """The years from the first of the plan to the last that is projected, and how many of them are the plan's. Without a programme the plan's
    years are those with amounts entered; where there are none, or they come after the projection, none are the plan's."""
    planned = plan.years or tuple(sorted({one.year for one in book.table("outlook_amounts").values()}))
    last = get_foresight_setting(book).last_year
    if not planned or planned[0] > last:
        return tuple(range(book.years[0], last + 1)), 0
    years = tuple(range(planned[0], last + 1))
    return years, min(len(planned), len(years))


def make_weights(book: EconomyBook) -> Numbers:
    """What counts of each person: all inhabitants, those of working age, all by the need of their age, and the lines that follow users; shape
    (3 + lines, sexes, ages).

    Thousandths of a person, or thousand kroner where the use of a service has a cost by age: then an older user counts for what an older
    user costs.
    """
    ages = np.zeros((3, len(SEXES), AGES))
    ages[0], ages[1, :, WORKING_AGE[0] : WORKING_AGE[1] + 1], ages[2] = THOUSAND, THOUSAND, get_need_by_age() * THOUSAND
    followed = [make_use_weights(book, one.service, with_cost=True) for one in list_user_lines(book).values()]
    return np.concatenate([ages, np.array(followed).reshape(len(followed), len(SEXES), AGES)])


def list_user_lines(book: EconomyBook) -> dict[str, OutlookLine]:
    """The lines that follow the users of a service, by id."""
    return {key: one for key, one in book.table("outlook_lines").items() if one.driver == USERS and one.service}


def make_use_weights(book: EconomyBook, service: str, *, with_cost: bool) -> Numbers:
    """The use of a service by sex and age, in thousandths of a user or, `with_cost`, in thousand kroner where every age has a cost."""
    rows = [one for one in book.table("service_use").values() if one.service == service]
    has_cost = with_cost and all(one.cost_nok is not None for one in rows)
    found = np.zeros((len(SEXES), AGES))
    for one in rows:
        first, last = get_ages(one)
        found[:, first : min(last, OLDEST) + 1] += one.use / PPM * (one.cost_nok / THOUSAND if has_cost else THOUSAND)
    return found


def count_people(book: EconomyBook, groups: Numbers, years: Sequence[int]) -> People:
    """People from groups counted by `make_weights`, years (from 1 January of the first that is projected) next to last, groups last."""
    first, known = get_foresight_years(book)[0], groups.shape[-2] - 1
    at = [min(max(year - first + 1, 0), known) for year in years]
    by_group = np.ascontiguousarray(groups[..., at, :].T)
    population, working_age, need, *users = by_group
    of_users = dict(zip(list_user_lines(book), users, strict=True))
    alone = {"population": population, "working_age": working_age, "need": need, FIXED: np.full_like(population, THOUSAND)}
    drivers = {key: of_users[key] if key in of_users else alone.get(one.driver, alone[FIXED]) for key, one in book.table("outlook_lines").items()}
    return People(drivers, population, working_age)


def get_economy_inputs(book: EconomyBook, plan: PlanFigures, central: People) -> EconomyInputs:
    """Everything the model takes but the future itself. `central` are the people of the municipality's own alternative, shape (years,)."""
    years, planned = get_long_years(book, plan)
    after = _list_investments(book, years, planned)
    assets, rate = _get_assets(book)
    return EconomyInputs(
        years=years,
        plan_years=planned,
        lines=tuple(_get_line(book, plan, one, round_people(central.drivers[key]), years) for key, one in book.table("outlook_lines").items()),
        plan={item: _get_plan(book, plan, item, years, planned) for item in FIGURES},
        rates=_get_rates(book, years),
        **after,
        central_population=divide_rounded(round_people(central.population), THOUSAND),
        assets=assets,
        depreciation_rate=rate,
        managed_fund=sum(one.opening for one in book.table("managed_funds").values()),
    )


def round_people(counted: Numbers) -> Whole:
    """What is counted, to whole numbers."""
    return np.rint(counted).astype(np.int64)


def _get_line(book: EconomyBook, plan: PlanFigures, row: OutlookLine, central: Whole, years: Sequence[int]) -> LineInputs:
    planned = get_long_years(book, plan)[1]
    amounts = _sum_figure(book, plan, (row.figure, row.sign), row.id, years, planned)
    return LineInputs(row.id, row.group, amounts, central, row.follow, row.wage_share, row.growth)


def _get_plan(book: EconomyBook, plan: PlanFigures, item: str, years: Sequence[int], planned: int) -> Whole:
    row = book.table("outlook_figures").get(item)
    return _sum_figure(book, plan, (row.figure, row.sign) if row else ("", 1), item, years, planned)


def _sum_figure(book: EconomyBook, plan: PlanFigures, found: tuple[str, int], subject: str, years: Sequence[int], planned: int) -> Whole:
    """The programme's figure with its sign in the years of the plan, or what is entered where the programme does not have it; 0 after."""
    (address, sign), amounts = found, book.table("outlook_amounts")
    known = plan.amounts.get(address, {})
    values = np.zeros(len(years), dtype=np.int64)
    for at, year in enumerate(years[:planned]):
        entered = amounts.get(f"{subject}|{year}")
        values[at] = known[year] * (sign or 1) if year in known else entered.nok if entered else 0
    return values


def _list_investments(book: EconomyBook, years: Sequence[int], planned: int) -> dict[str, Whole]:
    """What is entered after the plan: what is invested and granted in each year, and what it all costs to run from the year after."""
    found = {name: np.zeros(len(years), dtype=np.int64) for name in ("new_investments", "new_grants", "running")}
    for row in book.table("long_investments").values():
        for at, year in enumerate(years):
            if at >= planned and row.year <= year <= (row.last_year or row.year):
                found["new_investments"][at] += row.gross_nok
                found["new_grants"][at] += row.grants_nok
                found["running"][at + 1 :] += row.running_nok
    return found


def carry_series(book: EconomyBook, series: str, years: Iterable[int]) -> Whole:
    """The assumption of each year, or of the last one before it; the first one before there is any, 0 where there is none."""
    values = get_series(book, series)
    return np.array([values[one] if one is not None else 0 for one in select_years(values, list(years))], dtype=np.int64)


def get_written(book: EconomyBook, years: Sequence[int]) -> dict[str, Whole]:
    """What is written for each year itself, by rate; 0 where nothing is."""
    return {rate: np.array([get_series(book, series).get(year, 0) for year in years], dtype=np.int64) for rate, series in SERIES.items()}


def _get_rates(book: EconomyBook, years: Sequence[int]) -> dict[str, Whole]:
    found = {rate: carry_series(book, series, years) for rate, series in SERIES.items()}
    rates = [get_rate(EQUALISATION, year) if has_rate(EQUALISATION, year) else 0 for year in years]
    return found | {EQUALISATION: np.array(rates, dtype=np.int64)}


def _get_assets(book: EconomyBook) -> tuple[int, int]:
    """The book value that is depreciated at the start of the first year that is entered, and the part of it that is depreciated in a year."""
    rows = sorted((one for one in book.table("book_values").values() if one.depreciable_assets), key=lambda one: one.year)
    of_year = [one for one in rows if one.year == rows[0].year]
    assets, depreciation = (np.array([sum(getattr(one, name) or 0 for one in of_year)]) for name in ("depreciable_assets", "depreciation"))
    return int(assets[0]), int(ratio_of(depreciation, assets)[0])


def make_exact_future(people: People, levers: Mapping[str, Whole]) -> Future:
    """One future in whole numbers, shape (years, 1), from its people and the levers that are moved."""
    drivers = {key: round_people(one)[:, None] for key, one in people.drivers.items()}
    population, working_age = (divide_rounded(round_people(one), THOUSAND)[:, None] for one in (people.population, people.working_age))
    return Future(drivers, population, working_age, levers)
