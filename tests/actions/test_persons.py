"""Letting people in and out: an invitation is a way in once and for a while, and everything is written down."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator

from tests.support.plan import CITIZEN, PLANNER
from tests.support.publication import OPERATOR
from veikart.actions.access import AccessDenied
from veikart.actions.close_person import close_person
from veikart.actions.invite_person import SIGNED_IN_ROLES, invite_person
from veikart.store.models import AuditEntry, Person

pytestmark = pytest.mark.django_db
SECRET = "en lang og god setning"


def invite(**changes: str) -> tuple[Person, str]:
    """The person, and the token of the invitation."""
    person, parts = invite_person(**{"email": "ny@example.no", "name": "Ny", "role": "planner", **changes}, actor=OPERATOR)
    return person, parts.split("/")[1]


def choose_password() -> None:
    person = Person.objects.get(email="ny@example.no")
    person.set_password(SECRET)
    person.save()


def is_let_in() -> bool:
    return authenticate(username="ny@example.no", password=SECRET) is not None


def is_good(token: str) -> bool:
    return default_token_generator.check_token(Person.objects.get(email="ny@example.no"), token)


def test_someone_new_has_no_password_before_the_invitation_is_used():
    person, token = invite()
    assert not person.has_usable_password()
    assert not is_let_in()
    assert is_good(token)


def test_an_invitation_is_no_good_once_a_password_is_chosen():
    _person, token = invite()
    choose_password()
    assert is_let_in()
    assert not is_good(token)


@pytest.mark.parametrize(("days", "good"), [(0, True), (2, True), (4, False)])
def test_an_invitation_lasts_three_days(days, good, monkeypatch):
    _person, token = invite()
    later = default_token_generator._now() + timedelta(days=days)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)
    assert is_good(token) is good


def test_an_invitation_is_for_one_person():
    _person, token = invite()
    other, _token = invite(email="andre@example.no")
    assert not default_token_generator.check_token(other, token)


def test_someone_closed_out_is_not_let_in_and_stays_in_the_register():
    _person, token = invite()
    choose_password()
    assert close_person(email=" NY@example.no ", actor=OPERATOR)
    assert not is_let_in()
    assert not is_good(token)
    assert Person.objects.filter(email="ny@example.no", is_active=False).exists()


def test_an_unused_invitation_ends_when_the_door_is_closed():
    _person, token = invite()
    close_person(email="ny@example.no", actor=OPERATOR)
    assert not is_good(token)


def test_a_new_invitation_opens_the_door_again_with_a_new_role():
    invite()
    close_person(email="ny@example.no", actor=OPERATOR)
    person, token = invite(email="NY@example.no", name="Ny Nysen", role="secretary")
    assert (person.name, person.role, person.is_active) == ("Ny Nysen", "secretary", True)
    assert is_good(token)
    assert Person.objects.count() == 1


def test_closing_for_nobody_says_so():
    assert not close_person(email="ukjent@example.no", actor=OPERATOR)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"role": "sjef"}, "Rollen «sjef» finnes ikke. Det må være en av disse: "),
        ({"role": "operator"}, "Rollen «operator» finnes ikke."),
        ({"role": "citizen"}, "Rollen «citizen» finnes ikke."),
        ({"role": ""}, "Rollen «» finnes ikke."),
        ({"email": "ikke en adresse"}, "«ikke en adresse» er ikke en e-postadresse."),
        ({"email": ""}, "«» er ikke en e-postadresse."),
        ({"email": "a" * 300 + "@example.no"}, "E-postadressen er for lang: høyst 254 tegn."),
        ({"name": " "}, "Skriv et navn på høyst 200 tegn."),
        ({"name": "x" * 201}, "Skriv et navn på høyst 200 tegn."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_stored(changes, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        invite(**changes)
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", SIGNED_IN_ROLES)
def test_every_role_that_can_be_given_is_given(role):
    assert invite(role=role)[0].role == role


@pytest.mark.parametrize("actor", [CITIZEN, PLANNER])
def test_only_those_with_the_right_open_and_close(actor):
    with pytest.raises(AccessDenied):
        invite_person(email="ny@example.no", name="Ny", role="administrator", actor=actor)
    with pytest.raises(AccessDenied):
        close_person(email="ny@example.no", actor=actor)
    assert not Person.objects.exists()


def test_who_was_let_in_and_out_by_whom_is_written_down():
    person, _token = invite(role="secretary")
    close_person(email="ny@example.no", actor=OPERATOR)
    opened, closed = AuditEntry.objects.order_by("pk")
    assert (opened.act, opened.actor, opened.detail) == ("invite_person", OPERATOR.name, {"person": person.pk, "given": "secretary"})
    assert (closed.act, closed.actor, closed.detail) == ("close_person", OPERATOR.name, {"person": person.pk})
    assert "ny@example.no" not in str([opened.detail, closed.detail])
