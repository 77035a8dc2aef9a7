"""The homes: what they do to the population, a slider that tries more or fewer, and the chain of homes that a new one opens."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.population import Projected, project
from veikart.calc.population.housing import Homes, make_housing_homes_sheet
from veikart.calc.population.rounding import round_persons
from veikart.calc.population.rows import DwellingType
from veikart.calc.population.sheets import FOLLOWED, group_ages
from veikart.calc.values import PPM, LeverChange
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import COUNT, Series, draw_for_both, stacked_columns
from veikart.exchange.charts.colours import SERIES
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.checking.population import check_population
from veikart.rules.foresight.need_odds import EVERYBODY
from veikart.rules.foresight.population import get_alternative, get_foresight_setting, get_population_inputs
from veikart.rules.words import format_count
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.foresight_odds import get_need_odds, say_draws
from veikart.web.foresight_population import HOMES, draw_population_fan, get_counted, get_projected, make_population_fan, say_change
from veikart.web.foresight_shown import has_foresight, make_foresight_context
from veikart.web.pacing import paced
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context, row

TABLES = ("housing_programme", "dwelling_types", "dwelling_movers", "population_alternatives")
SLIDER = "endring"
MOST_CHANGE, STEP = 50, 5
"""Percent of the programme, up and down."""
HUNDRED = 100


@paced
@shows_economy
@has_foresight
def show_housing(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The page of the homes. `?endring=` is percent more or fewer homes than the programme."""
    sheets = shown.long_run.sheets
    homes, each = get_sheet_table(sheets, "housing"), get_sheet_table(sheets, "housing_homes")
    context = make_foresight_context(
        shown,
        page="foresight-housing",
        title=_title(homes.sheet),
        window_title=_("Boliger"),
        lead=_("Nye boliger trekker folk hit, både til boligene selv og til dem som blir ledige når noen herfra flytter."),
        crumbs=[(_("Boliger"), "")],
        **_try(shown, read_change(request.GET.get(SLIDER, ""))),
        types=[_explain(shown, one) for one in shown.book.table("dwelling_types").values()],
        columns=_columns(homes.sheet),
        tables=[
            homes.by_line(EVERYBODY, HOMES, caption=_("Boliger og personer i kommunen")),
            homes.by_subject("dwellings", caption=_("Nye boliger i områdene")),
            each.by_subject("persons", caption=_("Personer som kommer utenfra, etter område og type")),
        ],
        sheet_url=sheet_url("housing_homes"),
        new_url=new_row_url("housing_programme") if shown.can_edit else "",
        findings=[finding_view(shown, one) for one in check_population(shown.book)],
        inputs=list_book_tables(shown, TABLES),
    )
    return render(request, "veikart/foresight/housing.html.jinja", context)


@paced
@shows_economy
@has_foresight
def try_housing(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """What more or fewer homes give, as a piece of a page; nothing is stored."""
    return render(request, "veikart/foresight/housing_tried.html.jinja", _try(shown, read_change(request.GET.get(SLIDER, ""))))


def read_change(asked: str) -> int:
    """Whole percent within what the slider goes to; 0 for anything else.

    >>> read_change("-20"), read_change("99"), read_change("x")
    (-20, 50, 0)
    """
    plain = asked.strip().replace("\u2212", "-")
    digits = plain.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 3:
        return 0
    return max(-MOST_CHANGE, min(MOST_CHANGE, int(plain)))


def _title(sheet: Sheet) -> str:
    homes, persons = (sheet.row(EVERYBODY, one) for one in ("dwellings", "persons"))
    words = {"homes": format_count(sum(homes)), "persons": format_count(sum(persons)), "first": sheet.years[0], "last": sheet.years[-1]}
    if not sum(homes):
        return _("Ingen nye boliger er lagt inn til %(last)s") % words
    return _("%(homes)s nye boliger til %(last)s trekker %(persons)s personer hit") % words


def _try(shown: EconomyShown, percent: int) -> Context:
    """The population with so many percent more or fewer homes, against the municipality's own alternative."""
    plain = get_projected(shown)
    changes = [LeverChange("housing", PPM + percent * PPM // HUNDRED, get_foresight_setting(shown.book).first_year)] if percent else []
    tried = project(get_population_inputs(shown.book, changes=changes)) if changes else plain
    odds = get_need_odds(shown, changes=changes)
    main = dict(zip(plain.years, round_persons(plain.persons.sum(axis=(1, 2)))[1:].tolist(), strict=True))
    compared = (main, _("Hovedalternativet")) if changes else (get_counted(shown), _("Talt"))
    fan = make_population_fan(odds)
    return {
        "percent": percent,
        "setting": write_change(percent),
        "most": MOST_CHANGE,
        "step": STEP,
        "sentence": _say(plain, tried, percent),
        "fan": draw_population_fan(fan, compared[0], title=_("Innbyggere ved utgangen av året"), dots_name=compared[1]),
        "draws": say_draws(odds),
        "table": _compare(shown, plain, tried),
    }


def write_change(percent: int) -> str:
    """Where the slider stands, in words.

    >>> write_change(10), write_change(0)
    ('+10 prosent', 'som i programmet')
    """
    if not percent:
        return _("som i programmet")
    return _("%(percent)s prosent") % {"percent": f"{percent:+d}".replace("-", "\u2212")}


def _say(plain: Projected, tried: Projected, percent: int) -> str:
    last = plain.years[-1]
    now, before = (int(round_persons(one.persons[-1].sum())) for one in (tried, plain))
    words = {"percent": abs(percent), "change": say_change(now, before), "persons": format_count(now), "year": last}
    if not percent:
        return _("Bygges det som i programmet, blir det %(persons)s innbyggere i %(year)s.") % words
    text = _("%(percent)s prosent flere boliger gir %(change)s innbyggere i %(year)s: %(persons)s.")
    fewer = _("%(percent)s prosent færre boliger gir %(change)s innbyggere i %(year)s: %(persons)s.")
    return (text if percent > 0 else fewer) % words


def _compare(shown: EconomyShown, plain: Projected, tried: Projected) -> Context:
    """Everybody and some groups of ages in the last year, by both."""
    rules = get_sheet_rules()["population_alternatives"].lines
    rows = [_compared(_("Innbyggere"), int(round_persons(plain.persons[-1].sum())), int(round_persons(tried.persons[-1].sum())), kind="sum")]
    for line, ages in FOLLOWED.items():
        before, now = (int(round_persons(group_ages(one.persons[-1], [ages]))[0]) for one in (plain, tried))
        rows.append(_compared(rules[line].name, before, now))
    columns = [get_alternative(shown.book).name, _("Med endringen"), _("Forskjell")]
    caption = _("Innbyggere i %(year)s") % {"year": plain.years[-1]}
    return {"caption": caption, "unit": _("Personer"), "columns": [{"text": one} for one in columns], "rows": rows}


def _compared(name: str, before: int, now: int, **more: str) -> Context:
    sign = "+" if now > before else "\u2212" if now < before else ""
    difference = f"{sign}{format_count(abs(now - before))}"
    return row(name, [{"text": format_count(before)}, {"text": format_count(now)}, {"text": difference}], **more)


def _explain(shown: EconomyShown, kind: DwellingType) -> Context:
    """What a hundred new homes of a type do, in one sentence."""
    sheet = make_housing_homes_sheet([Homes("a", kind.id, (HUNDRED,))], {kind.id: kind}, (0,), [PPM])
    found = {name: sheet.value(f"{kind.id}|a", name, 0) for name in ("filled", "outside_homes", "direct", "persons")}
    words = {
        "name": kind.name,
        "filled": round(found["filled"] / HUNDRED),
        "outside": round(found["outside_homes"] / HUNDRED),
        "direct": found["direct"],
        "persons": found["persons"],
    }
    text = _("100 nye boliger tar imot %(direct)s personer. Med dem som blir ledige, fylles %(filled)s boliger. %(outside)s får noen utenfra.")
    return {
        "name": kind.name,
        "persons": format_count(found["persons"]),
        "sentence": text % words,
        "edit_url": edit_row_url("dwelling_types", kind.id) if shown.can_edit else "",
    }


def _columns(sheet: Sheet) -> Markup:
    """New homes by year and area."""
    areas = [one for one in sheet.subjects if one != EVERYBODY]
    if not areas:
        return Markup("")
    series = [Series(sheet.name(one), list(sheet.row(one, "dwellings")), SERIES[at % len(SERIES)]) for at, one in enumerate(areas)]
    return Markup(_draw(series, sheet.years))


def _draw(series: Sequence[Series], years: Sequence[int]) -> str:
    return draw_for_both(stacked_columns, chart_id="homes", series=series, years=years, title=_("Nye boliger i områdene"), unit=COUNT)
