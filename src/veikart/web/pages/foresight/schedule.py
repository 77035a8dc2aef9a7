"""The best order of investments: the plan before and after, what binds, and the order taken into the book."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veikart.actions.access import can
from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.take_schedule import take_schedule
from veikart.calc.values import PPM
from veikart.rules.economy.checking.schedule import check_schedule
from veikart.rules.foresight.schedule_results import ask_for_order
from veikart.rules.foresight.schedule_taking import Taken, plan_taking
from veikart.store.models import ForesightRun
from veikart.store.queries import get_newest_done, get_run, get_run_result
from veikart.web.answers import read_number, tell
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_run_forms import list_fields
from veikart.web.foresight_runs import result_tables
from veikart.web.foresight_schedule import draw_debt, draw_investments, draw_order, project_rows
from veikart.web.foresight_shown import has_long_economy, make_foresight_context
from veikart.web.links import with_query
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context

KIND, RUN = "schedule", "kjoring"
TABLES = ("schedule_projects", "schedule_ties", "schedule_capacities", "schedule_costs")


@shows_economy
@has_long_economy
def show_schedule(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The newest order, or the one of a run (`?kjoring=`), and the form that asks for another."""
    run = _find_run(request, shown)
    result = (get_run_result(run.number) if run else None) or {}
    context = make_foresight_context(
        shown,
        page="foresight-schedule",
        title=result.get("answer") or _("Når bør hvert prosjekt bygges?"),
        kicker=_kicker(shown, run),
        window_title=_("Rekkefølgen av investeringene"),
        lead=_("Rekkefølgen som gir minst ventetid for dem som trenger byggene, innenfor grensene for gjeld, resultat, fond og kapasitet."),
        crumbs=[(_("Investeringer"), "")],
        run=run,
        result=result,
        **(_pictures(result) if result.get("starts") else {}),
        can_take=bool(result.get("starts")) and shown.can_edit and can(shown.actor, "move_projects"),
        can_start=can(shown.actor, "start_run"),
        can_publish=run is not None and can(shown.actor, "publish_run"),
        fields=list_fields(shown, KIND, {"objective": [result["objective"]], "scenario": result["scenarios"]} if result.get("objective") else {}),
        project_count=len(shown.book.table("schedule_projects")),
        findings=[finding_view(shown, one) for one in check_schedule(shown.book)],
        inputs=list_book_tables(shown, TABLES),
    )
    return render(request, "veikart/foresight/schedule.html.jinja", context)


def _find_run(request: HttpRequest, shown: EconomyShown) -> ForesightRun | None:
    """The run asked for, or the newest. Raises Http404 for one this reader may not see."""
    wanted = request.GET.get(RUN) or request.POST.get(RUN, "")
    if not wanted:
        return get_newest_done(KIND, only_published=not shown.is_draft)
    number = read_number(wanted)
    run = get_run(number, only_published=not shown.is_draft) if number is not None else None
    if run is None or run.kind != KIND or run.status != "done":
        raise Http404(wanted)
    return run


def _kicker(shown: EconomyShown, run: ForesightRun | None) -> str:
    if run is None:
        return ""
    if run.book_revision != shown.revision:
        return _("%(title)s · regnet av økonomiboken ved endring %(number)s, som er endret siden") % {
            "title": run.title,
            "number": run.book_revision,
        }
    return run.title


def _pictures(result: dict[str, Any]) -> Context:
    return {
        "timeline": draw_order(result),
        "projects": project_rows(result),
        "investments": draw_investments(result),
        "debt": draw_debt(result),
        "tables": result_tables(result),
    }


@require_POST
@needs_right("change_economy")
@shows_economy
@has_long_economy
def take_order(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Make the order of a run the plan in the book: the projects of the programme are moved, the others become investments after the plan."""
    run = _find_run(request, shown)
    result = (get_run_result(run.number) if run else None) or {}
    if run is None or not result.get("starts"):
        raise Http404(RUN)
    taken = _plan(shown, result)
    note = _("Tok inn rekkefølgen «%(title)s»") % {"title": run.title}
    here = with_query(reverse("foresight-schedule"), kjoring=str(run.number))
    try:
        number = take_schedule(taken, shown.book, actor=shown.actor, seen=run.book_revision, revision=shown.revision, note=note)
    except (ChangeRefused, StaleEdit) as refusal:
        for sentence in _why(refusal):
            messages.error(request, sentence)
        return redirect(here)
    tell(request, number, _told(note, taken))
    return redirect(reverse("economy-effects") if taken.moves else here)


def _plan(shown: EconomyShown, result: dict[str, Any]) -> Taken:
    asked = ask_for_order(shown.book, shown.long_run, shown.plan_figures, share=PPM)
    starts = {key: start for key, start in result["starts"].items() if key in asked.rows}
    return plan_taking(shown.book, asked, starts)


def _why(refusal: ChangeRefused | StaleEdit) -> list[str]:
    if isinstance(refusal, ChangeRefused):
        return [one.sentence for one in refusal.findings]
    return [_("Prosjektene er endret siden rekkefølgen ble regnet. Regn den på nytt, og ta den inn da.")]


def _told(note: str, taken: Taken) -> str:
    moved = ngettext("%(count)s prosjekt i programmet er flyttet", "%(count)s prosjekter i programmet er flyttet", len(taken.moves))
    return f"{note}. {moved % {'count': len(taken.moves)}}"
