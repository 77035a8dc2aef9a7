"""The parts of the follow-up on its front page: what each comes to in one figure and a sentence."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.reports.period_reports import PeriodReports
from veikart.rules.words import format_signed_mill
from veikart.store.models import PublishedReport
from veikart.web.climate_shown import find_target_year, tonnes_words
from veikart.web.economy_shown import get_economy_shown
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.ledger_shown import make_ledger_shown
from veikart.web.pages.follow_up.indicator_rows import get_indicators
from veikart.web.pages.follow_up.ledger import say_deviation
from veikart.web.pages.follow_up.vital_views import get_examined, share_view
from veikart.web.tables import Context
from veikart.web.task_views import get_tasks

PATH = "climate_path"


def list_cards(request: HttpRequest, shown: FollowUpShown, published: list[PublishedReport]) -> list[Context]:
    """The parts that have something to show, in the order people ask: what it gives, what is done, what it costs, and what is said of it."""
    made = (
        indicator_card(shown),
        task_card(shown),
        ledger_card(request, shown),
        climate_card(request),
        report_card(shown, published),
        vital_card(shown),
    )
    return [one for one in made if one]


def _card(name: str, address: str, number: str, unit: str, note: str, grade: str = "") -> Context:
    return {"name": name, "url": reverse(address), "number": number, "unit": unit, "note": note, "grade": grade}


def indicator_card(shown: FollowUpShown) -> Context | None:
    """How many indicators go the right way, of those it can be said of."""
    indicators = get_indicators(shown)
    found = indicators.every(None)
    told = [one for one in found if one.moved != "unknown"]
    if not told:
        return None
    right, missed = sum(one.moved == "right" for one in told), sum(one.verdict == "missed" for one in found)
    words = _("går riktig vei.")
    if missed:
        words += " " + ngettext("%(num)s mål for året er ikke nådd.", "%(num)s mål for året er ikke nådd.", missed) % {"num": missed}
    return _card(_("Indikatorer"), "indicators", f"{right} {_('av')} {len(told)}", "", words, "ok" if right * 2 >= len(told) else "warning")


def task_card(shown: FollowUpShown) -> Context | None:
    """How many assignments and tasks are late, of the open ones."""
    open_ones = [one for one in get_tasks(shown).every.values() if one.is_open]
    if not open_ones:
        return None
    late, silent = sum(one.is_late for one in open_ones), sum(one.is_silent for one in open_ones)
    words = _("oppdrag og oppgaver er forsinket. %(silent)s er uten fersk status.") % {"silent": silent}
    return _card(_("Oppgaver"), "tasks", f"{late} {_('av')} {len(open_ones)}", "", words, "warning" if late else "ok")


def ledger_card(request: HttpRequest, shown: FollowUpShown) -> Context | None:
    """What the municipality has used against its budget; only for those who are signed in."""
    ledger = make_ledger_shown(request, shown) if shown.is_draft else None
    if ledger is None:
        return None
    report = ledger.report
    top = report.of_unit(report.nodes.ids[0]) if report.nodes.ids else report.of_unit("")
    nok = top.total.deviation_nok
    number = format_signed_mill(nok) if report.has_ledger else ""
    return _card(_("Regnskap"), "ledger-report", number, _("mill. kr"), say_deviation(ledger, top) + ".", "warning" if nok < 0 else "ok")


def climate_card(request: HttpRequest) -> Context | None:
    """How far the measures are from the target of the climate budget."""
    shown = get_economy_shown(request)
    budget = next(iter(shown.book.table("climate_budgets").values()), None) if shown and shown.years else None
    if shown is None or budget is None:
        return None
    path, year = shown.run.sheets[PATH], find_target_year(shown, budget)
    if not path.value(budget.id, "is_measured", year):
        return None
    gap = path.value(budget.id, "gap", year)
    words = {"year": year}
    note = _("CO₂-ekvivalenter over målet for %(year)s, med alle tiltakene.") if gap > 0 else _("CO₂-ekvivalenter under målet for %(year)s.")
    return _card(_("Klima"), "climate", tonnes_words(gap), _("tonn"), note % words, "warning" if gap > 0 else "ok")


def report_card(shown: FollowUpShown, published: list[PublishedReport]) -> Context | None:
    """How far the open period has come; for others the newest report."""
    opened = next((one for one in shown.book.table("periods").values() if one.status == "open"), None) if shown.is_draft else None
    if opened is not None:
        reports = PeriodReports(shown.book, opened, {}, shown.parents, shown.today)
        done, late = reports.count("confirmed", "approved"), sum(reports.is_late(unit) for unit in reports.units)
        words = _("rapporter er bekreftet for %(name)s. %(late)s er over fristen.") % {"name": opened.name, "late": late}
        return _card(_("Rapporter"), "reports", f"{done} {_('av')} {len(reports.units)}", "", words, "warning" if late else "ok")
    if not published:
        return None
    return _card(_("Rapporter"), "reports", str(len({one.period for one in published})), _("publisert"), published[0].title)


def vital_card(shown: FollowUpShown) -> Context | None:
    """How many of the vital signs are there."""
    examined = get_examined(shown)
    alive, asked = examined.signs.count()
    if not asked:
        return None
    share = share_view(alive, asked)
    words = ngettext(
        "av det som skal til for god oppfølging, er på plass. %(num)s mål ser ikke ut til å følges opp.",
        "av det som skal til for god oppfølging, er på plass. %(num)s mål ser ikke ut til å følges opp.",
        len(examined.dead),
    )
    return _card(_("Livstegn"), "vital-signs", f"{share['percent']} %", "", words % {"num": len(examined.dead)}, share["grade"])
