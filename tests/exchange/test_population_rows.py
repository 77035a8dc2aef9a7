"""What has been read, as rows of the book: ids, names, bands split into single years, and totals."""

from tests.support.statistics import AGES, SEXES, as_csv, as_jsonstat, make_jsonstat
from tests.support.tree import ROOT
from veikart.calc.demography import PopulationTable
from veikart.exchange.population import make_population_rows, read_statistics

BANDS = (ROOT / "examples" / "norge" / "population-by-age-band.csv").read_bytes()


def rows_of(content: bytes, *, municipality: str = "3201", split: bool = True):
    file, _ = read_statistics(content, name="tabell", municipality=municipality)
    return make_population_rows(file, projection="ssb", source="Kilden", split=split)


def alternatives(labels: dict[str, str], ages: dict[str, str]) -> bytes:
    dimensions = {"Kjonn": ("kjønn", SEXES), "Alder": ("alder", ages), "C": ("statistikkvariabel", labels), "Tid": ("år", {"2030": "2030"})}
    return as_jsonstat(dimensions, range(2 * len(ages) * len(labels)))


def test_what_is_counted_has_the_id_alone_and_alternatives_their_own():
    rows, findings = rows_of(make_jsonstat())
    assert findings == []
    assert [(one.id, one.name, one.source) for one in rows.projections] == [("ssb", "Folketall 1. januar", "Kilden")]
    assert not rows.is_split
    rows, _ = rows_of(alternatives({"a": "Hovedalternativet (MMMM)", "b": "Lav (LLML)"}, AGES))
    assert [(one.id, one.name) for one in rows.projections] == [
        ("ssb-llml", "Framskriving, alternativ LLML"),
        ("ssb-mmmm", "Framskriving, alternativ MMMM"),
    ]
    assert {one.projection for one in rows.population} == {"ssb-llml", "ssb-mmmm"}
    rows, _ = rows_of(alternatives({"a": "Hovedalternativet (MMMM)"}, AGES))
    assert [one.id for one in rows.projections] == ["ssb"]


def test_history_and_projections_in_bands_become_single_years_with_every_band_as_it_was():
    bands, _ = rows_of(BANDS, municipality="4001", split=False)
    single, _ = rows_of(BANDS, municipality="4001")
    assert single.is_split
    assert not bands.is_split
    assert {one.id for one in single.projections} >= {"ssb", "ssb-framskriving-2016"}
    groups = [(0, 0), (1, 5), (6, 12), (13, 15), (16, 19), (20, 44), (45, 66), (67, 79), (80, 89), (90, 120)]
    for key in ("ssb", "ssb-framskriving-2016"):
        years = sorted({one.year for one in bands.population if one.projection == key})
        before, after = (PopulationTable(one for one in rows.population if one.projection == key) for rows in (bands, single))
        assert (before.count_persons(groups, years) == after.count_persons(groups, years)).all()
    assert len([one for one in single.population if (one.projection, one.year) == ("ssb", 2019)]) == 106


def test_totals_of_one_alternative_are_known_totals_and_of_several_they_are_not_used():
    every = {"999": "Alle aldre"}
    rows, findings = rows_of(alternatives({"a": "Hovedalternativet (MMMM)"}, every))
    assert [(one.measure, one.year, one.count, one.source) for one in rows.targets] == [("persons", 2030, 1, "Kilden")]
    assert findings == []
    rows, findings = rows_of(alternatives({"a": "Hovedalternativet (MMMM)", "b": "Lav (LLML)"}, every))
    assert rows.targets == ()
    assert [one.code for one in findings] == ["population-alternatives"]


def test_everything_as_known_totals():
    file, _ = read_statistics(make_jsonstat(), name="tabell", municipality="3201")
    rows, findings = make_population_rows(file, projection="ssb", source="Kilden", split=True, as_totals=True)
    assert (rows.projections, rows.population, findings) == ((), (), [])
    whole = {year: sum(one.persons for one in file.counts[""] if one.year == year) for year in file.years}
    assert {one.year: (one.count, one.age_from, one.age_to) for one in rows.targets} == {year: (count, 0, 105) for year, count in whole.items()}
    bands = as_csv([["aldersgruppe", "2024"], ["0-5", 60], ["6-66", 100], ["67+", 140]])
    file, _ = read_statistics(bands, name="tabell")
    rows, _ = make_population_rows(file, projection="ssb", source="", split=True, as_totals=True)
    assert [(one.age_from, one.age_to, one.count) for one in rows.targets] == [(0, 5, 60), (6, 66, 100), (67, 105, 140)]


def test_bands_in_a_file_of_ones_own():
    rows, _ = rows_of(as_csv([["aldersgruppe", "2024"], ["0-5", 60], ["6-15", 100], ["16-66", 700], ["67+", 140]]))
    assert len(rows.population) == 106
    assert sum(one.persons for one in rows.population) == 1_000
    assert min(one.persons for one in rows.population) >= 0
