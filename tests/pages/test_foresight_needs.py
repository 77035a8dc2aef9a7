"""The pages of needs, which ask for no programme; and what the other pages say without one, or without anything."""

from html import unescape

import pytest

from tests.support.economy import OFFICER, make_small_economy
from tests.support.foresight import adopt_few_draws, get_few_draws
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import Person

pytestmark = pytest.mark.django_db


def read(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return unescape(answer.content.decode())


def test_a_service_is_held_against_its_places_in_all_and_in_each_area(client):
    adopt_few_draws()
    html = read(client, "/framsyn/behov/barneskole/")
    assert "Barneskole: nok plasser til 2039 i alt, men for få i Sandvika og Lysaker" in html
    assert html.count("chart-fan") == 8  # wide and narrow, and the six areas
    assert "Oksenøya barneskole, 5 paralleller" in html
    assert "/okonomi/regnestykke/service_needs/barneskole/places/2030/" in html
    read(client, "/framsyn/behov/finnes-ikke/", 404)
    html = read(client, "/framsyn/behov/")
    assert "Plassene tar først slutt i heldøgns omsorg" in html
    for page in ("okonomi", "regler", "scenarioer"):
        assert "Ingen økonomi å se framover fra" in read(client, f"/framsyn/{page}/")
    read(client, "/framsyn/odds/okonomi/debt_ratio/2030/", 404)


def test_services_without_places_are_not_said_to_be_full_or_to_have_room(client):
    few = get_few_draws()
    places = dict.fromkeys(few.table("capacities"))
    replace_economy(few.with_rows({"capacities": places}), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    html = read(client, "/framsyn/behov/")
    assert "<h1>Ingen plasser er lagt inn i tjenestene</h1>" in html
    assert "plasser er lagt inn. " in html
    assert "er sannsynligheten" not in html
    kept = {key: row for key, row in few.table("capacities").items() if row.service == "barneskole"}
    replace_economy(few.with_rows({"capacities": {**places, **kept}}), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    assert "<h1>Det er nok plasser til 2039 i tjenestene der de er lagt inn</h1>" in read(client, "/framsyn/behov/")


def test_a_book_without_settings_says_what_fills_the_pages(client):
    client.force_login(Person.objects.create(email="britt@example.no", name="Britt Budsjett", role="budget_officer"))
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    for page in ("", "behov/", "okonomi/", "regler/", "scenarioer/"):
        assert "/framsyn/les-inn/" in read(client, f"/framsyn/{page}")
