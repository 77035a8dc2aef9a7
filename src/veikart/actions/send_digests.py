"""Remind people of what they must do now, by e-mail: each at most once for a day or a week."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse

from veikart.actions.access import Actor, check_right
from veikart.actions.asking import make_duty_ask
from veikart.actions.audit import record_act
from veikart.actions.clock import now, today
from veikart.actions.reminder_tokens import sign_unsubscribe
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.duties import Digest, DigestLinks, Duty, DutyAsk, name_period, write_digest
from veikart.store.models import Person, SentDigest
from veikart.store.queries import get_follow_up_state, get_plan_state
from veikart.store.queries.duties import get_duties
from veikart.store.queries.reminders import NEVER, get_reminded, get_sent

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DigestOutcome:
    """What became of a person's digest. `outcome` is sent, shown (nothing is sent in a trial), nothing (to do), already, never or failed; `digest`
    is the mail where there is one."""

    email: str
    outcome: str
    duties: int = 0
    digest: Digest | None = None


def send_digests(*, actor: Actor, only: str = "", is_trial: bool = False) -> list[DigestOutcome]:
    """Send everybody who sits in a post, and everybody with something to do by their role, what they must do now; `only` one e-mail where given.

    Nobody gets two for one day or week, however often this is done. With `is_trial` nothing is sent or written down. Raises AccessDenied.
    """
    check_right(actor, "send_digests")
    book, system, day = get_follow_up_state().book, get_plan_state().book, today()
    kept: dict[str, Any] = {}
    found, reminded = [], get_reminded(_list_emails(book), only=only)
    sent = get_sent(name_period(often, day) for _person, often in reminded)
    for person, often in reminded:
        ask = make_duty_ask(Actor(person.name, person.role, person.email), book, system, day, kept=kept)
        found.append(_send(person, often, ask, is_sent=(person.pk, name_period(often, day)) in sent, is_trial=is_trial))
    if not is_trial:
        record_act("send_digests", actor=actor, sent=sum(1 for one in found if one.outcome == "sent"))
    return found


def _list_emails(book: FollowUpBook) -> Iterator[str]:
    """The e-mails in posts; those who are given duties by their role alone are found by it."""
    yield from book.posts_by_email
    yield from Person.objects.filter(is_active=True, role__in=("planner", "secretary", "budget_officer", "director")).values_list("email", flat=True)


def _send(person: Person, often: str, ask: DutyAsk, *, is_sent: bool, is_trial: bool) -> DigestOutcome:
    if often == NEVER:
        return DigestOutcome(person.email, "never")
    duties = get_duties(ask)
    if not duties:
        return DigestOutcome(person.email, "nothing")
    if is_sent:
        return DigestOutcome(person.email, "already", len(duties))
    municipality = ask.book.setting.municipality if ask.book.setting else "kommunen"
    digest = write_digest(duties, municipality=municipality, today=ask.today, url=_url_of, links=_links(person))
    if is_trial:
        return DigestOutcome(person.email, "shown", len(duties), digest)
    try:
        with transaction.atomic():  # written down first: what cannot be sent is not written down either
            SentDigest.objects.create(person=person, period=name_period(often, ask.today), sent_at=now(), duties=len(duties))
            _mail(person, digest)
    except IntegrityError:
        return DigestOutcome(person.email, "already", len(duties))
    except (OSError, SMTPException):
        log.exception("a digest could not be sent")
        return DigestOutcome(person.email, "failed", len(duties), digest)
    return DigestOutcome(person.email, "sent", len(duties), digest)


def _mail(person: Person, digest: Digest) -> None:
    unsubscribe = _links(person).unsubscribe
    headers = {"List-Unsubscribe": f"<{unsubscribe}>", "Auto-Submitted": "auto-generated"}
    EmailMessage(digest.subject, digest.text, to=[person.email], headers=headers).send()


def _url_of(duty: Duty) -> str:
    return f"{settings.SITE}{reverse(duty.address, args=duty.args)}{duty.query}"


def _links(person: Person) -> DigestLinks:
    return DigestLinks(
        my_page=settings.SITE + reverse("my-page"),
        settings=settings.SITE + reverse("reminders"),
        unsubscribe=settings.SITE + reverse("unsubscribe", args=[sign_unsubscribe(person.pk)]),
    )
