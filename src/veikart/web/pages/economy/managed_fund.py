"""The managed fund: from the return to what may be taken out in a year, and whether its real value is kept."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, bridge_chart, draw_for_both, line_chart
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.words import in_mill
from veikart.web.answers import read_number
from veikart.web.economy_links import edit_row_url, new_row_url
from veikart.web.economy_rows import row_facts, row_name
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.links import with_query
from veikart.web.tables import Context

LINES = (
    "opening",
    "total_return",
    "cost",
    "inflation_adjustment",
    "rule_withdrawal",
    "withdrawal",
    "buffer_allocation",
    "buffer_use",
    "closing",
    "base_capital",
    "buffer_capital",
    "real_value",
    "real_target",
    "real_gap",
)
RATE_LINES = ("total_return_rate", "cost_rate", "inflation", "withdrawal_rate")
INPUTS = ("managed_funds", "managed_allocation", "managed_years")
"""The tables the fund is worked out from."""
WIDE = 540
"""The width of a bridge that stands beside another one."""
UNSEEN_NOK = 50_000
"""What is rounding in millions with one decimal."""


@shows_economy
def show_managed_fund(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """One fund (`fond`) and one year (`ar`) as bridges, all years as a line and a table."""
    sheet = shown.run.sheets["managed_fund"]
    if not sheet.subjects:
        return _show_empty(request, shown)
    fund = request.GET.get("fond", "") or sheet.subjects[0]
    if fund not in sheet.place:
        raise Http404
    asked = read_number(request.GET.get("ar", ""))
    year = asked if asked in sheet.years else sheet.years[0]
    table, classes = get_sheet_table(shown.run.sheets, "managed_fund"), get_sheet_table(shown.run.sheets, "managed_classes")
    members = [one for one, of in zip(classes.sheet.subjects, classes.sheet.groups, strict=True) if of == fund]
    context = make_economy_context(
        shown,
        page="economy-funds",
        title=_title(sheet, fund, year),
        window_title=sheet.name(fund),
        lead=_("Uttaket er det som er igjen av avkastningen når driftskostnadene er betalt og fondet er økt med inflasjonen."),
        crumbs=[(_("Fond"), reverse("economy-funds")), (sheet.name(fund), "")],
        year=year,
        year_options=_options(fund, sheet.years, year),
        fund_options=[{"value": one, "name": sheet.name(one), "chosen": one == fund} for one in sheet.subjects],
        chosen_fund=fund,
        to_withdrawal=_draw(_("Fra avkastning til uttak i %(year)s") % {"year": year}, "withdrawal", _steps_to_withdrawal(sheet, fund, year)),
        to_closing=_draw(_("Markedsverdien i %(year)s") % {"year": year}, "holding", _steps_to_closing(sheet, classes.sheet, members, fund, year)),
        value_picture=_value_picture(sheet, fund),
        value_sentence=_value_sentence(sheet, fund),
        table=_values(table, fund),
        rates=table.by_line(fund, RATE_LINES, caption=_("I prosent av markedsverdien 1. januar")),
        classes=classes.by_subject("gain", members, caption=_("Avkastning per aktivaklasse")) if members else None,
        inputs=_inputs(shown, fund),
    )
    return render(request, "veikart/economy/managed_fund.html.jinja", context)


def _show_empty(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    context = make_economy_context(
        shown,
        page="economy-funds",
        title=_("Ingen forvaltningsfond er lagt inn"),
        crumbs=[(_("Fond"), reverse("economy-funds")), (_("Forvaltningsfondet"), "")],
        new_url=new_row_url("managed_funds") if shown.can_edit else "",
        table=None,
    )
    return render(request, "veikart/economy/managed_fund.html.jinja", context)


def _values(table: SheetTable, fund: str) -> Context:
    """The lines in kroner; one that only moves by rounding has no picture of how."""
    found = table.by_line(fund, LINES)
    for line, one in zip(LINES, found["rows"], strict=True):
        values = table.sheet.row(fund, line)
        if max(values) - min(values) <= UNSEEN_NOK:
            one["trend"] = ""
    return found


def _title(sheet: Sheet, fund: str, year: int) -> str:
    """What the fund gives in the year, and whether its real value is kept to the end of it."""
    words = {"name": sheet.name(fund), "amount": in_mill(sheet.value(fund, "withdrawal", year)), "year": year}
    kept = sheet.value(fund, "closing", year) - sheet.value(fund, "opening", year) - sheet.value(fund, "inflation_adjustment", year)
    gap = sheet.value(fund, "real_gap", year)
    if kept >= -UNSEEN_NOK and gap < -UNSEEN_NOK:
        return _("%(name)s gir %(amount)s til bruk i %(year)s; realverdien holdes, %(gap)s under målet") % {**words, "gap": in_mill(-gap)}
    if kept >= -UNSEEN_NOK:
        return _("%(name)s gir %(amount)s til bruk i %(year)s, og realverdien holdes") % words
    return _("%(name)s gir %(amount)s til bruk i %(year)s, og realverdien faller med %(loss)s") % {**words, "loss": in_mill(-kept)}


def _options(fund: str, years: tuple[int, ...], chosen: int) -> list[Context]:
    start = reverse("economy-managed-fund")
    return [{"name": str(year), "url": with_query(start, fond=fund, ar=str(year)), "current": year == chosen} for year in years]


Steps = list[tuple[str, int, str]]


def _draw(title: str, chart_id: str, steps: Steps) -> Context:
    return {"title": title, "svg": Markup(draw_for_both(bridge_chart, chart_id=chart_id, wide=WIDE, steps=steps, title=title))}


def _steps_to_withdrawal(sheet: Sheet, fund: str, year: int) -> Steps:
    """The return, less cost and what stays in the fund; what the rule does not give is a step of its own."""
    value = {line: sheet.value(fund, line, year) for line in ("total_return", "cost", "inflation_adjustment", "rule_withdrawal", "withdrawal")}
    steps: Steps = [
        (_("Avkastning i alt"), value["total_return"], "total"),
        (_("Driftskostnader"), -value["cost"], "change"),
        (_("Inflasjonsjustering, blir i fondet"), -value["inflation_adjustment"], "change"),
    ]
    left = value["total_return"] - value["cost"] - value["inflation_adjustment"]
    if value["rule_withdrawal"] != left:
        steps.append((_("Tap som bufferkapitalen dekker"), value["rule_withdrawal"] - left, "change"))
    if value["withdrawal"] != value["rule_withdrawal"]:
        steps.append((_("Eget vedtak om uttak"), value["withdrawal"] - value["rule_withdrawal"], "change"))
    return [*steps, (_("Årlig uttak"), value["withdrawal"], "total")]


def _steps_to_closing(sheet: Sheet, classes: Sheet, members: list[str], fund: str, year: int) -> Steps:
    steps: Steps = [(_("Markedsverdi 1. januar"), sheet.value(fund, "opening", year), "total")]
    steps += [(_("Avkastning, %(name)s") % {"name": classes.name(one).lower()}, classes.value(one, "gain", year), "change") for one in members]
    steps.append((_("Driftskostnader"), -sheet.value(fund, "cost", year), "change"))
    steps.append((_("Årlig uttak"), -sheet.value(fund, "withdrawal", year), "change"))
    return [*steps, (_("Markedsverdi 31. desember"), sheet.value(fund, "closing", year), "total")]


def _value_picture(sheet: Sheet, fund: str) -> Markup:
    return Markup(
        draw_for_both(
            line_chart,
            chart_id="real-value",
            series=[
                Series(_("Markedsverdi"), list(sheet.row(fund, "closing")), "revenue"),
                Series(_("Realverdi"), list(sheet.row(fund, "real_value")), "result"),
            ],
            years=list(sheet.years),
            title=_("Markedsverdi og realverdi 31. desember"),
            unit=WHOLE_MILL_NOK,
            height=260,
            target=(_("Mål, realverdi"), sheet.value(fund, "real_target", sheet.years[-1])),
        )
    )


def _value_sentence(sheet: Sheet, fund: str) -> str:
    gap = sheet.value(fund, "real_gap", sheet.years[-1])
    words = {"gap": in_mill(abs(gap)), "year": sheet.years[-1]}
    if abs(gap) <= UNSEEN_NOK:
        return _("Realverdien er den samme i %(year)s som den skulle være.") % words
    return (_("Realverdien er %(gap)s over målet i %(year)s.") if gap > 0 else _("Realverdien er %(gap)s under målet i %(year)s.")) % words


def _inputs(shown: EconomyShown, fund: str) -> list[Context]:
    """What is entered for the fund, table by table, with the way to change it for those who may."""
    found = []
    for table in INPUTS:
        rows = {key: one for key, one in shown.book.table(table).items() if fund in {getattr(one, "fund", ""), getattr(one, "id", "")}}
        found.append(
            {
                "name": get_economy_tables()[table].name,
                "rows": [
                    {
                        "name": row_name(shown.book, table, one),
                        "facts": row_facts(shown.book, table, one),
                        "url": edit_row_url(table, key) if shown.can_edit else "",
                    }
                    for key, one in rows.items()
                ],
                "new_url": new_row_url(table) if shown.can_edit else "",
            }
        )
    return found
