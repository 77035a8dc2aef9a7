"""One indicator: its series with the target and those it is compared with, how it is worked out, and where every number is from."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.calc.indicators import PER_ONE, WORKED_OUT, IndicatorPlace, IndicatorPoint, IndicatorSeries, IndicatorValue
from veikart.calc.plan_system import IndicatorTarget, PlanSystem
from veikart.rules.indicators import Indicators, IndicatorShown
from veikart.rules.indicators.printed import SAME
from veikart.rules.indicators.words import change_words, format_value, moment_words, point_words, state_words
from veikart.rules.plan_system import get_choices
from veikart.rules.tables import format_decimal
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import measure_url, with_query
from veikart.web.pages.economy.sheets import plain_name
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.pages.follow_up.indicator_pictures import draw_large, years_of
from veikart.web.pages.follow_up.indicator_places import list_parts, list_places
from veikart.web.pages.follow_up.indicator_printed import GRADES, apart_words, list_printed, printed_text, verdict_words
from veikart.web.pages.follow_up.indicator_rows import choose_year, get_indicators, indicator_url, list_tags, verdict_tag
from veikart.web.plan_links import edit_url, element_url, new_url
from veikart.web.tables import Context

MOST_MEASURES = 30
MOST_PLACES = 60
"""Places that one indicator is compared with."""
MOVED_WORDS = {"right": "og det går riktig vei", "wrong": "og det går feil vei", "still": "som før"}


@shows_follow_up
def show_indicator(request: HttpRequest, shown: FollowUpShown, indicator_id: str) -> HttpResponse:
    """The series of an indicator, at the place that is asked for, or where it usually is."""
    indicators = get_indicators(shown)
    place = request.GET.get("sted", "")
    place = place if place in indicators.places else ""
    one = indicators.one(indicator_id, choose_year(request.GET.get("aar", "")), place=place)
    if one is None:
        raise Http404
    compared = [(at, series) for at, series in indicators.compare(indicator_id) if one.place is None or at.id != one.place.id][:MOST_PLACES]
    targets = indicators.system.targets_by_indicator.get(indicator_id, ())
    svg = draw_large(one, compared, targets)
    context = make_follow_up_context(
        shown,
        page="indicators",
        title=_title(one),
        window_title=one.indicator.name,
        kicker=shown.unit_names.get(one.indicator.owner, ""),
        lead=one.indicator.formula,
        crumbs=[(_("Indikatorer"), reverse("indicators")), (one.indicator.name, "")],
        indicator=one.indicator,
        tags=list_tags(one),
        chart={
            "heading": _chart_heading(one, len(compared), len(targets)),
            "note": one.indicator.unit[:1].upper() + one.indicator.unit[1:],
            "svg": svg,
        }
        if svg
        else None,
        table=_table(indicators, one, compared),
        steps=change_words(one.change, one.indicator),
        printed=_printed(shown, one),
        expression=_expression(shown.system, one.indicator.expression),
        points=[_point(indicators, one, at) for at in reversed(one.series.values())],
        targets=_targets(indicators, one),
        facts=_facts(shown, one),
        elements=_elements(shown.system, indicator_id),
        measures=_measures(shown, indicator_id),
        places=list_places(indicators, one),
        parts=list_parts(shown, indicators, one),
        edit=_edit_links(shown, one) if shown.can_edit else {},
    )
    return render(request, "veikart/follow_up/indicator.html.jinja", context)


def _title(one: IndicatorShown) -> str:
    newest = one.newest_point
    if newest is None or newest.value is None:
        return _("%(name)s: ingen tall ennå") % {"name": one.indicator.name}
    words = {"name": one.indicator.name, "value": format_value(newest.value, one.indicator), "moment": moment_words(newest.year, newest.period)}
    said = _("%(name)s: %(value)s i %(moment)s") % words
    return f"{said}, {MOVED_WORDS[one.moved]}" if one.moved in MOVED_WORDS else said


def _chart_heading(one: IndicatorShown, others: int, targets: int) -> str:
    """Whose line it is, how many it is compared with, and the target."""
    target = one.judged.target or one.coming
    name = one.place.name if one.place else one.indicator.name
    with_others = ngettext("%(name)s og %(count)s annen", "%(name)s og %(count)s andre", others) % {"name": name, "count": others} if others else name
    if target is None:
        return with_others
    words = {"place": with_others, "year": target.year}
    return (_("%(place)s, med målene") if targets > 1 else _("%(place)s, med målet for %(year)s")) % words


def _day(day: date | None) -> str:
    return f"{day.day}.{day.month}.{day.year}" if day else ""


def _table(indicators: Indicators, one: IndicatorShown, compared: list[tuple[IndicatorPlace, IndicatorSeries]]) -> Context | None:
    """The places down and the years across, with parts of years between them where there are any."""
    places = [(one.place.name if one.place else one.indicator.name, one.series), *((at.name, series) for at, series in compared)]
    years = years_of(*(series for _name, series in places))
    moments = sorted({(year, "") for year in years} | {at for _name, series in places for at in series})
    if not moments:
        return None
    rows = [{"label": name, "cells": [_cell(indicators, one, series.get(at)) for at in moments]} for name, series in places]
    rows[0]["kind"] = "sum" if len(rows) > 1 else ""
    return {
        "caption": one.indicator.name,
        "unit": one.indicator.unit,
        "columns": [{"text": moment_words(year, period), "current": year == one.year} for year, period in moments],
        "rows": rows,
        "downloads": [{"name": _("CSV"), "url": reverse("indicator-file", args=[one.indicator.id])}],
    }


@sees_follow_up
def send_values(_request: HttpRequest, shown: FollowUpShown, indicator_id: str) -> HttpResponse:
    """Every value of the indicator as open data: all places, all that was published, and what is worked out."""
    indicators = get_indicators(shown)
    if indicator_id not in indicators.system.indicators:
        raise Http404
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["indicator", "place", "place_name", "year", "period", "value", "state", "published", "is_newest", "source"])
    for key, place in indicators.places.items():
        for point in indicators.series.series(indicator_id, key).values():
            head = [indicator_id, key, plain_name(place.name), point.year, point.period]
            writer.writerow(
                [
                    *head,
                    _number(None if point.value is None else round(point.value * PER_ONE)),
                    point.state,
                    point.vintage or "",
                    "yes",
                    plain_name(point.source),
                ]
            )
            for row in point.older:
                writer.writerow([*head, _number(row.value), row.state, row.vintage, "no", plain_name(row.source)])
    headers = {"Content-Disposition": 'attachment; filename="indikator.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _number(millionths: int | None) -> str:
    """A value as programs read it, with a point; empty where there is none."""
    return "" if millionths is None else format_decimal(millionths).replace(",", ".")


def _cell(indicators: Indicators, one: IndicatorShown, point: IndicatorPoint | None) -> Context | None:
    if point is None:
        return None
    if point.value is None:
        return {"text": state_words(point.state)}
    cell: Context = {"text": format_value(point.value, one.indicator, with_unit=False)}
    if point.state:
        missing = [_input(indicators, name, None)["name"] for name, value in point.inputs if value is None]
        why = _("Mangler: %(names)s.") % {"names": ", ".join(missing)} if missing else point.note
        cell["finding"] = {"grade": "note", "sentence": f"{state_words(point.state).capitalize()}. {why}".strip()}
    elif point.is_revised:
        before = next(row for row in point.older if row.value is not None)
        words = {"value": _older_words(one, before), "day": _day(before.vintage)}
        cell["finding"] = {"grade": "note", "sentence": _("Rettet: %(value)s ble publisert %(day)s.") % words}
    return cell


def _older_words(one: IndicatorShown, row: IndicatorValue) -> str:
    return state_words(row.state) if row.value is None else format_value(Fraction(row.value, PER_ONE), one.indicator)


def _point(indicators: Indicators, one: IndicatorShown, point: IndicatorPoint) -> Context:
    """Where a number is from: the day it was published, its source, what it was worked out from, and what was published before it."""
    return {
        "moment": moment_words(point.year, point.period),
        "value": point_words(point, one.indicator),
        "state": state_words(point.state) if point.state and point.value is not None else "",
        "published": _day(point.vintage),
        "source": _("Regnet ut") if point.source == WORKED_OUT else point.source,
        "note": point.note,
        "inputs": [_input(indicators, name, value) for name, value in point.inputs],
        "older": [{"value": _older_words(one, row), "published": _day(row.vintage), "source": row.source, "note": row.note} for row in point.older],
    }


def _input(indicators: Indicators, name: str, value: Fraction | None) -> Context:
    """One of the numbers that another was worked out from: an indicator in an expression, or a member of a group."""
    found = indicators.system.indicators.get(name.strip("{}").partition("@")[0])
    if found is None:
        place = indicators.places.get(name)
        return {"name": place.name if place else name, "url": "", "value": "" if value is None else f"{float(value):g}".replace(".", ",")}
    back = _(" året før") if "@" in name else ""
    return {"name": f"{found.name}{back}", "url": indicator_url(found.id), "value": "" if value is None else format_value(value, found)}


def _printed(shown: FollowUpShown, one: IndicatorShown) -> Context | None:
    """The mean that is printed of the indicator, and how it stands to the one worked out; None where none is, or another place is shown."""
    found = next((each for each in list_printed(shown) if each.indicator.id == one.indicator.id), None)
    if found is None or one.place is None or one.place.kind != "own":
        return None
    said = _("Trykt i tabell %(table)s: %(text)s.") % {"table": found.table, "text": printed_text(found)}
    return {"text": said if found.verdict == SAME else apart_words(found), "grade": GRADES[found.verdict], "word": verdict_words(found)}


def _expression(system: PlanSystem, text: str) -> list[Context]:
    """The expression with the indicators' names and addresses in place of their ids."""
    parts: list[Context] = []
    for piece in text.replace("{", "\0{").replace("}", "}\0").split("\0") if text else ():
        found = system.indicators.get(piece.strip("{}").partition("@")[0]) if piece.startswith("{") else None
        if found:
            parts.append({"text": f"{found.name}{_(' året før') if '@' in piece else ''}", "url": indicator_url(found.id)})
        elif piece:
            parts.append({"text": piece.replace("*", "×"), "url": ""})
    return parts


def _targets(indicators: Indicators, one: IndicatorShown) -> list[Context]:
    """Every target with what became of it."""
    place = one.place.id if one.place else ""
    rows = indicators.system.targets_by_indicator.get(one.indicator.id, ())
    judged = ((target, indicators.one(one.indicator.id, target.year, place=place)) for target in rows)
    return [_target(target, then) for target, then in judged if then]


def _target(target: IndicatorTarget, then: IndicatorShown) -> Context:
    return {
        "years": f"{target.year}–{target.until}" if target.until and target.until != target.year else str(target.year),
        "target": target.target,
        "value": then.value_text,
        "verdict": verdict_tag(then),
        "source": target.source,
        "decided": _day(target.decided),
    }


def _facts(shown: FollowUpShown, one: IndicatorShown) -> list[Context]:
    indicator = one.indicator
    aim = f" ({indicator.aim_from}–{indicator.aim_to})" if indicator.aim_from and indicator.aim_to else ""
    direction = get_choices("direction").get(indicator.direction, "")
    tables = shown.programme.dataset.table_by_id if indicator.table and shown.programme else {}
    printed = f"{reverse('table', args=[indicator.table])}#{indicator.row}" if indicator.table in tables else ""
    facts = [
        (_("Ønsket retning"), f"{direction}{aim}" if direction else "", ""),
        (_("Eier"), shown.unit_names.get(indicator.owner, ""), reverse("unit-indicators", args=[indicator.owner]) if indicator.owner else ""),
        (_("Hvor ofte"), get_choices("frequency").get(indicator.frequency, ""), ""),
        (_("Utgangsår"), str(indicator.base_year or ""), ""),
        (_("Trykt"), _("tabell %(table)s") % {"table": indicator.table} if indicator.table else "", printed),
        (_("Kilde"), indicator.source, ""),
    ]
    return [{"label": label, "text": text, "url": url} for label, text, url in facts if text]


def _elements(system: PlanSystem, indicator_id: str) -> list[Context]:
    links = system.elements_by_indicator.get(indicator_id, ())
    found = [system.elements[link.element] for link in links if link.element in system.elements]
    words = get_choices("element_kind")
    return [{"name": one.name, "number": one.number, "kind": words[one.kind], "url": element_url(one.id)} for one in found]


def _measures(shown: FollowUpShown, indicator_id: str) -> list[Context]:
    """The measures of the budget that serve what the indicator measures."""
    links = shown.system.elements_by_indicator.get(indicator_id, ())
    keys = dict.fromkeys(one.measure for link in links for one in shown.system.links_by_element.get(link.element, ()))
    known = shown.programme.budget.measure_by_id if keys and shown.programme else {}
    return [{"name": known[key].name, "url": measure_url(key)} for key in list(keys)[:MOST_MEASURES] if key in known]


def _edit_links(shown: FollowUpShown, one: IndicatorShown) -> Context:
    """The forms for the definition and the targets in the plan, and for a new value, for those who may use them."""
    here = indicator_url(one.indicator.id)
    place = one.place.id if one.place else ""
    value = with_query(reverse("new-follow-up-row", args=["indicator_values"]), indicator=one.indicator.id, place=place, next=here)
    if not shown.can("change_plan"):
        return {"value": value}
    return {
        "value": value,
        "definition": with_query(edit_url("indicators", one.indicator.id), next=here),
        "target": with_query(new_url("indicator_targets"), indicator=one.indicator.id, next=here),
    }
