"""Table 4.4 as far as the printed inputs go.

The budget and the share of each service are printed, and so is the answer. How much each age uses the services is not, nor which year's
population the budget of 2019 was made for. So: with the growth in users that the answer stands for, the model gives the answer; and with plain
use of the printed age groups it gives something else, by how much is stated here. Nothing is fitted.
"""

import csv
from decimal import Decimal

import pytest

from tests.support.tree import ROOT
from veikart.calc.demography import DemographyService, Population, Projection, ServiceUse
from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.worksheets import Run
from veikart.rules.economy.engines.demography import run_demography

TABLES = ROOT / "examples" / "baerum-2020-2023" / "tables"
YEARS = range(2020, 2024)
GROUPS = ((0, 0), (1, 5), (6, 12), (13, 15), (16, 19), (20, 29), (30, 49), (50, 66), (67, 79), (80, 84), (85, 89), (90, 94), (95, None))
SERVICES = {
    "grunnskoleopplaering": ("school", 1_133_000_000, [(6, 12), (13, 15)]),
    "barnehager": ("kindergarten", 1_223_900_000, [(1, 5)]),
    "pleie-og-omsorg": ("care", 1_214_600_000, [(67, 79), (80, 84), (85, 89), (90, 94), (95, None)]),
}


def _number(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace("\u00a0", "").replace(",", "."))


def _read(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _run(population: dict[str, Population], uses: dict[str, ServiceUse]) -> dict[str, tuple[Decimal, ...]]:
    services = {key: DemographyService(key, key, kind, "p", 2019, nok) for key, (kind, nok, _) in SERVICES.items()}
    tables = {"population_projections": {"p": Projection("p", "HP")}, "population": population, "demography_services": services}
    book = EconomyBook(tables | {"service_use": uses, "settings": {"s": Setting("s", "Bærum", "Bærum", 2020, 2023, 2020)}})
    run = Run()
    run_demography(book, run)
    sheet = run.sheets["demography"]
    return {key: tuple(round(Decimal(nok) / 1_000_000, 1) for nok in sheet.row(key, "compensation")) for key in sheet.subjects}


@pytest.mark.parametrize(("service", "per_ten_thousand"), [("grunnskoleopplaering", 116), ("barnehager", -90), ("pleie-og-omsorg", 409)])
def test_the_growth_in_users_that_the_answer_of_2020_stands_for_gives_the_answer(service: str, per_ten_thousand: int) -> None:
    rows = {"a": Population("p", 2019, 0, "", None, 10_000), "b": Population("p", 2020, 0, "", None, 10_000 + per_ten_thousand)}
    found = _run(rows, {key: ServiceUse(key, 0, 1_000_000) for key in SERVICES})
    printed = next(row for row in _read("4.4") if row["row"] == service)
    assert found[service][0] == _number(printed["2020"])


def test_the_answers_of_2020_add_up_to_the_printed_sum() -> None:
    """9,2 − 9,9 + 29,8 = 29,1 from users that grow by 1,16, −0,90 and 4,09 percent; the three by themselves are tested above."""
    growth = {"grunnskoleopplaering": 116, "barnehager": -90, "pleie-og-omsorg": 409}
    rows = {f"{age}|{year}": Population("p", year, age, "", age, 10_000 + (extra if year == 2020 else 0))
            for age, extra in enumerate(growth.values()) for year in (2019, 2020)}  # fmt: skip
    found = _run(rows, {key: ServiceUse(key, age, 1_000_000, age) for age, key in enumerate(growth)})
    printed = next(row for row in _read("4.4") if row["row"] == "sum")
    assert sum(one[0] for one in found.values()) == _number(printed["2020"])


def _plain_use() -> dict[str, tuple[Decimal, ...]]:
    """Everybody in the age groups of the service as one user each: kindergarten 1-5, school 6-15, care 67 and over."""
    population = {}
    for (start, end), row in zip(GROUPS, _read("4.13")[: len(GROUPS)], strict=True):
        for year in range(2018, 2024):
            population[f"p|{year}|{start}|"] = Population("p", year, start, "", end, int(_number(row[str(year)])))
    uses = {f"{key}|{start}": ServiceUse(key, start, 1_000_000, end) for key, (_, _, ages) in SERVICES.items() for start, end in ages}
    return _run(population, uses)


def test_plain_use_of_the_printed_age_groups_does_not_give_table_4_4() -> None:
    """The difference is what the unprinted use by age, and the unprinted population behind the budget of 2019, would have to explain."""
    found = _plain_use()
    printed = {row["row"]: tuple(_number(row[str(year)]) for year in YEARS) for row in _read("4.4") if row["row"] in SERVICES}
    difference = {key: tuple(str(mine - theirs) for mine, theirs in zip(found[key], printed[key], strict=True)) for key in SERVICES}
    assert {key: tuple(map(str, one)) for key, one in found.items()} == {
        "grunnskoleopplaering": ("-0.9", "3.7", "7.1", "13.1"),
        "barnehager": ("-3.7", "-12.1", "-16.6", "-9.5"),
        "pleie-og-omsorg": ("19.1", "41.3", "62.6", "88.3"),
    }
    assert difference == {
        "grunnskoleopplaering": ("-10.1", "-9.8", "-11.8", "-13.9"),
        "barnehager": ("6.2", "6.5", "7.7", "11.3"),
        "pleie-og-omsorg": ("-10.7", "-18.4", "-22.3", "-26.1"),
    }


def test_both_go_the_same_way_from_2020_to_2023() -> None:
    found = _plain_use()
    printed = {row["row"]: row for row in _read("4.4")}
    for key in SERVICES:
        printed_change = _number(printed[key]["2023"]) - _number(printed[key]["2020"])
        assert (found[key][3] - found[key][0] > 0) == (printed_change > 0), key
