"""Fees at self-cost: what each costs from this year to the next, where each is going, and what a household pays in all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.fees import FeeArea
from veikart.calc.values import PPM
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import Series, line_chart, stacked_columns
from veikart.exchange.charts.scale import NOK
from veikart.rules.economy.checking.fees import check_fees, find_fees
from veikart.rules.economy.fee_kinds import get_fee_kinds
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import GRADES, Finding
from veikart.rules.words import NO_BREAK_SPACE, format_decimal, format_mill, format_nok
from veikart.web.economy_links import calculation_url, new_row_url
from veikart.web.economy_reach import describe_stated_capital
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import thin_out
from veikart.web.economy_tables import get_sheet_table
from veikart.web.links import with_query
from veikart.web.pages.economy.book_rows import make_row_table
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context, row

TABLES = ("fee_areas", "fee_years", "fee_assets", "fee_projects", "fee_openings", "fee_items", "fee_prices")
EVERYTHING = "alle"
COLOURS = ("result", "revenue", "fund", "investment", "grant", "pension")
"""One for each bundle of fees; each name points at its part."""
DASH = "–"
MOST_ROWS = 60
"""Rows of a table on the page; the rest stand on the page of the table."""
SEEN_LOSS = 50_000
"""Kroner from which a loss is more than rounding in millions with one decimal."""


@shows_economy
def show_fees(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Every area in a table and as a small picture, and the bill of a household."""
    areas, found = list(shown.book.table("fee_areas").values()), list_fee_findings(shown)
    context = make_economy_context(
        shown,
        page="economy-fees",
        title=_title(shown),
        window_title=_("Gebyr"),
        lead=_("Gebyr per standardabonnent, uten merverdiavgift. Et gebyr skal ikke være høyere enn det tjenesten koster."),
        crumbs=[(_("Gebyr"), "")],
        findings=[finding_view(shown, one) for one in found],
        overview=_overview(shown, areas, found) if areas else None,
        pictures=[_picture(shown, one) for one in areas],
        bill=_bill(shown) if len(shown.run.sheets["fee_bills"].subjects) > 1 else None,
        capital_note=describe_stated_capital(shown.run),
        capital=get_sheet_table(shown.run.sheets, "calculated_capital").by_line(EVERYTHING, caption=_("Kalkulatoriske renter og avskrivninger")),
        inputs=[list_rows(shown, one) for one in TABLES],
        new_area_url=new_row_url("fee_areas") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/fees.html.jinja", context)


def list_fee_findings(shown: EconomyShown, area: str = "") -> list[Finding]:
    """What is found about fees, the gravest first; only what is about one area where it is named."""
    found = sorted((*check_fees(shown.book), *find_fees(shown.book, shown.run)), key=lambda one: GRADES.index(one.grade))
    return [one for one in found if not area or _is_about(shown, one, area)]


def _is_about(shown: EconomyShown, finding: Finding, area: str) -> bool:
    table, _mark, key = finding.place.figure.partition(":")
    found = shown.book.table(table).get(key)
    return (table == "fee_areas" and key == area) or (table in TABLES and getattr(found, "area", "") == area)


def _title(shown: EconomyShown) -> str:
    """What a household pays in the first year, and how it changes from the year before."""
    bills = shown.run.sheets["fee_bills"]
    if not shown.book.table("fee_areas"):
        return _("Ingen gebyrområder er lagt inn")
    year = bills.years[0]
    words = {"bill": format_nok(bills.value(EVERYTHING, "bill", year)), "year": year}
    if not bills.value(EVERYTHING, "bill", year):
        return _("Gebyrene %(year)s") % words
    changed = bills.value(EVERYTHING, "growth", year)
    if not changed or _lacks_a_start(shown):
        return _("En husholdning betaler %(bill)s kr i gebyr i %(year)s") % words
    return _("En husholdning betaler %(bill)s kr i gebyr i %(year)s, %(change)s fra året før") % {**words, "change": change_words(changed)}


def _lacks_a_start(shown: EconomyShown) -> bool:
    """Whether a fee of the bill is not known for the year before, so that the sum cannot be compared."""
    paths = shown.run.sheets["fee_paths"]
    return bool(((paths.lines["bill"][:, 0] > 0) & (paths.lines["fee_before"][:, 0] == 0)).any())


def change_words(ppm: int) -> str:
    """A change in percent with its sign.

    >>> change_words(86_957), change_words(-14_559)
    ('+8,7\\xa0%', '−1,5\\xa0%')
    """
    text = format_decimal(Fraction(ppm * 100, PPM), 1)
    return f"{'+' if ppm > 0 else ''}{text}{NO_BREAK_SPACE}%"


def _overview(shown: EconomyShown, areas: Sequence[FeeArea], findings: Sequence[Finding]) -> Context:
    year = shown.years[0]
    return {
        "caption": _("Gebyrområdene"),
        "unit": _("Område"),
        "unit_line": _("Kroner per standardabonnent uten mva. Fondet og det som må betales tilbake, er i mill. kr; minus er underskudd."),
        "text_columns": [_("Standardabonnent")],
        "columns": [
            {"text": _("Gebyr %(year)s") % {"year": year - 1}},
            {"text": _("Gebyr %(year)s") % {"year": year}, "current": True},
            {"text": _("Endring")},
            {"text": _("Gebyr %(year)s") % {"year": shown.years[-1]}},
            {"text": _("Kostnad %(year)s") % {"year": year}},
            {"text": _("Fond %(year)s") % {"year": year}},
            {"text": _("Tilbake innen %(year)s") % {"year": year + 1}},
        ],
        "rows": [_overview_row(shown, one, year, next((each for each in findings if _is_about(shown, each, one.id)), None)) for one in areas],
    }


def _overview_row(shown: EconomyShown, area: FeeArea, year: int, gravest: Finding | None) -> Context:
    paths, sheet = shown.run.sheets["fee_paths"], shown.run.sheets["fee_areas"]
    before, fee = paths.value(area.id, "fee_before", year), paths.value(area.id, "fee", year)

    def kroner(line: str, of: int = year) -> Context:
        nok = paths.value(area.id, line, of)
        return {"text": format_nok(nok), "url": calculation_url("fee_paths", area.id, line, of)} if nok else {"text": DASH}

    def fund(line: str) -> Context:
        return {"text": format_mill(sheet.value(area.id, line, year)), "url": calculation_url("fee_areas", area.id, line, year)}

    grown = {"text": change_words(paths.value(area.id, "growth", year)), "url": calculation_url("fee_paths", area.id, "growth", year)}
    changed = grown if before and fee else {"text": DASH}
    closing = fund("fund_closing")
    if gravest and gravest.grade != "note":
        closing["finding"] = {"grade": gravest.grade, "sentence": gravest.sentence, "url": reverse("economy-fee-area", args=[area.id])}
    return row(
        area.name,
        [kroner("fee_before"), kroner("fee"), changed, kroner("fee", shown.years[-1]), kroner("cost_fee"), closing, fund("fund_due")],
        url=reverse("economy-fee-area", args=[area.id]),
        texts=[{"text": area.standard or get_fee_kinds()[area.kind].name}],
    )


def draw_path(paths: Sheet, area: str, *, chart_id: str, title: str, width: int, height: int) -> str:
    """The fee of an area and what would cover the cost of each year, as two lines."""
    fee, cost = paths.row(area, "fee"), paths.row(area, "cost_fee")
    series = [Series(_("Gebyr"), [one or None for one in fee], "revenue"), Series(_("Kostnad"), [one or None for one in cost], "expense")]
    drawn = [one for one in series if any(one.values)]
    years = list(paths.years)
    return line_chart(chart_id=chart_id, series=drawn, years=years, title=title, unit=NOK, width=width, height=height) if drawn else ""


def _picture(shown: EconomyShown, area: FeeArea) -> Context:
    paths, sheet = shown.run.sheets["fee_paths"], shown.run.sheets["fee_areas"]
    title = _("%(name)s, gebyr og kostnad per standardabonnent") % {"name": area.name}
    svg = draw_path(paths, area.id, chart_id=f"fee-{paths.place[area.id]}", title=title, width=320, height=190)
    return {
        "name": area.name,
        "url": reverse("economy-fee-area", args=[area.id]),
        "sentence": area_sentence(paths, sheet, area.id),
        "svg": Markup(svg),
    }


def area_sentence(paths: Sheet, areas: Sheet, area: str) -> str:
    """Where the fee goes, and when the fund is empty."""
    first, last = paths.years[0], paths.years[-1]
    fees = (paths.value(area, "fee", first), paths.value(area, "fee", last))
    words = {"first": first, "last": last, "from": format_nok(fees[0]), "to": format_nok(fees[1])}
    told = _("Fra %(from)s kr i %(first)s til %(to)s kr i %(last)s.") % words if all(fees) else _("Gebyret regnes ikke per abonnent.")
    settled = settled_words(areas, area)
    return f"{told} {settled[:1].upper()}{settled[1:]}." if settled else told


def settled_words(areas: Sheet, area: str) -> str:
    """How the fund comes to nothing: by the fees, or by the municipality covering the deficit; empty where it does not."""
    emptied = emptied_in(areas, area)
    if emptied is None:
        return ""
    lost = abs(areas.value(area, "fund_lost", emptied))
    if lost > SEEN_LOSS:
        return _("kommunen dekker underskuddet på %(lost)s mill. kr i %(year)s") % {"lost": format_mill(lost), "year": emptied}
    return _("fondet er gjort opp i %(year)s") % {"year": emptied}


def emptied_in(areas: Sheet, area: str) -> int | None:
    """The first year that the fund holds no more than rounding, after it held more; None where it never did, or never does."""
    closing, subscribers = areas.row(area, "fund_closing"), areas.row(area, "subscribers")
    small = [abs(nok) <= 2 * count for nok, count in zip(closing, subscribers, strict=True)]
    held = abs(areas.value(area, "fund_opening", areas.years[0])) > 2 * subscribers[0] or not small[0]
    return next((year for year, one in zip(areas.years, small, strict=True) if one), None) if held else None


def _bill(shown: EconomyShown) -> Context:
    """The bill of a household by bundle, as stacked columns and a table."""
    bills = shown.run.sheets["fee_bills"]
    bundles = [one for one in bills.subjects if one != EVERYTHING]
    series = [Series(bills.name(one), list(bills.row(one, "bill")), COLOURS[at % len(COLOURS)]) for at, one in enumerate(bundles)]
    table = get_sheet_table(shown.run.sheets, "fee_bills", in_mill=False)
    return {
        "svg": _bill_picture(series, bills.years),
        "table": table.by_subject("bill", caption=_("Gebyr per husholdning")),
        "growth": table.by_subject("growth", caption=_("Endring fra året før")),
    }


def _bill_picture(series: Sequence[Series], years: tuple[int, ...]) -> Markup:
    words = {"title": _("Gebyrene en husholdning betaler"), "unit": NOK, "height": 300}
    places = thin_out(len(years))
    few = [Series(one.name, [one.values[at] for at in places], one.colour) for one in series]
    wide = stacked_columns(chart_id="bill-wide", series=series, years=years, width=720, **words)
    narrow = stacked_columns(chart_id="bill-narrow", series=few, years=[years[at] for at in places], width=344, **words)
    return Markup(f'<div class="chart-wide">{wide}</div><div class="chart-narrow">{narrow}</div>')


def list_rows(shown: EconomyShown, table: str, area: str = "") -> Context:
    """The first rows of a table, only those of one area where it is named, and where a new one is written by those who may."""
    rows = {key: one for key, one in shown.book.table(table).items() if not area or one.area == area}
    name = get_economy_tables()[table].name
    found = make_row_table(shown, table, dict(list(rows.items())[:MOST_ROWS])) if rows else None
    if found and len(rows) > MOST_ROWS:
        words = {"shown": MOST_ROWS, "count": format_nok(len(rows))}
        found["notes"] = [_("De første %(shown)s av %(count)s rader. Alle står under Tabeller.") % words]
    return {
        "name": name,
        "count": len(rows),
        "new_url": with_query(new_row_url(table), area=area) if shown.can_edit else "",
        "new_words": _("Legg til i «%(table)s»") % {"table": name},
        "table": found,
    }
