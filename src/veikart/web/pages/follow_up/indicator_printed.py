"""The means of the last three years that the programme prints, each worked out again from the years it prints."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.indicators.printed import DIFFERS, SAME, UNKNOWN, WITHIN, PrintedMean, compare_printed_means
from veikart.rules.indicators.words import format_change
from veikart.rules.words import format_decimal
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.pages.follow_up.indicator_rows import get_indicators, indicator_url
from veikart.web.tables import Context

GRADES = {SAME: "ok", WITHIN: "note", DIFFERS: "warning", UNKNOWN: "note"}


@shows_follow_up
def show_printed_means(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every printed mean with what the printed years come to, those that are not the same first, with why."""
    found = list_printed(shown)
    ordered = sorted(found, key=lambda one: one.verdict == SAME)
    context = make_follow_up_context(
        shown,
        page="indicators",
        title=_title(found),
        window_title=_("Trykte snitt"),
        lead=_("Snittet av de tre siste årene, minus utgangsåret, slik handlingsprogrammet trykker det, og regnet på nytt av årene det trykker."),
        crumbs=[(_("Indikatorer"), reverse("indicators")), (_("Trykte snitt"), "")],
        rows=[_row(one) for one in ordered],
        apart=[apart_words(one) for one in ordered if one.verdict != SAME],
    )
    return render(request, "veikart/follow_up/indicator_printed.html.jinja", context)


def list_printed(shown: FollowUpShown) -> tuple[PrintedMean, ...]:
    """The printed means, worked out once for the books and the budget as they are; none without a budget."""
    programme = shown.programme
    if programme is None:
        return ()
    found: tuple[PrintedMean, ...] = shown.keep(
        ("printed-means", programme.dataset.id), lambda: compare_printed_means(get_indicators(shown), programme.dataset.table_by_id)
    )
    return found


def _title(found: tuple[PrintedMean, ...]) -> str:
    if not found:
        return _("Ingen trykte snitt")
    counts = Counter(one.verdict for one in found)
    words = {"same": counts[SAME], "within": counts[WITHIN], "all": len(found), "differs": counts[DIFFERS]}
    if counts[DIFFERS]:
        return _("%(differs)s av %(all)s trykte snitt stemmer ikke med årene som er trykt") % words
    if counts[WITHIN]:
        return _("%(same)s av %(all)s trykte snitt er like når de regnes på nytt, og %(within)s er innenfor avrundingen") % words
    return _("Alle %(all)s trykte snitt er like når de regnes på nytt") % words


def printed_text(one: PrintedMean) -> str:
    """What is printed, with a minus that is one."""
    return one.text.replace("-", "\N{MINUS SIGN}")


def verdict_words(one: PrintedMean) -> str:
    """The verdict in a few words."""
    return {
        SAME: _("Likt"),
        WITHIN: _("Innenfor avrundingen"),
        DIFFERS: _("Stemmer ikke"),
        UNKNOWN: _("Kan ikke regnes"),
    }[one.verdict]


def apart_words(one: PrintedMean) -> str:
    """Why a printed mean is another than the one worked out, in a sentence or two."""
    change = one.change.change
    words = {"name": one.indicator.name, "table": one.table, "text": printed_text(one)}
    if change is None:
        return _("%(name)s, tabell %(table)s: årene som er trykt, er for få til å regne av.") % words
    words |= {"value": _exact(one, change.value), "low": _exact(one, change.low), "high": _exact(one, change.high)}
    said = _("%(name)s, tabell %(table)s: trykt %(text)s, regnet %(value)s.") % words
    if one.verdict == WITHIN:
        why = _("Årene er avrundet før de er trykt. Før det kan endringen ha vært fra %(low)s til %(high)s, og noe av det gir det trykte.") % words
        return f"{said} {why}"
    return f"{said} {_('Årene kan ha vært avrundet, men det forklarer ikke forskjellen.')}"


def _exact(one: PrintedMean, value: Fraction) -> str:
    """A number with one decimal more than is printed, so that the difference can be seen."""
    return format_decimal(value, one.decimals + 1)


def _row(one: PrintedMean) -> Context:
    change = one.change.change
    return {
        "name": one.indicator.name,
        "url": f"{indicator_url(one.indicator.id)}#slik",
        "table": one.table,
        "table_url": f"{reverse('table', args=[one.table])}#{one.indicator.row}",
        "printed": printed_text(one),
        "worked_out": format_change(change.value, one.indicator, with_unit=False) if change else "",
        "years": ", ".join(str(point.year) for point in one.change.points),
        "base": str(one.indicator.base_year),
        "grade": GRADES[one.verdict],
        "word": verdict_words(one),
    }
