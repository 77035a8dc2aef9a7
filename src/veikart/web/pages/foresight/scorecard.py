"""How good the projections have been, and so how wide the bands are."""

from __future__ import annotations

import numpy as np
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_economy import change_economy
from veikart.calc.outlook.rows import Uncertainty
from veikart.calc.population import PopulationInputs
from veikart.calc.scorecard.calibration import get_drawn_spread
from veikart.calc.scorecard.errors import ALL
from veikart.exchange.population.scorecard import Scorecard
from veikart.rules.books import ECONOMY
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.foresight.odds import get_correlations
from veikart.rules.foresight.population import get_foresight_setting, get_population_inputs
from veikart.rules.foresight.scorecard import get_population_uncertainties, list_earned_uncertainties, name_class, to_spread
from veikart.rules.tables import write_cells
from veikart.store.queries import get_row_versions
from veikart.web.answers import tell
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.foresight_comparisons import (
    fan_width_table,
    methods_table,
    official_ages_table,
    official_table,
    official_years_table,
    own_model_table,
    say_own_model,
    say_width,
    uncertainty_table,
)
from veikart.web.foresight_scorecard import (
    ages_picture,
    ages_table,
    draw_since,
    find_error,
    get_municipality_class,
    get_scorecard,
    origin_table,
    promise_cards,
    promise_table,
    promise_years_table,
    say_share,
    say_since,
    short_name,
    since_of,
    since_table,
    since_years_table,
)
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context

TABLE = "uncertainties"
TOLD_YEARS, TEN_YEARS = (1, 5, 10, 20), 10


@shows_economy
@has_foresight
def show_scorecard(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Old projections against what happened, and what follows for the bands."""
    scorecard, code = get_scorecard(), get_foresight_setting(shown.book).municipality
    inputs = get_population_inputs(shown.book)
    size_class = get_municipality_class(float(inputs.base.sum()))
    error = find_error(scorecard)
    context = make_foresight_context(
        shown,
        page="foresight-scorecard",
        title=_("Fem år fram bommer framskrivingen med %(error)s i snitt") % {"error": say_share(error.mean_absolute)},
        window_title=_("Treffsikkerhet"),
        lead=_lead(scorecard),
        crumbs=[(_("Treffsikkerhet"), "")],
        own=_own(scorecard, code),
        others=[_since(scorecard, one) for one in dict.fromkeys(row.code for row in scorecard.since) if one != code],
        since=since_table(scorecard),
        since_years=since_years_table(scorecard),
        promises=promise_cards(scorecard),
        promise=promise_table(scorecard),
        promise_years=promise_years_table(scorecard),
        by_origin=origin_table(scorecard),
        ages_picture=ages_picture(scorecard, size_class),
        ages_heading=_("Etter alder: %(size)s") % {"size": name_class(size_class)},
        ages=ages_table(scorecard, size_class),
        methods=methods_table(scorecard),
        official=official_table(scorecard),
        official_more=[official_years_table(scorecard), official_ages_table(scorecard)],
        own_model=own_model_table(scorecard, code),
        own_sentence=say_own_model(scorecard, code) if own_model_table(scorecard, code) else "",
        **_uncertainties(shown, scorecard, inputs),
    )
    return render(request, "veikart/foresight/scorecard.html.jinja", context)


def _lead(scorecard: Scorecard) -> str:
    error, small, large = (find_error(scorecard, size_class=one) for one in (ALL, "0", "4"))
    words = {"covered": say_share(error.covered or 0, 0), "small": say_share(small.mean_absolute), "large": say_share(large.mean_absolute)}
    return (
        _(
            "Båndet som lover 80 prosent, holdt i %(covered)s av tilfellene. "
            "De minste kommunene bommet med %(small)s i snitt, de største med %(large)s. "
            "Hver framskriving er laget på nytt med bare det som var kjent den dagen, og båndet med de andre årenes bom."
        )
        % words
    )


def _own(scorecard: Scorecard, code: str) -> Context | None:
    rows = since_of(scorecard, code)
    if not rows:
        return None
    return {
        "heading": _("%(name)s siden 2019") % {"name": short_name(rows[0])},
        "sentence": say_since(rows),
        "picture": draw_since(rows, chart_id="own", is_small=False),
    }


def _since(scorecard: Scorecard, code: str) -> Context:
    rows = since_of(scorecard, code)
    return {"name": short_name(rows[0]), "sentence": say_since(rows), "svg": draw_since(rows, chart_id=f"since-{code}", is_small=True)}


def _uncertainties(shown: EconomyShown, scorecard: Scorecard, inputs: PopulationInputs) -> Context:
    used, earned = get_population_uncertainties(shown.book), list_earned_uncertainties(shown.book, inputs, scorecard.spreads)
    ahead = np.arange(1.0, len(inputs.years) + 1)
    drawn = get_drawn_spread(inputs, [to_spread(one) for one in used], get_correlations(shown.book, [one.lever for one in used]))
    measured = scorecard.spreads.get_total(float(inputs.base.sum()), ahead)
    widths = {_("Som boken trekker"): drawn, _("Som målt"): measured}
    told = min(TEN_YEARS, len(ahead))
    return {
        "width_sentence": say_width(float(drawn[told - 1]), float(measured[told - 1]), told),
        "uncertainties": uncertainty_table(used, earned),
        "widths": fan_width_table(widths, [year for year in TOLD_YEARS if year <= len(inputs.years)]),
        "uncertainties_url": reverse("economy-table", args=[TABLE]),
        "use_url": reverse("use-earned-uncertainties") if shown.can_edit and _list_other(shown, earned) else "",
    }


@needs_right("change_economy")
@require_POST
@shows_economy
@has_foresight
def use_earned(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Store the measured uncertainties in the book, as one change that can be undone."""
    earned = list_earned_uncertainties(shown.book, get_population_inputs(shown.book), get_scorecard().spreads)
    note = _("Tok i bruk usikkerheten som er målt")
    try:
        tell(request, change_economy(_list_edits(shown, earned), actor=shown.actor, note=note), note)
    except ChangeRefused as refusal:
        for one in refusal.findings:
            messages.error(request, one.sentence)
    except StaleEdit:
        messages.error(request, _("Noen andre har endret usikkerheten. Se tallene og prøv igjen."))
    return redirect(f"{reverse('foresight-scorecard')}#usikkerheten")


def _list_other(shown: EconomyShown, earned: list[Uncertainty]) -> list[Uncertainty]:
    """The measured rows that the book has otherwise, or not at all."""
    rows = shown.book.table(TABLE)
    return [one for one in earned if one != rows.get(one.lever)]


def _list_edits(shown: EconomyShown, earned: list[Uncertainty]) -> list[RowEdit]:
    """The same as people write them."""
    table, rows, other = get_economy_tables()[TABLE], shown.book.table(TABLE), _list_other(shown, earned)
    versions = get_row_versions(ECONOMY, ((TABLE, one.lever) for one in other))
    return [RowEdit(TABLE, one.lever if one.lever in rows else "", write_cells(table, one), versions.get((TABLE, one.lever))) for one in other]
