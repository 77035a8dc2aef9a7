"""What stands where on the pages: groups, levels, divided words, and where a difference comes from."""

import re

import pytest

from veikart.rules.law import get_rules
from veikart.rules.law.links import get_law_address
from veikart.web.hyphens import SOFT_HYPHEN


@pytest.fixture
def get(client, published):
    def read(url: str) -> str:
        return client.get(url).content.decode().replace(SOFT_HYPHEN, "")

    return read


def classes_of(html: str, label: str) -> str:
    found = re.search(rf'<tr class="([^"]*)"[^>]*>\s*<th [^>]*>(?:<a class="toggle".*?</a>)?(?:<a [^>]*>)?{re.escape(label)}', html)
    assert found, label
    return " ".join(found[1].split())


def test_parts_of_a_line_stand_under_it_and_are_not_bold(get):
    html = get("/oppstillinger/drift/")
    assert classes_of(html, "Andre statstilskudd") == "level-0"
    assert classes_of(html, "Vertskommunetilskudd PUH") == "level-1"
    assert classes_of(html, "Barn og unge, utgift") == "level-0"


def test_only_what_has_parts_is_bold(get):
    html = get("/oppstillinger/1B/")
    assert classes_of(html, "Lønnsreserven") == "level-1"
    assert classes_of(html, "Barn og unge") == "level-1 sum"
    assert classes_of(html, "Grunnskoleopplæring") == "level-2"


def test_a_printed_table_of_many_units_has_their_names(get):
    html = get("/tabell/11.4/")
    groups = re.findall(r'<tr class="level-0 group">\s*<th [^>]*>([^<]+)<', html)
    assert groups[:4] == [
        "Diverse felles til fordeling",
        "Administrasjon inkludert eiendomsfunksjoner og politisk styring",
        "Grunnskoleopplæring",
        "Barnehager",
    ]
    assert len(groups) == len(set(groups))
    assert "Nye forslag i dette handlingsprogrammet" in html
    assert "group" not in get("/tabell/11.6/").split("<tbody>")[1]


def test_a_comparison_says_which_layers_make_the_difference(get):
    html = get("/sammenlign/?fra=videreforing&til=radmannens-forslag&aar=2023")
    assert "Lag for lag: +132,8 Nye forslag i dette handlingsprogrammet; −5,0 Avstemming mot de obligatoriske oversiktene." in html
    assert classes_of(html, "Nye forslag i dette handlingsprogrammet") == "level-0 sum"
    assert "«Avrunding i rammene i 11.4» (+0,4)" in get("/sammenlign/?aar=2020")


def test_long_words_may_be_divided_on_a_phone(client, published):
    assert f"Verts{SOFT_HYPHEN}kom{SOFT_HYPHEN}mune" in client.get("/oppstillinger/drift/").content.decode()


def test_rules_have_norwegian_dates_and_lead_to_the_law(get):
    html = get("/regler/")
    assert "22. november 2026" in html
    assert not re.search(r">\d{4}-\d\d-\d\d<", html)
    assert 'href="https://lovdata.no/lov/2018-06-22-83/§14-10"' in html


def test_only_laws_with_a_known_address_are_linked():
    links = {rule.id: get_law_address(rule) for rule in get_rules().values()}
    assert links["koml-14-10"] == "https://lovdata.no/lov/2018-06-22-83/§14-10"
    assert all(link == "" or link.startswith("https://lovdata.no/") for link in links.values())
    assert not any(links[rule.id] for rule in get_rules().values() if rule.law == "KOSTRA")
