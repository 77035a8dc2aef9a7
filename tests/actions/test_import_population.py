"""A table of population stored: all or nothing, never twice, never over somebody else's change."""

from dataclasses import replace

import pytest

from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy
from tests.support.statistics import as_jsonstat, count, make_jsonstat
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.import_population import ImportCounts, count_import_changes, import_population, list_import_changes
from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.calc.demography import Population
from veikart.exchange.population import PopulationRows, make_population_rows, read_statistics
from veikart.store.models import AuditEntry, BookRevision
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def book():
    replace_economy(make_small_economy(), actor=OFFICER, note="Begynt")


def rows_of(content: bytes, *, projection: str = "ssb", split: bool = True) -> PopulationRows:
    file, _ = read_statistics(content, name="tabell.json", municipality="3201")
    rows, findings = make_population_rows(file, projection=projection, source="Statistisk sentralbyrå", split=split)
    assert findings == []
    return rows


def persons() -> dict[int, int]:
    found: dict[int, int] = {}
    for one in get_economy_state().book.table("population").values():
        found[one.year] = found.get(one.year, 0) + one.persons
    return found


def test_the_rows_are_stored_with_who_and_can_be_taken_back():
    assert import_population(rows_of(make_jsonstat()), actor=OFFICER, note="Leste inn", seen=1) == 2
    book = get_economy_state().book
    assert len(book.table("population")) == 424
    assert book.table("population")["ssb|2019|7|female"] == Population("ssb", 2019, 7, "female", 7, count("2", 7, 2019))
    assert book.table("population_projections")["ssb"].name == "Folketall 1. januar"
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.act, entry.actor, entry.detail) == ("import_population", "Britt Budsjett", {"revision": 2, "rows": 425})
    undo_economy(2, actor=OFFICER)
    assert get_economy_state().book == make_small_economy()


def test_the_same_again_changes_nothing():
    rows = rows_of(make_jsonstat())
    import_population(rows, actor=OFFICER, note="")
    assert import_population(rows, actor=OFFICER, note="") == 0
    assert BookRevision.objects.count() == 2


def test_years_in_the_file_replace_the_same_years_and_others_stay():
    import_population(rows_of(make_jsonstat(years=(2018, 2019))), actor=OFFICER, note="")
    before = persons()
    corrected = rows_of(make_jsonstat(lambda sex, age, year: count(sex, age, year) + 1, years=(2019, 2020)))
    changes = list_import_changes(get_economy_state().book, corrected)
    assert count_import_changes(changes) == ImportCounts(new=212, changed=212, gone=0, same=1)
    import_population(corrected, actor=OFFICER, note="")
    assert persons()[2018] == before[2018]
    assert persons()[2019] == before[2019] + 212
    assert set(persons()) == {2018, 2019, 2020}


def test_bands_give_way_to_single_years_without_anybody_counted_twice():
    single = rows_of(make_jsonstat(years=(2019,)))
    total = sum(one.persons for one in single.population)
    bands = tuple(Population("ssb", 2019, first, "", last, total // 2) for first, last in ((0, 19), (20, None)))
    import_population(PopulationRows(single.projections, bands), actor=OFFICER, note="")
    import_population(single, actor=OFFICER, note="")
    assert persons() == {2019: total}


def test_what_somebody_else_changed_meanwhile_is_not_written_over():
    import_population(rows_of(make_jsonstat()), actor=OFFICER, note="")
    key = "ssb|2019|7|female"
    row = {"projection": "ssb", "year": "2019", "age_from": "7", "sex": "female", "age_to": "7", "persons": "1"}
    change_economy([RowEdit("population", key, row, 2)], actor=OTHER_OFFICER, note="Den andres")
    with pytest.raises(StaleEdit) as stale:
        import_population(rows_of(make_jsonstat()), actor=OFFICER, note="", seen=2)
    assert [(table, key) for table, key, _ in stale.value.changes] == [("population", key)]
    assert get_economy_state().book.table("population")[key].persons == 1
    assert import_population(rows_of(make_jsonstat()), actor=OFFICER, note="", seen=3) == 4


def test_another_change_meanwhile_does_not_stand_in_the_way():
    change_economy([RowEdit("assumptions", "interest_floating|2026", None, 1)], actor=OTHER_OFFICER, note="")
    assert import_population(rows_of(make_jsonstat()), actor=OFFICER, note="", seen=1) == 3


def test_what_would_not_hold_together_leaves_nothing():
    rows = rows_of(make_jsonstat())
    broken = PopulationRows(rows.projections, (*rows.population, replace(rows.population[0], age_from=0, age_to=5, sex="")))
    with pytest.raises(ChangeRefused) as refused:
        import_population(broken, actor=OFFICER, note="")
    assert "population-both" in {one.code for one in refused.value.findings}
    assert get_economy_state().book == make_small_economy()
    assert BookRevision.objects.count() == 1


@pytest.mark.parametrize("role", ["citizen", "planner", "secretary"])
def test_only_those_who_work_with_the_economy(role):
    with pytest.raises(AccessDenied):
        import_population(rows_of(make_jsonstat()), actor=Actor("noen", role), note="")
    assert BookRevision.objects.count() == 1


def flows() -> bytes:
    contents = {"a": "Folketallet 1. januar", "b": "Levendefødte", "c": "Døde"}
    dimensions = {
        "Region": ("region", {"3201": "Bærum"}), "ContentsCode": ("statistikkvariabel", contents), "Tid": ("år", {"2019": "2019", "2020": "2020"})
    }  # fmt: skip
    return as_jsonstat(dimensions, [126_841, 127_731, 1_400, 1_350, 900, 910])


def test_totals_become_known_totals_to_calibrate_to():
    import_population(rows_of(flows()), actor=OFFICER, note="")
    targets = get_economy_state().book.table("population_targets")
    assert {key: one.count for key, one in targets.items()} == {
        "births|2019||0|105": 1_400, "births|2020||0|105": 1_350, "deaths|2019||0|105": 900, "deaths|2020||0|105": 910,
        "persons|2019||0|105": 126_841, "persons|2020||0|105": 127_731,
    }  # fmt: skip
    assert import_population(rows_of(flows()), actor=OFFICER, note="") == 0


def test_rows_come_back_from_plain_lists():
    rows = rows_of(flows())
    assert PopulationRows.restore(rows.write()) == rows
    rows = rows_of(make_jsonstat())
    assert PopulationRows.restore(rows.write()) == rows
