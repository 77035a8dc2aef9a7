"""One fee area: its cost against its fees, its fund by vintage, the path of the fee and others to try, the two calculations, and its prices."""

from __future__ import annotations

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.fees import FeeArea
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.economy.fee_kinds import get_fee_kinds
from veikart.rules.law import MARKS, get_rules
from veikart.rules.words import format_decimal, format_mill, format_nok
from veikart.web.economy_links import calculation_start, edit_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import draw_stack
from veikart.web.economy_tables import get_sheet_table
from veikart.web.pages.economy.fee_path import show_path
from veikart.web.pages.economy.fees import change_words, list_fee_findings, list_rows, settled_words
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context, row

COST_LINES = ("direct", "indirect", "depreciation", "interest", "other_income", "basis", "fee_basis", "fee_income", "result")
RATE_LINES = ("book_opening", "book_closing", "swap", "supplement", "rate")
FUND_LINES = ("fund_opening", "result", "fund_interest", "fund_lost", "fund_closing", "fund_due", "fund_overdue")
COMPARED = ("direct", "indirect", "capital", "other_income", "fee_basis", "fee_income", "result")
AREA_TABLES = ("fee_years", "fee_assets", "fee_projects", "fee_openings")


@shows_economy
def show_fee_area(request: HttpRequest, shown: EconomyShown, area: str) -> HttpResponse:
    """One area, with the path it has and the one asked for (`ar`, `bane`)."""
    chosen = shown.book.table("fee_areas").get(area)
    if chosen is None:
        raise Http404
    sheets = shown.run.sheets
    costs = get_sheet_table(sheets, "fee_areas")
    context = make_economy_context(
        shown,
        page="economy-fees",
        title=_title(chosen, sheets),
        window_title=chosen.name,
        lead=chosen.standard and _("Standardabonnenten er: %(standard)s. Alle gebyrer er uten merverdiavgift.") % {"standard": chosen.standard},
        crumbs=[(_("Gebyr"), reverse("economy-fees")), (chosen.name, "")],
        area=chosen,
        law=_law(get_fee_kinds()[chosen.kind].rule),
        findings=[finding_view(shown, one) for one in list_fee_findings(shown, area)],
        cost_picture=_cost_picture(sheets["fee_areas"], chosen),
        income_picture=_income_picture(sheets["fee_areas"], chosen),
        costs=costs.by_line(area, COST_LINES, caption=_("Selvkost og gebyrinntekter")),
        capital=costs.by_line(area, RATE_LINES, caption=_("Kapitalen rentene regnes av")),
        fund=costs.by_line(area, FUND_LINES, caption=_("Fondet")),
        vintages=_vintages(sheets, chosen),
        five_years=_law("selvkost-femaar"),
        **show_path(request, shown, chosen),
        compared=_compared(sheets["fee_calculations"], chosen),
        prices=_prices(sheets["fee_items"], chosen),
        inputs=[list_rows(shown, table, area) for table in AREA_TABLES],
        edit_url=edit_row_url("fee_areas", area) if shown.can_edit else "",
    )
    return render(request, "veikart/economy/fee_area.html.jinja", context)


def _title(area: FeeArea, sheets: dict[str, Sheet]) -> str:
    """The fee of the first year against the year before, and when the fund is settled."""
    paths, year = sheets["fee_paths"], sheets["fee_paths"].years[0]
    fee, before = (paths.value(area.id, line, year) for line in ("fee", "fee_before"))
    words = {"name": area.name, "fee": format_nok(fee), "before": format_nok(before), "year": year}
    if not fee:
        return area.name
    told = _("%(name)s: %(fee)s kr i %(year)s") % words
    if before:
        told = _("%(name)s: fra %(before)s til %(fee)s kr i %(year)s") % words
        told += f" ({change_words(paths.value(area.id, 'growth', year))})"
    settled = settled_words(sheets["fee_areas"], area.id)
    return _("%(told)s, og %(settled)s") % {"told": told, "settled": settled} if settled else told


def _law(rule_id: str) -> Context:
    """A rule by its name, with how sure we are of it where that is not settled, and where it can be read."""
    rule = get_rules()[rule_id]
    unsure = f". {MARKS[rule.mark]}" if rule.mark == "to_check" else ""
    return {**law_link(rule), "text": f"{rule.name}, {rule.citation}{unsure}", "says": rule.text}


def _cost_picture(sheet: Sheet, area: FeeArea) -> Markup:
    lines = (
        ("direct", _("Direkte"), "increased_need"),
        ("indirect", _("Indirekte"), "fund"),
        ("depreciation", _("Avskrivninger"), "result"),
        ("interest", _("Renter"), "debt"),
    )
    series = [Series(name, list(sheet.row(area.id, line)), colour) for line, name, colour in lines]
    return draw_stack(series, sheet.years, chart_id="cost", title=_("%(name)s, kostnadene i selvkost") % {"name": area.name})


def _income_picture(sheet: Sheet, area: FeeArea) -> Markup:
    lines = (("fee_income", _("Gebyrinntekter"), "revenue"), ("fee_basis", _("Gebyrgrunnlag"), "expense"))
    series = [Series(name, list(sheet.row(area.id, line)), colour) for line, name, colour in lines]
    if not any(any(one.values) for one in series):
        return Markup("")
    words = {"title": _("%(name)s, gebyrinntekter mot gebyrgrunnlaget") % {"name": area.name}, "unit": MILL_NOK, "height": 240}
    return Markup(draw_for_both(line_chart, chart_id="income", series=series, years=list(sheet.years), **words))


def _vintages(sheets: dict[str, Sheet], area: FeeArea) -> Context | None:
    """What is left of each vintage on 31 December, with the last year it may stand; what is only rounding is one row."""
    sheet, subscribers = sheets["fee_vintages"], max(sheets["fee_areas"].row(area.id, "subscribers"), default=0)
    own = [one for one, of in zip(sheet.subjects, sheet.groups, strict=True) if of == area.id]
    if not own:
        return None
    large = [one for one in own if max(abs(nok) for line in ("opening", "arisen", "closing") for nok in sheet.row(one, line)) > 2 * subscribers]
    rows = [_vintage_row(sheet, one) for one in large]
    small = [sheet.place[one] for one in own if one not in large]
    if small:
        left = sheet.lines["closing"][small].sum(axis=0).tolist()
        rows.append(row(_("Avrunding, %(count)s årganger") % {"count": len(small)}, [_amount(nok) for nok in left], texts=[{"text": ""}]))
    return {
        "caption": _("Igjen av hver årgang 31. desember"),
        "unit": _("Oppsto i"),
        "unit_line": _("Mill. kr. Minus er underskudd."),
        "text_columns": [_("Siste år")],
        "columns": [{"text": str(year)} for year in sheet.years],
        "rows": rows,
    }


def _vintage_row(sheet: Sheet, vintage: str) -> Context:
    start = calculation_start(sheet.id, vintage, "closing")
    cells = [_amount(nok, f"{start}{year}/") for year, nok in zip(sheet.years, sheet.row(vintage, "closing"), strict=True)]
    last = sheet.years[0] + sheet.value(vintage, "years_left", sheet.years[0])
    return row(vintage.rpartition("|")[2], cells, url=sheet_url(sheet.id, subject=vintage), texts=[{"text": str(last)}])


def _amount(nok: int, url: str = "") -> Context | None:
    return {"text": format_mill(nok), "url": url} if nok else None


def _compared(sheet: Sheet, area: FeeArea) -> list[Context]:
    """A table for each year with both calculations."""
    return [_comparison(sheet, area, year) for year in sheet.years if sheet.value(area.id, "compared", year)]


def _comparison(sheet: Sheet, area: FeeArea, year: int) -> Context:
    rows = []
    for line, name in zip(COMPARED, _compared_names(), strict=True):
        planned = "planned_income" if line == "fee_income" else f"planned_{line}"
        cells = [_opened(sheet, area, one, year) for one in (planned, line, f"{line}_difference")]
        rows.append(row(name, cells, kind="sum" if line == "result" else ""))
    return {
        "caption": _("Forkalkyle og etterkalkyle %(year)s") % {"year": year},
        "unit": _("Mill. kr"),
        "columns": [{"text": _("Forkalkyle")}, {"text": _("Etterkalkyle")}, {"text": _("Forskjell")}],
        "rows": rows,
    }


def _compared_names() -> tuple[str, ...]:
    return (
        _("Direkte kostnader"),
        _("Indirekte kostnader"),
        _("Kapitalkostnad"),
        _("Andre inntekter"),
        _("Gebyrgrunnlag"),
        _("Gebyrinntekter"),
        _("Resultat"),
    )


def _opened(sheet: Sheet, area: FeeArea, line: str, year: int) -> Context:
    return {"text": format_mill(sheet.value(area.id, line, year)), "url": f"{calculation_start(sheet.id, area.id, line)}{year}/"}


def _prices(sheet: Sheet, area: FeeArea) -> Context | None:
    """The price list of the area in kroner and øre, with the change of the first year worked out."""
    own = [one for one, of in zip(sheet.subjects, sheet.groups, strict=True) if of == area.id]
    if not own:
        return None
    return {
        "caption": _("Prislisten"),
        "unit": _("Kroner uten mva."),
        "columns": [{"text": str(year)} for year in sheet.years],
        "rows": [_price_row(sheet, one) for one in own],
    }


def _price_row(sheet: Sheet, item: str) -> Context:
    start = calculation_start(sheet.id, item, "price")
    prices = zip(sheet.years, sheet.row(item, "price"), strict=True)
    return row(sheet.name(item), [{"text": price_words(ore), "url": f"{start}{year}/"} if ore else None for year, ore in prices])


def price_words(ore: int) -> str:
    """A price in øre as kroner, with øre where there are any.

    >>> price_words(297_000), price_words(1_650)
    ('2\\u202f970', '16,50')
    """
    return format_decimal(Fraction(ore, 100), 2) if ore % 100 else format_nok(ore // 100)
