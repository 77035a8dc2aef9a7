"""The findings of the land-use strategy, and of geometries."""

import json

import pytest

from tests.support.plan import get_example_plan
from veikart.calc.land_use import AimPeriod, HomeYear
from veikart.calc.plan_system import Area, HomeAim, HomeCount, PlanSystem
from veikart.rules.findings import Finding, Place
from veikart.rules.plan_system import check_land_use, describe_share, describe_years, get_tables
from veikart.rules.tables import read_row


def make(*homes: HomeCount, aims: tuple[HomeAim, ...] = ()) -> PlanSystem:
    areas = (
        Area("byen", "Byen", "growth_area", priority=1),
        Area("stasjon", "Stasjonen", "station", priority=2),
        Area("skogen", "Skogen", "long_term", earliest_year=2032),
        Area("ellers", "Ellers", "other"),
    )
    keyed = {get_tables()["homes"].key_of(one): one for one in homes}
    return PlanSystem(areas={one.id: one for one in areas}, homes=keyed, home_aims={str(one.from_year): one for one in aims})


def codes(findings: list[Finding]) -> list[str]:
    return [one.code for one in findings]


def test_a_strategy_that_is_followed_has_no_findings() -> None:
    homes = (HomeCount("byen", 2024, "planned", 90), HomeCount("ellers", 2024, "planned", 10), HomeCount("skogen", 2032, "planned", 0))
    assert check_land_use(make(*homes, aims=(HomeAim(2021, 90),))) == []
    assert check_land_use(PlanSystem()) == []


def test_homes_before_the_earliest_year() -> None:
    [finding] = check_land_use(make(HomeCount("skogen", 2030, "planned", 1)))
    assert (finding.code, finding.grade) == ("land-early", "warning")
    assert finding.place.figure == "homes:skogen|2030|planned"
    assert finding.sentence == "Skogen kan tidligst bygges ut fra 2032, men har 1 bolig planlagt i 2030."


def test_the_order_is_broken() -> None:
    [finding] = check_land_use(make(HomeCount("stasjon", 2024, "planned", 20)))
    assert (finding.code, finding.place.figure) == ("land-order", "areas:stasjon")
    assert finding.sentence == "Stasjonen har rekkefølge 2 og får boliger fra 2024, før noe i rekkefølge 1 er begynt: Byen."


def test_the_share_is_under_the_aim() -> None:
    homes = (HomeCount("byen", 2024, "planned", 899), HomeCount("ellers", 2025, "planned", 101))
    [finding] = check_land_use(make(*homes, aims=(HomeAim(2021, 90),)))
    assert (finding.code, finding.place.figure) == ("land-share", "home_aims:2021")
    assert finding.sentence == "89,9\u00a0% av boligene i 2024–2025 ligger i prioriterte områder. Målet er minst 90 %."


def test_the_example_is_under_its_aim_and_in_order() -> None:
    [finding] = check_land_use(get_example_plan())
    assert finding.sentence == "87\u00a0% av boligene i 2024–2027 ligger i prioriterte områder. Målet er minst 90 %."


@pytest.mark.parametrize(
    ("inside", "elsewhere", "told"),
    [(90, 10, "90\u00a0%"), (86, 14, "86\u00a0%"), (89_999, 10_001, "89,999\u00a0%"), (8_999_999, 1_000_001, "90,000\u00a0%"), (0, 0, "")],
)
def test_the_share_has_the_decimals_it_takes(inside: int, elsewhere: int, told: str) -> None:
    assert describe_share(AimPeriod(HomeAim(2021, 90), HomeYear((2024,), inside, elsewhere, False))) == told


def test_years_are_told_as_spans() -> None:
    assert describe_years((2016, 2017, 2018, 2020, 2024, 2025)) == "2016–2018, 2020 og 2024–2025"


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        ({"type": "Sirkel", "coordinates": [10, 59]}, "geometry-type"),
        ({"type": "Point", "coordinates": [10]}, "geometry-form"),
        ({"type": "Point", "coordinates": [582000, 6640000]}, "geometry-metres"),
        ({"type": "Point", "coordinates": [59.9, 10.5]}, "geometry-swapped"),
        ({"type": "Point", "coordinates": [200, 59]}, "geometry-degrees"),
        ({"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [11, 60]]]}, "geometry-ring"),
    ],
)
def test_a_geometry_that_cannot_be_drawn_is_refused_wherever_it_comes_from(geometry: dict, code: str) -> None:
    row, findings = read_row(get_tables()["areas"], {"id": "a", "name": "A", "kind": "station", "geometry": json.dumps(geometry)}, Place())
    assert row is None
    assert codes(findings) == [code]


def test_only_the_geometry_of_a_geometry_is_kept() -> None:
    text = '{"type": "Point", "bbox": [1], "coordinates": [10.5, 59.9]}'
    row, findings = read_row(get_tables()["areas"], {"id": "a", "name": "A", "kind": "station", "geometry": text}, Place())
    assert not findings
    assert row.geometry == '{"type":"Point","coordinates":[10.5,59.9]}'
