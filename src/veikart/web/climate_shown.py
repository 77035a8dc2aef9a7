"""What the pages of the climate show: the economy's book a reader may see, the climate budget that is chosen, and the frame around the page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.climate import ClimateBudget
from veikart.calc.layers import Budget
from veikart.exchange.charts import THOUSAND_TONNES, TONNES, Unit
from veikart.rules.economy.figure_words import short_figure_words
from veikart.store.queries import get_current_publication
from veikart.web.economy_links import calculation_url
from veikart.web.economy_shown import EconomyShown, View, get_economy_shown, make_economy_context
from veikart.web.follow_up_shown import FOLLOW_UP
from veikart.web.frame import Crumbs, make_part_frame
from veikart.web.links import with_query
from veikart.web.shown import VISITOR, get_assessment
from veikart.web.tables import Context

THOUSANDS = 20_000_000_000
"""Millionths of a tonne from which a picture counts in thousands of tonnes."""


def shows_climate(view: View) -> View:
    """Give the view the economy its reader may see; where none is adopted, say what will stand here."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        shown = get_economy_shown(request)
        if shown is None or not shown.years:
            context = make_part_frame(FOLLOW_UP, shown.actor if shown else VISITOR, title=_("Her kommer klimabudsjettet"), municipality="Veikart")
            return render(request, "veikart/follow_up/climate_nothing.html.jinja", context, status=200 if shown else 503)
        return view(request, shown, *args, **kwargs)

    return wrapped


def make_climate_context(shown: EconomyShown, *, page: str, title: str, crumbs: Crumbs = (), **content: Any) -> dict[str, Any]:
    """The context of a page of the climate. `crumbs` are (name, address) from the page below the climate's front; none on that page itself."""
    below = [(_("Klima"), reverse("climate") if page != "climate" else ""), *crumbs]
    context = make_economy_context(shown, page="climate", title=title, crumbs=below, part=FOLLOW_UP, **content)
    tabs = {"climate": _("Oversikt"), "climate-measures": _("Tiltakene"), "climate-account": _("Regnskapet")}
    tabs |= {"climate-import": _("Les inn utslipp")} if shown.is_draft and shown.can_edit else {}
    return {**context, "climate_tabs": [{"name": name, "url": reverse(one), "current": one == page} for one, name in tabs.items()]}


def choose_budget(request: HttpRequest, shown: EconomyShown) -> ClimateBudget | None:
    """The climate budget asked for, or the first; None where there is none."""
    budgets = shown.book.table("climate_budgets")
    return budgets.get(request.GET.get("budsjett", "")) or next(iter(budgets.values()), None)


def get_published_budget() -> Budget | None:
    """The budget that pays for the measures; None where none is published."""
    publication = get_current_publication()
    return get_assessment(publication).programme.dataset.budget if publication else None


def list_climate_measures(request: HttpRequest, programme_measure: str) -> list[Context]:
    """The climate measures that a measure of the programme pays for, as far as the reader may see them."""
    shown = get_economy_shown(request)
    if shown is None:
        return []
    named = (("climate_measures", "id"), ("climate_costs", "measure"))
    found = {getattr(row, key) for table, key in named for row in shown.book.table(table).values() if row.programme_measure == programme_measure}
    measures = (one for key, one in shown.book.table("climate_measures").items() if key in found)
    return [{"name": one.name, "url": reverse("climate-measure", args=[one.id])} for one in measures]


def list_budget_choices(shown: EconomyShown, chosen: ClimateBudget | None, page: str) -> list[Context]:
    """The climate budgets to choose between; none where there is only one."""
    budgets = shown.book.table("climate_budgets")
    if len(budgets) < 2:
        return []
    return [{"name": one.name, "url": with_query(reverse(page), budsjett=key), "chosen": chosen is one} for key, one in budgets.items()]


def find_target_year(shown: EconomyShown, budget: ClimateBudget) -> int:
    """The year of the last target; without any, the last year that is worked out."""
    years = [one.year for one in shown.book.table("climate_targets").values() if one.budget == budget.id]
    return max(years, default=shown.run.sheets["climate_path"].years[-1])


def choose_unit(values: Sequence[int | None]) -> Unit:
    """Tonnes, or thousands of them where the largest value is large."""
    largest = max((abs(one) for one in values if one is not None), default=0)
    return THOUSAND_TONNES if largest >= THOUSANDS else TONNES


def tonnes_words(tonnes: int) -> str:
    """Millionths of a tonne as a number of tonnes in a sentence, without sign."""
    return short_figure_words(abs(tonnes), "tonnes")


def figure_cell(shown: EconomyShown, sheet: str, subject: str, line: str, year: int, *, unit: str = "tonnes", sign: int = 1) -> Context:
    """A figure of a sheet that opens to its calculation; `sign` is -1 where the page shows it the other way than the sheet."""
    value = sign * shown.run.sheets[sheet].value(subject, line, year)
    return {"text": short_figure_words(value, unit, in_mill=False), "url": calculation_url(sheet, subject, line, year)}
