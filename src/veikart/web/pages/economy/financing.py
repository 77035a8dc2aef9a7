"""The financing: what pays for the investments each year, own capital against its target, and the order the sources are used in."""

from __future__ import annotations

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.financing import NON_SELF_FINANCING, SOURCES, get_rule, make_order
from veikart.calc.values import PPM
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import WHOLE_PERCENT, Series, draw_for_both, line_chart
from veikart.rules.economy.checking.financing import check_financing, find_financing
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.figure_words import short_figure_words
from veikart.rules.findings import GRADES
from veikart.rules.words import in_mill, in_ratio
from veikart.rules.words.sentences import join_words, list_years
from veikart.web.economy_links import edit_row_url, new_row_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import MOST_ON_PHONE, draw_stack
from veikart.web.economy_tables import SheetTable, get_sheet_table
from veikart.web.pages.economy.findings import finding_view
from veikart.web.tables import Context
from veikart.web.working import get_working

EVERYTHING = "alle"
PARTS = {
    "vat_compensation_used": "vat",
    "grants_used": "grant",
    "sales_used": "sale",
    "transfer_used": "transfer",
    "funds_used": "investment",
    "loan": "loan",
    "gap": "restructuring",
}
"""What pays, and its colour."""
TOTAL_LINES = ("need", *PARTS)
RATIO = "equity_financing"
"""The ratio of the budget that is the share of own capital."""
UNSEEN_SHARE = Fraction(1, 200)
"""What is rounding in whole percent."""
GOAL_LINES = ("own_capital", "own_capital_base", "own_capital_share", "target", "minimum", "missing_to_target", "missing_to_minimum")


@shows_economy
def show_financing(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Who pays for the investments, year by year."""
    sheets = shown.run.sheets
    findings = sorted((*check_financing(shown.book), *find_financing(shown.book, shown.run)), key=lambda one: GRADES.index(one.grade))
    years = _years_with_need(sheets["financing_total"])
    financing = get_sheet_table(sheets, "financing", years=years)
    context = make_economy_context(
        shown,
        page="economy-financing",
        title=_title(sheets["financing"], sheets["financing_total"]),
        window_title=_("Finansiering"),
        lead=_(
            "Investeringer, kjøp av aksjer og nye utlån skal betales. Hver kilde betaler det den har, av det kildene før den har latt stå igjen. "
            "Lån tar resten."
        ),
        crumbs=[(_("Finansiering"), "")],
        findings=[finding_view(shown, one) for one in findings],
        is_empty=not years,
        is_thinned=len(years) > MOST_ON_PHONE,
        source_picture=_source_picture(sheets["financing_total"], years),
        total=get_sheet_table(sheets, "financing_total", years=years).by_line(
            EVERYTHING, TOTAL_LINES, caption=_("Finansiering av alle investeringer")
        ),
        share_picture=_share_picture(shown, years),
        published_share=_published_share(shown, sheets["financing"], years),
        goal=financing.by_line(NON_SELF_FINANCING, GOAL_LINES, caption=_("Egenkapital i ikke-rentable investeringer")),
        order=_order(shown),
        steps=_steps(shown, financing),
        rules=_rules(shown),
        classes=financing.by_subject("loan", caption=_("Nye lån"), with_total=True),
        new_rule_url=new_row_url("financing_rules") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/financing.html.jinja", context)


def _years_with_need(total: Sheet) -> tuple[int, ...]:
    """The years there is anything to pay for."""
    return tuple(year for year, nok in zip(total.years, total.row(EVERYTHING, "need"), strict=True) if nok)


def _title(financing: Sheet, total: Sheet) -> str:
    """How much of it is lent, and how the own capital does against its target."""
    years = _years_with_need(total)
    if not years:
        return _("Ingen investeringer å finansiere")
    need, loan = (sum(total.row(EVERYTHING, line)) for line in ("need", "loan"))
    told = _("Lån betaler %(loan)s av %(need)s i %(first)s–%(last)s") % {
        "loan": in_mill(loan),
        "need": in_mill(need),
        "first": years[0],
        "last": years[-1],
    }
    missing = {line: [year for year in years if financing.value(NON_SELF_FINANCING, f"missing_to_{line}", year)] for line in ("minimum", "target")}
    words = {"told": told, "years": ", ".join(map(str, missing["minimum"] or missing["target"]))}
    if missing["minimum"]:
        return _("%(told)s; egenkapitalen er under minstekravet i %(years)s") % words
    if missing["target"]:
        return _("%(told)s; egenkapitalen er under målet i %(years)s") % words
    if any(financing.value(NON_SELF_FINANCING, "target", year) for year in years):
        return _("%(told)s; egenkapitalen når målet hvert år") % words
    return told


def _source_picture(total: Sheet, years: tuple[int, ...]) -> Markup:
    names = get_economy_choices("financing_source")
    words = {f"{one}_used": names[one] for one in SOURCES} | {"loan": _("Lån"), "gap": _("Ikke finansiert")}
    series = [Series(words[line], [total.value(EVERYTHING, line, year) for year in years], colour) for line, colour in PARTS.items()]
    return draw_stack(series, years, chart_id="sources", title=_("Det som betaler investeringene"))


def _share_picture(shown: EconomyShown, years: tuple[int, ...]) -> Markup:
    """The share of own capital with the target and the minimum that hold in the last of the years."""
    sheet = shown.run.sheets["financing"]
    shares = [sheet.value(NON_SELF_FINANCING, "own_capital_share", year) for year in years]
    if not any(shares):
        return Markup("")
    rule = get_rule(shown.book.table("financing_rules"), years[-1])
    levels = {
        name: (words, Fraction(rule_ppm, PPM)) for name, words, rule_ppm in (("target", _("Mål"), rule.target), ("minimum", _("Minst"), rule.minimum))
    }
    return Markup(
        draw_for_both(
            line_chart,
            chart_id="own-capital",
            series=[Series(_("Andel egenkapital"), [Fraction(one, PPM) for one in shares], "result")],
            years=list(years),
            title=_("Egenkapital i ikke-rentable investeringer"),
            unit=WHOLE_PERCENT,
            height=220,
            target=levels["target"] if rule.target else None,
            minimum=levels["minimum"] if rule.minimum else None,
        )
    )


def _published_share(shown: EconomyShown, financing: Sheet, years: tuple[int, ...]) -> str:
    """Why the share is another than the ratio in the published budget, where it is."""
    working = get_working(shown)
    values = working.published.series(RATIO).values if working else {}
    told = {year: values[year].value for year in years if year in values and values[year].value is not None}
    shares = {year: Fraction(financing.value(NON_SELF_FINANCING, "own_capital_share", year), PPM) for year in told}
    if not working or all(abs(told[year] - shares[year]) < UNSEEN_SHARE for year in told):
        return ""
    ratio = working.published.ratios[RATIO]
    same: dict[str, list[int]] = {}
    for year, value in told.items():
        same.setdefault(in_ratio(value, ratio), []).append(year)
    words = join_words([f"{text} i {list_years(each)}" for text, each in same.items()])
    return _(
        "I det publiserte budsjettet er nøkkeltallet %(ratio)s %(values)s. Det tallet er lagt inn som det står i budsjettet. Her er andelen regnet "
        "av kildene, og overføringen fra driften betaler bare ikke-rentable investeringer. Forskjellen fra grunnlaget er det som føres i budsjettet."
    ) % {"ratio": ratio.name.lower(), "values": words}


def _order(shown: EconomyShown) -> list[Context]:
    """The sources as they are used, with what each counts as, and whether somebody has said so."""
    stated = shown.book.table("financing_order")
    order = make_order(stated)
    names, counts = get_economy_choices("financing_source"), get_economy_choices("financing_counts")
    return [
        {
            "name": names[one],
            "counts_as": counts[order.counts_as[one]],
            "stated": one in stated,
            "note": stated[one].note if one in stated else "",
            "edit_url": (edit_row_url("financing_order", one) if one in stated else new_row_url("financing_order")) if shown.can_edit else "",
        }
        for one in order.sources
    ]


def _steps(shown: EconomyShown, financing: SheetTable) -> Context:
    """The gap of the non-self-financing investments closed step by step, in the order that holds."""
    order = make_order(shown.book.table("financing_order"))
    lines = ["need", *(line for one in order.sources for line in (f"left_for_{one}", f"{one}_used"))]
    return financing.by_line(
        NON_SELF_FINANCING, [*lines, "left_for_loan", "loan", "gap", "unused"], caption=_("Ikke-rentable investeringer, steg for steg")
    )


def _rules(shown: EconomyShown) -> list[Context]:
    modes = get_economy_choices("financing_mode")
    return [
        {
            "year": one.year,
            "mode": modes[one.mode],
            "target": short_figure_words(one.target, "ppm"),
            "minimum": short_figure_words(one.minimum, "ppm"),
            "edit_url": edit_row_url("financing_rules", key) if shown.can_edit else "",
        }
        for key, one in sorted(shown.book.table("financing_rules").items(), key=lambda item: item[1].year)
    ]
