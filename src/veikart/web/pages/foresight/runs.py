"""Runs in the background: the list of them, a form that asks for one, and one run with how far it has come, its result, and who may see it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veikart.actions.access import can
from veikart.actions.cancel_run import cancel_run
from veikart.actions.clock import now
from veikart.actions.publish_run import publish_run
from veikart.actions.runners import RUNNERS
from veikart.actions.start_run import MOST_DRAWS, start_run
from veikart.rules.foresight.runs import RunKind, get_run_rules
from veikart.rules.words import say_count
from veikart.rules.words.sentences import capitalise, join_words
from veikart.store.models import ForesightRun
from veikart.store.queries import get_run, get_run_json, get_runs
from veikart.web.answers import read_number
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_run_forms import list_fields, say_choices
from veikart.web.foresight_run_pictures import list_pictures, say_limits
from veikart.web.foresight_runs import RESULT_PAGES, result_tables, result_url, run_view
from veikart.web.foresight_shown import make_foresight_context
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context

USUAL_DRAWS, USUAL_SEED = 1_000, 1
PARAMETER = "p."
"""What the names of a run's own parameters begin with in a form and in an address."""


@shows_economy
def show_runs(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The runs this reader may see, the newest first."""
    found = get_runs(only_published=not shown.is_draft)
    runs = [run_view(one, now=now(), with_person=shown.is_draft) for one in found]
    context = make_foresight_context(
        shown,
        page="foresight-runs",
        title=say_runs(Counter(one.status for one in found)),
        window_title=_("Kjøringer"),
        lead=_("Det som tar tid å regne, regnes i bakgrunnen. Du kan lukke nettleseren imens."),
        crumbs=[(_("Kjøringer"), "")],
        runs=runs,
        kinds=_kinds() if can(shown.actor, "start_run") else [],
        is_live=any(one["is_active"] for one in runs),
    )
    return render(request, "veikart/foresight/runs.html.jinja", context)


def say_runs(counts: Mapping[str, int]) -> str:
    """How many runs there are in each status, as «Tre kjøringer er ferdige og én regner»."""
    done, failed, cancelled = (counts.get(one, 0) for one in ("done", "failed", "cancelled"))
    statuses = {
        "done": ngettext("er ferdig", "er ferdige", done),
        "running": _("regner"),
        "queued": _("venter"),
        "failed": ngettext("ble stanset av en feil", "ble stanset av feil", failed),
        "cancelled": ngettext("er avbrutt", "er avbrutt", cancelled),
    }
    there = [(counts[one], said) for one, said in statuses.items() if counts.get(one)]
    if not there:
        return _("Ingen kjøringer ennå")
    (most, said), *others = there
    first = f"{say_count(most)} {ngettext('kjøring', 'kjøringer', most)} {said}"
    return capitalise(join_words([first, *(f"{say_count(count)} {words}" for count, words in others)]))


def _kinds() -> list[RunKind]:
    """The kinds that can be worked out, in the order they are declared."""
    return [one for one in get_run_rules().kinds.values() if one.id in RUNNERS]


@needs_right("start_run")
@shows_economy
def show_new_run(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The form that asks for a run; what is sent goes in the queue, and the run's own page is shown."""
    given = request.POST if request.method == "POST" else request.GET
    kind = get_run_rules().kinds.get(given.get("kind", ""))
    parameters, error = _read_parameters(given), ""
    if request.method == "POST" and kind is not None:
        try:
            run = start_run(kind.id, title=given.get("title", ""), parameters=parameters, actor=shown.actor, **_read_draws(given, kind))
        except ValueError as refusal:
            error = str(refusal)
        else:
            return redirect("foresight-run", run.number)
    title = kind.name if kind else _("Hva vil du kjøre?")
    texts = {key: given.getlist(f"{PARAMETER}{key}") for key in parameters}
    fields = list_fields(shown, kind.id, texts) if kind else []
    hidden = set(texts) - {one["id"] for one in fields}
    context = make_foresight_context(
        shown,
        page="foresight-runs",
        title=title,
        lead=kind.note if kind else _("Velg det som skal regnes."),
        crumbs=[(_("Kjøringer"), reverse("foresight-runs")), (_("Ny kjøring"), "")],
        kind=kind,
        kinds=_kinds(),
        data={"title": given.get("title") or title, "draws": given.get("draws", USUAL_DRAWS), "seed": given.get("seed", USUAL_SEED)},
        fields=fields,
        parameters=[(f"{PARAMETER}{key}", value) for key in sorted(hidden) for value in texts[key]],
        most_draws=MOST_DRAWS,
        error=error,
    )
    return render(request, "veikart/foresight/new_run.html.jinja", context, status=422 if error else 200)


def _read_parameters(given: QueryDict) -> dict[str, Any]:
    """The run's own parameters: a text each, or a list where the same name is given more than once."""
    names = [one for one in given if one.startswith(PARAMETER) and one != PARAMETER]
    found = {one.removeprefix(PARAMETER): given.getlist(one) for one in names}
    return {key: values[0] if len(values) == 1 else values for key, values in found.items()}


def _read_draws(given: QueryDict, kind: RunKind) -> dict[str, int]:
    """How many draws and from which seed; -1 for what is no number, which is then refused. A kind that does not draw has none."""
    if not kind.has_draws:
        return {}
    numbers = {name: read_number(given.get(name, str(usual))) for name, usual in (("draws", USUAL_DRAWS), ("seed", USUAL_SEED))}
    return {name: -1 if number is None else number for name, number in numbers.items()}


def find_run(shown: EconomyShown, number: int) -> ForesightRun:
    """The run this reader may see. Raises Http404."""
    run = get_run(number, only_published=not shown.is_draft) if read_number(str(number)) is not None else None
    if run is None:
        raise Http404(number)
    return run


@never_cache
@shows_economy
def show_run(request: HttpRequest, shown: EconomyShown, number: int) -> HttpResponse:
    """A run: how far it has come, and its result."""
    run = find_run(shown, number)
    written = get_run_json(number) if run.status == "done" and run.kind not in RESULT_PAGES else None
    result: dict[str, Any] = json.loads(written) if written else {}
    view = run_view(run, now=now(), with_person=shown.is_draft)
    context = make_foresight_context(
        shown,
        page="foresight-runs",
        title=result.get("answer") or run.title,
        kicker=f"{view['kind']} · {run.title}" if result.get("answer") else view["kind"],
        window_title=run.title,
        crumbs=[(_("Kjøringer"), reverse("foresight-runs")), (run.title, "")],
        run=view,
        facts=_facts(shown, run, view),
        pictures=list_pictures(shown, result),
        limits_note=say_limits(result),
        tables=result_tables(result),
        has_page=run.kind in RESULT_PAGES,
        can_cancel=view["is_active"] and can(shown.actor, "cancel_run"),
        can_publish=view["is_done"] and can(shown.actor, "publish_run"),
    )
    return render(request, "veikart/foresight/run.html.jinja", context)


def _facts(shown: EconomyShown, run: ForesightRun, view: Context) -> list[tuple[str, str]]:
    """What the run is made from: enough to make it once more, to the last bit."""
    facts = [
        (_("Tilstand"), f"{view['mark']} {view['status']}, {view['time']}" if view["time"] else f"{view['mark']} {view['status']}"),
        (_("Bestilt"), f"{view['asked']}, {view['actor']}" if view["actor"] else view["asked"]),
        (_("Regnet av"), _made_of(run)),
        (_("Trekninger"), _("%(draws)s trekninger fra startpunkt %(seed)s") % {"draws": view["draws"], "seed": run.seed} if run.draws else ""),
        *say_choices(shown, run.kind, run.parameters),
        (_("Merke for resultatet"), run.result_sha256[:16]),
    ]
    return [(term, text) for term, text in facts if text]


def _made_of(run: ForesightRun) -> str:
    words = {"number": run.book_revision}
    if run.plan_hash:
        return _("økonomiboken ved endring %(number)s, og handlingsprogrammet som var publisert da") % words
    return _("økonomiboken ved endring %(number)s") % words


@never_cache
@shows_economy
def show_progress(request: HttpRequest, shown: EconomyShown, number: int) -> HttpResponse:
    """The piece of a run's page that says how far it has come."""
    run = run_view(find_run(shown, number), now=now(), with_person=False)
    return render(request, "veikart/foresight/run_progress.html.jinja", {"run": run})


@shows_economy
def send_result(request: HttpRequest, shown: EconomyShown, number: int) -> HttpResponse:
    """The result of a run as JSON."""
    find_run(shown, number)
    written = get_run_json(number)
    if written is None:
        raise Http404(number)
    return HttpResponse(written, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="kjoring-{number}.json"'})


@require_POST
@needs_right("cancel_run")
@shows_economy
def cancel(request: HttpRequest, shown: EconomyShown, number: int) -> HttpResponse:
    """Cancel a run."""
    run = find_run(shown, number)
    if cancel_run(number, actor=shown.actor):
        messages.success(request, _("«%(title)s» er avbrutt. Ingenting av den er tatt vare på.") % {"title": run.title})
    else:
        messages.success(request, _("«%(title)s» var alt ferdig.") % {"title": run.title})
    return redirect("foresight-run", number)


@require_POST
@needs_right("publish_run")
@shows_economy
def publish(request: HttpRequest, shown: EconomyShown, number: int) -> HttpResponse:
    """Let everyone open the result, or take it back."""
    run, is_public = find_run(shown, number), request.POST.get("show") != "none"
    if publish_run(number, is_public=is_public, actor=shown.actor):
        text = _("Alle kan nå åpne «%(title)s».") if is_public else _("«%(title)s» vises ikke lenger for alle.")
        messages.success(request, text % {"title": run.title})
    else:
        messages.success(request, _("Ingenting ble endret."))
    return redirect(result_url(run))
