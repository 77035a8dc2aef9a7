"""Reading values of indicators in on a page: looked through first, stored when somebody says so, and never twice."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.pages.test_rights import browser
from tests.support.follow_up import OFFICER, make_small_follow_up
from tests.support.indicators import LONG_FILE, make_indicator_book, make_indicator_plan
from tests.support.plan import PLANNER
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.store.queries import get_follow_up_state
from veikart.web.pages.follow_up import indicator_import

pytestmark = pytest.mark.django_db
URL = "/oppfolging/indikatorer/les-inn/"


@pytest.fixture
def officer():
    """Someone who may read in, in a book that has places and a plan that has indicators."""
    replace_plan(make_indicator_plan(), actor=PLANNER, note="")
    replace_follow_up(make_indicator_book(), actor=OFFICER, note="")
    return browser("budget_officer")


def _send(client, content=LONG_FILE, name="tall.csv", **more):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(URL, {"file": SimpleUploadedFile(name, content), "published": "2020-03-15", **more})


def _fields(answer) -> dict[str, str]:
    """The form of the page as it would be sent."""
    page = answer.content.decode()
    found = {name: html.unescape(value) for name, value in re.findall(r'<input[^>]* name="([\w-]+)" (?:type="\w+" )?value="([^"]*)"', page)}
    for name, options in re.findall(r'<select name="([\w-]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = html.unescape(chosen[1]) if chosen else ""
    return {name: value for name, value in found.items() if name not in {"q", "keep"}}


def _values():
    return {(one.indicator, one.place, one.year): one for one in get_follow_up_state().book.table("indicator_values").values()}


def test_a_file_is_looked_through_and_stored(officer):
    answer = _send(officer)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<h1>Filen gir 3 nye tall</h1>" in page
    assert "Lagre 3 tall" in page
    assert _values() == {}
    stored = officer.post(URL, {**_fields(answer), "step": "store"}, follow=True)
    assert stored.redirect_chain == [("/oppfolging/indikatorer/fravaer/", 302)]
    assert "Leste inn «tall.csv»: 3 nye tall" in stored.content.decode()
    assert _values()["fravaer", "lillevik", 2019].value == 7_100_000
    assert "Målet er ikke nådd" in stored.content.decode()


def test_the_same_file_again_has_nothing_new(officer):
    officer.post(URL, {**_fields(_send(officer)), "step": "store"})
    page = _send(officer).content.decode()
    assert "Det er ingenting nytt i filen" in page
    assert "Lagre" not in re.sub(r"Ingenting lagres", "", page)


def test_a_revised_number_is_listed_and_keeps_what_it_was(officer):
    officer.post(URL, {**_fields(_send(officer)), "step": "store"})
    answer = _send(officer, LONG_FILE.replace("7,1", "7,2"), published="2020-06-15")
    page = answer.content.decode()
    assert "<h1>Filen gir 1 rettet og 2 som før</h1>" in page
    assert "Tall som er rettet" in page
    assert "Rettet, før 7,1\u00a0%" in page
    officer.post(URL, {**_fields(answer), "step": "store"})
    assert "Rettet: 7,1\u00a0% ble publisert 15.3.2020." in officer.get("/oppfolging/indikatorer/fravaer/").content.decode()


def test_how_the_file_is_read_is_chosen_and_kept(officer):
    answer = _send(officer, "Hvor;Hva;2019\nHer;SF;71\nDer;SF;69\n", source="Personalsystemet")
    assert answer.status_code == 200
    assert "Si hvordan filen skal leses" in answer.content.decode()
    fields = {**_fields(answer), "dimension-place": "Hvor", "dimension-indicator": "Hva", "divisor": "10"}
    answer = officer.post(URL, {**fields, "step": "map"})
    assert "2 tall er ikke lest" in answer.content.decode()
    fields = {**_fields(answer), "code-0-0": "lillevik", "code-0-1": "", "code-1-0": "fravaer", "keep": "1", "key": "hr"}
    answer = officer.post(URL, {**fields, "step": "store"}, follow=True)
    assert _values()["fravaer", "lillevik", 2019].value == 7_100_000
    assert "Personalsystemet" in officer.get(URL).content.decode()
    again = _send(officer, "Hvor;Hva;2020\nHer;SF;70\nDer;SF;69\n", reads="hr")
    assert "<h1>Filen gir 1 nytt tall</h1>" in again.content.decode()


def test_what_is_wrong_is_shown_and_nothing_stored(officer):
    assert officer.post(URL, {"published": "2020-03-15"}).status_code == 422
    bad = _send(officer, b"\x1f\x8b")
    assert bad.status_code == 422
    assert "Filen må rettes før tallene kan leses inn" in bad.content.decode()
    answer = _send(officer)
    wrong = officer.post(URL, {**_fields(answer), "published": "i går", "keep": "1", "key": "Ikke En Id", "step": "store"})
    assert wrong.status_code == 422
    assert "Skriv dagen tallene ble publisert" in wrong.content.decode()
    assert officer.post(URL, {**_fields(answer), "token": "tull", "step": "store"}).status_code == 422
    assert _values() == {}


def test_another_number_the_same_day_is_refused(officer):
    officer.post(URL, {**_fields(_send(officer)), "step": "store"})
    answer = _send(officer, LONG_FILE.replace("7,1", "7,2"))
    assert "publisert samme dag" in answer.content.decode()
    assert "<h1>Filen og boken har ulike tall fra samme dag</h1>" in answer.content.decode()
    assert "Lagre" not in re.sub(r"Ingenting lagres", "", answer.content.decode())
    officer.post(URL, {**_fields(answer), "step": "store"})
    assert len(_values()) == 3


def test_numbers_that_somebody_else_stored_meanwhile_are_not_written_over(officer):
    answer = _send(officer)
    kept = get_follow_up_state().book
    assert not kept.table("indicator_values")
    officer.post(URL, {**_fields(_send(officer, LONG_FILE.replace("7,1", "9,9"))), "step": "store"})
    refused = officer.post(URL, {**_fields(answer), "step": "store"})
    assert refused.status_code == 200
    assert "publisert samme dag" in refused.content.decode()


def test_a_large_table_is_narrowed_to_the_places_that_are_entered(officer, monkeypatch):
    monkeypatch.setattr(indicator_import, "MOST_CELLS", 3)
    others = "".join(f"Sykefravær;Narnia {at};2019;5\n" for at in range(5))
    page = _send(officer, LONG_FILE + others).content.decode()
    assert "<h1>Filen gir 3 nye tall</h1>" in page
    assert "Filen har 8 tall. De 3 som er for steder som er lagt inn, er med." in page
    monkeypatch.setattr(indicator_import, "MOST_CELLS", 2)
    assert _send(officer).status_code == 422


def test_a_book_without_places_is_led_to_where_they_begin():
    replace_plan(make_indicator_plan(), actor=PLANNER, note="")
    replace_follow_up(make_small_follow_up(), actor=OFFICER, note="")
    assert "Si først hvor tallene er fra" in browser("planner").get(URL).content.decode()


def test_who_may_read_in(officer):
    assert browser("leader").get(URL).status_code == 403
    assert browser("planner").get(URL).status_code == 200


def test_numbers_of_years_far_ahead_and_rows_that_are_cut_are_told_of_and_the_rest_may_be_stored(officer):
    answer = _send(officer, LONG_FILE + "Sykefravær;Lillevik;2090;7,0\nSykefravær;Lillevik;2017\n")
    page = answer.content.decode()
    assert "Lagre 3 tall" in page
    assert "Det står «2090»" in page
    assert "Raden har 3 felt, men overskriften har 4." in page


def test_nothing_is_stored_of_what_is_said_to_be_published_on_a_day_to_come(officer):
    answer = _send(officer)
    late = officer.post(URL, {**_fields(answer), "published": "2200-01-01", "step": "store"})
    assert "som ikke har vært ennå" in late.content.decode()
    assert "<h1>Tallene kan ikke være publisert fram i tid</h1>" in late.content.decode()
    assert _values() == {}


def test_a_file_with_nothing_that_can_be_read_says_so_in_its_title(officer):
    assert (
        "<h1>Ingen av tallene i filen kan leses</h1>" in _send(officer, "Indikator;Kommune;År;Verdi\nSykefravær;Lillevik;2018;sju\n").content.decode()
    )
