"""The pages of the investments: the programme, one project, its years as a form, and a project moved a year by an ordinary button."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.support.economy import OFFICER, OTHER_OFFICER, make_small_economy
from tests.support.economy_example import get_example_book, make_school
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.move_projects import move_projects
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.store.models import Person
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
LIST, PROJECT = "/okonomi/investeringer/", "/okonomi/investeringer/skole/"


def _store(book: EconomyBook) -> None:
    replace_economy(book, actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)


@pytest.fixture
def officer(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    return client


def _text(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return _plain(answer)


def _plain(answer) -> str:
    return unescape(answer.content.decode()).replace("\u202f", " ").replace("\u00a0", " ")


def test_the_example_is_told_drawn_and_put_in_a_table(client, published):
    _store(get_example_book())
    html = _text(client, LIST)
    assert "Investeringer på 10 834,4 mill. kr 2020–2023; kommunen må finansiere 7 172,4 mill. kr selv" in html
    assert html.count("data-timeline") == 2, "a wide picture and a narrow one"
    assert "Oksenøya senter: bo- og behandlingssenter: 2020 100,0 mill. kr, 2021 200,0 mill. kr" in html
    assert "/okonomi/regnestykke/projects/oksenoya-skole/gross/2021/" in html
    assert "Sosialtjeneste og bolig" in html
    assert "Hva investeringene betales med" in html
    assert 'name="moves"' not in html, "a visitor moves nothing"


def test_one_area_is_shown_by_itself(client, published):
    _store(get_example_book())
    html = _text(client, f"{LIST}?omrade=barnehager")
    assert "Jarenga barnehage" in html
    assert "Levre barneskole" not in html
    assert "Ingen prosjekter her ennå" in _text(client, f"{LIST}?omrade=finnes-ikke")


def test_a_project_has_its_years_its_life_and_what_it_is(client, published):
    _store(get_example_book())
    html = _text(client, "/okonomi/investeringer/oksenoya-skole/")
    assert "Oksenøya senter: barneskole, barnehage og flerbrukshall: 1 000,0 mill. kr, ferdig i 2022" in html
    assert "Over levetiden, til 2062, koster det" in html
    assert "/okonomi/regnestykke/life_cost/oksenoya-skole/cost_to_date/2062/" in html
    assert "Fornebu" in html
    assert "ikke trykt i kilden" in html
    assert "endre/" not in html
    assert "ingen beløp er lagt inn" in _text(client, "/okonomi/investeringer/nadderud/")


def test_a_running_frame_has_no_life_and_is_not_moved(officer):
    _store(get_example_book())
    html = _text(officer, "/okonomi/investeringer/sykkel/")
    assert "Over levetiden" not in html
    assert 'value="sykkel:1"' not in html


def test_a_project_that_is_not_there(client):
    _store(make_school())
    assert client.get("/okonomi/investeringer/bad/").status_code == 404


def test_without_projects_it_says_what_will_stand_here(client, officer):
    _store(make_small_economy())
    assert "Ingen prosjekter her ennå" in _text(client, LIST)
    assert "/okonomi/ny/projects/" in _text(officer, LIST)


def test_a_project_is_moved_by_a_button_without_a_script(officer):
    _store(make_school())
    html = _text(officer, LIST)
    assert "Senere: flytt Skolen ett år" in html
    revision = re.search(r'name="revision" value="(\d+)"', html)
    assert revision
    answer = officer.post("/okonomi/flytt/", {"moves": "skole:1", "revision": revision[1], "next": LIST})
    assert (answer.status_code, answer.url) == (302, LIST)
    assert get_economy_state().book.table("projects")["skole"].completion_year == 2022
    assert list(get_economy_state().book.table("project_years")) == ["skole|2022"]


def _form(client) -> dict[str, str]:
    """The fields of the form as they stand."""
    html = _text(client, f"{PROJECT}endre/")
    return dict(re.findall(r'<input [^>]*name="((?:project[^"]*)|seen)" value="([^"]*)"', html))


def test_the_years_are_changed_in_one_form(officer):
    _store(make_school())
    form = _form(officer)
    assert form["project_years:skole|2021"] == "100 000 000"
    form |= {
        "project_years:skole|2021": "60 000 000",
        "project_years:skole|2022": "45 000 000",
        "project_grants:skole|2022|state": "5000000",
        "projects:skole:completion_year": "2022",
    }
    answer = officer.post(f"{PROJECT}lagre/", form)
    assert (answer.status_code, answer.url) == (302, PROJECT)
    book = get_economy_state().book
    assert {key: one.amount_nok for key, one in book.table("project_years").items()} == {"skole|2021": 60_000_000, "skole|2022": 45_000_000}
    assert book.table("project_grants")["skole|2022|state"].amount_nok == 5_000_000
    assert book.table("projects")["skole"] == replace(make_school().table("projects")["skole"], completion_year=2022)
    form = _form(officer) | {"project_years:skole|2022": "", "project_grants:skole|2022|state": ""}
    officer.post(f"{PROJECT}lagre/", form)
    assert list(get_economy_state().book.table("project_years")) == ["skole|2021"]
    number = get_economy_state().number
    assert officer.post(f"{PROJECT}lagre/", _form(officer)).status_code == 302
    assert get_economy_state().number == number, "nothing was written"


def test_what_cannot_be_read_is_told_and_what_was_written_stays(officer):
    _store(make_school())
    form = _form(officer) | {"project_years:skole|2021": "mange", "project_sales:skole|2024": "7"}
    answer = officer.post(f"{PROJECT}lagre/", form)
    assert answer.status_code == 422
    html = _plain(answer)
    assert "«mange»" in html
    assert 'value="7"' in html
    assert 'aria-invalid="true"' in html
    assert get_economy_state().number == 1


def test_nobody_writes_over_what_others_did_meanwhile(officer):
    _store(make_school())
    form = _form(officer) | {"project_years:skole|2021": "1"}
    move_projects({"skole": 1}, actor=OTHER_OFFICER, seen=1, note="")
    answer = officer.post(f"{PROJECT}lagre/", form)
    assert answer.status_code == 409
    assert "Noen andre har endret prosjektet" in _plain(answer)
    assert get_economy_state().number == 2


@pytest.mark.parametrize("url", [f"{PROJECT}endre/", f"{PROJECT}lagre/"])
def test_the_form_is_for_those_who_may(client, url):
    _store(make_school())
    assert client.post(url, {}).status_code in {302, 403}
    assert get_economy_state().number == 1


def test_a_thousand_projects_are_one_page(client, django_assert_max_num_queries):
    school = make_school()
    row, year = school.table("projects")["skole"], school.table("project_years")["skole|2021"]
    projects = {f"p{one}": replace(row, id=f"p{one}", name=f"Prosjekt {one}") for one in range(1_000)}
    years = {f"p{one}|2021": replace(year, project=f"p{one}", amount_nok=1_000_000 + one) for one in range(1_000)}
    _store(EconomyBook({**school.tables, "projects": projects, "project_years": years}))
    with django_assert_max_num_queries(6):
        html = _text(client, LIST)
    assert "De 120 største er tegnet. 880 til finnes" in html
    assert "Prosjekt 999" in html
    assert len(html) < 1_500_000
