"""One sitting in a book where nobody is counted: people read in from a file, a fan drawn from them, an order of investments, a scenario with its
own address, and what the council opens."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER
from tests.support.economy_example import get_example_book
from tests.support.runs import carry_out
from tests.support.schedule_book import make_book
from tests.support.tree import ROOT
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.book_writing import RowEdit
from veikart.actions.change_economy import change_economy
from veikart.actions.replace_economy import replace_economy
from veikart.calc.economy import EconomyBook
from veikart.calc.population.rows import ForesightSetting
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.tables import write_cells
from veikart.store.queries import get_economy_state

pytestmark = pytest.mark.django_db
PEOPLE = ROOT / "tests" / "exchange" / "data" / "population-3201-2019.csv"


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return unescape(response.content.decode())


def read_people(officer: Client, projection: str) -> None:
    """The file is looked through, and stored when that is confirmed."""
    sent = {"file": SimpleUploadedFile(PEOPLE.name, PEOPLE.read_bytes()), "municipality": "3201", "projection": projection, "split": "1"}
    token = re.search(r'name="token" value="([^"]+)"', unescape(officer.post("/framsyn/les-inn/", sent).content.decode()))
    assert token
    assert officer.post("/framsyn/les-inn/", {"token": token[1]}).status_code == 302


def make_book_before() -> tuple[EconomyBook, ForesightSetting]:
    """A book with rates and projects, nobody counted and nothing to look ahead from; and the settings somebody will enter."""
    book = make_book()
    tables = {name: dict(book.table(name)) for name in get_economy_tables() if name not in {"foresight_settings", "population"}}
    (setting,) = book.table("foresight_settings").values()
    return EconomyBook(tables | {"uncertainties": dict(get_example_book().table("uncertainties"))}), replace(setting, draws=100)


def test_from_a_file_of_people_to_what_the_council_opens():
    book, setting = make_book_before()
    replace_economy(book, actor=OFFICER, note="")
    officer, council = browser("budget_officer"), Client()
    assert "prosent sannsynlighet" not in read(officer, "/framsyn/")
    read_people(officer, setting.history)
    assert len(get_economy_state().book.table("population")) == 212
    cells = write_cells(get_economy_tables()["foresight_settings"], setting)
    change_economy([RowEdit("foresight_settings", setting.id, cells)], actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    assert "innbyggere, med 80 prosent sannsynlighet" in read(officer, "/framsyn/")
    scenario = officer.post("/framsyn/scenarioer/lagre/", {"name": "Dyrere penger", "rente": "1.5"})["Location"]
    asked = {"kind": "schedule", "title": "Rekkefølgen", "p.objective": "delay_then_cost", "p.seconds": "10"}
    number = int(re.findall(r"\d+", officer.post("/framsyn/kjoringer/ny/", asked)["Location"])[-1])
    assert carry_out(number) == "done"
    assert "bevist at ingen er bedre" in read(officer, f"/framsyn/investeringer/?kjoring={number}")
    officer.post(f"/framsyn/kjoringer/{number}/vis/", {"show": "all"})
    front = read(council, "/framsyn/")
    assert "innbyggere, med 80 prosent sannsynlighet" in front
    assert 'href="/framsyn/investeringer/">Rekkefølgen av investeringene</a>' in front
    assert "bevist at ingen er bedre" in read(council, "/framsyn/investeringer/")
    assert council.get(scenario).status_code == 404
    adopt_economy(actor=OFFICER)
    assert "rente +1,50 prosentpoeng" in read(council, scenario)
