"""Pensions: what is paid, what the accounts carry, and what is put off to later years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.economy.checking.pensions import check_pensions, find_pensions
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.law import get_rules
from veikart.rules.words import format_mill
from veikart.rules.words.sentences import list_years
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import draw_stack
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context, row

TABLES = ("pension_schemes", "pension_years", "premium_deviations", "pension_balances")
COST_LINES = ("premium", "net_cost", "deviation", "amortisation", "charged", "effect", "accumulated")
CONTRIBUTION_LINES = ("contribution", "contribution_amortisation", "contribution_effect", "contribution_accumulated")
GROUP_COLOURS = ("#002C54", "#0062BA", "#5C9AD3", "#B5D2EC", "#8A8D90")


@shows_economy
def show_pensions(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Premium, cost, deviation and amortisation over the years; the vintages; what is accumulated."""
    sheets = shown.run.sheets
    has_schemes = bool(shown.book.table("pension_schemes")) and "pensions" in sheets
    content = _content(shown, get_sheet_table(sheets, "pensions"), get_sheet_table(sheets, "pension_vintages")) if has_schemes else {}
    context = make_economy_context(
        shown,
        page="economy-pensions",
        title=_title(sheets["pensions"]) if has_schemes else _("Ingen pensjonsordninger er lagt inn"),
        window_title=_("Pensjon"),
        lead=_("Kommunen betaler premien. Regnskapet bærer kostnaden som aktuaren har regnet ut, og det som er utsatt fra tidligere år."),
        crumbs=[(_("Pensjon"), "")],
        has_schemes=has_schemes,
        inputs=list_book_tables(shown, TABLES),
        **content,
    )
    return render(request, "veikart/economy/pensions.html.jinja", context)


def _content(shown: EconomyShown, pensions: SheetTable, vintages: SheetTable) -> Context:
    findings = chain(check_pensions(shown.book), find_pensions(shown.book, shown.run))
    schemes = [one for one in pensions.sheet.subjects if one != EVERYTHING]
    return {
        "findings": [finding_view(shown, one) for one in findings],
        "charts": [_costs(pensions), _deviations(pensions), _accumulated_by_vintage(pensions, vintages.sheet), _accumulated(pensions)],
        "costs_table": pensions.by_line(EVERYTHING, [*COST_LINES, *_contribution_lines(pensions.sheet)], caption=_("Pensjon, alle ordninger")),
        "scheme_tables": [pensions.by_line(one, COST_LINES) for one in schemes] if len(schemes) > 1 else [],
        "vintage_tables": [
            vintages.by_subject("amortised", _open_vintages(vintages.sheet)),
            vintages.by_subject("closing", _open_vintages(vintages.sheet)),
        ],
        "rule": law_link(get_rules()["premieavvik-amortisering"]),
        "rule_text": get_rules()["premieavvik-amortisering"].text,
        "is_to_check": get_rules()["premieavvik-amortisering"].mark == "to_check",
    }


def _title(sheet: Sheet) -> str:
    first, last = sheet.years[0], sheet.years[-1]
    before, after = sheet.value(EVERYTHING, "opening", first), sheet.value(EVERYTHING, "accumulated", last)
    words = {"before": format_mill(before, 0), "after": format_mill(after, 0), "first": first, "last": last}
    if after > before:
        return _("Utsatt pensjonskostnad vokser fra %(before)s til %(after)s mill. kr i %(first)s–%(last)s") % words
    return _("Utsatt pensjonskostnad går fra %(before)s til %(after)s mill. kr i %(first)s–%(last)s") % words


def _contribution_lines(sheet: Sheet) -> Sequence[str]:
    return CONTRIBUTION_LINES if any(sheet.lines[one].any() for one in CONTRIBUTION_LINES) else ()


def _open_vintages(sheet: Sheet) -> list[str]:
    """The vintages that hold something in a year, or charge something."""
    return [one for at, one in enumerate(sheet.subjects) if sheet.lines["closing"][at].any() or sheet.lines["amortised"][at].any()]


def _chart(draw: Callable[..., str], heading: str, note: str, **content: object) -> Context:
    svg = draw_for_both(draw, title=heading, unit=WHOLE_MILL_NOK, **content)
    return {"heading": heading, "note": note, "svg": Markup(svg)}


def _costs(pensions: SheetTable) -> Context:
    series = _lines(pensions, {"premium": (_("Premie"), "frame"), "charged": (_("I regnskapet"), "debt")})
    heading = _("Premien som betales, og pensjonen regnskapet bærer")
    return _chart(line_chart, heading, _("Mill. kr, løpende priser"), chart_id="costs", series=series, years=pensions.sheet.years, height=240)


def _deviations(pensions: SheetTable) -> Context:
    """The deviation of the year beside what is charged of earlier ones: where the second is the larger, the accounts carry more than is paid."""
    sheet = pensions.sheet
    series = _lines(pensions, {"deviation": (_("Premieavvik"), "revenue"), "amortisation": (_("Amortisering"), "expense")})
    negative = [year for year, nok in zip(sheet.years, sheet.row(EVERYTHING, "effect"), strict=True) if nok < 0]
    if negative:
        note = _("Mill. kr. Amortiseringen er størst i %(years)s: da bærer regnskapet mer enn det som betales.") % {"years": list_years(negative)}
    else:
        note = _("Mill. kr. Regnskapet bærer ikke mer enn det som betales i noen av årene.")
    heading = _("Årets premieavvik, og amortiseringen av tidligere års")
    return _chart(line_chart, heading, note, chart_id="deviations", series=series, years=sheet.years, height=240)


def _lines(pensions: SheetTable, lines: Mapping[str, tuple[str, str]]) -> list[Series]:
    return [Series(name, list(pensions.sheet.row(EVERYTHING, line)), colour) for line, (name, colour) in lines.items()]


def _accumulated_by_vintage(pensions: SheetTable, vintages: Sheet) -> Context:
    """The accumulated deviation in groups of vintages that are charged over the same number of years."""
    groups, years = list(_vintage_groups(vintages, pensions.sheet.years[0])), pensions.sheet.years
    heading = _("Det som er igjen, etter når det oppsto")
    if not groups:
        return {"heading": heading, "note": _("Ingen årganger har noe igjen."), "svg": ""}
    series = [Series(name, total, GROUP_COLOURS[place % len(GROUP_COLOURS)]) for place, (name, total) in enumerate(groups)]
    rows = [row(name, [{"text": format_mill(nok)} for nok in total]) for name, total in groups]
    table = {"caption": heading, "unit": _("Mill. kr"), "columns": [{"text": str(year)} for year in years], "rows": rows}
    svg = draw_stack(series, years, chart_id="vintages", title=heading)
    return {"heading": heading, "note": _("Mill. kr ved utgangen av året"), "svg": svg, "table": table}


def _vintage_groups(sheet: Sheet, first: int) -> Iterator[tuple[str, list[int]]]:
    groups: dict[tuple[int, bool], list[int]] = {}
    for at, subject in enumerate(sheet.subjects):
        year = int(subject.rpartition("|")[2])
        if sheet.lines["closing"][at].any():
            groups.setdefault((int(sheet.lines["years"][at, 0]), year >= first), []).append(at)
    for (over, _is_new), places in sorted(groups.items(), key=lambda one: (one[0][1], -one[0][0])):
        years = sorted(int(sheet.subjects[at].rpartition("|")[2]) for at in places)
        span = f"{years[0]}–{years[-1]}" if years[-1] > years[0] else str(years[0])
        words = {"span": span, "over": over}
        yield _("%(span)s, over %(over)s år") % words, sheet.lines["closing"][places].sum(axis=0).tolist()


def _accumulated(pensions: SheetTable) -> Context:
    sheet = pensions.sheet
    series = [Series(pensions.rule.lines["accumulated"].name, list(sheet.row(EVERYTHING, "accumulated")), "debt")]
    heading = _("Akkumulert premieavvik")
    return _chart(line_chart, heading, _("Mill. kr 31. desember"), chart_id="accumulated", series=series, years=sheet.years, height=240)
