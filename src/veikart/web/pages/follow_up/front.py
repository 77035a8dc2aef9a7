"""The front page of the follow-up, and making it public."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.publish_follow_up import publish_follow_up
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.books import FOLLOW_UP
from veikart.rules.revisions import list_adopted
from veikart.rules.words import format_day
from veikart.store.models import PublishedReport
from veikart.store.queries import PublishedBook, get_history, get_published_follow_up, get_published_reports
from veikart.web.duties import get_my_duties, say_duties
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.pages.follow_up.front_cards import list_cards
from veikart.web.pages.follow_up.next_steps import list_next_steps
from veikart.web.plan_shown import get_actor, needs_right
from veikart.web.tables import Context

MOST_NEW, MOST_CHANGES = 4, 6


@shows_follow_up
def show_front(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """How it stands in one sentence, the parts with a figure each, and what is new."""
    published = get_published_reports()
    cards = list_cards(request, shown, published)
    context = make_follow_up_context(
        shown,
        page="follow-up",
        title=_say_standing(shown, cards),
        window_title=_("Oppfølging"),
        lead=_("Hva som ble gjort, hva det ga, og hva det kostet."),
        cards=cards,
        news=_list_news(shown, published),
        mine=_say_mine(shown),
        **_tell_changes(shown, cards),
    )
    return render(request, "veikart/follow_up/front.html.jinja", context)


def _say_standing(shown: FollowUpShown, cards: Sequence[Context]) -> str:
    """How many of the parts are in order, of those that are judged."""
    judged = [one for one in cards if one["grade"]]
    well = [one for one in judged if one["grade"] == "ok"]
    if shown.book.setting is None:
        return _("Oppfølgingen begynner her")
    if not judged:
        return _("Oppfølging av %(name)s") % {"name": shown.municipality}
    if len(well) == len(judged):
        return _("Alt er i rute")
    lacking = [one["name"].lower() for one in judged if one["grade"] != "ok"]
    words = {"name": shown.municipality, "lacking": _(" og ").join([", ".join(lacking[:-1]), lacking[-1]]) if len(lacking) > 1 else lacking[0]}
    return _("Det som trenger oppmerksomhet nå, er %(lacking)s") % words


def _list_news(shown: FollowUpShown, published: Sequence[PublishedReport]) -> list[Context]:
    """The newest reports and adopted revisions."""
    reports = [
        {
            "name": one.title,
            "url": reverse("read-report", args=[one.period]),
            "when": _("Publisert %(day)s") % {"day": format_day(one.published_at.date())},
        }
        for one in published[:MOST_NEW]
    ]
    known = shown.book.table("revisions")
    layers = list_adopted(shown.programme) if shown.programme else ()
    revisions = [
        {"name": one.name, "url": reverse("revision", args=[one.id]) if one.id in known else reverse("revisions"), "when": one.decided}
        for one in reversed(layers)
    ]
    return [*reports, *revisions[:MOST_NEW]]


def _say_mine(shown: FollowUpShown) -> str:
    """What the reader must do now, in a sentence; empty where there is nothing."""
    duties = get_my_duties(shown, shown.actor) if shown.is_draft else []
    return say_duties(duties, shown.today) if duties else ""


def _tell_changes(shown: FollowUpShown, cards: Sequence[Context]) -> Context:
    """What those who work on the follow-up are told: its newest changes, whether others can see them yet, and the steps that are left; nothing of
    what only some may see."""
    may_publish = shown.is_draft and shown.can("publish_follow_up")
    if not (shown.can_edit or may_publish):
        return {"changes": [], "publishing": None, "steps": []}
    entries = get_history(FOLLOW_UP, most=MOST_CHANGES, hidden=FOLLOW_UP.private)
    named = [{"note": one.note or _("Endring %(number)s") % {"number": one.number}, "actor": one.actor, "at": one.at} for one in entries]
    published = get_published_follow_up()
    return {
        "changes": named if shown.can_edit else [],
        "publishing": _publishing(published, entries[0].number) if may_publish and entries else None,
        "steps": list_next_steps(shown, cards, is_published=published is not None) if shown.can_edit else [],
    }


def _publishing(published: PublishedBook[FollowUpBook] | None, newest: int) -> Context:
    """Whether there is anything to make public, and what others see until then. `newest` is the last change that others may see."""
    if published is None:
        return {"is_needed": True, "words": _("Ingen andre ser oppfølgingen før den publiseres.")}
    words = {"day": format_day(published.published_at.date())}
    if published.revision >= newest:
        return {
            "is_needed": False,
            "words": _("Publisert %(day)s. Alle ser det samme som du ser her, uten regnskapet og hvem som har stillingene.") % words,
        }
    return {"is_needed": True, "words": _("Endret siden den ble publisert %(day)s. Andre ser den slik den var da.") % words}


@needs_right("publish_follow_up")
@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Make the follow-up public as it is now."""
    try:
        made = publish_follow_up(actor=get_actor(request))
    except ChangeRefused as refusal:
        messages.error(request, " ".join(one.sentence for one in refusal.findings))
    else:
        messages.success(request, _("Alle kan nå se oppfølgingen slik den er ved endring %(number)s.") % {"number": made.revision})
    return redirect("follow-up")
