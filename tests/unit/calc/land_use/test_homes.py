"""Homes in priority areas and elsewhere, by year and against the aim."""

from fractions import Fraction

from veikart.calc.land_use import (
    AimPeriod,
    HomeYear,
    add_up_homes,
    count_area_homes,
    count_homes,
    find_aim,
    find_early_homes,
    find_early_starts,
    split_by_aim,
)
from veikart.calc.plan_system import Area, HomeAim, HomeCount, PlanSystem

AREAS = (
    Area("byen", "Byen", "growth_area", priority=1),
    Area("stasjon", "Stasjonen", "station", priority=2),
    Area("skogen", "Skogen", "long_term", earliest_year=2032),
    Area("ellers", "Ellers", "other"),
)


def make(*homes: tuple[str, int, str, int], aims: tuple[HomeAim, ...] = (), areas: tuple[Area, ...] = AREAS) -> PlanSystem:
    counts = [HomeCount(*one) for one in homes]
    return PlanSystem(
        areas={one.id: one for one in areas},
        homes={f"{one.area}|{one.year}|{one.status}": one for one in counts},
        home_aims={str(one.from_year): one for one in aims},
    )


def test_growth_areas_and_stations_are_priority_areas():
    homes = [("byen", 2024, "planned", 50), ("stasjon", 2024, "planned", 25), ("skogen", 2024, "planned", 15), ("ellers", 2024, "planned", 10)]
    [year] = count_homes(make(*homes))
    assert (year.years, year.inside, year.elsewhere, year.homes, year.share, year.is_built) == ((2024,), 75, 25, 100, Fraction(3, 4), False)


def test_homes_without_a_known_area_are_elsewhere():
    [year] = count_homes(make(("borte", 2024, "built", 4)))
    assert (year.inside, year.elsewhere) == (0, 4)


def test_what_is_built_stands_instead_of_what_was_planned():
    system = make(("byen", 2024, "planned", 90), ("ellers", 2024, "planned", 10), ("byen", 2024, "built", 40), ("byen", 2025, "planned", 60))
    assert count_homes(system) == (HomeYear((2024,), 40, 0, True), HomeYear((2025,), 60, 0, False))
    assert count_area_homes(system)["byen"].by_year == {2024: 40, 2025: 60}
    assert "ellers" not in count_area_homes(system)


def test_no_homes_have_no_share():
    [year] = count_homes(make(("byen", 2024, "planned", 0)))
    assert year.share is None
    assert count_homes(PlanSystem()) == ()
    assert add_up_homes([]) is None


def test_several_years_are_built_only_where_all_are():
    both = add_up_homes([HomeYear((2023,), 1, 1, True), HomeYear((2024,), 2, 0, False)])
    assert both == HomeYear((2023, 2024), 3, 1, False)


def test_an_aim_holds_until_the_next_one():
    old, new = HomeAim(2015, 80), HomeAim(2021, 90)
    homes = [
        ("byen", 2014, "built", 1),
        ("byen", 2020, "built", 8),
        ("ellers", 2020, "built", 2),
        ("byen", 2024, "planned", 9),
        ("ellers", 2024, "planned", 2),
    ]
    system = make(*homes, aims=(new, old))
    assert [find_aim(system, year) for year in (2014, 2015, 2020, 2021)] == [None, old, old, new]
    assert split_by_aim(system, count_homes(system)) == (
        AimPeriod(old, HomeYear((2020,), 8, 2, True)),
        AimPeriod(new, HomeYear((2024,), 9, 2, False)),
    )
    assert [one.is_met for one in split_by_aim(system, count_homes(system))] == [True, False]


def test_an_aim_without_homes_is_not_broken():
    assert AimPeriod(HomeAim(2030, 90), None).is_met
    assert AimPeriod(HomeAim(2030, 90), HomeYear((2030,), 0, 0, False)).is_met
    assert AimPeriod(HomeAim(2030, 90), HomeYear((2030,), 90, 10, False)).is_met


def test_homes_before_the_earliest_year():
    system = make(("skogen", 2031, "planned", 5), ("skogen", 2032, "planned", 5), ("skogen", 2030, "planned", 0), ("byen", 2020, "built", 5))
    assert [(area.id, one.year) for area, one in find_early_homes(system)] == [("skogen", 2031)]


def test_the_order_is_broken_where_nothing_that_comes_first_has_begun():
    [found] = find_early_starts(make(("stasjon", 2024, "planned", 5), ("byen", 2025, "planned", 5)))
    assert (found.area.id, found.year, found.priority, [one.id for one in found.waiting]) == ("stasjon", 2024, 1, ["byen"])


def test_the_order_is_kept_where_one_area_that_comes_first_has_begun():
    areas = (*AREAS, Area("havna", "Havna", "growth_area", priority=1))
    assert list(find_early_starts(make(("byen", 2024, "planned", 5), ("stasjon", 2024, "planned", 5), areas=areas))) == []
    assert list(find_early_starts(make(("ellers", 2024, "planned", 5)))) == []


def test_the_first_place_that_is_passed_is_named():
    areas = (*AREAS, Area("tredje", "Tredje", "growth_area", priority=3))
    found = list(find_early_starts(make(("byen", 2020, "built", 1), ("tredje", 2024, "planned", 5), areas=areas)))
    assert [(one.area.id, one.priority) for one in found] == [("tredje", 2)]
