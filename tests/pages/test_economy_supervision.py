"""The page that warns of state supervision: seven letters, what each says, and how many queries it asks."""

from datetime import date

import pytest

from tests.support.economy import OFFICER, make_small_economy
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.supervision import Decision, Deficit, Recovery
from veikart.store.models import AuditEntry, Person, Publication

pytestmark = pytest.mark.django_db
PAGE = "/okonomi/varsel/"
MILL = 1_000_000


@pytest.fixture
def officer(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _store(**tables) -> None:
    replace_economy(make_small_economy().with_rows(tables), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


def _text(client) -> str:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_letter_has_its_word_its_sentence_and_its_rule(published, client):
    _store()
    html = _text(client)
    assert "Ingen kjent grunn til registrering; bokstav b er nær; grunnlaget mangler for bokstav e og f" in html
    for letter in "abcdefg":
        assert f'id="bokstav-{letter}"' in html
        assert f"§ 28-1 første ledd {letter}" in html
    assert "uten ansvarlig sektor" in html
    assert "/funn/#warning" in html
    assert "Ikke kjent" in html
    assert "Regnet av det publiserte budsjettet" in html


def test_a_deficit_that_is_not_recovered_in_time(published, officer):
    recoveries = {"m|2020": Recovery("m", 2020, MILL), "m|2023": Recovery("m", 2023, MILL)}
    _store(deficits={"m": Deficit("m", 2019, 2 * MILL)}, recoveries=recoveries)
    html = _text(officer)
    assert "Grunn til registrering: bokstav c er oppfylt" in html
    assert "ikke dekket inn i 2021, selv om 2 år er gått" in html
    assert "Merforbruket fra 2019 dekkes inn over 4 år" in html
    assert "/okonomi/rediger/recoveries/" in html


def test_a_decision_that_was_made_in_time(published, client):
    _store(decisions={"budget|2020": Decision("budget", 2020, date(2019, 12, 11))})
    html = _text(client)
    assert "ble vedtatt 11. desember 2019, 20 dager før fristen" in html
    assert "11.12.2019" in html


def test_the_sheet_of_deficits_is_a_table(published, client):
    _store(deficits={"m": Deficit("m", 2025, 2 * MILL)}, recoveries={"m|2027": Recovery("m", 2027, MILL)})
    html = _text(client)
    assert "Ikke dekket inn i tide" in html
    assert "/okonomi/regnestykke/deficits/m/closing/2026/" in html


def test_without_a_budget_the_page_says_what_will_stand_there(officer):
    AuditEntry.objects.all().delete()
    Publication.objects.all().delete()
    _store()
    html = _text(officer)
    assert "Ingen budsjett er publisert ennå" in html
    assert "Her vil de sju bokstavene stå" in html
    assert "/okonomi/ny/deficits/" in html


def test_the_page_asks_few_questions(published, officer, django_assert_max_num_queries):
    _store()
    officer.get(PAGE)
    with django_assert_max_num_queries(7):
        officer.get(PAGE)
