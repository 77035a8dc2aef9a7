"""The scorecard as people see it: what was promised and what happened, in pictures, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache

import numpy as np
from django.conf import settings
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.population.national import get_size_class
from veikart.calc.scorecard.errors import ALL, SIZE_CLASSES, ErrorSummary
from veikart.calc.scorecard.hindcast import AGE_GROUPS
from veikart.calc.scorecard.spreads import NORMAL_80
from veikart.exchange.charts import COUNT, PERCENT, Band, Series, bar_chart, draw_for_both, fan_chart, line_chart
from veikart.exchange.population.scorecard import Scorecard, SinceRow, read_scorecard
from veikart.rules.foresight.scorecard import name_class
from veikart.rules.words import format_count, format_percent
from veikart.web.tables import Context, row

FIVE_YEARS, LONGEST, BASE_YEAR = 5, 9, 2019
"""Years ahead that are told of, and the most that more than one projection has been tried on."""


@cache
def get_scorecard() -> Scorecard:
    """The scorecard that comes with the product: it is the same for all, and worked out ahead."""
    return read_scorecard(settings.ROOT / "examples" / "norge")


def find_error(scorecard: Scorecard, *, horizon: int = FIVE_YEARS, size_class: str = ALL, ages: str = ALL) -> ErrorSummary:
    """The errors of the default method from all years together. Raises StopIteration."""
    wanted = ("default", "all", None, horizon, size_class, ages)
    return next(
        one.error
        for one in scorecard.scores
        if (one.method, one.places, one.error.origin, one.error.horizon, one.error.size_class, one.error.ages) == wanted
    )


def to_share(value: float) -> Fraction:
    """A share as charts and words want it, to a hundredth of a per cent."""
    return Fraction(round(value * 10_000), 10_000)


def write_share(value: float, decimals: int = 1) -> str:
    """«2,2 %»."""
    return format_percent(to_share(value), decimals)


def say_share(value: float, decimals: int = 1) -> str:
    """«2,2 prosent», inside a sentence."""
    return write_share(value, decimals).replace("\u00a0%", " prosent")


def name_ages(ages: str) -> str:
    """A group of ages in words."""
    if ages == ALL:
        return _("Alle aldre")
    if ages.endswith("+"):
        return _("%(age)s år og over") % {"age": ages.removesuffix("+")}
    return _("%(ages)s år") % {"ages": ages.replace("-", "–")}


def draw_promise(scorecard: Scorecard, size_class: str, *, chart_id: str) -> Markup:
    """What the band promised against what was kept, by years ahead."""
    horizons = range(1, LONGEST + 1)
    law = scorecard.spreads.total[int(size_class)]
    promised = [to_share(_half_width(float(law.at(float(horizon))))) for horizon in horizons]
    kept = [to_share(find_error(scorecard, horizon=horizon, size_class=size_class).point_80) for horizon in horizons]
    return Markup(
        line_chart(
            series=[Series(_("Lovet"), promised, "revenue"), Series(_("Holdt"), kept, "expense")],
            years=list(horizons),
            chart_id=chart_id,
            title=_("Lovet og holdt bånd, %(size)s") % {"size": name_class(size_class)},
            unit=PERCENT,
            width=300,
            height=180,
        )
    )


def _half_width(spread: float) -> float:
    """Half the band of 80 per cent as a share of what was counted."""
    return float(np.expm1(NORMAL_80 * spread))


def promise_cards(scorecard: Scorecard) -> list[Context]:
    """A small picture for every size, with its sentence."""
    cards = []
    for size_class in SIZE_CLASSES:
        error = find_error(scorecard, size_class=size_class)
        words = {"covered": say_share(error.covered or 0, 0), "error": say_share(error.mean_absolute)}
        cards.append(
            {
                "name": name_class(size_class),
                "sentence": _("%(covered)s havnet innenfor båndet fem år fram. Folketallet bommet med %(error)s i snitt.") % words,
                "svg": draw_promise(scorecard, size_class, chart_id=f"promise-{size_class}"),
            }
        )
    return cards


def promise_table(scorecard: Scorecard) -> Context:
    """Five years ahead by size."""
    rows = []
    for size_class in (ALL, *SIZE_CLASSES):
        error = find_error(scorecard, size_class=size_class)
        promised = "" if size_class == ALL else f"±\u00a0{write_share(_half_width(float(scorecard.spreads.total[int(size_class)].at(5.0))))}"
        shares = [write_share(one) for one in (error.point_80, error.covered or 0, error.mean_absolute, error.bias)]
        cells = [{"text": text} if text else None for text in (format_count(error.count), promised, *shares)]
        rows.append(row(name_class(size_class), cells, kind="total" if size_class == ALL else ""))
    heads = (_("Framskrivinger"), _("Lovet bånd"), _("80 % bommet mindre enn"), _("Innenfor båndet"), _("Bom i snitt"), _("Skjevhet"))
    return {
        "caption": _("Fem år fram, etter hvor stor kommunen er"),
        "unit": _("Kommuner"),
        "unit_line": _("Framskrivinger laget 1. januar 2009–2014. Skjevhet over null: det ble framskrevet flere enn det ble."),
        "columns": [{"text": head} for head in heads],
        "rows": rows,
    }


def promise_years_table(scorecard: Scorecard) -> Context:
    """The numbers of the small pictures."""
    horizons = range(1, LONGEST + 1)
    rows = []
    for size_class in SIZE_CLASSES:
        law = scorecard.spreads.total[int(size_class)]
        promised = [write_share(_half_width(float(law.at(float(horizon))))) for horizon in horizons]
        kept = [write_share(find_error(scorecard, horizon=horizon, size_class=size_class).point_80) for horizon in horizons]
        rows.append({"label": name_class(size_class), "kind": "group"})
        rows += [row(name, [{"text": text} for text in texts], level=1) for name, texts in ((_("Lovet"), promised), (_("Holdt"), kept))]
    return {"caption": _("Lovet og holdt, etter år fram"), "unit": _("År fram"), "columns": [{"text": str(one)} for one in horizons], "rows": rows}


def origin_table(scorecard: Scorecard) -> Context:
    """How many held within the band five years ahead, by the year the projection was made and size: what all have in common hits one year at once."""
    found = {
        (one.error.origin, one.error.size_class): one.error.covered
        for one in scorecard.scores
        if one.places == "all" and one.error.horizon == FIVE_YEARS and one.error.ages == ALL and one.error.covered is not None
    }
    origins = sorted({origin for origin, _size in found if origin})
    return {
        "caption": _("Innenfor båndet fem år fram, etter året framskrivingen ble laget"),
        "unit": _("Kommuner"),
        "unit_line": _("Det alle kommunene har felles, slår ut samme år for alle. Derfor holder båndet oftere noen år og sjeldnere andre."),
        "columns": [{"text": str(origin)} for origin in origins],
        "rows": [
            row(name_class(size), [{"text": write_share(found[origin, size] or 0, 0)} for origin in origins], kind="total" if size == ALL else "")
            for size in (ALL, *SIZE_CLASSES)
        ],
    }


def ages_picture(scorecard: Scorecard, size_class: str) -> Markup:
    """The mean error of every group of ages five years ahead."""
    rows = [(name_ages(ages), to_share(find_error(scorecard, size_class=size_class, ages=ages).mean_absolute)) for ages in (ALL, *AGE_GROUPS)]
    title = _("Bom i snitt fem år fram, etter alder")
    return Markup(draw_for_both(bar_chart, chart_id="ages", rows=rows, is_change=False, title=title, unit=PERCENT))


def ages_table(scorecard: Scorecard, size_class: str) -> Context:
    """The same with the bias, for the municipality's size and for all."""
    rows = []
    for ages in (ALL, *AGE_GROUPS):
        errors = [find_error(scorecard, size_class=one, ages=ages) for one in (size_class, ALL)]
        rows.append(row(name_ages(ages), [{"text": write_share(value)} for one in errors for value in (one.mean_absolute, one.bias)]))
    heads = [(head, name_class(one)) for one in (size_class, ALL) for head in (_("Bom i snitt"), _("Skjevhet"))]
    return {
        "caption": _("Fem år fram, etter alder"),
        "unit": _("Alder"),
        "columns": [{"text": head, "note": note} for head, note in heads],
        "rows": rows,
    }


def since_of(scorecard: Scorecard, code: str) -> list[SinceRow]:
    """The years of one municipality."""
    return [one for one in scorecard.since if one.code == code]


def draw_since(rows: Sequence[SinceRow], *, chart_id: str, is_small: bool) -> Markup:
    """A municipality projected from 2019, the band, and what was counted."""
    content = {
        "middle": Series(_("Framskrevet"), [one.projected for one in rows]),
        "bands": [Band(_("80 prosent"), [one.low for one in rows], [one.high for one in rows])],
        "dots": Series(_("Talt"), [one.counted for one in rows]),
        "years": [one.year for one in rows],
        "title": _("%(name)s: framskrevet 1. januar 2019, og talt") % {"name": short_name(rows[0])},
        "unit": COUNT,
    }
    if is_small:
        return Markup(fan_chart(chart_id=chart_id, width=260, height=150, **content))
    return Markup(draw_for_both(fan_chart, chart_id=chart_id, height=280, **content))


def short_name(one: SinceRow) -> str:
    """The Norwegian name, where a place has two: «Oslo-Oslove»."""
    return one.name.partition("-")[0] if one.code == "0301" else one.name


def say_since(rows: Sequence[SinceRow]) -> str:
    """How it went for a municipality five years on."""
    one = next(one for one in rows if one.year == BASE_YEAR + FIVE_YEARS)
    if one.counted is None:
        return _("Ikke talt ennå")
    error = one.projected / one.counted - 1
    side = _("for mange") if error > 0 else _("for få")
    where = _("innenfor båndet") if one.low <= one.counted <= one.high else _("utenfor båndet")
    return _("%(error)s %(side)s i %(year)s, %(where)s") % {"error": say_share(abs(error)), "side": side, "year": one.year, "where": where}


def since_table(scorecard: Scorecard) -> Context:
    """The twelve in 2024."""
    rows = []
    for one in scorecard.since:
        if one.year == BASE_YEAR + FIVE_YEARS and one.counted is not None:
            inside = _("ja") if one.low <= one.counted <= one.high else _("nei")
            texts = [format_count(value) for value in (one.projected, one.low, one.high, one.counted)] + [
                write_share(one.projected / one.counted - 1)
            ]
            rows.append(row(short_name(one), [{"text": text} for text in (*texts, inside)]))
    heads = (_("Framskrevet"), _("Båndet fra"), _("Båndet til"), _("Talt"), _("Bom"), _("Innenfor"))
    return {
        "caption": _("Framskrevet fra 2019, og talt 1. januar 2024"),
        "unit": _("Innbyggere"),
        "columns": [{"text": head} for head in heads],
        "rows": rows,
    }


def since_years_table(scorecard: Scorecard) -> Context:
    """The numbers of the pictures since 2019."""
    years = sorted({one.year for one in scorecard.since})
    rows = []
    for code in dict.fromkeys(one.code for one in scorecard.since):
        own = since_of(scorecard, code)
        rows.append({"label": short_name(own[0]), "kind": "group"})
        lines = {
            _("Framskrevet"): [one.projected for one in own],
            _("Båndet fra"): [one.low for one in own],
            _("Båndet til"): [one.high for one in own],
            _("Talt"): [one.counted for one in own],
        }
        rows += [row(name, [{"text": format_count(one)} if one else None for one in values], level=1) for name, values in lines.items()]
    caption = _("Framskrevet fra 2019, og talt 1. januar hvert år")
    return {"caption": caption, "unit": _("Innbyggere"), "columns": [{"text": str(year)} for year in years], "rows": rows}


def get_municipality_class(inhabitants: float) -> str:
    """The class of size that the pages show first."""
    return str(get_size_class(inhabitants))
