"""The front page of the economy: the engines with a key figure each, and what has changed since the book was adopted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.access import can
from veikart.actions.adopt_economy import adopt_economy
from veikart.actions.book_writing import ChangeRefused
from veikart.calc.worksheets import Run
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.figure_words import short_figure_words
from veikart.web.economy_reach import get_last_invested
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.pages.economy.cards import engine_cards
from veikart.web.pages.economy.changes import describe_changes, list_changes
from veikart.web.plan_shown import get_actor, needs_right

NOT_SELF_FINANCING = "non_self_financing"


@shows_economy
def show_front(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """What the economy comes to, engine by engine, and what is new since the adopted book."""
    changes = list_changes(shown)
    described = describe_changes(shown, changes)
    context = make_economy_context(
        shown,
        page="economy",
        title=_title(shown),
        window_title=_("Økonomi"),
        lead=_("Hver rute er en del av økonomien, regnet år for år av det som er lagt inn. Alle tall kan åpnes til regnestykket bak."),
        cards=engine_cards(shown),
        has_baseline=shown.baseline is not None,
        adopted=f"{shown.adopted_at:%d.%m.%Y}" if shown.adopted_at else "",
        can_adopt=shown.is_draft and can(shown.actor, "adopt_economy") and (shown.baseline is None or bool(changes)),
        changes=described,
        changes_count=len(changes),
        changes_hidden=len(changes) - len(described),
    )
    return render(request, "veikart/economy/front.html.jinja", context)


def _title(shown: EconomyShown) -> str:
    """What the debt and the own capital come to, as far as investments are entered."""
    last = min(get_last_invested(shown.book) or shown.years[-1], shown.years[-1])
    words = {"first": shown.years[0], "last": max(last, shown.years[0])}
    parts = [one for one in (_debt_words(shown.run, words["last"]), _own_capital_words(shown.run)) if one]
    return f"{words['first']}–{words['last']}: {'; '.join(parts)}" if parts else _("Økonomien %(first)s–%(last)s") % words


def _debt_words(run: Run, last: int) -> str:
    """How the debt goes to the year `last`: where it ends, and when it is largest where that is not at the end."""
    debt = run.sheets.get("debt")
    if debt is None or EVERYTHING not in debt.place or not debt.total("closing").any():
        return ""
    row = [debt.value(EVERYTHING, "closing", year) for year in debt.years if year <= last]
    at = max(range(len(row)), key=lambda place: row[place])
    words = {"end": f"{short_figure_words(row[-1], 'nok')} mill. kr", "top": f"{short_figure_words(row[at], 'nok')} mill. kr", "year": debt.years[at]}
    if at == len(row) - 1:
        return _("gjelden vokser til %(end)s") % words
    return _("gjelden går ned til %(end)s") % words if at == 0 else _("gjelden er størst i %(year)s med %(top)s") % words


def _own_capital_words(run: Run) -> str:
    """The lowest share of own capital in the years there is something to finance."""
    financing = run.sheets.get("financing")
    if financing is None or NOT_SELF_FINANCING not in financing.place:
        return ""
    shares = [one for one in financing.row(NOT_SELF_FINANCING, "own_capital_share") if one]
    if not shares:
        return ""
    low, high = (short_figure_words(one, "ppm", decimals=0) for one in (min(shares), max(shares)))
    if low == high:
        return _("egenkapitalen er %(share)s") % {"share": low}
    return _("egenkapitalen er %(low)s–%(high)s") % {"low": low.removesuffix("%").strip(), "high": high}


@needs_right("adopt_economy")
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Make the book, as it is, the one the budget is made from."""
    try:
        adopt_economy(actor=get_actor(request))
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    else:
        messages.success(request, _("Økonomiboken er vedtatt som grunnlag. Endringer fra nå av vises som virkning i budsjettet."))
    return redirect(reverse("economy"))
