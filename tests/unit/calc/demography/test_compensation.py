"""Compensation by both methods, small enough to check by head."""

from veikart.calc.demography import DemographyService, Population, PopulationTable, ServiceUse, make_demography_sheet, make_users_sheet

YEARS = (2020, 2021)
SERVICES = {"bhg": DemographyService("bhg", "Barnehage", "kindergarten", "p", 2019, 1_000_000, "barnehager")}
USES = {"bhg|1": ServiceUse("bhg", 1, 500_000, 2, 10_000), "bhg|3": ServiceUse("bhg", 3, 1_000_000, 5, 5_000)}


def _parted(ages: tuple[int, int]) -> tuple[int, str, int]:
    return ages[0], "", ages[1]


def _make(persons: dict[int, tuple[int, int]], services=SERVICES, uses=USES):
    ages = ((1, 2), (3, 5))
    rows = [Population("p", year, *_parted(one), count) for year, pair in persons.items() for one, count in zip(ages, pair, strict=True)]
    users = make_users_sheet(uses, services, {"p": PopulationTable(rows)}, YEARS)
    return users, make_demography_sheet(services, users, {key: [900_000] * len(YEARS) for key in services})


def test_the_share_of_the_budget_follows_the_weighted_users():
    users, sheet = _make({2019: (20, 30), 2020: (24, 30), 2021: (20, 20)})
    assert users.row("bhg|1", "weighted") == (12_000, 10_000)
    assert sheet.row("bhg", "weighted") == (42_000, 30_000)
    assert sheet.row("bhg", "base_weighted") == (40_000, 40_000)
    assert sheet.row("bhg", "users_index") == (1_050_000_000, 750_000_000)
    assert sheet.row("bhg", "adjustable") == (900_000, 900_000)
    assert sheet.row("bhg", "compensation") == (45_000, -225_000)
    assert sheet.row("bhg", "change") == (45_000, -270_000)
    assert sheet.units == ("barnehager",)


def test_the_other_method_is_persons_times_cost_per_inhabitant():
    users, sheet = _make({2019: (20, 30), 2020: (24, 30), 2021: (20, 20)})
    assert users.row("bhg|1", "per_inhabitant") == (5_000, 5_000)
    assert sheet.row("bhg", "tbu") == (20_000, -50_000)
    assert sheet.row("bhg", "tbu_change") == (20_000, -70_000)
    assert sheet.row("bhg", "difference") == (-25_000, 175_000)


def test_the_same_people_cost_the_same():
    _, sheet = _make({2019: (20, 30)})
    assert sheet.row("bhg", "compensation") == sheet.row("bhg", "tbu") == (0, 0)


def test_nobody_in_the_base_year_moves_nothing():
    _, sheet = _make({2019: (0, 0), 2020: (5, 5)})
    assert sheet.row("bhg", "users_index") == (1_000_000_000, 1_000_000_000)


def test_a_service_without_use_stands_still_and_no_services_are_an_empty_sheet():
    _, sheet = _make({2019: (20, 30)}, uses={})
    assert sheet.row("bhg", "compensation") == (0, 0)
    _, empty = _make({2019: (20, 30)}, services={}, uses={})
    assert empty.subjects == ()
