"""What the reader must do now, as the page and the calendar show it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.actions.access import Actor
from veikart.actions.asking import make_duty_ask
from veikart.rules.duties import Duty
from veikart.rules.tasks.reading import format_day
from veikart.store.queries.duties import get_days, get_duties
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.tables import Context


def get_my_duties(shown: FollowUpShown, actor: Actor) -> list[Duty]:
    """What the actor must do now, in the order it should be done."""
    return get_duties(make_duty_ask(actor, shown.whole or shown.book, shown.system, shown.today))


def get_my_days(shown: FollowUpShown, actor: Actor) -> list[Duty]:
    """The actor's own days, for a calendar."""
    return get_days(make_duty_ask(actor, shown.book, shown.system, shown.today))


def duty_url(duty: Duty) -> str:
    """Where the duty is done."""
    return reverse(duty.address, args=duty.args) + duty.query


def say_duties(duties: Sequence[Duty], day: date) -> str:
    """How much there is to do, and how much of it that should have been done before the day, in a sentence without its full stop."""
    count, late = len(duties), sum(1 for one in duties if one.due and one.due < day)
    if not count:
        return _("Du har ingenting å gjøre nå")
    words = ngettext("Du har én ting å gjøre", "Du har %(count)s ting å gjøre", count) % {"count": count}
    if not late:
        return words
    if late == count:
        return words + (_(", og fristen er ute") if count == 1 else _(", og fristen er ute for alle"))
    return words + _(", og for %(late)s av dem er fristen ute") % {"late": late}


def duty_view(duty: Duty, shown: FollowUpShown) -> Context:
    """A duty with its day, how that stands to today, and its one button."""
    is_late = duty.due is not None and duty.due < shown.today
    return {
        "id": duty.id,
        "day": format_day(duty.due),
        "is_late": is_late,
        "is_today": duty.due == shown.today,
        "words": duty.words,
        "reason": duty.reason,
        "button": duty.button,
        "url": _with_way_back(duty_url(duty), reverse("my-page")),
    }


def _with_way_back(url: str, back: str) -> str:
    """The address, which leads back when the duty is done."""
    path, mark, place = url.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'next': back})}{mark}{place}"
