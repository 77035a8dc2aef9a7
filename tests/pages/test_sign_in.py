"""Ways in that must be shut: guessing, old invitations, closed doors, and forms from elsewhere."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.test import Client

from tests.support.publication import OPERATOR
from tests.support.tree import ROOT, SOURCE
from veikart.actions import sign_in_failures
from veikart.actions.clock import now
from veikart.actions.close_person import close_person
from veikart.actions.invite_person import invite_person
from veikart.cli.commands import run_command_line
from veikart.store.models import Person, SignInFailure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Passwords are hashed slowly on purpose; here it is only asked whether they are right."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


SECRET = "en lang og god setning"


@pytest.fixture
def person() -> Person:
    made = Person(email="pia@example.no", name="Pia", role="planner")
    made.set_password(SECRET)
    made.save()
    return made


def sign_in(client, email: str = "pia@example.no", password: str = SECRET):
    return client.post("/inn/", {"username": email, "password": password})


def invite(email: str = "ny@example.no") -> str:
    _person, parts = invite_person(email=email, name="Ny", role="planner", actor=OPERATOR)
    return f"/invitasjon/{parts}/"


def choose_password(client, link: str):
    opened = client.get(link, follow=True)
    place = opened.redirect_chain[-1][0] if opened.redirect_chain else link
    return client.post(place, {"new_password1": SECRET, "new_password2": SECRET})


def is_signed_in(client) -> bool:
    return client.get("/folk/").status_code == 403  # known, and not an administrator


def test_after_ten_wrong_passwords_the_right_one_is_not_heard_for_a_while(client, person, monkeypatch):
    for _ in range(sign_in_failures.MOST_FAILURES):
        assert sign_in(client, password="feil").status_code == 200
    refused = sign_in(client, email=" PIA@example.no")
    assert refused.status_code == 429
    assert "Vent et kvarter" in refused.content.decode()
    assert not is_signed_in(client)
    assert sign_in(client, email="andre@example.no").status_code == 200
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9")).status_code == 302
    later = now() + timedelta(minutes=16)
    monkeypatch.setattr(sign_in_failures, "now", lambda: later)
    assert sign_in(client).status_code == 302
    assert is_signed_in(client)


def test_old_failures_are_forgotten_and_tell_nothing(client, person, monkeypatch):
    sign_in(client, password="feil")
    assert "pia" not in SignInFailure.objects.get().key
    later = now() + timedelta(minutes=16)
    monkeypatch.setattr(sign_in_failures, "now", lambda: later)
    sign_in(client, password="feil")
    assert SignInFailure.objects.count() == 1


def test_one_with_no_account_gets_the_same_answer(client, person):
    known, unknown = (sign_in(client, email=email, password="feil") for email in ("pia@example.no", "ola@example.no"))
    assert known.content.decode().replace("pia@", "").count("passer ikke sammen") == unknown.content.decode().count("passer ikke sammen") == 1


def test_an_invitation_is_used_once(client):
    link = invite()
    assert choose_password(client, link).status_code == 302
    assert is_signed_in(client)
    assert "brukt eller for gammel" in Client().get(link, follow=True).content.decode()


def test_an_invitation_of_someone_who_has_been_closed_out_is_void(client):
    link = invite()
    close_person(email="ny@example.no", actor=OPERATOR)
    assert "brukt eller for gammel" in client.get(link, follow=True).content.decode()
    invite()
    assert "brukt eller for gammel" in client.get(link, follow=True).content.decode()


def test_someone_closed_out_is_out_and_stays_out_until_a_new_password(client, person):
    sign_in(client)
    assert is_signed_in(client)
    close_person(email="pia@example.no", actor=OPERATOR)
    assert not is_signed_in(client)
    invite("pia@example.no")
    assert not is_signed_in(client)
    assert sign_in(Client()).status_code == 200


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_stand_in_the_history_is_refused(name):
    with pytest.raises(ValueError, match="Skriv et navn"):
        invite_person(email="a@example.no", name=name, role="planner", actor=OPERATOR)


def test_an_address_too_long_to_store_is_refused():
    with pytest.raises(ValueError, match="E-post"):
        invite_person(email=f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.no", name="A", role="planner", actor=OPERATOR)


@pytest.mark.parametrize("url", ["/inn/", "/ut/", "/folk/", "/plan/publiser/", "/plan/angre/1/", "/plan/mal/flytt/", "/plan/les-inn/"])
def test_a_form_from_elsewhere_is_refused_in_norwegian(url, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    answer = client.post(url)
    assert answer.status_code == 403
    assert "Skjemaet ble ikke sendt" in answer.content.decode()


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_away_after_signing_in(client, person, away):
    answer = client.post("/inn/", {"username": "pia@example.no", "password": SECRET, "next": away})
    assert answer.headers["Location"] == "/plan/"


@pytest.mark.parametrize(("role", "first"), [("leader", "/oppfolging/min-side/"), ("director", "/oppfolging/min-side/"), ("planner", "/plan/")])
def test_everybody_begins_where_their_work_is(client, person, role, first):
    Person.objects.update(role=role)
    assert sign_in(client).headers["Location"] == first
    assert client.get("/inn/").headers["Location"] == first, "who is signed in already"
    _person, parts = invite_person(email="ny@example.no", name="Ny", role=role, actor=OPERATOR)
    assert choose_password(Client(), f"/invitasjon/{parts}/").headers["Location"] == first


def test_behind_https_cookies_are_secure_and_forms_are_heard(tmp_path):
    code = """
import django; django.setup()
from django.conf import settings
from django.test import RequestFactory
request = RequestFactory().get("/inn/", HTTP_HOST="plan.example.no", HTTP_X_FORWARDED_PROTO="https")
assert request.build_absolute_uri("/") == "https://plan.example.no/", request.build_absolute_uri("/")
assert settings.CSRF_TRUSTED_ORIGINS == ["https://plan.example.no", "https://*.kommune.no"], settings.CSRF_TRUSTED_ORIGINS
assert settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY and not settings.DEBUG
"""
    names = {"VEIKART_HTTPS": "1", "VEIKART_HOSTS": "plan.example.no,.kommune.no", "VEIKART_VAR": str(tmp_path)}
    names |= {"PYTHONPATH": str(SOURCE.parent), "DJANGO_SETTINGS_MODULE": "veikart.config.settings", "VEIKART_DEBUG": "0"}
    subprocess.run([sys.executable, "-c", code], env={**os.environ, **names}, cwd=ROOT, check=True)
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_an_invitation_by_command_begins_with_the_address_of_the_site(monkeypatch, capsys, settings):
    settings.SITE = "https://plan.lillevik.no"
    monkeypatch.setattr("veikart.cli.person.prepare_database", lambda: None)
    monkeypatch.setattr("sys.argv", ["veikart", "person", "invite", "ny@lillevik.no"])
    assert run_command_line() == 0
    assert "https://plan.lillevik.no/invitasjon/" in capsys.readouterr().out
