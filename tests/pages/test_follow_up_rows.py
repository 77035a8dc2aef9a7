"""The rows of the follow-up as people edit them: the history, what can be taken back, and the forms."""

import re
from datetime import date

import pytest
from django.test import Client

from tests.support.follow_up import OFFICER
from tests.support.plan import PLANNER
from tests.support.task_books import HEAD, SECTOR, make_organisation, make_own, make_task_book
from veikart.actions.access import Actor
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.write_agreement import write_agreement
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.duties import Duty
from veikart.store.models import Person
from veikart.store.queries import get_follow_up_state
from veikart.web.duties import say_duties
from veikart.web.rows import history

pytestmark = pytest.mark.django_db
HISTORY = "/oppfolging/historikk/"
POST = "/oppfolging/rediger/posts/veisjef/"


@pytest.fixture(autouse=True)
def book():
    replace_plan(make_organisation(), actor=PLANNER, note="")
    replace_follow_up(make_task_book(make_own()), actor=OFFICER, note="Begynte")


def sign_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get_or_create(email=actor.email.lower(), defaults={"name": actor.name, "role": actor.role})[0])
    return client


def read(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def heading(html: str) -> str:
    return re.search(r"<h1>(.*?)</h1>", html)[1]


def rename(client: Client, name: str) -> None:
    """The head of roads by another name."""
    version = re.search(r'name="version" value="(\d+)"', read(client, POST))[1]
    row = {"id": "veisjef", "name": name, "unit": "vei", "email": "vei@lillevik.no", "leads": "yes", "version": version}
    assert client.post(POST, row).status_code == 302


def undoable(html: str) -> list[str]:
    return re.findall(r'action="/oppfolging/angre/(\d+)/"', html.partition('class="history"')[2])


def test_only_what_can_be_taken_back_has_the_button_for_it():
    client = sign_in(OFFICER)
    rename(client, "Vegsjef")
    rename(client, "Leder for vei")
    html = read(client, HISTORY)
    assert undoable(html) == ["3"], "the first two are changed again since"
    assert html.count("Endret igjen siden") == 2
    client.post("/oppfolging/angre/3/")
    assert get_follow_up_state().book.table("posts")["veisjef"].name == "Vegsjef"
    assert undoable(read(client, HISTORY)) == ["4"], "what is taken back is not taken back again"


def test_what_takes_another_role_to_take_back_says_so():
    html = read(sign_in(PLANNER), HISTORY)
    assert undoable(html) == []
    assert "Krever en annen rolle" in html, "the posts have e-mails, which only those who invite people may move"
    assert undoable(read(sign_in(Actor("Admin", "administrator", "admin@lillevik.no")), HISTORY)) == ["1"]


def test_a_page_of_the_history_is_full_also_where_some_of_it_is_private(monkeypatch):
    monkeypatch.setattr(history, "HISTORY_PAGE", 2)
    client = sign_in(OFFICER)
    rename(client, "Vegsjef")
    for text in ("a", "b", "c"):
        write_agreement("rektor", 2026, text=text, absence_target=None, actor=HEAD)
    html = read(client, HISTORY)
    assert html.count("Vis hva som ble endret") == 2
    assert "Eldre endringer" not in html, "there are none but the private ones"
    rename(client, "Leder for vei")
    html = read(client, HISTORY)
    assert [html.count("Vis hva som ble endret"), "Eldre endringer" in html] == [2, True]
    older = read(client, HISTORY + "?for=2")
    assert [older.count("Vis hva som ble endret"), "Begynte" in older] == [1, True]
    assert "Det er ingen eldre endringer." in read(client, HISTORY + "?for=1")


def test_the_history_of_a_table_and_of_a_row_says_which():
    client = sign_in(OFFICER)
    rename(client, "Vegsjef")
    assert heading(read(client, HISTORY + "?table=posts&key=veisjef")) == "Endringer i «Vegsjef»"
    tasks = read(client, HISTORY + "?table=tasks")
    assert heading(tasks) == "Endringer i «Oppdrag og oppgaver»"
    assert tasks.count("Vis hva som ble endret") == 1


def fields(html: str, *, folded: bool = False) -> list[str]:
    """The fields of the form, those that stand open or those that are folded away."""
    open_part, _mark, rest = html.partition('<details class="seldom">')
    return re.findall(r'<label for="f-(\w+)"', rest if folded else open_part)


def test_a_new_task_says_so_and_asks_for_what_a_task_needs():
    html = read(sign_in(SECTOR), "/oppfolging/oppgaver/ny/?kind=task&origin=own")
    assert heading(html) == "Ny oppgave"
    assert '<a href="/oppfolging/oppgaver/">Oppgaver</a>' in html, "the crumb above it"
    assert fields(html) == ["name", "owner", "starts", "due", "text"]
    assert {"element", "measure", "decision", "parent", "unit", "weight"} <= set(fields(html, folded=True))
    assert '<option value="kommunalsjef" selected>' in html, "one's own until one says otherwise"
    assert '<a class="button button-plain" href="/oppfolging/oppgaver/">Avbryt</a>' in html
    assert heading(read(sign_in(OFFICER), "/oppfolging/oppgaver/ny/?kind=assignment")) == "Nytt oppdrag"
    assert "element" in fields(read(sign_in(OFFICER), "/oppfolging/oppgaver/ny/?kind=task&origin=plan"))


def test_the_forms_of_a_task_lead_back_to_it():
    client = sign_in(HEAD)
    for path, title in {"endre": "Endre oppgaven", "steg/ny": "Nytt steg", "venter-pa": "Det oppgaven venter på"}.items():
        html = read(client, f"/oppfolging/oppgaver/plan/{path}/?task=plan")
        assert heading(html) == title
        assert '<a href="/oppfolging/oppgaver/plan/">Plan</a>' in html
    assert heading(read(sign_in(OFFICER), "/oppfolging/vedtak/nytt/")) == "Nytt vedtak til oppfølging"


def test_any_other_row_leads_back_to_its_table():
    html = read(sign_in(OFFICER), "/oppfolging/ny/posts/")
    assert heading(html) == "Ny rad i «Stillinger»"
    assert '<a href="/oppfolging/tabeller/posts/">Stillinger</a>' in html
    assert '<a class="button button-plain" href="/oppfolging/tabeller/posts/">Avbryt</a>' in html


def menu(html: str) -> list[str]:
    """The pages in the menu of the part."""
    return re.findall(r'href="(/oppfolging/[^"]*)"', html.partition('id="navigation"')[2].partition("</nav>")[0])


def test_the_menu_has_only_pages_that_can_be_opened():
    publish_follow_up(actor=OFFICER)
    own = {"/oppfolging/min-side/", "/oppfolging/regnskap/", "/oppfolging/avtaler/"}
    assert own <= set(menu(read(sign_in(HEAD), "/oppfolging/")))
    for url in menu(read(Client(), "/oppfolging/")):
        assert Client().get(url).status_code in {200, 503}, f"{url} asks for signing in"
    assert not own & set(menu(read(Client(), "/oppfolging/")))


def test_the_front_says_what_waits_and_whether_others_see_what_is_done():
    officer, front = sign_in(OFFICER), "/oppfolging/"
    assert "Du har én ting å gjøre" in read(sign_in(HEAD), front)
    assert "å gjøre" not in read(officer, front)
    assert "Ingen andre ser oppfølgingen før den publiseres." in read(officer, front)
    officer.post("/oppfolging/publiser/")
    told = read(officer, front)
    assert "Alle ser det samme" in told
    assert "Publiser oppfølgingen" not in told
    write_agreement("rektor", 2026, text="a", absence_target=None, actor=HEAD)
    assert "Alle ser det samme" in read(officer, front), "what only some may see is not waited for"
    rename(officer, "Vegsjef")
    told = read(officer, front)
    assert "Andre ser den slik den var da." in told
    assert "Publiser oppfølgingen" in told
    assert "Publiser oppfølgingen" not in read(Client(), front)


def test_the_page_that_reads_a_workbook_leads_to_those_that_read_other_files():
    ways = ("/oppfolging/indikatorer/les-inn/", "/oppfolging/regnskap/les-inn/", "/oppfolging/klima/les-inn/")
    html = read(sign_in(OFFICER), "/oppfolging/les-inn/")
    assert all(f'href="{one}"' in html for one in ways)
    assert [f'href="{one}"' in read(sign_in(PLANNER), "/oppfolging/les-inn/") for one in ways] == [True, False, False]


def test_rows_are_told_with_the_names_of_units_and_not_their_ids():
    client = sign_in(OFFICER)
    rows = read(client, "/oppfolging/tabeller/posts/")
    assert '<td class="text">Skole</td>' in rows, "the unit «skole» of the plan"
    told = read(client, HISTORY + "?table=posts&key=rektor")
    assert "<ins>Skole</ins>" in told
    assert '<option value="oppvekst"' in read(client, "/oppfolging/vedtak/nytt/"), "the committee is chosen by name"


def test_whoever_sits_in_no_post_is_told_so_and_the_administrator_is_shown_the_way():
    admin, planner = sign_in(Actor("Admin", "administrator", "admin@lillevik.no")), sign_in(PLANNER)
    assert 'href="/oppfolging/tabeller/posts/">Skriv den' in read(admin, "/oppfolging/min-side/")
    told = read(planner, "/oppfolging/min-side/")
    assert "Du sitter ikke i noen stilling" in told
    assert "si fra til administratoren" in told


def test_an_empty_follow_up_says_what_to_do_next():
    replace_follow_up(FollowUpBook(), actor=Actor("Drift", "operator"), note="")
    admin = sign_in(Actor("Admin", "administrator", "admin@lillevik.no"))
    html = read(admin, "/oppfolging/")
    assert heading(html) == "Oppfølgingen begynner her"
    assert "Neste steg: 1 av 8 er gjort" in html, "the plan has its units"
    assert 'href="/oppfolging/tabeller/posts/">Legg inn stillinger' in html
    assert "Neste steg" not in read(sign_in(HEAD), "/oppfolging/"), "for those who work on it"
    assert "Legg inn et vedtak" in read(admin, "/oppfolging/vedtak/")
    assert "Se stillingene" in read(admin, "/oppfolging/avtaler/")
    new = "/oppfolging/oppgaver/ny/?kind=task&origin=own"
    assert 'href="/oppfolging/ny/posts/' in read(admin, new)
    told = read(sign_in(HEAD), new)
    assert "Si fra til dem som redigerer" in told
    assert 'href="/oppfolging/ny/posts/' not in told, "which a leader may not open"


def test_the_lists_say_what_will_stand_there_before_anything_is_published():
    for page in ("", "oppgaver/", "vedtak/", "revisjoner/", "tabeller/"):
        answer = Client().get(f"/oppfolging/{page}")
        assert (answer.status_code, "Ingen oppfølging er publisert ennå" in answer.content.decode()) == (503, True), page


def test_how_much_is_late_is_said_in_words_for_one_for_some_and_for_all():
    day = date(2026, 11, 22)
    late, later = (Duty(key, due, "Gjør", "Gjør", "tasks") for key, due in (("a", date(2026, 11, 1)), ("b", date(2026, 12, 1))))
    told = [say_duties(duties, day) for duties in ([], [later], [late], [late, late], [late, later])]
    assert told == [
        "Du har ingenting å gjøre nå",
        "Du har én ting å gjøre",
        "Du har én ting å gjøre, og fristen er ute",
        "Du har 2 ting å gjøre, og fristen er ute for alle",
        "Du har 2 ting å gjøre, og for 1 av dem er fristen ute",
    ]


def test_the_tables_are_listed_room_by_room():
    html = read(sign_in(OFFICER), "/oppfolging/tabeller/")
    rooms = re.findall(r'<h2 class="h3">(.*?)</h2>', html)
    assert rooms == ["Kommunen og stillingene", "Rapporter", "Regnskap", "Indikatorer", "Oppgaver og vedtak", "Budsjettrevisjoner"]
    assert html.index("Oppgaver og vedtak") < html.index("/oppfolging/tabeller/tasks/") < html.index("Budsjettrevisjoner</h2>")
