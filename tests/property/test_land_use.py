"""Homes counted in any way give the same whole number, and what goes out as GeoJSON comes back."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.land_use import add_up_homes, count_area_homes, count_homes, split_by_aim
from veikart.calc.plan_system import Area, HomeAim, HomeCount, PlanSystem
from veikart.exchange.geojson import read_areas, write_areas
from veikart.rules.plan_system import get_choices

AREAS = {one: Area(one, one.upper(), kind) for one, kind in zip("abcdef", get_choices("area_kind"), strict=True)}
counts = st.builds(HomeCount, st.sampled_from("abcdef"), st.integers(2020, 2026), st.sampled_from(["built", "planned"]), st.integers(0, 5_000))
aims = st.lists(st.builds(HomeAim, st.integers(2018, 2028), st.integers(0, 100)), unique_by=lambda one: one.from_year)


def make(homes: list[HomeCount], of_aims: list[HomeAim]) -> PlanSystem:
    keyed = {f"{one.area}|{one.year}|{one.status}": one for one in homes}
    return PlanSystem(areas=AREAS, homes=keyed, home_aims={str(one.from_year): one for one in of_aims})


@given(st.lists(counts), aims)
def test_sums_agree(homes: list[HomeCount], of_aims: list[HomeAim]) -> None:
    system = make(homes, of_aims)
    years = count_homes(system)
    total = add_up_homes(years)
    assert sum(one.homes for one in count_area_homes(system).values()) == (total.homes if total else 0)
    inside = sum(one.homes for key, one in count_area_homes(system).items() if AREAS[key].kind in {"growth_area", "station"})
    assert inside == (total.inside if total else 0)
    first = min((one.from_year for one in of_aims), default=10_000)
    under_aims = sum(period.homes.homes for period in split_by_aim(system, years) if period.homes)
    assert under_aims == sum(one.homes for one in years if one.years[0] >= first)


@given(st.lists(counts), aims, st.randoms())
def test_order_does_not_matter(homes: list[HomeCount], of_aims: list[HomeAim], chance) -> None:
    unique = list({(one.area, one.year, one.status): one for one in homes}.values())
    mixed = list(unique)
    chance.shuffle(mixed)
    assert count_homes(make(unique, of_aims)) == count_homes(make(mixed, of_aims[::-1]))


@given(st.lists(counts), aims)
def test_a_share_is_exact_and_the_aim_is_met_from_it_and_up(homes: list[HomeCount], of_aims: list[HomeAim]) -> None:
    system = make(homes, of_aims)
    for period in split_by_aim(system, count_homes(system)):
        if period.homes and period.homes.share is not None:
            assert 0 <= period.homes.share <= 1
            assert period.homes.share * period.homes.homes == period.homes.inside
            assert period.is_met == (period.homes.share >= Fraction(period.aim.share_percent, 100))


degrees = st.tuples(st.floats(5, 30), st.floats(58, 80)).map(list)
texts = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_characters="\x7f", exclude_categories=["Cc", "Cf", "Zs"]), min_size=1, max_size=30
)


@given(st.lists(st.tuples(texts, st.sampled_from(list(get_choices("area_kind"))), degrees, st.none() | st.integers(1, 9)), max_size=6))
def test_what_goes_out_comes_back(rows: list[tuple]) -> None:
    areas = {}
    for number, (name, kind, at, priority) in enumerate(rows):
        east, north = at
        ring = [[east, north], [east, north + 0.01], [east + 0.01, north], [east, north]]
        geometry = '{"type":"Polygon","coordinates":[' + str(ring).replace(" ", "") + "]}"
        areas[f"a{number}"] = Area(f"a{number}", name, kind, geometry, priority)
    read, findings = read_areas(write_areas(areas.values(), revision=3), name="a.geojson", known=areas)
    if areas:
        assert not findings
        assert read is not None
        assert (list(read.areas), read.revision) == (list(areas.values()), 3)
