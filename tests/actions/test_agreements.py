"""Leader agreements: who may see, write and say yes, and what has changed since."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from tests.support.follow_up import DIRECTOR, LEADER, OFFICER, make_small_follow_up
from tests.support.plan import make_small_plan
from veikart.actions.access import RIGHTS, ROLES, AccessDenied, Actor
from veikart.actions.agree_agreement import agree_agreement
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_follow_up import change_follow_up
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.write_agreement import write_agreement
from veikart.calc.agreements import Agreement
from veikart.calc.follow_up import Post
from veikart.calc.plan_system import Placement, PlanUnit
from veikart.rules.agreements.reading import can_read_agreement, get_agreement, get_lines, get_superior
from veikart.rules.books import FOLLOW_UP
from veikart.rules.schema import LONGEST_TEXT
from veikart.store.models import Person
from veikart.store.queries import get_follow_up_state, get_published_follow_up

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OPERATOR = Actor("drift", "operator")
POSTS = {
    "kommunedirektor": Post("kommunedirektor", "Kommunedirektør", "lillevik", "direktor@lillevik.no", leads="yes"),
    "skolesjef": Post("skolesjef", "Skolesjef", "skole", "skole@lillevik.no", leads="yes"),
    "rektor": Post("rektor", "Rektor", "bakken", "rektor@lillevik.no", leads="yes"),
    "kultursjef": Post("kultursjef", "Kultursjef", "kultur", "kultur@lillevik.no", leads="yes"),
    "raadgiver": Post("raadgiver", "Rådgiver", "skole", "raad@lillevik.no"),
}
PARENTS = {"lillevik": "", "skole": "lillevik", "bakken": "skole", "kultur": "lillevik"}
PAGE = "/oppfolging/avtaler/skolesjef/2026/"


@pytest.fixture
def book():
    units = {key: PlanUnit(key, key.capitalize(), "programme_area") for key in PARENTS}
    placed = {f"{key}|2019-01-01": Placement(key, date(2019, 1, 1), parent) for key, parent in PARENTS.items()}
    plan = make_small_plan()
    element = next(iter(plan.elements.values()))
    owned = {element.id: replace(element, owner="skole")}
    replace_plan(plan.with_rows({"units": units, "placements": placed, "elements": owned}), actor=OPERATOR, note="")
    replace_follow_up(make_small_follow_up(posts=POSTS), actor=OFFICER, note="")
    return element


def held():
    return get_agreement(get_follow_up_state().book, "skolesjef", 2026)


def lines():
    return get_lines(get_follow_up_state().book, "skolesjef", 2026)


def sign_in(email: str, role: str = "leader") -> Client:
    client = Client()
    client.force_login(Person.objects.create(email=email, name="Noen", role=role))
    return client


def test_both_parties_say_yes_and_what_they_said_yes_to_is_kept(book):
    agree_agreement("skolesjef", 2026, actor=LEADER)
    assert (held().agreed_leader is not None, held().agreed_superior) == (True, None)
    agree_agreement("skolesjef", 2026, actor=DIRECTOR)
    assert held().is_agreed
    assert held().superior == "kommunedirektor"
    assert book.name in " ".join(one.words for one in lines())


def test_the_topmost_leader_has_nobody_above(book):
    agree_agreement("kommunedirektor", 2026, actor=DIRECTOR)
    agreement = get_agreement(get_follow_up_state().book, "kommunedirektor", 2026)
    assert agreement.is_agreed
    assert agreement.superior == ""


def test_a_changed_text_must_be_agreed_again(book):
    write_agreement("skolesjef", 2026, text=" Vi legger vekt på leseglede. ", absence_target=60_000, actor=LEADER)
    agree_agreement("skolesjef", 2026, actor=LEADER)
    agree_agreement("skolesjef", 2026, actor=DIRECTOR)
    assert held().text == "Vi legger vekt på leseglede."
    assert "høyst 6 %" in {one.words for one in lines()}
    assert write_agreement("skolesjef", 2026, text=held().text, absence_target=60_000, actor=DIRECTOR) == 0
    write_agreement("skolesjef", 2026, text="Noe annet", absence_target=60_000, actor=DIRECTOR)
    assert (held().agreed_leader, held().agreed_superior) == (None, None)


@pytest.mark.parametrize(("text", "share"), [("x" * (LONGEST_TEXT + 1), 60_000), ("", 2_000_000), ("", -1)])
def test_an_agreement_holds_what_a_row_may_hold(book, text, share):
    with pytest.raises(ChangeRefused):
        write_agreement("skolesjef", 2026, text=text, absence_target=share, actor=LEADER)
    assert held() is None


def test_a_text_that_is_too_long_is_told_of(book):
    client = sign_in("skole@lillevik.no")
    html = client.post(f"{PAGE}skriv/", {"text": "x" * (LONGEST_TEXT + 1)}, follow=True).content.decode()
    assert "Det vi er blitt enige om" in html
    assert "tegn" in html
    assert held() is None


def test_what_has_changed_between_the_two_must_be_agreed_again(book):
    agree_agreement("skolesjef", 2026, actor=LEADER)
    plan = make_small_plan()
    renamed = {book.id: replace(plan.elements[book.id], name="Et nytt navn", owner="skole")}
    units = {key: PlanUnit(key, key, "programme_area") for key in PARENTS}
    placed = {f"{key}|2019-01-01": Placement(key, date(2019, 1, 1), parent) for key, parent in PARENTS.items()}
    replace_plan(plan.with_rows({"units": units, "placements": placed, "elements": renamed}), actor=OPERATOR, note="")
    html = sign_in("skole@lillevik.no").get(PAGE).content.decode()
    assert "én endring siden" in html
    assert "Et nytt navn" in html
    agree_agreement("skolesjef", 2026, actor=DIRECTOR)
    assert (held().agreed_leader, held().agreed_superior is not None) == (None, True)
    agree_agreement("skolesjef", 2026, actor=LEADER)
    assert held().is_agreed


@pytest.mark.parametrize("role", ROLES)
def test_every_act_as_every_role(book, role):
    """The right is to be signed in; who is a party is what decides."""
    other = Actor("Noen", role, "kultur@lillevik.no")
    for act, words in ((write_agreement, {"text": "Mitt", "absence_target": None}), (agree_agreement, {})):
        assert RIGHTS[act.__name__] == set(ROLES) - {"citizen"}
        with pytest.raises(AccessDenied):
            act("skolesjef", 2026, actor=other, **words)
        with pytest.raises(AccessDenied if role == "citizen" else StaleEdit):
            act("ukjent", 2026, actor=other, **words)
        if role != "citizen":
            assert act("skolesjef", 2026, actor=Actor("Sjefen", role, "skole@lillevik.no"), **words)
    assert held() is None or held().text == "Mitt"


@pytest.mark.parametrize(
    ("email", "role", "sees"),
    [
        ("skole@lillevik.no", "leader", True),
        ("direktor@lillevik.no", "director", True),
        ("okonom@lillevik.no", "budget_officer", True),
        ("admin@lillevik.no", "administrator", True),
        ("rektor@lillevik.no", "leader", False),
        ("kultur@lillevik.no", "leader", False),
        ("raad@lillevik.no", "leader", False),
        ("plan@lillevik.no", "planner", False),
        ("sekretar@lillevik.no", "secretary", False),
    ],
)
def test_who_sees_an_agreement(book, email, role, sees):
    write_agreement("skolesjef", 2026, text="Bare for oss to", absence_target=None, actor=LEADER)
    client = sign_in(email, role)
    response = client.get(PAGE)
    assert response.status_code == (200 if sees else 404)
    assert ("Bare for oss to" in response.content.decode()) == sees
    assert ("avtaler/skolesjef/" in client.get("/oppfolging/avtaler/?aar=2026").content.decode()) == sees
    sent = client.post(f"{PAGE}skriv/", {"text": "Innbrudd", "absence_target": ""})
    assert sent.status_code == (302 if sees else 404)
    assert (held().text == "Innbrudd") == (email in {"skole@lillevik.no", "direktor@lillevik.no"})


def test_agreements_are_in_no_list_file_history_or_publication(book):
    write_agreement("skolesjef", 2026, text="Bare for oss to", absence_target=None, actor=LEADER)
    publish_follow_up(actor=OFFICER)
    assert not get_published_follow_up().book.table("agreements")
    officer = sign_in("okonom@lillevik.no", "planner")
    for url in ("/oppfolging/tabeller/", "/oppfolging/historikk/", "/oppfolging/", "/oppfolging/oppfolging.zip", "/oppfolging/oppfolging.xlsx"):
        content = officer.get(url).content
        assert b"Bare for oss to" not in content
        assert b"agreements" not in content
        assert b"Lederavtalen for" not in content, url
    for url in ("/oppfolging/tabeller/agreements/", "/oppfolging/ny/agreements/", "/oppfolging/rediger/agreements/skolesjef|2026/"):
        assert officer.get(url).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_files_leave_agreements_as_they_are(book):
    write_agreement("skolesjef", 2026, text="Bare for oss to", absence_target=None, actor=LEADER)
    opened = FOLLOW_UP.hide_private(get_follow_up_state().book)
    replace_follow_up(opened, actor=OFFICER, note="")
    assert held().text == "Bare for oss to"
    forged = opened.with_rows({"agreements": {"skolesjef|2026": Agreement("skolesjef", 2026, text="Falsk")}})
    replace_follow_up(forged, actor=Actor("Planlegger", "planner"), note="")
    assert held().text == "Bare for oss to"
    with pytest.raises(KeyError):
        change_follow_up([RowEdit("agreements", "rektor|2026", {"post": "rektor", "year": "2026"})], actor=OFFICER, note="")


def test_who_is_above_whom(book):
    whole = get_follow_up_state().book
    assert get_superior(whole, PARENTS, POSTS["skolesjef"]).id == "kommunedirektor"
    assert get_superior(whole, PARENTS, POSTS["rektor"]).id == "skolesjef"
    assert get_superior(whole, PARENTS, POSTS["raadgiver"]).id == "skolesjef"
    assert get_superior(whole, PARENTS, POSTS["kommunedirektor"]) is None
    assert can_read_agreement(whole, PARENTS, "direktor@lillevik.no", POSTS["rektor"])
    assert not can_read_agreement(whole, PARENTS, "rektor@lillevik.no", POSTS["skolesjef"])
    assert not can_read_agreement(whole, PARENTS, "", POSTS["skolesjef"])


def test_a_target_for_absence_is_a_share(book):
    client = sign_in("skole@lillevik.no")
    for text in ("mye", "-1", "101"):
        client.post(f"{PAGE}skriv/", {"text": "", "absence_target": text})
        assert held() is None
    client.post(f"{PAGE}skriv/", {"text": "", "absence_target": "6,5"})
    assert held().absence_target == 65_000
    assert client.post(f"{PAGE}bekreft/").status_code == 302
    assert held().agreed_leader is not None
    assert client.get("/oppfolging/avtaler/skolesjef/99999/").status_code == 404
