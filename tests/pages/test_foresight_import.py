"""Reading official numbers in on the page: looked through first, stored when somebody says so, and nothing left when nobody does."""

import re
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from tests.support.statistics import SHAPES, as_csv, as_jsonstat, make_jsonstat, pivoted_rows
from veikart.actions.book_writing import RowEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.population.calibration import PopulationTarget
from veikart.exchange.books import LARGEST_FILE
from veikart.store.models import BookRevision
from veikart.store.queries import get_economy_state
from veikart.web.pages.foresight.importing import SALT

pytestmark = pytest.mark.django_db
URL = "/framsyn/les-inn/"


@pytest.fixture
def client() -> Client:
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    return browser("budget_officer")


def send(client: Client, content: bytes, *, name: str = "07459.json", **fields: str):
    asked = {"municipality": "3201", "projection": "ssb", "split": "1", **fields}
    response = client.post(URL, {"file": SimpleUploadedFile(name, content), **asked})
    return response.status_code, unescape(response.content.decode())


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', html)
    return found[1] if found else ""


def test_the_form_says_what_it_takes(client):
    html = unescape(client.get(URL).content.decode())
    assert 'value="folketall"' in html
    assert "JSON-stat 2" in html
    assert f'href="{URL}"' in unescape(client.get("/okonomi/").content.decode())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_file_is_looked_through_before_anything_is_stored(client, shape):
    status, html = send(client, SHAPES[shape](), name="tabell")
    assert status == 200
    assert "Filen har tall for Bærum 2019–2020" in html
    assert "425 nye rader" in html
    assert token_in(html)
    assert BookRevision.objects.count() == 1


def test_what_was_looked_through_is_stored_when_it_is_confirmed(client):
    _, html = send(client, make_jsonstat())
    response = client.post(URL, {"token": token_in(html)}, follow=True)
    assert "Leste inn «07459.json»" in unescape(response.content.decode())
    assert len(get_economy_state().book.table("population")) == 424
    _, again = send(client, make_jsonstat())
    assert "Alt i filen står i boken fra før" in again
    assert "I boken nå" in again
    client.post(URL, {"token": token_in(html)})
    assert BookRevision.objects.count() == 2


def test_alternatives_stand_beside_each_other_and_totals_become_known_totals(client):
    labels = {"a": "Hovedalternativet (MMMM)", "b": "Lav (LLML)"}
    dimensions = {"Alder": ("alder", {"0-19": "0-19 år", "20+": "20 år eller eldre"}), "C": ("statistikkvariabel", labels)}
    status, html = send(client, as_jsonstat(dimensions | {"Tid": ("år", {"2030": "2030"})}, [1_000, 2_000, 3_000, 4_000]))
    assert status == 200
    assert "Filen har framskrivinger" in html
    assert "ssb-mmmm" in html
    assert "delt i enkeltår" in html
    dimensions = {"C": ("statistikkvariabel", {"a": "Levendefødte", "b": "Døde"}), "Tid": ("år", {"2019": "2019"})}
    status, html = send(client, as_jsonstat(dimensions, [1_400, 900]))
    assert "2 kjente tall" in html
    client.post(URL, {"token": token_in(html)})
    assert len(get_economy_state().book.table("population_targets")) == 2


def test_everything_as_known_totals(client):
    status, html = send(client, make_jsonstat(), use="totals")
    assert status == 200
    assert "2 kjente tall" in html
    response = client.post(URL, {"token": token_in(html)})
    assert response["Location"] == "/okonomi/tabeller/population_targets/"
    assert len(get_economy_state().book.table("population_targets")) == 2


def test_every_finding_is_shown_and_nothing_is_stored(client):
    rows = pivoted_rows()
    rows[4][3], rows[7][4] = -1, "mange"
    status, html = send(client, as_csv(rows), name="feil.csv")
    assert status == 422
    assert "<h1>Ikke et antall personer</h1>" in html
    assert "2 funn i filen. Ingenting er lagret." in html
    assert "feil.csv, rad 5, kolonne «Personer 2019»" in html
    assert not token_in(html)


def test_a_file_of_another_municipality_is_said_to_be_that(client):
    status, html = send(client, make_jsonstat(regions={"0301": "Oslo"}))
    assert status == 422
    assert "<h1>Kommunen er ikke i filen</h1>" in html
    assert "Den har 0301 Oslo." in html


def test_findings_of_many_kinds_have_a_title_together(client):
    rows = pivoted_rows()
    rows[4][3] = -1
    rows[3].append(7)
    assert "<h1>Filen må rettes før tallene kan leses inn</h1>" in send(client, as_csv(rows))[1]


def test_a_note_is_shown_with_what_was_read(client):
    status, html = send(client, make_jsonstat(regions={"0219": "Bærum (-2019)"}))
    assert status == 200
    assert "under nummer 0219, ikke 3201" in html
    assert token_in(html)


@pytest.mark.parametrize(
    ("fields", "words"), [({"municipality": "32"}, "fire sifre"), ({"municipality": "٣٢٠١"}, "fire sifre"), ({"projection": "Å B"}, "små bokstaver")]
)
def test_what_is_written_in_the_form(client, fields, words):
    status, html = send(client, make_jsonstat(), **fields)
    assert status == 422
    assert words in html


def test_no_file_and_a_file_that_is_too_large(client):
    response = client.post(URL, {"municipality": "3201", "projection": "ssb"})
    assert response.status_code == 422
    assert "Velg en fil." in unescape(response.content.decode())
    status, html = send(client, b" " * (LARGEST_FILE + 5))
    assert status == 422
    assert "20 MB" in html


def test_counts_after_the_first_year_are_told_not_to_move_the_projection():
    replace_economy(get_example_book(), actor=OFFICER, note="")
    officer = browser("budget_officer")
    _, html = send(officer, make_jsonstat(), projection="ssb-07459")
    answer = officer.post(URL, {"token": token_in(html)})
    (told,) = map(str, get_messages(answer.wsgi_request))
    assert "Det framskrives som før fra 1. januar 2019." in told


def test_somebody_elses_change_to_the_same_numbers_is_told(client):
    _, html = send(client, make_jsonstat())
    client.post(URL, {"token": token_in(html)})
    _, html = send(client, make_jsonstat(lambda *_: 7))
    row = {"projection": "ssb", "year": "2019", "age_from": "7", "sex": "female", "age_to": "7", "persons": "1"}
    change_economy([RowEdit("population", "ssb|2019|7|female", row, 2)], actor=OTHER_OFFICER, note="")
    response = client.post(URL, {"token": token_in(html)})
    assert response.status_code == 409
    assert "Noen andre har endret de samme tallene" in unescape(response.content.decode())
    assert BookRevision.objects.count() == 3


@pytest.mark.parametrize("token", ["", "noe", signing.dumps({"rows": {}}, salt="annet")], ids=["empty", "a-word", "signed-for-something-else"])
def test_a_token_that_is_not_ours(client, token):
    response = client.post(URL, {"token": token})
    assert response.status_code == 422
    assert "for gammelt" in unescape(response.content.decode())


def test_a_token_that_is_too_old(client, monkeypatch):
    _, html = send(client, make_jsonstat())
    monkeypatch.setattr("veikart.web.waiting_import.LONGEST_WAIT", -1)
    assert client.post(URL, {"token": token_in(html)}).status_code == 422
    assert signing.loads(token_in(html), salt=SALT)["name"] == "07459.json"


def test_only_those_who_work_with_the_economy(client):
    _, html = send(client, make_jsonstat())
    for role in ("planner", "secretary"):
        assert browser(role).post(URL, {"token": token_in(html)}).status_code == 403
    assert Client().post(URL, {"token": token_in(html)}).status_code == 302
    assert BookRevision.objects.count() == 1


def test_known_totals_show_what_the_projection_was_scaled_by():
    total = PopulationTarget("births", 2019, 5_000)
    replace_economy(get_example_book().with_rows({"population_targets": {"births|2019||0|105": total}}), actor=OFFICER, note="")
    html = unescape(browser("budget_officer").get("/framsyn/befolkning/").content.decode())
    assert "Hva er framskrivingen rettet etter?" in html
    assert "Mye må endres for å nå det kjente tallet" in html or "Fødte 2019: faktoren er" in html


def test_an_empty_book_is_told_where_to_begin():
    officer = browser("budget_officer")
    html = unescape(officer.get(URL).content.decode())
    assert "Si først hvilke år som skal regnes" in html
    assert "Begynn på økonomien" in html
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    html = unescape(officer.get("/framsyn/").content.decode())
    assert "Begynn med innbyggerne i kommunen." in html
    assert f'href="{URL}"' in html
