"""About the figures, and the rules they are held against."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.rules.law import MARKS, get_rules
from veikart.rules.law.links import get_law_address
from veikart.rules.words import format_count, format_day
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown, make_context


@shows_publication
def show_rules(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Every rule the programme is held against, with its paragraph and how sure the wording is."""
    sections = [
        {
            "id": rule.id,
            "heading": rule.name,
            "paragraphs": [rule.text],
            "facts": [
                *([{"term": _("Lov"), "text": rule.citation, "url": get_law_address(rule)}] if rule.citation else []),
                {"term": _("Hvor sikkert"), "text": MARKS[rule.mark]},
                {"term": _("Kilde"), "text": rule.source},
                {"term": _("Gjelder"), "text": _("fra %(year)s") % {"year": rule.valid_from} + (f"–{rule.valid_to}" if rule.valid_to else "")},
                {"term": _("Sist sett etter"), "text": format_day(date.fromisoformat(rule.checked))},
            ],
        }
        for rule in get_rules().values()
    ]
    context = make_context(shown, page="", title=_("Reglene tallene er holdt opp mot"), crumbs=[(_("Regler"), "")], sections=sections)
    return render(request, "veikart/pages/about.html.jinja", context)


@shows_publication
def show_about(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Where the figures come from, how they are worked out, what can be downloaded, and how accessible the pages are."""
    programme, publication = shown.programme, shown.publication
    dataset = programme.dataset
    sources = [{"term": source.title, "text": f"{source.publisher}, {source.year}"} for source in dataset.sources]
    counts = [
        {"term": _("Trykte tall"), "text": format_count(programme.document_check.printed)},
        {"term": _("Tiltak"), "text": format_count(len(dataset.budget.measures))},
        {"term": _("Lag"), "text": format_count(len(dataset.budget.layers))},
        {"term": _("Versjoner"), "text": format_count(len(dataset.budget.versions))},
        {"term": _("Fingeravtrykk av dataene"), "text": publication.content_hash[:16]},
    ]
    sections = [
        {"heading": _("Kilden"), "paragraphs": [_("Tallene er ført slik de er trykt, også der dokumentet motsier seg selv.")], "facts": sources},
        {
            "heading": _("Slik er det regnet"),
            "paragraphs": [
                _(
                    "Et budsjett er en stabel av lag: vedtatt budsjett, lønn og priser, tidligere vedtak, nye forslag. "
                    "Hvert lag består av tiltak med beløp i hele kroner. Hver linje i en oppstilling er en sum over lagene, "
                    "og kan derfor åpnes ned til tiltakene den består av."
                ),
                _("Avrunding skjer én gang, når tallet vises."),
            ],
            "facts": counts,
        },
        {
            "heading": _("Tilgjengelighet"),
            "paragraphs": [
                _(
                    "Sidene er laget etter kravene til universell utforming (WCAG 2.1 AA): de kan brukes med tastatur og skjermleser, "
                    "uten JavaScript, og på smale skjermer. Hvert bilde har en tabell ved siden av seg."
                ),
            ],
        },
    ]
    downloads = [
        {"name": _("Handlingsprogrammet som PDF"), "url": reverse("download", args=["document"]), "note": _("merket for skjermleser")},
        {"name": _("Alle tabeller som regneark"), "url": reverse("download", args=["workbook"]), "note": _("med formler i summene")},
    ]
    context = make_context(shown, page="", title=_("Om tallene"), crumbs=[(_("Om tallene"), "")], sections=sections, downloads=downloads)
    return render(request, "veikart/pages/about.html.jinja", context)
