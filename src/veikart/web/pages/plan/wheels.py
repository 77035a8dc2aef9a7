"""The one-year and the four-year wheel: pictures with their lists, what happens now, and the calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.actions.clock import now
from veikart.calc.plan_system import PlanSystem, Term
from veikart.calc.wheels import (
    FOUR_YEAR,
    ONE_YEAR,
    Occurrence,
    Turn,
    find_next,
    number_occurrences,
    occurrences_in_term,
    occurrences_in_year,
    turn_of_term,
    turn_of_year,
)
from veikart.exchange.calendars import CalendarEntry, entries_of_dates, entries_of_occurrences, write_calendar
from veikart.exchange.charts import draw_for_both
from veikart.exchange.charts.wheel import wheel_chart
from veikart.rules.law import get_rules
from veikart.rules.plan_system import as_occurrences, get_choices, statutory_dates, statutory_dates_in_year
from veikart.rules.words import format_day, format_span
from veikart.web.links import with_query
from veikart.web.plan_links import edit_url, law_link, new_url
from veikart.web.plan_shown import PlanShown, make_plan_context, shows_plan
from veikart.web.tables import Context

YEAR, TERM = "ar", "periode"
PHASE = "phase"
MOST_NOW = 2
"""Phases named in a title; the list has the rest."""
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class _Wheel:
    """One wheel as it is shown: its turn, what happens in it, and the words in its middle."""

    kind: str
    turn: Turn
    occurrences: tuple[Occurrence, ...]
    heading: str


@shows_plan
def show_wheels(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The wheel asked for, the year's where none is, with its list beside it."""
    kind = TERM if request.GET.get("hjul") == TERM else YEAR
    year = _year(request.GET.get("aar", ""), shown.today.year)
    wheel = _term_wheel(shown, year) if kind == TERM else _year_wheel(shown, year)
    context = make_plan_context(
        shown,
        page="wheels",
        title=_title(shown, wheel) if wheel else _("Ingen kommunestyreperiode ennå"),
        crumbs=[(_("Årshjul"), "")],
        wheels=[_turn(name, key, year, key == kind) for key, name in ((YEAR, _("Ett år")), (TERM, _("Fire år")))],
        turns=_turns(shown, kind, year),
        picture=_picture(shown, wheel) if wheel and wheel.occurrences else None,
        lines=_lines(shown, wheel) if wheel else [],
        has_today=wheel is not None and wheel.turn.holds(shown.today),
        is_term=kind == TERM,
        has_wheel=wheel is not None,
        new_event_url=with_query(new_url("events"), wheel=FOUR_YEAR if kind == TERM else ONE_YEAR, next=request.get_full_path()),
        new_term_url=with_query(new_url("terms"), next=request.get_full_path()),
        calendar_url=request.build_absolute_uri(reverse("wheels-calendar")),
    )
    return render(request, "veikart/plan/wheels.html.jinja", context)


def _year(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR else usual


def term_on(system: PlanSystem, day: date) -> Term | None:
    """The council term a day is in, or None."""
    return next((one for one in system.terms.values() if turn_of_term(one).holds(day)), None)


def _term_of_year(system: PlanSystem, year: int) -> Term | None:
    """The term that holds the end of the year; the newest that began before it where none does."""
    begun = [one for one in system.terms.values() if one.constituted.year <= year]
    return term_on(system, date(year, 12, 31)) or max(begun, key=lambda one: one.constituted, default=None)


def _events_in_year(shown: PlanShown, year: int) -> tuple[Occurrence, ...]:
    """Rows and the law's days in a calendar year, in order."""
    system = shown.system
    own = occurrences_in_year(system.events.values(), year, term=_term_of_year(system, year))
    return _sorted((*own, *as_occurrences(statutory_dates_in_year(system, year, shown.today), ONE_YEAR, own)))


def _events_in_term(shown: PlanShown, term: Term) -> tuple[Occurrence, ...]:
    own = occurrences_in_term(shown.system.events.values(), term)
    return _sorted((*own, *as_occurrences(statutory_dates(shown.system, term, shown.today, with_yearly=False), FOUR_YEAR, own)))


def _sorted(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(occurrences, key=lambda one: (one.starts, one.ends, one.name, one.event)))


def _year_wheel(shown: PlanShown, year: int) -> _Wheel:
    return _Wheel(YEAR, turn_of_year(year), _events_in_year(shown, year), str(year))


def _term_wheel(shown: PlanShown, year: int) -> _Wheel | None:
    term = _term_of_year(shown.system, year) or next(iter(shown.system.terms.values()), None)
    if term is None:
        return None
    return _Wheel(TERM, turn_of_term(term), _events_in_term(shown, term), f"{term.constituted.year}–{term.ends.year}")


def find_now(shown: PlanShown) -> tuple[list[Occurrence], Occurrence | None]:
    """The phases of the one-year wheel that today is in, and what comes next."""
    year = shown.today.year
    return _now_in({*_events_in_year(shown, year), *_events_in_year(shown, year + 1)}, shown.today)


def _now_in(occurrences: Iterable[Occurrence], today: date) -> tuple[list[Occurrence], Occurrence | None]:
    known = _sorted(occurrences)
    return [one for one in known if one.kind == PHASE and one.starts <= today <= one.ends], find_next(known, today)


def _title(shown: PlanShown, wheel: _Wheel) -> str:
    """What happens now and what comes next; on a wheel that today is not on, only which one it is."""
    if not wheel.turn.holds(shown.today):
        return (_("Fireårshjulet %(years)s") if wheel.kind == TERM else _("Årshjulet %(years)s")) % {"years": wheel.heading}
    if wheel.kind == YEAR:
        return now_words(*find_now(shown)) or _("Årshjulet %(years)s") % {"years": wheel.heading}
    return now_words(*_now_in(wheel.occurrences, shown.today)) or _("Fireårshjulet %(years)s") % {"years": wheel.heading}


def now_words(current: list[Occurrence], coming: Occurrence | None) -> str:
    """One line on what happens now and what comes next; empty where nothing does."""
    named = _(" og ").join(one.name for one in current[:MOST_NOW])
    told = [_("Nå: %(names)s.") % {"names": named}] if current else []
    if coming:
        told.append(_("Neste: %(name)s %(day)s") % {"name": coming.name, "day": format_day(coming.starts)})
    return " ".join(told)


def now_context(shown: PlanShown) -> Context | None:
    """What the front page says of now: the phases today is in, and what comes next. None where the wheel has neither."""
    current, coming = find_now(shown)
    events = [{"name": one.name, "when": _("til %(day)s") % {"day": format_day(one.ends)}} for one in current]
    if coming:
        events.append({"name": coming.name, "when": format_day(coming.starts)})
    return {"url": reverse("wheels"), "events": events} if events else None


def _turns(shown: PlanShown, kind: str, year: int) -> list[Context]:
    """The years or the terms to choose between."""
    if kind == YEAR:
        return [_turn(str(one), kind, one, one == year) for one in (year - 1, year, year + 1)]
    terms = sorted(shown.system.terms.values(), key=lambda one: one.constituted)
    chosen = _term_of_year(shown.system, year)
    return [_turn(f"{one.constituted.year}–{one.ends.year}", kind, one.constituted.year, one == chosen) for one in terms] if len(terms) > 1 else []


def _turn(name: str, kind: str, year: int, is_current: bool) -> Context:
    return {"name": name, "url": with_query(reverse("wheels"), hjul=kind, aar=str(year)), "current": is_current}


def _picture(shown: PlanShown, wheel: _Wheel) -> Context:
    name = _("Fireårshjulet %(years)s") if wheel.kind == TERM else _("Årshjulet %(years)s")
    svg = draw_for_both(
        wheel_chart,
        chart_id="wheel",
        wide=900,
        title=name % {"years": wheel.heading},
        turn=wheel.turn,
        occurrences=wheel.occurrences,
        heading=wheel.heading,
        today=shown.today,
    )
    return {"heading": name % {"years": wheel.heading}, "note": "", "svg": Markup(svg)}


def _lines(shown: PlanShown, wheel: _Wheel) -> list[Context]:
    """The list beside the wheel, with a line for today where it belongs."""
    numbers = number_occurrences(wheel.occurrences)
    lines = [_line(shown, wheel, one, numbers[one]) for one in wheel.occurrences]
    if wheel.turn.holds(shown.today):
        place = sum(one.starts < shown.today for one in wheel.occurrences)
        lines.insert(place, {"today": _("I dag, %(day)s") % {"day": format_day(shown.today)}})
    return lines


def _line(shown: PlanShown, wheel: _Wheel, one: Occurrence, number: int) -> Context:
    rule = get_rules().get(one.rule)
    is_own = one.event in shown.system.events
    return {
        "number": number,
        "when": format_span(one.starts, one.ends, with_year=wheel.kind == TERM),
        "kind": get_choices("event_kind")[one.kind] if is_own else _("Frist i loven"),
        "name": one.name,
        "note": one.note,
        "law": law_link(rule) if rule else None,
        "is_now": one.starts <= shown.today <= one.ends,
        "is_past": one.ends < shown.today,
        "edit_url": with_query(edit_url("events", one.event), next=reverse("wheels")) if is_own and shown.can_edit else "",
    }


@shows_plan
def send_calendar(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The events and the law's days of this year and the next, as a calendar to subscribe to."""
    system = next(iter(shown.system.system.values()), None)
    name = _("Årshjul, %(municipality)s") % {"municipality": shown.municipality}
    content = write_calendar(_entries(request, shown), name=name, place=system.id if system else "veikart", stamped=shown.published_at or now())
    headers = {"Content-Disposition": 'inline; filename="arshjul.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _entries(request: HttpRequest, shown: PlanShown) -> list[CalendarEntry]:
    def url(kind: str, day: date) -> str:
        return request.build_absolute_uri(with_query(reverse("wheels"), hjul=kind, aar=str(day.year)))

    years = (shown.today.year, shown.today.year + 1)
    rows: dict[Occurrence, Any] = {}
    for year in years:
        rows |= dict.fromkeys(occurrences_in_year(shown.system.events.values(), year, term=_term_of_year(shown.system, year)))
    for term in shown.system.terms.values():
        rows |= dict.fromkeys(one for one in occurrences_in_term(shown.system.events.values(), term) if one.starts.year in years)
    law = [day for year in years for day in statutory_dates_in_year(shown.system, year, shown.today)]
    unspoken = {(one.rule, one.starts) for one in as_occurrences(tuple(law), ONE_YEAR, tuple(rows))}
    dates = [one for one in law if (one.rule, one.date) in unspoken]
    own = entries_of_occurrences(rows, lambda one: url(TERM if one.wheel == FOUR_YEAR else YEAR, one.starts))
    return [*own, *entries_of_dates(dates, lambda one: url(YEAR, one.date))]
