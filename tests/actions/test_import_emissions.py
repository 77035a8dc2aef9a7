"""Emissions stored: all or nothing, never twice, never into a vintage with other numbers, never over somebody else's change."""

import pytest

from tests.support.economy import OFFICER, make_small_economy
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.import_emissions import import_emissions
from veikart.actions.replace_economy import replace_economy
from veikart.actions.undo_economy import undo_economy
from veikart.calc.climate import Emission
from veikart.exchange.emissions import EmissionRows, make_emission_rows, read_emissions
from veikart.store.models import AuditEntry, BookRevision
from veikart.store.queries import get_economy_state, get_row_versions

pytestmark = pytest.mark.django_db
KEY = "md-2020|4003|veitrafikk-personbiler|2019"


@pytest.fixture(autouse=True)
def book():
    replace_economy(make_small_economy(), actor=OFFICER, note="Begynt")


def rows_of(tonnes: str = "1.5", vintage: str = "") -> EmissionRows:
    text = f"Kommune,År,Sektor,Utslippskilde,Utslipp\nSkien,2019,Veitrafikk,Personbiler,{tonnes}\nSkien,2020,Veitrafikk,Personbiler,1\n"
    file, findings = read_emissions(text.encode(), name="utslipp.csv")
    assert findings == []
    return make_emission_rows(file, get_economy_state().book, vintage=vintage, source="Fil")


def emissions() -> dict[str, Emission]:
    return dict(get_economy_state().book.table("emissions"))


def test_the_rows_are_stored_with_who_and_can_be_taken_back():
    assert import_emissions(rows_of(), actor=OFFICER, note="Leste inn", seen=1) == 2
    assert emissions()[KEY] == Emission("md-2020", "4003", "veitrafikk-personbiler", 2019, 1_500_000)
    entry = AuditEntry.objects.order_by("-pk")[0]
    assert (entry.act, entry.detail) == ("import_emissions", {"revision": 2, "rows": 4})
    undo_economy(2, actor=OFFICER)
    assert get_economy_state().book == make_small_economy()


def test_the_same_again_changes_nothing():
    import_emissions(rows_of(), actor=OFFICER, note="")
    assert import_emissions(rows_of(), actor=OFFICER, note="") == 0
    assert BookRevision.objects.count() == 2
    assert len(emissions()) == 2


def test_other_numbers_are_another_vintage():
    import_emissions(rows_of(), actor=OFFICER, note="")
    with pytest.raises(ChangeRefused) as refused:
        import_emissions(rows_of("9"), actor=OFFICER, note="")
    assert [one.code for one in refused.value.findings] == ["emissions-vintage"]
    import_emissions(rows_of("9", vintage="md-ny"), actor=OFFICER, note="")
    assert emissions()[KEY].tonnes == 1_500_000
    assert emissions()[KEY.replace("md-2020", "md-ny")].tonnes == 9_000_000
    assert len(get_economy_state().book.table("emission_sources")) == 1


def test_what_somebody_else_has_taken_away_is_not_written_over():
    import_emissions(rows_of(), actor=OFFICER, note="")
    version = get_row_versions(get_economy_state().rule, [("emissions", KEY)])["emissions", KEY]
    change_economy([RowEdit("emissions", KEY, None, version)], actor=OFFICER, note="")
    other = KEY.replace("2019", "2020")
    version = get_row_versions(get_economy_state().rule, [("emissions", other)])["emissions", other]
    change_economy([RowEdit("emissions", other, None, version)], actor=OFFICER, note="")
    with pytest.raises(StaleEdit):
        import_emissions(rows_of(), actor=OFFICER, note="", seen=2)


def test_only_those_who_may():
    with pytest.raises(AccessDenied):
        import_emissions(rows_of(), actor=Actor("Per", "citizen"), note="")
