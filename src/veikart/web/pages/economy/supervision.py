"""State supervision: how near the budget is to each of the law's seven grounds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.supervision import FAR, MET, NEAR, UNKNOWN, Ground
from veikart.calc.values import PPM
from veikart.rules.economy.checking.supervision import check_supervision
from veikart.rules.economy.supervising import Standing, get_supervision
from veikart.rules.economy.supervision_words import STATE_WORDS, describe_margin
from veikart.rules.law import Rule, get_rules
from veikart.rules.words.sentences import join_words
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_tables import get_sheet_table
from veikart.web.links import figure_url
from veikart.web.pages.economy.book_rows import list_book_tables
from veikart.web.pages.economy.findings import finding_view
from veikart.web.plan_links import law_link
from veikart.web.tables import Context
from veikart.web.working import get_working

TABLES = ("deficits", "recoveries", "decisions")
GRADES_OF = {MET: "stop", NEAR: "warning", UNKNOWN: "note", FAR: "ok"}
"""The shape and colour of each state; its word stands beside it."""
RELATED = {"a": "koml-14-10", "b": "koml-14-10", "c": "koml-14-11", "e": "koml-14-3", "f": "koml-14-6-vedtatt"}
"""The rule that says what each letter is held against, where it is another one."""
OF_SAVINGS = "warning"
"""Where the page of findings has the savings nobody answers for."""


@shows_economy
def show_supervision(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The seven letters, the worst first in the title, in the order of the law on the page."""
    working = get_working(shown)
    programme = None if working is None else working.draft if working.effects else working.published
    standings = get_supervision(programme, shown.book, shown.today) if programme else ()
    context = make_economy_context(
        shown,
        page="economy-supervision",
        title=_title(standings),
        window_title=_("Varsel om registeret"),
        lead=_("En kommune i økonomisk ubalanse føres inn i et statlig register. Her er de sju grunnene, og hvor nær hver av dem er."),
        crumbs=[(_("Varsel om registeret"), "")],
        letters=[_letter(one) for one in standings],
        findings=[finding_view(shown, one) for one in check_supervision(shown.book)],
        deficits=_deficits(shown),
        inputs=list_book_tables(shown, TABLES),
        rule=law_link(get_rules()["koml-28-1"]),
        is_working=working is not None and bool(working.effects),
    )
    return render(request, "veikart/economy/supervision.html.jinja", context)


def _title(standings: tuple[Standing, ...]) -> str:
    if not standings:
        return _("Ingen budsjett er publisert ennå")
    met, near, unknown = ([one.letter for one in standings if one.state == state] for state in (MET, NEAR, UNKNOWN))
    told = _("grunnlaget mangler for bokstav %(letters)s") % {"letters": join_words(unknown)} if unknown else ""
    if met:
        head = _("Grunn til registrering: bokstav %(letters)s er oppfylt") % {"letters": join_words(met)}
    elif near:
        head = _("Ingen kjent grunn til registrering; bokstav %(letters)s er nær") % {"letters": join_words(near)}
    else:
        head = _("Ingen kjent grunn til registrering er nær")
    return f"{head}; {told}" if told else head


def _letter(one: Standing) -> Context:
    rule = get_rules()[one.rule]
    return {
        "letter": one.letter,
        "name": rule.name,
        "rule_text": rule.text,
        "law": law_link(rule),
        "related": _related(get_rules()[RELATED[one.letter]]) if one.letter in RELATED else None,
        "grade": GRADES_OF[one.state],
        "word": _(STATE_WORDS[one.state]),
        "is_known": one.state != UNKNOWN,
        "margin": "" if one.savings and one.state == NEAR else describe_margin(one.ground),
        "reach": one.ground.reach * 100 // PPM,
        "sentence": one.sentence,
        "remedy": one.remedy if one.state != FAR else "",
        "inputs": [{"name": each.name, "text": each.text, "url": figure_url(each.figure) if each.figure else ""} for each in one.inputs],
        "saving_url": f"{reverse('findings')}#{OF_SAVINGS}" if one.savings else "",
        "years": [_year(each) for each in one.years] if len(one.years) > 1 else [],
    }


def _related(rule: Rule) -> Context:
    return {"text": rule.text, "law": law_link(rule), "is_to_check": rule.mark == "to_check"}


def _year(ground: Ground) -> Context:
    return {"year": ground.year, "grade": GRADES_OF[ground.state], "word": _(STATE_WORDS[ground.state]), "margin": describe_margin(ground)}


def _deficits(shown: EconomyShown) -> list[Context]:
    """What is left and what is recovered of each deficit; nothing where there is none."""
    if not shown.book.table("deficits") or "deficits" not in shown.run.sheets:
        return []
    table = get_sheet_table(shown.run.sheets, "deficits")
    return [table.by_line(one, ("opening", "arisen", "recovered", "closing", "overdue")) for one in table.sheet.subjects]
