"""Where a figure comes from: a page of its own, or the panel beside a table."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.exchange.charts import bridge_chart, draw_for_both
from veikart.rules.explaining import (
    LONGEST,
    Contribution,
    Explanation,
    InputFigure,
    PrintedCheck,
    Proof,
    UnknownFigure,
    explain_figure,
    parse_address,
)
from veikart.rules.findings import Finding
from veikart.rules.law import get_rules
from veikart.rules.programme import Programme
from veikart.rules.words import format_mill
from veikart.web.counts import finding_contexts
from veikart.web.errors import show_not_found
from veikart.web.links import figure_url, measure_url, rule_url
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context
from veikart.web.tables import Context

MOST_MEASURES = 12
POOLS = frozenset({"1NET", "0BRU"})
"""Accounts that say no more than that the budget is a net frame or a gross investment."""
SIGNS = {1: "", -1: "−"}


@shows_publication
def show_figure(request: HttpRequest, shown: Shown, address: str) -> HttpResponse:
    """The explanation of one figure. `?alle=1` lists every measure behind it."""
    if len(address) > LONGEST:
        raise Http404
    try:
        explanation = explain_figure(shown.programme, address)
    except UnknownFigure as error:
        return show_not_found(request, text=str(error))
    is_panel = bool(request.htmx)  # type: ignore[attr-defined]
    with_all = request.GET.get("alle") == "1"
    content = _context(shown, explanation, is_panel=is_panel, with_all=with_all)
    if is_panel:
        return render(request, "veikart/panel_only.html.jinja", {"explanation": content})
    context = make_context(
        shown,
        page="",
        title=f"{explanation.title}: {explanation.text}",
        window_title=explanation.title,
        kicker=_("Hvor kommer tallet fra?"),
        crumbs=[(_("Tall"), reverse("check")), (explanation.title, "")],
        explanation=content,
    )
    return render(request, "veikart/pages/figure.html.jinja", context)


def _context(shown: Shown, one: Explanation, *, is_panel: bool, with_all: bool) -> Context:
    programme = shown.programme
    contributions = one.contributions if with_all else one.contributions[:MOST_MEASURES]
    findings: list[Finding] = [finding for finding in shown.assessment.findings if finding.place.figure == one.address]
    rule = get_rules().get(one.rule)
    content: dict[str, Any] = {
        "title": one.title,
        "kicker": " · ".join(part for part in (one.price, rule.citation or rule.name if rule else "") if part),
        "text": one.text,
        "unit": "",
        "url": figure_url(one.address),
        "formula": " ".join(part for part in (one.words, one.note) if part),
        "formula_words": one.formula_words,
        "symbols": one.formula,
        "inputs": [_input(each) for each in one.inputs],
        "bridge": _bridge(one, is_panel=is_panel),
        "layers": [{"label": part.name, "note": part.decided, "text": format_mill(part.nok), "url": _url(part.address)} for part in one.layers],
        "measures": [_contribution(programme, each) for each in contributions],
        "source": _source(programme, one),
        "decided": [{"who": part.decided} for part in one.layers if part.decided][:1] if len(one.layers) == 1 else [],
        "recomputed": _recomputed(one),
        "findings": finding_contexts(findings),
        "proofs": [_proof(each) for each in one.proofs],
        "prints": [_print(each) for each in one.prints],
        "years": [_input(each) for each in one.years],
        "page": _page(one),
    }
    if rule:
        content["rule"] = {"text": rule.citation or rule.name, "url": rule_url(rule.id)}
    if len(contributions) < len(one.contributions):
        text = _("Alle %(count)s tiltakene") % {"count": len(one.contributions)}
        content["more_measures"] = {"text": text, "url": f"{figure_url(one.address)}?alle=1"}
    return content


def _input(one: InputFigure) -> Context:
    return {"label": f"{SIGNS[one.sign]} {one.label}".strip(), "text": one.text, "url": _url(one.address)}


def _url(address: str) -> str:
    return figure_url(address) if address else ""


def _print(one: PrintedCheck) -> Context:
    return {"place": one.place[:1].upper() + one.place[1:], "text": one.text, "url": figure_url(one.address), "agrees": one.agrees}


def _page(one: Explanation) -> Context | None:
    """The page of the measure a figure is about."""
    address = parse_address(one.address)
    return {"text": _("Om tiltaket"), "url": measure_url(address.parts[0])} if address.kind == "measure" else None


def _contribution(programme: Programme, one: Contribution) -> Context:
    layer = programme.dataset.budget.layer_by_id[one.layer].name
    account = "" if one.account in POOLS else f"konto {one.account} {one.account_name}"
    note = " · ".join(part for part in (one.unit_name, layer, account, one.place.partition(", rad ")[0]) if part)
    return {"label": one.name, "note": note, "text": format_mill(one.nok), "url": figure_url(f"measure:{one.measure}@{one.year}")}


def _bridge(one: Explanation, *, is_panel: bool) -> Markup | None:
    """The layers as a small bridge, where there are several that matter."""
    shown = [part for part in one.layers if format_mill(part.nok) not in {"0,0", "−0,0"}]
    if len(shown) < 3:
        return None
    steps = [(shown[0].name, shown[0].nok, "total"), *((part.name, part.nok, "change") for part in shown[1:])]
    steps.append((_("Til sammen"), sum(part.nok for part in shown), "total"))
    title = _("Lagene bak tallet")
    if is_panel:
        return Markup(bridge_chart(steps=steps, chart_id="layers-panel", title=title, width=320))
    return Markup(draw_for_both(bridge_chart, steps=steps, chart_id="layers", title=title))


def _source(programme: Programme, one: Explanation) -> Context | None:
    if not one.source:
        return None
    is_printed = parse_address(one.address).kind == "printed"
    return {"document": programme.dataset.sources[0].title, "place": one.source, "printed": one.text if is_printed else "", "url": ""}


def _recomputed(one: Explanation) -> Context | None:
    if not one.proofs:
        return None
    wrong = [proof for proof in one.proofs if not proof.agrees]
    shown = (wrong or list(one.proofs))[0]
    return {"text": shown.expected, "is_same": not wrong, "url": figure_url(one.address)}


def _proof(one: Proof) -> Context:
    return {
        "formula_words": one.formula_words,
        "symbols": one.formula,
        "expected": one.expected,
        "difference": one.difference,
        "agrees": one.agrees,
        "place": one.place,
        "note": one.note,
        "inputs": [_input(each) for each in one.inputs],
    }
