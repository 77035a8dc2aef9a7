"""My page: what the one who is signed in must do now, in order, and nothing else; and how to be reminded of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from veikart.actions.access import Actor
from veikart.actions.choose_reminders import choose_reminders
from veikart.actions.clock import now
from veikart.actions.reminder_tokens import read_calendar, read_unsubscribe, sign_calendar
from veikart.actions.renew_calendar import renew_calendar
from veikart.exchange.calendars import CalendarEntry, write_calendar
from veikart.rules.duties import Duty
from veikart.store.models import Person
from veikart.store.queries.reminders import DAILY, NEVER, WEEKLY, get_reminder_choice
from veikart.web.duties import duty_url, duty_view, get_my_days, get_my_duties, say_duties
from veikart.web.follow_up_shown import FOLLOW_UP, FollowUpShown, get_shown_to, make_follow_up_context
from veikart.web.frame import make_part_frame
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.plan_shown import needs_right
from veikart.web.shown import VISITOR


@needs_right("read_follow_up")
@sees_follow_up
def show_my_page(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """What must be done now; where there is nothing, say so and what comes next."""
    duties = get_my_duties(shown, shown.actor)
    posts = shown.my_posts
    context = make_follow_up_context(
        shown,
        page="my-page",
        title=say_duties(duties, shown.today),
        kicker=", ".join(one.name for one in posts) or shown.actor.name,
        crumbs=[(_("Min side"), "")],
        duties=[duty_view(one, shown) for one in duties],
        has_posts=bool(posts),
        posts_url=reverse("follow-up-table", args=["posts"]) if shown.can("invite_person") else "",
        tasks_url=reverse("tasks"),
    )
    return render(request, "veikart/follow_up/my_page.html.jinja", context)


@needs_right("choose_reminders")
@sees_follow_up
def show_reminders(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """How often to be reminded by e-mail, and the calendar to subscribe to."""
    choice = get_reminder_choice(shown.actor.email)
    if choice is None:
        raise Http404
    if request.method == "POST":
        try:
            choose_reminders(request.POST.get("digest", ""), actor=shown.actor)
        except ValueError:
            messages.error(request, _("Velg hvor ofte du vil ha påminnelsen."))
        else:
            messages.success(request, _("Valget er lagret."))
        return redirect("reminders")
    words = {WEEKLY: _("Én gang i uken"), DAILY: _("Hver dag det er noe å gjøre"), NEVER: _("Aldri")}
    address = reverse("my-calendar", args=[sign_calendar(choice.person.pk, choice.calendar)]) if choice.calendar else ""
    context = make_follow_up_context(
        shown,
        page="my-page",
        title=_("Påminnelser"),
        crumbs=[(_("Min side"), reverse("my-page")), (_("Påminnelser"), "")],
        email=choice.person.email,
        options=[{"value": key, "name": word, "chosen": key == choice.digest} for key, word in words.items()],
        calendar_url=request.build_absolute_uri(address) if address else "",
    )
    return render(request, "veikart/follow_up/reminders.html.jinja", context)


@needs_right("renew_calendar")
@require_POST
@sees_follow_up
def renew(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """A new calendar address, or none; the earlier stops working."""
    has_calendar = "remove" not in request.POST
    renew_calendar(actor=shown.actor, has_calendar=has_calendar)
    messages.success(request, _("Du har fått en ny kalenderadresse.") if has_calendar else _("Kalenderadressen er tatt bort og virker ikke lenger."))
    return redirect("reminders")


@require_safe
def send_my_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own days as a calendar. The address is the key, for calendars cannot sign in; one that was renewed is empty, so that what
    calendars had of it goes away."""
    person = read_calendar(token)
    shown = get_shown_to(_as_actor(person)) if person else None
    duties = get_my_days(shown, shown.actor) if shown else []
    name = _("Oppfølging, %(name)s") % {"name": person.name} if person else _("Oppfølging (adressen virker ikke lenger)")
    content = write_calendar([_entry(request, one) for one in duties], name=name, place="oppfolging.veikart", stamped=now())
    headers = {"Content-Disposition": 'inline; filename="oppfolging.ics"', "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _as_actor(person: Person) -> Actor:
    return Actor(person.name, person.role, person.email)


def _entry(request: HttpRequest, one: Duty) -> CalendarEntry:
    return CalendarEntry(one.id, one.words, one.due, one.due, (_("Oppfølging"),), one.reason, request.build_absolute_uri(duty_url(one)))


def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the reminders of the one the mail was sent to, without signing in."""
    person = read_unsubscribe(token)
    is_done = person is not None and request.method == "POST"
    if person and is_done:
        choose_reminders(NEVER, actor=_as_actor(person))
    titles = {True: _("Du får ikke flere påminnelser"), False: _("Vil du ikke ha flere påminnelser?")}
    title = titles[is_done] if person else _("Lenken virker ikke")
    context = make_part_frame(FOLLOW_UP, VISITOR, title=title, municipality="Veikart", is_done=is_done, is_known=person is not None)
    return render(request, "veikart/follow_up/unsubscribe.html.jinja", context)
