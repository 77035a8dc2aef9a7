"""The pages of the population, the homes and the areas: what they say, and what a reader may ask of them."""

import json
import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book, get_example_long_run
from tests.support.kept import kept_for_the_file
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.words import format_count
from veikart.web.foresight_population import get_counted

pytestmark = pytest.mark.django_db
# Marked once: what is worked out is the same, whatever holds the rows it is worked out from.
CALCULATION = re.compile(r'href="(/okonomi/regnestykke/population_[^"]+)"')


@pytest.fixture(scope="module", autouse=True)
def example(django_db_setup, django_db_blocker):
    with kept_for_the_file(django_db_setup, django_db_blocker):
        replace_economy(get_example_book(), actor=OFFICER, note="")
        adopt_economy(actor=OFFICER)
        yield


def text_of(url: str, status: int = 200) -> str:
    response = Client().get(url)
    assert response.status_code == status, url
    return unescape(response.content.decode())


@pytest.mark.once
def test_the_population_and_its_pyramid():
    _check_title_and_figures()
    _check_pyramid()


def _check_title_and_figures():
    text = text_of("/framsyn/befolkning/")
    last = get_example_long_run().sheets["population_account"].value("alle", "closing", 2039)
    assert f"får {format_count(last)} innbyggere i 2039" in text
    opened = text_of(CALCULATION.findall(text)[0])
    assert "Regnestykke" in opened or "regnestykke" in opened
    assert "Talt" in text
    assert 'href="/framsyn/odds/' not in text, "no programme is published, so there is no long economy that draws"


def _check_pyramid():
    """It is of the year that is asked for, and has links where no script runs."""
    text = text_of("/framsyn/befolkning/?aar=2030")
    assert "<output data-pyramid-year>2030</output>" in text
    assert 'href="?aar=2029#pyramiden"' in text
    assert 'href="?aar=2031#pyramiden"' in text
    numbers = json.loads(re.search(r"data-pyramid-numbers>(.*?)</script>", text).group(1))
    assert (numbers["years"][0], numbers["years"][-1], len(numbers["women"]), len(numbers["men"][0])) == (2018, 2039, 22, 101)
    assert sum(numbers["women"][0]) + sum(numbers["men"][0]) == 126_841
    assert "<output data-pyramid-year>2039</output>" in text_of("/framsyn/befolkning/?aar=1066")


def test_a_year_that_is_in_both_tables_of_counts_is_counted_once():
    book, rule = get_example_book(), get_economy_tables()["population"]
    setting = next(iter(book.table("foresight_settings").values()))
    later = [replace(one, projection=setting.history) for one in book.table("population").values() if one.projection == setting.outcome]
    both = book.with_rows({"population": {rule.key_of(one): one for one in later}})
    assert get_counted(SimpleNamespace(book=both)) == get_counted(SimpleNamespace(book=book))


@pytest.mark.once
def test_homes_are_tried_and_the_areas_shown():
    _check_fewer_homes()
    for asked in ("", "x", "1e9", "²", "99999999999"):
        assert "Bygges det som i programmet" in text_of(f"/framsyn/boliger/prov/?endring={asked}")
    assert "Fornebu vokser mest" in text_of("/framsyn/omrader/")
    assert "Fornebu får " in text_of("/framsyn/omrader/fornebu/")
    text_of("/framsyn/omrader/finnes-ikke/", 404)


def _check_fewer_homes():
    """As a page, and as a piece of one."""
    page, piece = text_of("/framsyn/boliger/?endring=-20"), text_of("/framsyn/boliger/prov/?endring=-20")
    sentence = re.search(r'role="status">(.*?)</p>', piece).group(1)
    assert sentence.startswith("20 prosent færre boliger gir ")
    assert sentence in page
    assert "<html" not in piece
    few = get_example_long_run().sheets["population_alternatives"].value("redusert", "persons", 2039)
    assert sentence.endswith(f"{format_count(few)}.")


def test_areas_that_all_shrink_are_not_said_to_grow():
    book = get_example_book()
    empty = {"housing_programme": dict.fromkeys(book.table("housing_programme"))}
    nobody = {key: replace(one, persons=0) for key, one in book.table("in_migration").items()}
    replace_economy(book.with_rows({**empty, "in_migration": nobody}), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    title = re.search(r"<h1>(.*?)</h1>", text_of("/framsyn/omrader/")).group(1)
    assert re.fullmatch(r"Ingen områder vokser til 2039. Minst nedgang i .+: [\d\u202f]+ færre innbyggere", title)


def test_without_areas_homes_and_groups_the_pages_say_what_will_stand_there():
    book = get_example_book()
    gone = _list_dependent("population_areas", "age_bands", "dwelling_types")
    replace_economy(book.with_rows({one: dict.fromkeys(book.table(one)) for one in gone}), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    assert "Her vil områdene stå" in text_of("/framsyn/omrader/")
    assert "<h1>Ingen nye boliger er lagt inn til 2039</h1>" in text_of("/framsyn/boliger/")
    assert "16–22 år" in text_of("/framsyn/befolkning/")


def test_areas_that_are_not_the_municipality_are_not_projected():
    book = get_example_book()
    less = {key: replace(one, share=one.share // 2) for key, one in book.table("area_population").items() if one.area == "sandvika"}
    replace_economy(book.with_rows({"area_population": less}), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    html = text_of("/framsyn/omrader/")
    assert "<h1>Områdene stemmer ikke med kommunen, og framskrives ikke</h1>" in html
    assert re.search(r"Områdene har 12\d\u202f\d{3} innbyggere til sammen, og kommunen har 12\d\u202f\d{3}: \d\u202f\d{3} for få\.", html)
    assert 'href="/okonomi/tabeller/area_population/"' in html
    text_of("/framsyn/omrader/sandvika/", 302)
    assert "Ingen områder er framskrevet." in text_of("/framsyn/behov/barneskole/")
    text_of("/framsyn/")


def _list_dependent(*tables: str) -> set[str]:
    """The tables, and every one that refers to them, at any distance."""
    rules, found = get_economy_tables(), set(tables)
    while more := {one.id for one in rules.values() if any(field.refers in found for field in one.fields.values())} - found:
        found |= more
    return found


def test_a_book_without_settings_says_so():
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    for page in ("befolkning", "boliger", "omrader"):
        assert "Ingenting er framskrevet ennå" in text_of(f"/framsyn/{page}/")
