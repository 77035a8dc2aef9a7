"""Goals that pull against each other: the graph, the conflicts with the measures that feed them, the loops, and quick entry of a chain."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from veikart.actions.access import can, check_right
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.calc.conflicts import GoalConflict, InfluencePath, find_feeds, find_goal_conflicts, find_loops, get_influences_in_use
from veikart.calc.plan_system import Influence
from veikart.exchange.charts import NetworkBox, draw_for_both, network_chart
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.plan_system import describe_influences, describe_loop, describe_path, read_chain
from veikart.rules.tables import write_row
from veikart.rules.words import format_mill
from veikart.web.answers import tell
from veikart.web.links import measure_url
from veikart.web.plan_links import edit_url, element_link, element_url
from veikart.web.plan_shown import PlanShown, make_plan_context, redirect_to_sign_in, shows_plan
from veikart.web.shown import VISITOR
from veikart.web.tables import Context

MOST_BOXES = 60
"""Boxes in the picture; with more, only those that the worst conflicts pass through are drawn."""
MOST_SHOWN = 40
MOST_FEEDS = 6
MOST_NAMES = 200
GOAL_KINDS = frozenset({"main_goal", "sub_goal"})


@shows_plan
def show_conflicts(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The conflicts, the picture, the loops and every link; a POST enters a chain."""
    text, findings = "", []
    if request.method == "POST":
        if shown.actor == VISITOR:
            return redirect_to_sign_in(request)
        check_right(shown.actor, "change_plan")
        text = request.POST.get("chain", "")[:20_000]
        findings = _enter(request, shown, text)
        if not findings:
            return redirect("conflicts")
    system = shown.system
    links = get_influences_in_use(system)
    found = shown.keep(("conflicts",), lambda: find_goal_conflicts(system)).conflicts
    loops = shown.keep(("loops",), lambda: find_loops(links))
    title = ngettext("%(count)s målkonflikt", "%(count)s målkonflikter", len(found)) % {"count": len(found)}
    context = make_plan_context(
        shown,
        page="conflicts",
        title=title if links else _("Målkonflikter"),
        lead=_("Det som styrker ett mål, kan svekke et annet. Her følges virkningene ledd for ledd.") if links else "",
        crumbs=[(_("Målkonflikter"), "")],
        picture=_picture(shown, links, [one.path for one in found]),
        conflicts=[_conflict(shown, one) for one in found[:MOST_SHOWN]],
        more=max(0, len(found) - MOST_SHOWN),
        loops=[{"text": describe_loop(system, one), "kind": one.kind} for one in loops.loops[:MOST_SHOWN]],
        loops_more=max(0, len(loops.loops) - MOST_SHOWN),
        longest=loops.covered if loops.may_be_longer else 0,
        sentences=describe_influences(system),
        links=[_link(shown, one) for one in links],
        text=text,
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "place": {"text": one.place.words()}} for one in findings],
        known_names=[one.name for one in system.of_kind(*sorted(GOAL_KINDS), "strategy", "consequence")][:MOST_NAMES],
        can_enter=can(shown.actor, "change_plan") and shown.is_draft,
    )
    return render(request, "veikart/plan/conflicts.html.jinja", context, status=422 if findings else 200)


def _enter(request: HttpRequest, shown: PlanShown, text: str) -> list[Finding]:
    """Store the chain in the lines; the findings where it cannot be."""
    entry, findings = read_chain(text, shown.system, said_by=shown.actor.name)
    if entry is None:
        return findings
    edits = [RowEdit("elements", one.id, write_row(one)) for one in entry.consequences]
    edits += [RowEdit("influences", f"{one.source}|{one.target}", write_row(one)) for one in entry.influences]
    try:
        number = change_plan(edits, actor=shown.actor, note=_("La inn en kjede med %(count)s ledd") % {"count": len(entry.influences)})
    except ChangeRefused as refusal:
        return refusal.findings
    except StaleEdit:
        return [make_finding("plan-chain-line", Place(), found=text[:60])]
    tell(request, number, _("La inn en kjede med %(count)s ledd") % {"count": len(entry.influences)})
    return []


def _picture(shown: PlanShown, links: tuple[Influence, ...], paths: list[InfluencePath]) -> Context | None:
    system = shown.system
    keys = list(dict.fromkeys(key for one in links for key in (one.source, one.target)))
    note = ""
    if len(keys) > MOST_BOXES:
        chosen: dict[str, None] = {}
        for path in paths:
            if len({*chosen, *path.elements}) <= MOST_BOXES:
                chosen.update(dict.fromkeys(path.elements))
        note = _("Bildet viser de %(shown)s elementene i de alvorligste konfliktene, av %(all)s.") % {"shown": len(chosen), "all": len(keys)}
        keys = list(chosen)
        links = tuple(one for one in links if one.source in chosen and one.target in chosen)
    if not keys:
        return None
    boxes = [NetworkBox(key, system.elements[key].name, system.elements[key].kind in GOAL_KINDS) for key in keys]
    svg = draw_for_both(network_chart, chart_id="conflicts", title=_("Hva som styrker og svekker hva"), boxes=boxes, arrows=links, wide=1120)
    return {"heading": _("Hva som styrker og svekker hva"), "note": note, "svg": Markup(svg)}


def _conflict(shown: PlanShown, conflict: GoalConflict) -> Context:
    system = shown.system
    feeds = {feed.measure: feed for feed in find_feeds(system, conflict) if feed.measure in shown.measures}
    measures = [shown.measures[key] for key in feeds]
    year = shown.years[0] if shown.years else 0
    return {
        "goal": element_link(shown, system.elements[conflict.goal]),
        "weakened": element_link(shown, system.elements[conflict.weakened]),
        "is_same": conflict.goal == conflict.weakened,
        "text": describe_path(system, conflict.path),
        "support": describe_path(system, conflict.support) if conflict.support else "",
        "measures": [
            {"name": one.measure.name, "url": measure_url(one.measure.id), "unit": one.unit.name,
             "text": f"{format_mill(one.nok_by_year.get(year, 0))} {_('mill. kr i')} {year}"}
            for one in measures[:MOST_FEEDS]
        ],
        "measures_more": max(0, len(measures) - MOST_FEEDS),
    }  # fmt: skip


def _link(shown: PlanShown, link: Influence) -> Context:
    system = shown.system
    return {
        "source": {"name": system.elements[link.source].name, "url": element_url(link.source)},
        "target": {"name": system.elements[link.target].name, "url": element_url(link.target)},
        "sign": link.sign,
        "word": _("styrker") if link.sign == "+" else _("svekker"),
        "strength": link.strength or "",
        "lag": "" if link.lag_years is None else link.lag_years,
        "evidence": link.evidence,
        "said_by": link.said_by,
        "edit_url": f"{edit_url('influences', f'{link.source}|{link.target}')}?next={reverse('conflicts')}",
    }
