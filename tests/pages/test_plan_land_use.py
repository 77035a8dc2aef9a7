"""The land-use strategy, as a visitor and as a planner who reads a file."""

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.plan import PLANNER, get_example_plan, make_small_plan
from tests.support.publication import OPERATOR
from veikart.actions.publish_plan import publish_plan
from veikart.actions.replace_plan import replace_plan
from veikart.store.models import Person
from veikart.store.queries import get_plan_state

pytestmark = pytest.mark.django_db
PAGE, FILE, IMPORT = "/plan/arealstrategi/", "/plan/arealstrategi.geojson", "/plan/arealstrategi/les-inn/"


@pytest.fixture
def example(db):
    """Bærum's plan, published."""
    replace_plan(get_example_plan(), actor=OPERATOR, note="")
    publish_plan(actor=OPERATOR)


@pytest.fixture
def planner(client, example):
    person = Person.objects.create(email="planner@example.no", name="Pia Plan", role="planner")
    client.force_login(person)
    return client


def html_of(client, url=PAGE):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def send(client, content):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile("omrader.geojson", raw)})


def test_the_title_is_the_answer(client, example):
    html = html_of(client)
    assert "87\u00a0% av boligene planlagt i 2024–2027 ligger i prioriterte områder; målet er 90\u00a0%</h1>" in html
    assert "Boligtallene er et eksempel." in html
    assert "I 2016–2018, før målet gjaldt, var andelen 58\u00a0%." in html
    assert " style=" not in html


def test_the_map_is_there_without_a_script_and_the_list_has_every_area(client, example):
    html = html_of(client)
    assert html.count('class="chart chart-map"') == 2
    for one in get_example_plan().areas.values():
        assert f'id="omrade-{one.id}"' in html
    assert "Ikke tegnet på kartet" in html
    assert '<a href="/plan/element/as-3.2/">A3.2' in html
    assert "Rediger" not in html


def test_nothing_comes_from_elsewhere(client, example):
    html = html_of(client)
    assert "leaflet/leaflet.js" in html
    assert 'src="http' not in html
    assert 'href="http' not in html.split("<footer")[0]


def test_the_areas_are_open_data(client, example):
    response = client.get(FILE)
    assert response["Content-Type"] == "application/geo+json"
    assert len(response.json()["features"]) == len(get_example_plan().areas)


def test_before_there_are_areas_the_page_says_what_will_be_there(client, db):
    replace_plan(make_small_plan(), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    html = html_of(client)
    assert "Ingen områder ennå" in html
    assert "leaflet" not in html


def test_areas_without_homes_are_counted(client, db):
    areas = [replace(one, element="") for one in get_example_plan().areas.values()]
    replace_plan(make_small_plan().with_rows({"areas": {one.id: one for one in areas}}), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    assert "13 prioriterte områder</h1>" in html_of(client)


def test_without_an_aim_the_share_of_all_years_is_told(client, example):
    system = get_example_plan()
    replace_plan(system.with_rows({"home_aims": {"2021": None}}), actor=PLANNER, note="")
    publish_plan(actor=PLANNER)
    html = html_of(client)
    assert "74\u00a0% av boligene bygd og planlagt i 2016–2018 og 2024–2027 ligger i prioriterte områder</h1>" in html


def test_the_findings_stand_among_those_of_the_plan(client, example):
    assert "For få boliger i prioriterte områder" in html_of(client, "/plan/funn/")


def test_a_visitor_is_asked_to_sign_in(client, example):
    response = client.get(IMPORT)
    assert response.status_code == 302
    assert response["Location"].startswith("/inn/")
    assert send(client, {}).status_code == 302


def test_a_planner_reads_a_file_and_it_is_one_change(planner):
    number = get_plan_state().number
    collection = planner.get(FILE).json()
    collection["features"][0]["properties"]["note"] = "Ny merknad"
    new = {"id": "myra", "name": "Myra", "kind": "long_term", "earliest_year": 2035}
    collection["features"].append({"type": "Feature", "geometry": None, "properties": new})
    assert send(planner, collection)["Location"] == PAGE
    state = get_plan_state()
    assert state.number == number + 1
    assert state.book.areas["sandvika"].note == "Ny merknad"
    assert state.book.areas["myra"].earliest_year == 2035
    assert len(state.book.areas) == len(get_example_plan().areas) + 1
    assert "Leste inn 2 områder." in html_of(planner)


def test_the_same_file_again_changes_nothing(planner):
    number = get_plan_state().number
    assert send(planner, planner.get(FILE).content).status_code == 302
    assert get_plan_state().number == number


def test_one_wrong_area_and_nothing_is_stored(planner):
    before = get_plan_state()
    collection = planner.get(FILE).json()
    collection["features"][0]["properties"]["note"] = "Ny merknad"
    collection["features"][1]["geometry"] = {"type": "Point", "coordinates": [582000, 6640000]}
    response = send(planner, collection)
    assert response.status_code == 422
    assert "ser ut til å være UTM i meter" in response.content.decode()
    assert get_plan_state() == before


def test_an_unknown_strategy_is_refused_by_the_door(planner):
    collection = planner.get(FILE).json()
    collection["features"][0]["properties"]["element"] = "finnes-ikke"
    response = send(planner, collection)
    assert response.status_code == 422
    assert "finnes-ikke" in response.content.decode()


def test_what_others_changed_since_the_file_was_made_is_not_overwritten(planner):
    old = planner.get(FILE).json()
    newer = json.loads(json.dumps(old))
    newer["features"][0]["properties"]["note"] = "Den andres"
    assert send(planner, newer).status_code == 302
    old["features"][0]["properties"]["note"] = "Min"
    response = send(planner, old)
    assert response.status_code == 422
    assert "endring 1" in response.content.decode()
    assert get_plan_state().book.areas["sandvika"].note == "Den andres"
    old["features"][0]["properties"]["note"] = "Den andres"
    old["features"][1]["properties"]["note"] = "Et annet område"
    assert send(planner, old).status_code == 302


def test_no_file_is_said_kindly(planner):
    assert "Velg en fil." in planner.post(IMPORT).content.decode()
