"""The default model beside others: simpler methods, official projections, and the municipality's own model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.utils.translation import gettext as _

from veikart.calc.outlook.rows import Uncertainty
from veikart.calc.scorecard.errors import ALL
from veikart.calc.values import PPM
from veikart.exchange.population.scorecard import Scorecard
from veikart.rules.foresight.levers import get_levers
from veikart.rules.words import format_count
from veikart.web.foresight_scorecard import FIVE_YEARS, name_ages, say_share, write_share
from veikart.web.tables import Context, row

OFFICIAL = (2016, 2018, 2020)
NEARLY = 0.15
"""A fan this much narrower or wider than measured is said to be as wide."""


def name_method(method: str) -> str:
    """A method in words."""
    return {
        "default": _("Framsynets modell"),
        "simple-cohort": _("Enkel kohortmodell: flytting som de siste fem årene"),
        "hamilton-perry": _("Hamilton–Perry: kullene endrer seg som de siste fem årene"),
        "constant": _("Like mange som nå"),
    }[method]


def methods_table(scorecard: Scorecard) -> Context:
    """Five years ahead by every method and the year it begins from."""
    found = {
        (one.method, one.error.origin): one.error.mean_absolute
        for one in scorecard.scores
        if one.places in {"all", "twelve"} and (one.error.horizon, one.error.size_class, one.error.ages) == (FIVE_YEARS, ALL, ALL)
    }
    origins = sorted({origin for method, origin in found if method == "constant" and origin})
    rows = [
        row(name_method(method), [{"text": write_share(found[method, origin])} for origin in origins], kind="sum" if method == "default" else "")
        for method in ("default", "simple-cohort", "hamilton-perry", "constant")
    ]
    columns = [{"text": str(origin), "note": _("tolv kommuner") if origin > 2014 else _("alle kommuner")} for origin in origins]
    return {
        "caption": _("Bom i snitt fem år fram, etter metode og året framskrivingen begynner"),
        "unit": _("Metode"),
        "columns": columns,
        "rows": rows,
    }


def _official_names() -> dict[str, str]:
    return {"official": _("Statistisk sentralbyrås framskriving"), "default": _("Framsynets modell")}


def official_table(scorecard: Scorecard) -> Context:
    """Statistics Norway's projections and the default model from the same days, five years ahead, for the five municipalities."""
    found = {
        (one.method, one.error.origin): one.error
        for one in scorecard.scores
        if one.places == "five" and (one.error.horizon, one.error.ages) == (FIVE_YEARS, ALL)
    }
    rows = [
        row(
            name, [{"text": write_share(value)} for origin in OFFICIAL for value in (found[method, origin].mean_absolute, found[method, origin].bias)]
        )
        for method, name in _official_names().items()
    ]
    columns = [{"text": head, "note": str(origin)} for origin in OFFICIAL for head in (_("Bom i snitt"), _("Skjevhet"))]
    return {
        "caption": _("Porsgrunn, Skien, Notodden, Kviteseid og Vinje fem år fram"),
        "unit": _("Framskriving"),
        "unit_line": _("Framskrivingene er fra 2016, 2018 og 2020, hovedalternativet."),
        "columns": columns,
        "rows": rows,
    }


def official_years_table(scorecard: Scorecard) -> Context:
    """The mean error of every official projection by years ahead, with that of the default model from the same day below it."""
    found = {
        (one.method, one.error.origin, one.error.horizon): one.error for one in scorecard.scores if one.places == "five" and one.error.ages == ALL
    }
    horizons = sorted({horizon for _method, _origin, horizon in found})
    rows: list[Context] = []
    for origin in sorted({origin for method, origin, _horizon in found if method == "official" and origin}):
        rows.append({"label": str(origin), "kind": "group"})
        for method, name in _official_names().items():
            errors = [found.get((method, origin, horizon)) for horizon in horizons]
            rows.append(row(name, [{"text": write_share(one.mean_absolute)} if one else None for one in errors], level=1))
    caption = _("De fem kommunene: bom i snitt etter år fram, og året framskrivingen er fra")
    return {"caption": caption, "unit": _("År fram"), "columns": [{"text": str(one)} for one in horizons], "rows": rows}


def official_ages_table(scorecard: Scorecard) -> Context:
    """The official projections by band of ages, five years ahead."""
    found = {
        (one.error.ages, one.error.origin): one.error
        for one in scorecard.scores
        if (one.method, one.error.horizon) == ("official", FIVE_YEARS) and one.error.ages != ALL
    }
    bands = sorted({ages for ages, _origin in found}, key=lambda ages: int("".join(one if one.isdigit() else " " for one in ages).split()[0]))
    rows = [
        row(
            ages.replace("-", "–"),
            [{"text": write_share(value)} for origin in OFFICIAL for value in (found[ages, origin].mean_absolute, found[ages, origin].bias)],
        )
        for ages in bands
    ]
    columns = [{"text": head, "note": str(origin)} for origin in OFFICIAL for head in (_("Bom i snitt"), _("Skjevhet"))]
    return {"caption": _("De offisielle framskrivingene fem år fram, etter alder"), "unit": _("Alder"), "columns": columns, "rows": rows}


def own_model_table(scorecard: Scorecard, code: str) -> Context | None:
    """The groups of ages by the municipality's own model and by the default one, against what was counted; none where there are no such figures."""
    rows = [one for one in scorecard.ages if one.code == code]
    if not rows:
        return None
    shown = []
    for one in rows:
        shares = [write_share(persons / one.counted - 1) for persons in (one.projected, one.other)]
        cells = [format_count(one.counted), format_count(one.projected), shares[0], format_count(one.other), shares[1]]
        shown.append(row(name_ages(one.ages), [{"text": text} for text in cells]))
    heads = (_("Talt"), _("Framsynets modell"), _("Bom"), _("Kommunens egen"), _("Bom"))
    return {
        "caption": _("Aldersgruppene ved utgangen av 2023, framskrevet i 2019"),
        "unit": _("Innbyggere"),
        "unit_line": _("Kommunens egen: Kompas 2019, Handlingsprogram 2020–2023, tabell 4.13."),
        "columns": [{"text": head} for head in heads],
        "rows": shown,
    }


def say_own_model(scorecard: Scorecard, code: str) -> str:
    """How many stood in the wrong group by each model, as a share of all."""
    rows = [one for one in scorecard.ages if one.code == code]
    counted = sum(one.counted for one in rows)
    wrong = [sum(abs(persons - one.counted) for one, persons in pairs) / counted for pairs in
             ([(one, one.projected) for one in rows], [(one, one.other) for one in rows])]  # fmt: skip
    words = {"ours": say_share(wrong[0]), "other": say_share(wrong[1])}
    return _("Gruppenes bom til sammen var %(ours)s av innbyggerne med modellen her, og %(other)s med kommunens egen.") % words


def uncertainty_table(used: Sequence[Uncertainty], earned: Sequence[Uncertainty]) -> Context:
    """The spread and memory of every lever of the population: as the book has it, and as the errors say."""
    levers = get_levers()
    names = [one.lever for one in earned] + [one.lever for one in used if one.lever not in {each.lever for each in earned}]
    columns = [{"text": head, "note": note} for note in (_("I boken"), _("Målt")) for head in (_("Spredning i året"), _("Igjen året etter"))]
    rows = []
    for lever in names:
        cells = [_cells(next((one for one in rows_of if one.lever == lever), None)) for rows_of in (used, earned)]
        rows.append(row(levers[lever].name, [cell for pair in cells for cell in pair]))
    return {"caption": _("Usikkerheten som trekkes, og den som er målt"), "unit": _("Det som trekkes"), "columns": columns, "rows": rows}


def _cells(one: Uncertainty | None) -> list[Context | None]:
    return [{"text": write_share(value / PPM)} for value in (one.spread, one.persistence)] if one else [None, None]


def fan_width_table(widths: dict[str, np.ndarray], years: Sequence[int]) -> Context:
    """The spread of the number of inhabitants some years ahead: as the book draws it, and as measured."""
    rows = [row(name, [{"text": write_share(float(values[year - 1]))} for year in years if year <= len(values)]) for name, values in widths.items()]
    columns = [{"text": _("%(years)s år") % {"years": year}} for year in years]
    return {"caption": _("Hvor mye folketallet spres, som standardavvik"), "unit": _("Spredning"), "columns": columns, "rows": rows}


def say_width(drawn: float, measured: float, years: int) -> str:
    """Whether the draws promise too much: how the spread they give stands to the one that was measured."""
    if abs(drawn / measured - 1) <= NEARLY:
        return _("Vifta er så bred som bommene sier %(years)s år fram.") % {"years": years}
    words = {"share": say_share(drawn / measured, 0), "years": years}
    if drawn < measured:
        return _("Vifta er for smal: %(years)s år fram er den %(share)s av det bommene sier.") % words
    return _("Vifta er for bred: %(years)s år fram er den %(share)s av det bommene sier.") % words
