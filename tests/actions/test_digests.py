"""Reminders: each person their own duties, once for each day or week, until they say no."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tests.support.follow_up import OFFICER
from tests.support.plan import PLANNER
from tests.support.task_books import HEAD, ROADS, SECTOR, make_organisation, make_own, make_task_book
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.choose_reminders import choose_reminders
from veikart.actions.reminder_tokens import read_calendar, read_unsubscribe, sign_calendar, sign_unsubscribe
from veikart.actions.renew_calendar import renew_calendar
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.send_digests import send_digests
from veikart.store.models import Person, SentDigest

pytestmark = pytest.mark.django_db
OPERATOR = Actor("drift", "operator")


@pytest.fixture(autouse=True)
def people():
    replace_plan(make_organisation(), actor=PLANNER, note="")
    replace_follow_up(make_task_book(make_own()), actor=OFFICER, note="")
    for one in (HEAD, SECTOR, ROADS):
        Person.objects.create(email=one.email, name=one.name, role=one.role)


def send(**options) -> dict[str, str]:
    return {one.email: one.outcome for one in send_digests(actor=OPERATOR, **options)}


def test_only_those_with_something_to_do_are_sent_anything_and_only_once():
    assert send() == {HEAD.email: "sent", SECTOR.email: "nothing", ROADS.email: "nothing"}
    assert send()[HEAD.email] == "already"
    [one] = mail.outbox
    assert one.to == [HEAD.email]
    assert "Meld status på «Plan»" in one.body
    assert "http://localhost:8000/oppfolging/oppgaver/plan/#meld" in one.body
    assert one.extra_headers["List-Unsubscribe"].startswith("<http://localhost:8000/oppfolging/avmeld/")
    assert SentDigest.objects.count() == 1


def test_a_trial_sends_and_writes_nothing():
    assert send(is_trial=True)[HEAD.email] == "shown"
    assert not mail.outbox
    assert not SentDigest.objects.exists()


def test_however_many_there_are_nothing_is_asked_once_for_each(django_assert_num_queries):
    for number in range(30):
        Person.objects.create(email=f"leder{number}@lillevik.no", name="Leder", role="director")
    send(is_trial=True)
    with django_assert_num_queries(5):  # the newest change of each book, the people twice, and what is sent
        assert len(send(is_trial=True)) == 33


def test_one_person_alone():
    assert send(only="REKTOR@lillevik.no") == {HEAD.email: "sent"}
    assert send(only="finnes-ikke@lillevik.no") == {}


def test_nobody_is_reminded_who_does_not_want_to_be():
    choose_reminders("never", actor=HEAD)
    assert send()[HEAD.email] == "never"
    choose_reminders("daily", actor=HEAD)
    assert send()[HEAD.email] == "sent"
    with pytest.raises(ValueError, match="hourly"):
        choose_reminders("hourly", actor=HEAD)
    with pytest.raises(ValueError, match="daily"):
        choose_reminders("daily", actor=Actor("Ukjent", "leader", "ukjent@lillevik.no"))


def test_whoever_has_left_is_not_reminded():
    Person.objects.filter(email=HEAD.email).update(is_active=False)
    assert HEAD.email not in send()


def test_what_cannot_be_sent_is_tried_again(monkeypatch):
    def fail(*_args):
        raise SMTPException("no")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fail)
        assert send()[HEAD.email] == "failed"
    assert send()[HEAD.email] == "sent"


def test_only_the_operator_sends():
    with pytest.raises(AccessDenied):
        send_digests(actor=OFFICER)


def test_a_calendar_address_holds_until_it_is_renewed_or_taken_away():
    choice = renew_calendar(actor=HEAD)
    first = sign_calendar(choice.person.pk, choice.calendar)
    assert read_calendar(first) == choice.person
    second = sign_calendar(choice.person.pk, renew_calendar(actor=HEAD).calendar)
    assert read_calendar(first) is None
    assert read_calendar(second) == choice.person
    renew_calendar(actor=HEAD, has_calendar=False)
    assert read_calendar(second) is None
    assert read_calendar(sign_calendar(choice.person.pk, renew_calendar(actor=HEAD).calendar)) == choice.person
    assert read_calendar(second) is None, "an old address never comes to life again"


def test_signed_texts_are_of_one_kind_and_not_to_be_made_by_others():
    person = Person.objects.get(email=HEAD.email)
    assert read_unsubscribe(sign_unsubscribe(person.pk)) == person
    assert read_unsubscribe(sign_calendar(person.pk, 1)) is None
    assert read_calendar(sign_unsubscribe(person.pk)) is None
    for text in ("", "x", "x:y:z", sign_unsubscribe(person.pk)[:-1], "å" * 500):
        assert read_unsubscribe(text) is None
        assert read_calendar(text) is None
