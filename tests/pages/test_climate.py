"""The pages of the climate: the answer in the title, every figure with its way, nothing set beside a number of another vintage, and files read in."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.pages.test_rights import browser
from tests.support.economy import OFFICER, make_small_economy
from tests.support.economy_example import get_example_book
from tests.support.tree import ROOT
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.replace_economy import replace_economy
from veikart.store.models import BookRevision
from veikart.store.queries import get_economy_state
from veikart.web.pages.follow_up.climate_import import SALT

pytestmark = pytest.mark.django_db
URL = "/oppfolging/klima/les-inn/"
FILE = (ROOT / "examples" / "klima" / "utslipp-telemark.csv").read_bytes()


@pytest.fixture
def example() -> Client:
    replace_economy(get_example_book(), actor=OFFICER, note="")
    return browser("budget_officer")


@pytest.fixture
def small() -> Client:
    replace_economy(make_small_economy(), actor=OFFICER, note="")
    return browser("budget_officer")


def show(client: Client, address: str) -> str:
    response = client.get(f"/oppfolging/klima/{address}")
    assert response.status_code == 200
    return " ".join(re.sub("[\u202f\u00a0]", " ", unescape(response.content.decode()).replace("\u00ad", "")).split())


def test_the_front_says_whether_the_target_is_reached(example):
    html = show(example, "")
    assert "Tiltakene når ikke målet: 161 900 tonn i 2030, 30 500 over" in html
    assert "De er tatt inn med 100 prosent" in html
    assert "−57 100" in html
    assert "/okonomi/regnestykke/climate_path/klima-2030/change/2030/" in html


def test_every_figure_of_the_front_opens(example):
    addresses = set(re.findall(r'href="(/okonomi/regnestykke/climate_[^"]+/2030/)"', example.get("/oppfolging/klima/").content.decode()))
    assert len(addresses) > 15
    for one in sorted(addresses)[:6]:
        assert example.get(unescape(one)).status_code == 200


def test_the_printed_lines_stand_in_their_order(example):
    html = show(example, "")
    places = [html.index(one) for one in (">1. Mer utslippsfrie", ">2. Flere reiser", ">3. Drosjer", ">10. Slutt på", ">14. Andre")]
    assert places == sorted(places)


def test_measures_have_what_a_tonne_costs_where_everything_is_known(example):
    html = show(example, "tiltak/")
    assert "Nåverdi i 2020 med 4,0 % rente, delt på" in html
    assert "Tiltakene gir 92 000 tonn mindre i 2030" in html
    assert "38 tiltak er ikke med her" in html


def test_a_measure_tells_how_it_is_worked_out_and_what_pays_for_it(example):
    html = show(example, "tiltak/kommunens-biler/")
    assert "Tiltaket gir 324 tonn mindre i 2030 og koster 6 079 kr per tonn" in html
    assert "/okonomi/investeringer/nullutslippsbiler/" in html
    assert "Ingen har sagt hva tiltaket gjør" in show(example, "tiltak/bilpool-i-nye-boligprosjekter/")
    unknown = show(example, "tiltak/klimafond/")
    assert "/klimafond/operation/2020/" in unknown
    assert "/klimafond/added/2020/" not in unknown  # what nobody has told is not zero
    assert example.get("/oppfolging/klima/tiltak/finnes-ikke/").status_code == 404


def test_municipalities_of_other_vintages_are_not_set_beside(example):
    html = show(example, "regnskap/?sted=md-2024%7C4003")
    assert "Utslippene i Skien er 28 % lavere i 2024 enn i 2009: 118 119 tonn" in html
    assert "Bærum er ikke med" in html
    assert "Porsgrunn" in html
    assert "Porsgrunn og Skien er ikke med" in show(example, "regnskap/")


def test_a_measure_of_the_programme_and_the_climate_measure_it_pays_for_lead_to_each_other(example, published):
    there, back = "/oppfolging/klima/tiltak/klimafond/", "/tiltak/fysisk-planlegging.klimafond/"
    assert f'href="{there}"' in example.get(back).content.decode()
    assert "Betaler for klimatiltak" not in Client().get(back).content.decode()
    assert f'href="{back}"' in example.get(there).content.decode()


def test_what_the_programme_does_not_have_is_told_of(example, published):
    assert "verken er et tiltak" not in show(example, "")
    rows = get_example_book().table("climate_measures")
    book = get_example_book().with_rows({"climate_measures": {"klimafond": replace(rows["klimafond"], programme_measure="borte")}})
    replace_economy(book, actor=OFFICER, note="")
    sentence = "skal betales av «borte», som verken er et tiltak"
    assert sentence in show(example, "")
    assert sentence in unescape(example.get("/okonomi/funn/").content.decode())


def test_visitors_see_what_is_adopted():
    visitor = Client()
    assert visitor.get("/oppfolging/klima/").status_code == 503
    replace_economy(get_example_book(), actor=OFFICER, note="")
    adopt_economy(actor=OFFICER)
    assert "Tiltakene når ikke målet" in show(visitor, "")
    assert "Les inn utslipp" not in show(visitor, "regnskap/")


def test_empty_pages_say_the_next_step(small):
    assert "Ingen klimabudsjett er lagt inn" in show(small, "")
    assert "Ingen klimatiltak er lagt inn" in show(small, "tiltak/")
    assert URL in show(small, "regnskap/")


def send(client: Client, content: bytes, **fields: str):
    response = client.post(URL, {"file": SimpleUploadedFile("utslipp.csv", content), **fields})
    return response.status_code, unescape(response.content.decode())


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', html)
    return found[1] if found else ""


def test_a_file_is_looked_through_and_stored_when_somebody_says_so(small):
    status, html = send(small, FILE, municipalities="4003, 4005")
    assert status == 200
    assert "Notodden 4005" in html
    assert BookRevision.objects.count() == 1
    response = small.post(URL, {"token": token_in(html)})
    assert response.status_code == 302
    assert len(get_economy_state().book.table("emissions")) == 1190
    assert "Utslippene i Skien er 28" in unescape(small.get(response.url).content.decode())
    assert "Alt i filen står i boken fra før" in send(small, FILE, municipalities="4003")[1]


def test_what_cannot_be_stored_is_told(small):
    assert "Velg en fil." in unescape(small.post(URL, {}).content.decode())
    status, html = send(small, FILE, municipalities="Skien")
    assert (status, "fire sifre" in html) == (422, True)
    status, html = send(small, FILE, municipalities="0301")
    assert (status, "har ingen utslipp for 0301 Oslo" in html) == (422, True)
    assert send(small, FILE, vintage="Ny årgang")[0] == 422
    assert small.post(URL, {"token": "feil"}).status_code == 422
    assert BookRevision.objects.count() == 1


def test_numbers_of_another_publication_are_refused(small):
    small.post(URL, {"token": token_in(send(small, FILE, municipalities="4003")[1])})
    status, html = send(
        small, FILE.replace(b"69272", b"69273").replace(b"2.38", b"2.39").replace(b"Skien,2009", b"Skien,2010"), municipalities="4003"
    )
    assert (status, "En ny publisering er en ny årgang" in html) == (422, True)


def test_a_preview_that_is_too_old_is_not_stored(small):
    html = send(small, FILE, municipalities="4003")[1]
    kept = signing.loads(token_in(html), salt=SALT)
    small.post(URL, {"token": token_in(html)})
    rows = kept["rows"] | {"emissions": [[*one[:4], one[4] + 1, one[5]] for one in kept["rows"]["emissions"]]}
    changed = signing.dumps({**kept, "rows": rows}, salt=SALT, compress=True)
    assert small.post(URL, {"token": changed}).status_code == 422


def test_rows_of_years_to_come_and_of_two_municipalities_are_told_of(small):
    lines = ("4003;Skien;2019;10", "4003;Skien;2090;10", "4003;Porsgrunn;2018;10")
    rows = "".join(f"{one.rpartition(';')[0]};Veitrafikk;Personbiler;{one.rpartition(';')[2]}\n" for one in lines)
    status, html = send(small, ("Kommunenummer;Kommune;År;Sektor;Utslippskilde;Utslipp\n" + rows).encode(), municipalities="4003")
    assert status == 200
    assert "Det står 2090." in html
    assert "men navnet «Porsgrunn», som er nummer 4001" in html
    assert token_in(html)
