"""Tables of population in the shapes people get them: recognised by their columns, the same numbers out of every one."""

from itertools import product

import pytest

from tests.support.statistics import AGES, OLDEST, SEXES, SHAPES, YEARS, age_label, as_csv, as_jsonstat, count, make_jsonstat, pivoted_rows
from tests.support.tree import ROOT
from veikart.exchange.population import AgeCount, YearTotal, make_alternative_id, read_statistics

BAERUM = ROOT / "tests" / "exchange" / "data" / "population-3201-2019.csv"
BANDS = ROOT / "examples" / "norge" / "population-by-age-band.csv"
SEX = {"2": "female", "1": "male"}


def expected(years=YEARS) -> set[AgeCount]:
    cells = product(SEXES, range(OLDEST + 1), years)
    return {AgeCount(year, SEX[sex], (age, None if age == OLDEST else age), count(sex, age, year)) for sex, age, year in cells}


def read(content: bytes, municipality: str = "3201"):
    found, findings = read_statistics(content, name="tabell", municipality=municipality)
    assert found is not None, [one.sentence for one in findings]
    return found, [one.code for one in findings]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_numbers_out_of_every_shape(shape):
    found, codes = read(SHAPES[shape]())
    assert codes == []
    assert set(found.counts[""]) == expected()
    assert len(found.counts[""]) == len(expected())
    assert (found.code, found.name, found.codes, found.years) == ("3201", "Bærum", ("3201",), YEARS)
    assert not found.totals
    assert not found.is_projection
    assert found.encoding == ("Windows-1252" if "1252" in shape else "")


def test_the_only_municipality_is_taken_where_none_is_named():
    assert read(make_jsonstat(), "")[0].code == "3201"
    found, _ = read(as_csv([["kjønn", "alder", "2019"], *([sex, label, 7] for sex in SEXES.values() for label in AGES.values())]))
    assert (found.code, found.codes, len(found.counts[""])) == ("3201", (), 212)


def test_numbers_of_other_years_are_put_together_each_in_its_time():
    """Every number the municipality has had stands in the table, with nobody outside the years it was used."""
    used = {"0219": {2018, 2019}, "3024": {2020, 2021, 2022, 2023}, "3201": {2024, 2025}}
    years = (2018, 2019, 2020, 2023, 2024)
    regions = {"0219": "Bærum (-2019)", "3024": "Bærum (2020-2023)", "3201": "Bærum", "0301": "Oslo"}
    numbers = [
        (count(sex, age, year) if year in used.get(region, set()) else 0)
        for region, sex, age, year in product(regions, SEXES, range(OLDEST + 1), years)
    ]
    content = make_jsonstat(regions=regions, years=years, value=lambda *_: 0)
    content = content.replace(str([0] * len(numbers)).encode(), str(numbers).encode())
    found, codes = read(content)
    assert codes == ["population-years"]
    assert set(found.counts[""]) == expected(years)
    assert found.codes == ("0219", "3024", "3201")


def test_a_file_under_an_older_number_is_read_and_says_which():
    found, findings = read_statistics(make_jsonstat(regions={"0219": "Bærum"}), name="a", municipality="3201")
    assert set(found.counts[""]) == expected()
    (finding,) = findings
    assert (finding.code, finding.grade) == ("population-code", "note")
    assert "nummer 0219, ikke 3201" in finding.sentence
    assert "1. januar 2020" in finding.sentence


def test_borders_that_moved_in_the_years_are_told():
    found, findings = read_statistics(make_jsonstat(regions={"1103": "Stavanger"}, years=(2018, 2019, 2020)), name="a", municipality="1103")
    assert len(found.years) == 3
    (finding,) = findings
    assert (finding.code, finding.grade) == ("population-borders", "note")
    assert "1. januar 2020" in finding.sentence
    assert "2018–2019" in finding.sentence
    assert read(make_jsonstat(regions={"1103": "Stavanger"}, years=(2020, 2021)), "1103")[1] == []


def test_years_with_nobody_are_left_out_with_a_note():
    found, codes = read(make_jsonstat(lambda sex, age, year: count(sex, age, year) if year == 2020 else 0))
    assert codes == ["population-empty"]
    assert found.years == (2020,)
    found, codes = read(make_jsonstat(lambda sex, age, year: count(sex, age, year) if year == 2020 else None))
    assert codes == ["population-empty"]


def alternatives(labels: dict[str, str], *, total_only: bool = False) -> bytes:
    ages = {"999": "Alle aldre"} if total_only else AGES
    dimensions = {
        "Region": ("region", {"3201": "Bærum"}),
        "Kjonn": ("kjønn", SEXES),
        "Alder": ("alder", ages),
        "ContentsCode": ("statistikkvariabel", labels),
        "Tid": ("år", {"2025": "2025", "2026": "2026"}),
    }
    return as_jsonstat(dimensions, range(len(SEXES) * len(ages) * len(labels) * 2))


def test_a_projection_is_read_by_alternative():
    labels = {"Personer": "Hovedalternativet (MMMM)", "Personer1": "Lav nasjonal vekst (LLML)", "Personer2": "Ingen innvandring (MMM0)"}
    found, codes = read(alternatives(labels))
    assert codes == []
    assert list(found.counts) == ["LLML", "MMM0", "MMMM"]
    assert {len(one) for one in found.counts.values()} == {424}
    assert found.is_projection
    first = {key: min(one.persons for one in some) for key, some in found.counts.items()}
    assert first == {"MMMM": 0, "LLML": 2, "MMM0": 4}


def test_a_projection_without_ages_gives_totals():
    found, _ = read(alternatives({"MMMM": "Hovedalternativet (MMMM)"}, total_only=True))
    assert not found.counts
    assert found.totals == {"MMMM": (YearTotal("persons", 2025, 0 + 2), YearTotal("persons", 2026, 1 + 3))}


def test_births_deaths_and_moves():
    labels = ["Folketallet 1. januar", "Levendefødte", "Døde", "Fødselsoverskudd", "Innvandring", "Utvandring", "Innenlandsk innflytting",
              "Innenlandsk utflytting", "Nettoinnflytting", "Folketilvekst"]  # fmt: skip
    dimensions = {
        "Region": ("region", {"3201": "Bærum"}),
        "ContentsCode": ("statistikkvariabel", {f"C{at}": one for at, one in enumerate(labels)}),
        "Tid": ("år", {"2019": "2019"}),
    }
    found, codes = read(as_jsonstat(dimensions, [126_841, 1_400, 900, 500, 700, 600, 8_000, 7_500, -3, -2]))
    assert codes == []
    counted = {"persons": 126_841, "births": 1_400, "deaths": 900, "in_foreign": 700, "out_foreign": 600, "in_domestic": 8_000, "out_domestic": 7_500}
    assert {one.measure: one.count for one in found.totals[""]} == counted


def test_bands_history_and_projections_of_many_years_in_one_file():
    """The example's own table: names and no numbers, bands, and what tells history from projections in a column of its own."""
    found, codes = read(BANDS.read_bytes(), "4001")
    assert codes == []
    assert len(found.counts) == 7
    assert {one.ages for one in found.counts[""]} >= {(0, 0), (1, 5), (80, 89), (90, None)}
    assert make_alternative_id("Framskriving 2016") == "framskriving-2016"
    assert found.name == "Porsgrunn"


def test_sums_that_add_up_are_left_out():
    rows = pivoted_rows()
    total = ["3201 Bærum", "Begge kjønn", "Alle aldre", *(sum(row[at] for row in rows[1:]) for at in (3, 4))]
    women = ["3201 Bærum", "Kvinner", "Alle aldre", *(sum(row[at] for row in rows[1:] if row[1] == "Kvinner") for at in (3, 4))]
    small = ["3201 Bærum", "Kvinner", "0-5 år", *(sum(row[at] for row in rows[1:7]) for at in (3, 4))]
    found, codes = read(as_csv([*rows, total, women, small]))
    assert codes == []
    assert set(found.counts[""]) == expected()


def test_those_past_the_oldest_age_are_gathered():
    rows = [["kjønn", "alder", "2019"], *(["Begge kjønn", age_label(age) if age < 105 else f"{age} år", 1] for age in range(120))]
    found, _ = read(as_csv(rows))
    assert len(found.counts[""]) == 106
    assert found.counts[""][-1] == AgeCount(2019, "", (105, None), 15)


def test_the_people_of_baerum_on_1_january_2019_are_those_of_table_4_13():
    """Statistics Norway, table 07459 (NLOD). The column «2018» of table 4.13 is the end of that year."""
    found, codes = read(BAERUM.read_bytes())
    assert codes == []
    groups = [(0, 0), (1, 5), (6, 12), (13, 15), (16, 19), (20, 29), (30, 49), (50, 66), (67, 79), (80, 84), (85, 89), (90, 94), (95, 120), (0, 120)]
    printed = [1_378, 8_036, 12_089, 5_074, 6_500, 13_091, 35_278, 27_101, 12_371, 2_607, 1_954, 1_013, 349, 126_841]
    assert [sum(one.persons for one in found.counts[""] if first <= one.ages[0] <= last) for first, last in groups] == printed
