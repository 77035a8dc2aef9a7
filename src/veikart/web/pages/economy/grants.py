"""Central revenues: every source over the years, what the income equalisation makes of the tax per inhabitant, and refugees cohort by cohort."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.worksheets import Lines, Sheet
from veikart.exchange.charts import COUNT, Series, bridge_chart, draw_for_both, stacked_columns
from veikart.exchange.charts.scale import NOK
from veikart.rules.economy.checking.grants import GRANT_YEARS, check_grants
from veikart.rules.economy.explaining import EVERYTHING
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.law import get_rules
from veikart.rules.words import format_decimal, format_mill
from veikart.web.answers import read_number
from veikart.web.economy_links import calculation_url, new_row_url
from veikart.web.economy_reach import describe_stated_capital
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import MOST_ON_PHONE, NARROW, WIDE, draw_stack, thin_out
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context, row

TABLES = (
    "tax_bases", "tax_years", "tax_months", "grant_years", "need_criteria", "grant_parts", "grant_amounts", "refugee_cohorts", "refugee_rates",
    "compensations", "compensation_amounts",
)  # fmt: skip
REVENUE_LINES = ("tax", "block_grant", "refugees", "integration", "interest", "host", "other", "capital", "total")
TAX_LINES = ("opening", "rule_change", "actual_growth", "tax")
CALCULATED_LINES = ("base", "need_equalisation", "income_equalisation", "other", "grant")
STATED_LINES = ("stated_grant", "stated_tax", "own_tax", "moved", "grant")
LEVEL_LINES = ("own", "symmetric_level", "extra_level", "draw_level", "after", "mean", "share_before", "share_after")
COHORT_COLOURS = ("#002C54", "#0062BA", "#5C9AD3", "#B5D2EC", "#8A8D90", "#C9CACB")
MOST_COHORTS = 6
"""Years of settling that have a colour of their own; those before them are one."""


@shows_economy
def show_grants(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """All central revenues, and what each is worked out from."""
    revenue = get_sheet_table(shown.run.sheets, "central_revenue")
    context = make_economy_context(
        shown,
        page="economy-grants",
        title=_title(revenue.sheet),
        window_title=_("Sentrale inntekter"),
        lead=_("Skatt, rammetilskudd og det andre kommunen får fra staten. Endres skatten, endrer utjevningen rammetilskuddet."),
        crumbs=[(_("Sentrale inntekter"), "")],
        is_empty=not revenue.sheet.lines["total"].any(),
        is_thinned=len(shown.years) > MOST_ON_PHONE,
        revenue_picture=_revenue_picture(revenue.sheet),
        revenue=_revenue(shown, revenue),
        capital_note=describe_stated_capital(shown.run),
        equalisation=_equalisation(shown, read_number(request.GET.get("ar", "")) or 0),
        grant=_block_grant(shown),
        tax=_tax(shown),
        sectors=_sectors(shown),
        refugees=_refugees(shown),
        findings=[finding_view(shown, one) for one in check_grants(shown.book)],
        inputs=list_book_tables(shown, TABLES),
        new_url=new_row_url("tax_bases") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/grants.html.jinja", context)


def _title(sheet: Sheet) -> str:
    total, years = sheet.row(EVERYTHING, "total"), sheet.years
    if not any(total):
        return _("Ingen sentrale inntekter er lagt inn")
    words = {"first": format_mill(total[0], 0), "last": format_mill(total[-1], 0), "from": years[0], "to": years[-1]}
    if total[-1] > total[0]:
        return _("Sentrale inntekter vokser fra %(first)s til %(last)s mill. kr i %(from)s–%(to)s") % words
    return _("Sentrale inntekter går fra %(first)s til %(last)s mill. kr i %(from)s–%(to)s") % words


def _revenue(shown: EconomyShown, table: SheetTable) -> Context:
    found = _fixed(shown, table.by_line(EVERYTHING, _used(table.sheet, REVENUE_LINES), caption=_("Sentrale inntekter")))
    found["rows"][-1]["kind"] = "total"
    return found


def _used(sheet: Sheet, lines: Sequence[str]) -> list[str]:
    """The lines that are not zero everywhere, and the last, which is their sum."""
    return [one for one in lines if sheet.lines[one].any() or one == lines[-1]]


def _tax(shown: EconomyShown) -> Context:
    table = get_sheet_table(shown.run.sheets, "taxes")
    at = table.sheet.place["own"]
    used = [one for one in TAX_LINES if one == "tax" or table.sheet.lines[one][at].any()]
    return _fixed(shown, table.by_line("own", used, caption=_("Skatten år for år")))


def _fixed(shown: EconomyShown, table: Context) -> Context:
    """The table with its price level: the central revenues are in kroner of the price year."""
    return {**table, "unit_line": shown.fixed_words}


def _revenue_picture(sheet: Sheet) -> Markup:
    def sums(*lines: str) -> list[int]:
        return [sum(column) for column in zip(*(sheet.row(EVERYTHING, one) for one in lines), strict=True)]

    series = [
        Series(_("Skatt"), sums("tax"), "revenue"),
        Series(_("Rammetilskudd"), sums("block_grant"), "grant"),
        Series(_("Andre tilskudd fra staten"), sums("refugees", "integration", "interest", "host", "other"), "fund"),
        Series(_("Kalkulatoriske renter og avskrivninger"), sums("capital"), "frame"),
    ]
    return draw_stack(series, sheet.years, chart_id="revenue", title=_("Sentrale inntekter etter kilde"))


def _equalisation(shown: EconomyShown, wanted: int) -> Context:
    """The tax per inhabitant of one year as a bridge, with what is missing where it cannot be drawn."""
    table = get_sheet_table(shown.run.sheets, "tax_level", in_mill=False)
    sheet, rule = table.sheet, get_rules()["inntektsutjevning"]
    known = [year for year in sheet.years if sheet.value(EVERYTHING, "mean", year) and sheet.value(EVERYTHING, "own", year)]
    found: Context = {"years": [], "rule": law_link(rule), "rule_text": rule.text, "table": None}
    if not known:
        return found
    year = wanted if wanted in known else known[0]
    value = partial(_value, sheet, year)
    steps = [
        (_("Egen skatt per innbygger"), value("own"), "total"),
        (_("Symmetrisk utjevning"), value("symmetric_level"), "change"),
        (_("Tilleggskompensasjon"), value("extra_level"), "change"),
        (_("Trekk til tilleggskompensasjonen"), -value("draw_level"), "change"),
        (_("Etter utjevning"), value("after"), "total"),
        (_("Landet"), value("mean"), "total"),
    ]
    words = {
        "before": short_figure_words(value("share_before"), "ppm", decimals=1),
        "after": short_figure_words(value("share_after"), "ppm", decimals=1),
        "year": year,
    }
    kept = [one for one in steps if one[1] or one[2] == "total"]
    title = _("Skatt per innbygger før og etter utjevning, %(year)s") % {"year": year}
    svg = draw_for_both(bridge_chart, steps=kept, chart_id="equalisation", title=title, unit=NOK)
    return found | {
        "years": [{"year": one, "chosen": one == year} for one in known],
        "sentence": _("I %(year)s har kommunen %(before)s av landets skatt per innbygger før utjevningen, og %(after)s etter.") % words,
        "chart": {"heading": title, "note": _("Kroner per innbygger"), "svg": Markup(svg)},
        "table": _fixed(shown, table.by_line(EVERYTHING, LEVEL_LINES, caption=_("Skatt per innbygger"))),
        "months_url": reverse("economy-sheet", args=["equalisation"]) + "?linje=settlement",
    }


def _value(sheet: Sheet, year: int, line: str) -> int:
    return sheet.value(EVERYTHING, line, year)


def _block_grant(shown: EconomyShown) -> Context:
    """The block grant: its parts where they are worked out, or how the stated one moves."""
    table = get_sheet_table(shown.run.sheets, "block_grant")
    stated = [year for year, nok in zip(table.sheet.years, table.sheet.row(EVERYTHING, "stated_grant"), strict=True) if nok]
    is_calculated = len(stated) < len(table.sheet.years)
    lines = dict.fromkeys((*(STATED_LINES if stated else ()), *(CALCULATED_LINES if is_calculated else ())))
    lines.pop("grant")
    return {
        "is_stated": bool(stated),
        "table": _fixed(shown, table.by_line(EVERYTHING, [*lines, "grant"], caption=_("Rammetilskuddet"))),
    }


def _sectors(shown: EconomyShown) -> Context | None:
    table = get_sheet_table(shown.run.sheets, "need_sectors")
    return table.by_subject("sector_index", caption=_("Behovet i hver sektor mot landet")) if table.sheet.subjects else None


def _refugees(shown: EconomyShown) -> Context | None:
    """Kroner by year of settling, or the persons where no rates are entered."""
    table = get_sheet_table(shown.run.sheets, "refugees")
    if not table.sheet.subjects:
        return None
    grant = table.sheet.lines["grant"]
    if grant.any():
        heading = _("Integreringstilskuddet etter bosettingsår")
        svg = draw_stack(_cohorts(table, grant), table.sheet.years, chart_id="refugees", title=heading)
        shown_table = _fixed(shown, table.by_subject("grant", caption=heading))
        return {"chart": {"heading": heading, "note": f"{_('Mill. kr')}. {shown.fixed_words}", "svg": svg}, "table": shown_table, "has_rates": True}
    persons = table.sheet.lines["persons"] * _is_under_grant(table.sheet)
    heading = _("Flyktninger kommunen har tilskudd for, etter bosettingsår")
    svg = _draw_persons(_cohorts(table, persons), table.sheet.years, heading)
    note = _("Personer i sine fem første år. Satsene er ikke lagt inn, så kroner kan ikke regnes.")
    return {"chart": {"heading": heading, "note": note, "svg": svg}, "table": _persons_table(table, persons, heading), "has_rates": False}


def _is_under_grant(sheet: Sheet) -> Lines:
    found: Lines = (sheet.lines["grant_year"] >= 1) & (sheet.lines["grant_year"] <= GRANT_YEARS)
    return found


def _cohorts(table: SheetTable, values: Lines) -> list[Series]:
    """A series for each year of settling, the oldest first; those before the last MOST_COHORTS together."""
    by_year: dict[int, Lines] = {}
    for at, subject in enumerate(table.sheet.subjects):
        settled = int(subject.rpartition("|")[2])
        by_year[settled] = by_year.get(settled, 0) + values[at]
    years = [one for one in sorted(by_year) if by_year[one].any()]
    old, kept = years[:-MOST_COHORTS], years[-MOST_COHORTS:]
    series = [Series(_("Bosatt før %(year)s") % {"year": kept[0]}, sum(by_year[one] for one in old).tolist(), COHORT_COLOURS[-1])] if old else []
    return series + [
        Series(_("Bosatt %(year)s") % {"year": year}, by_year[year].tolist(), COHORT_COLOURS[place % (len(COHORT_COLOURS) - 1)])
        for place, year in enumerate(kept)
    ]


def _draw_persons(series: Sequence[Series], years: Sequence[int], title: str) -> Markup:
    """The years until the last person is out of the grant."""
    if not series:
        return Markup("")
    last = max(at for one in series for at, value in enumerate(one.values) if value)
    drawn = {}
    for name, places, width in (("wide", list(range(last + 1)), WIDE), ("narrow", thin_out(last + 1), NARROW)):
        kept = [Series(one.name, [one.values[at] for at in places], one.colour) for one in series]
        words = {"chart_id": f"refugees-{name}", "title": title, "unit": COUNT, "width": width, "height": 300}
        drawn[name] = stacked_columns(series=kept, years=[years[at] for at in places], **words)
    return Markup("".join(f'<div class="chart-{name}">{svg}</div>' for name, svg in drawn.items()))


def _persons_table(table: SheetTable, persons: Lines, caption: str) -> Context:
    rows = []
    for at, subject in enumerate(table.sheet.subjects):
        cells: list[Context | None] = [
            {"text": format_decimal(count, 0), "url": calculation_url("refugees", subject, "persons", year)} if count else None
            for count, year in zip(persons[at].tolist(), table.sheet.years, strict=True)
        ]
        rows.append(row(table.sheet.name(subject), cells))
    rows.append(row(_("Sum"), [{"text": format_decimal(one, 0)} for one in persons.sum(axis=0).tolist()], kind="sum"))
    return {"caption": caption, "unit": _("Personer"), "columns": [{"text": str(year)} for year in table.sheet.years], "rows": rows}
