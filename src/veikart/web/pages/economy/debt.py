"""The debt: by purpose, what it costs, a dearer interest, the least instalment, and for each inhabitant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.loans import MUNICIPALITY, PURPOSES
from veikart.calc.loans.rows import BULLET
from veikart.calc.worksheets import Sheet
from veikart.exchange.charts import WHOLE_MILL_NOK, Series, draw_for_both, line_chart
from veikart.rules.economy.checking.loans import check_loans, find_loans
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.engines.loans import get_terms
from veikart.rules.findings import GRADES
from veikart.rules.law import MARKS, get_rules
from veikart.rules.words import in_mill
from veikart.web.economy_links import edit_row_url, new_row_url, sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_stacks import MOST_ON_PHONE, draw_stack
from veikart.web.economy_tables import get_sheet_table
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context

EVERYTHING = "alle"
COST_LINES = ("raised", "interest", "instalment", "service")
POINT_LINES = ("all_one_point", "lending_one_point", "own_one_point")
MINIMUM_LINES = ("depreciation", "assets", "debt", "depreciation_rate", "minimum", "charged", "charged_margin", "paid", "paid_margin")
COLOURS = dict(zip(PURPOSES, ("debt", "investment", "grant", "result", "pension"), strict=True))
MOST_ENTITIES = 12
"""Entities with a picture and a table; all stand in the sheet."""
RULES = ("koml-14-18", "koml-14-10-avdrag", "koml-14-18-nevner", "koml-14-18-kirke", "forskrift-minsteavdrag")


@shows_economy
def show_debt(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """What is owed and what it costs, year by year."""
    sheets = shown.run.sheets
    findings = sorted((*check_loans(shown.book), *find_loans(shown.book, shown.run)), key=lambda one: GRADES.index(one.grade))
    debt = get_sheet_table(sheets, "debt")
    entities = sheets["minimum_instalment"].subjects
    context = make_economy_context(
        shown,
        page="economy-loans",
        title=_title(sheets["debt"], sheets["minimum_instalment"]),
        window_title=_("Lån og gjeld"),
        lead=_("Rente regnes av gjelden 1. januar og et halvt år av det som lånes i året. Avdrag betales 31. desember."),
        crumbs=[(_("Lån og gjeld"), "")],
        findings=[finding_view(shown, one) for one in findings],
        is_empty=not sheets["debt"].lines["closing"].any(),
        is_thinned=len(shown.years) > MOST_ON_PHONE,
        debt_picture=_debt_picture(sheets["debt"]),
        purposes=_purposes(shown),
        cost_picture=_cost_picture(sheets["debt"]),
        cost=debt.by_line(EVERYTHING, COST_LINES, caption=_("Renter og avdrag")),
        point_picture=_point_picture(sheets["debt"]),
        point_sentence=_point_sentence(sheets["net_debt"]),
        point=get_sheet_table(sheets, "net_debt").by_line(MUNICIPALITY, POINT_LINES, caption=_("Ett prosentpoeng høyere rente")),
        entities=[_entity(shown, one) for one in entities[:MOST_ENTITIES]],
        more_entities_url=sheet_url("minimum_instalment", line="paid_margin") if len(entities) > MOST_ENTITIES else "",
        laws=[_law(one) for one in RULES],
        inhabitants=_inhabitants(shown),
        lending=get_sheet_table(sheets, "lending").by_line("lending", caption=_("Videreutlån")),
        loans=get_sheet_table(sheets, "loans").by_subject("closing", caption=_("Restgjeld 31. desember")) if sheets["loans"].subjects else None,
        terms=_terms(shown),
        new_loan_url=new_row_url("loans") if shown.can_edit else "",
        new_value_url=new_row_url("book_values") if shown.can_edit else "",
    )
    return render(request, "veikart/economy/debt.html.jinja", context)


def _law(rule_id: str) -> Context:
    """A rule by its name, with how sure we are of it where that is not settled, and where it can be read."""
    rule = get_rules()[rule_id]
    unsure = f". {MARKS[rule.mark]}" if rule.mark == "to_check" else ""
    return {**law_link(rule), "text": f"{rule.name}, {rule.citation}{unsure}"}


def _title(debt: Sheet, minimum: Sheet) -> str:
    """Where the debt goes, and whether the least instalment is paid in every year."""
    closing = debt.row(EVERYTHING, "closing")
    if not any(closing):
        return _("Ingen lån er lagt inn")
    top = max(range(len(closing)), key=lambda at: closing[at])
    words = {"first": in_mill(closing[0]), "top": in_mill(closing[top]), "year": debt.years[top], "last": debt.years[-1]}
    if top == len(closing) - 1:
        told = _("Gjelden vokser til %(top)s i %(year)s") % words
    elif top:
        told = _("Gjelden er størst i %(year)s med %(top)s") % words
    else:
        told = _("Gjelden går ned fra %(first)s") % words
    margins = [minimum.lines[f"{line}_margin"] for line in ("charged", "paid")]
    if not minimum.subjects:
        return told
    broken = sorted({debt.years[at] for margin in margins for at in (margin < 0).nonzero()[1].tolist()})
    if broken:
        return _("%(told)s, og minimumsavdraget er ikke dekket i %(years)s") % {"told": told, "years": ", ".join(str(one) for one in broken)}
    return _("%(told)s, og minimumsavdraget er dekket hvert år") % {"told": told}


def _used(debt: Sheet) -> list[str]:
    """Everything, and the purposes that have debt."""
    return [EVERYTHING, *(one for one in PURPOSES if any(debt.row(one, "closing")))]


def _purposes(shown: EconomyShown) -> Context:
    """The debt of everything and of each purpose, and of everything in fixed kroner."""
    table = get_sheet_table(shown.run.sheets, "debt")
    found = table.by_subject("closing", _used(shown.run.sheets["debt"]), caption=_("Gjeld 31. desember"))
    return {**found, "rows": [*found["rows"], *table.by_line(EVERYTHING, ("closing_fixed",))["rows"]]}


def _debt_picture(debt: Sheet) -> Markup:
    series = [Series(debt.name(one), list(debt.row(one, "closing")), COLOURS[one]) for one in PURPOSES]
    return draw_stack(series, debt.years, chart_id="debt", title=_("Gjelden 31. desember etter formål"))


def _cost_picture(debt: Sheet) -> Markup:
    lines = (("interest", _("Renter"), "debt"), ("instalment", _("Avdrag"), "result"))
    series = [Series(name, list(debt.row(EVERYTHING, line)), colour) for line, name, colour in lines]
    return draw_stack(series, debt.years, chart_id="cost", title=_("Renter og avdrag"), height=260)


def _point_picture(debt: Sheet) -> Markup:
    """Interest as planned, and with one percentage point more."""
    interest, more = debt.row(EVERYTHING, "interest"), debt.row(EVERYTHING, "one_point")
    if not any(interest):
        return Markup("")
    higher = [one + other for one, other in zip(interest, more, strict=True)]
    series = [Series(_("Ett prosentpoeng høyere"), higher, "debt"), Series(_("Som lagt inn"), list(interest), "result")]
    words = {"years": list(debt.years), "title": _("Renter, som lagt inn og med ett prosentpoeng høyere rente"), "unit": WHOLE_MILL_NOK}
    return Markup(draw_for_both(line_chart, chart_id="point", series=series, height=240, **words))


def _point_sentence(net: Sheet) -> str:
    own = net.row(MUNICIPALITY, "own_one_point")
    at = max(range(len(own)), key=lambda place: own[place])
    if not own[at]:
        return ""
    words = {"nok": in_mill(own[at]), "year": net.years[at]}
    return _("Det meste er %(nok)s i %(year)s, uten lån som er lånt videre. Avdragene og lån med avtalt rente er som før.") % words


def _entity(shown: EconomyShown, entity: str) -> Context:
    """What an entity pays against the least it must: the least, and what is above or lacking."""
    sheet = shown.run.sheets["minimum_instalment"]
    minimum, paid = sheet.row(entity, "minimum"), sheet.row(entity, "paid")
    pairs = list(zip(minimum, paid, strict=True))
    series = [
        Series(_("Minimumsavdrag som betales"), [min(pair) for pair in pairs], "result"),
        Series(_("Betalt over minimum"), [max(0, other - one) for one, other in pairs], "grant"),
        Series(_("Mangler på minimum"), [max(0, one - other) for one, other in pairs], "debt"),
    ]
    name = sheet.name(entity)
    lacking = [year for year, margin in zip(sheet.years, sheet.row(entity, "paid_margin"), strict=True) if margin < 0]
    sentence = _("Det mangler i %(years)s.") % {"years": ", ".join(map(str, lacking))} if lacking else _("Det betales nok hvert år.")
    return {
        "id": f"minimum-{sheet.place[entity]}",
        "name": name,
        "sentence": sentence if any(minimum) else _("Ingen lån med krav om minimumsavdrag."),
        "svg": draw_stack(
            series, sheet.years, chart_id=f"minimum-{sheet.place[entity]}", title=_("Minimumsavdrag, %(name)s") % {"name": name}, height=240
        ),
        "table": get_sheet_table(shown.run.sheets, "minimum_instalment").by_line(entity, MINIMUM_LINES, caption=name),
    }


def _inhabitants(shown: EconomyShown) -> Context:
    """Debt for each inhabitant in whole kroner: all of it, each purpose, and net."""
    sheets = shown.run.sheets
    table = get_sheet_table(sheets, "debt", in_mill=False).by_subject("per_inhabitant", _used(sheets["debt"]), caption=_("Gjeld per innbygger"))
    net = get_sheet_table(sheets, "net_debt", in_mill=False).by_line(MUNICIPALITY, ("net_per_inhabitant", "inhabitants"))
    return {**table, "rows": [*table["rows"], *net["rows"]]}


def _terms(shown: EconomyShown) -> list[Context]:
    """What new loans are taken up on, purpose by purpose; which of them are stated."""
    stated = shown.book.table("loan_terms")
    kinds, purposes = get_economy_choices("loan_kind"), get_economy_choices("loan_purpose")
    return [
        {
            "name": purposes[key],
            "text": (_("%(kind)s, etter %(count)s år") if one.kind == BULLET else _("%(kind)s, %(count)s årlige avdrag"))
            % {"kind": kinds[one.kind], "count": one.instalments},
            "stated": key in stated,
            "edit_url": (edit_row_url("loan_terms", key) if key in stated else new_row_url("loan_terms")) if shown.can_edit else "",
        }
        for key, one in get_terms(shown.book).items()
    ]
