"""What the economy's book does to the budget: the ratios before and after, and every effect with its cause."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.access import can
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.carry_economy import carry_economy
from veikart.calc.values import PPM
from veikart.rules.economy.effects import CLOSING, FIXED, Effect
from veikart.rules.economy.lines import get_sheet_rules
from veikart.rules.findings import Finding
from veikart.rules.words import format_count, format_decimal
from veikart.rules.words.sentences import join_words
from veikart.web.answers import next_page
from veikart.web.economy_links import sheet_url
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_trial import describe_trial
from veikart.web.links import measure_url
from veikart.web.plan_shown import needs_right
from veikart.web.showing import SHOWS_WORKING
from veikart.web.tables import Context, money_cell, row
from veikart.web.working import Working, get_working

MEMO_CLASS = "9"
SHARE_ACCOUNT, COUNT_ACCOUNT = "9EGA", "9INN"
CLASS_WORDS = {"1": "Drift", "0": "Investering", MEMO_CLASS: "Beholdninger og andeler"}


@shows_economy
def show_effects(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The ratios before and after, what breaks, and the effects one by one."""
    working = get_working(shown)
    context = make_economy_context(
        shown,
        page="economy-effects",
        title=_title(shown, working),
        lead=_(
            "Alt som er flyttet siden grunnlaget ble vedtatt, ført som tiltak i et eget lag oppå budsjettet. Hver virkning kan åpnes til årsaken."
        ),
        crumbs=[(_("Virkning"), "")],
        has_budget=working is not None,
        has_baseline=shown.baseline is not None,
        trial=describe_trial(working.trial) if working else None,
        tables=_tables(working) if working else [],
        posting_findings=[_finding(one) for one in working.findings] if working else [],
        is_working_shown=bool(request.session.get(SHOWS_WORKING)),
        overview_url=reverse("overview"),
        can_carry=bool(working and working.effects) and not working.findings and shown.is_draft and can(shown.actor, "carry_economy"),
    )
    return render(request, "veikart/economy/effects.html.jinja", context)


def _title(shown: EconomyShown, working: Working | None) -> str:
    if working is None:
        return _("Ingen budsjett er publisert ennå")
    if not shown.is_draft or not working.effects:
        return _("Økonomiboken er som da grunnlaget ble vedtatt")
    years = working.dataset.plan_years
    moved = sum(
        amount.nok for one in working.effects if one.sheet != CLOSING for amount in one.amounts if amount.account[0] == "1" and amount.year in years
    )
    words = {"amount": money_cell(abs(moved))["text"], "first": years[0], "last": years[-1]}
    if moved > 0:
        return _("Endringene koster driften %(amount)s mill. kr i %(first)s–%(last)s") % words
    if moved < 0:
        return _("Endringene gir driften %(amount)s mill. kr mer i %(first)s–%(last)s") % words
    return _("Endringene koster ikke driften noe i %(first)s–%(last)s") % words


def _finding(finding: Finding) -> Context:
    return {"grade": finding.grade, "sentence": finding.sentence, "remedy": finding.remedy}


def _tables(working: Working) -> list[Context]:
    """One table for each class of account: a row for each effect and account, and their sum."""
    found = []
    for account_class, name in CLASS_WORDS.items():
        rows = [row_ for one in working.effects for row_ in _rows(working, one, account_class)]
        if rows:
            found.append(
                {
                    "caption": _(name),
                    "unit": _("Mill. kr der ikke annet står") if account_class == MEMO_CLASS else _("Mill. kr"),
                    "unit_line": f"{_sign_words(account_class)} {_price_words(working, account_class)}",
                    "text_columns": [_("Konto"), _("Enhet")],
                    "columns": [{"text": str(year)} for year in working.dataset.plan_years],
                    "rows": rows if account_class == MEMO_CLASS else [*rows, _sum(working, account_class)],
                }
            )
    return found


def _sign_words(account_class: str) -> str:
    return _("Endring ved utgangen av året.") if account_class == MEMO_CLASS else _("Utgift er positiv, inntekt negativ.")


def _price_words(working: Working, account_class: str) -> str:
    """The price level the lines are carried in, told for those in fixed kroner where there are both."""
    sheets = {one.sheet for one in working.effects}
    postings = [one for one in working.book.table("postings").values() if one.account.startswith(account_class) and one.sheet in sheets]
    fixed = {get_sheet_rules()[one.sheet].name for one in postings if one.price == FIXED}
    if not fixed:
        return _("Løpende kroner.")
    year = next(iter(working.book.table("settings").values())).price_year
    if all(one.price == FIXED for one in postings):
        return _("Faste %(year)s-kroner.") % {"year": year}
    return _("Løpende kroner; faste %(year)s-kroner for noen linjer fra %(names)s.") % {"year": year, "names": join_words(sorted(fixed))}


def _rows(working: Working, effect: Effect, account_class: str) -> list[Context]:
    names, units = working.published.plan.names, working.dataset.budget.unit_by_id
    by_account: dict[tuple[str, str], dict[int, int]] = {}
    for one in effect.amounts:
        if one.account.startswith(account_class):
            by_account.setdefault((one.account, one.unit), {})[one.year] = one.nok
    url = sheet_url(effect.sheet, subject=effect.subject) if effect.sheet in get_sheet_rules() else measure_url(effect.measure.id)
    return [
        row(
            _account_name(account, names) if account_class == MEMO_CLASS else effect.measure.name,
            [_cell(account, by_year.get(year, 0)) for year in working.dataset.plan_years],
            url=url,
            id=effect.measure.id if place == 0 and account_class == effect.amounts[0].account[0] else "",
            note=effect.measure.name if account_class == MEMO_CLASS else "",
            texts=[{"text": f"{account} {_account_name(account, names)}".strip()}, {"text": units[unit].name}],
        )
        for place, ((account, unit), by_year) in enumerate(by_account.items())
    ]


def _account_name(account: str, names: Mapping[str, str]) -> str:
    """The account's name as it is shown here, where a share is told in percentage points."""
    return _("Egenkapitalfinansiering, endring i prosentpoeng") if account == SHARE_ACCOUNT else names.get(account, "")


def _cell(account: str, nok: int) -> Context:
    """Kroner in millions; a share in percentage points and a count as it is, as the name of the account says."""
    if account == SHARE_ACCOUNT:
        return {"text": format_decimal(Fraction(nok * 100, PPM), 1)}
    return {"text": format_count(nok)} if account == COUNT_ACCOUNT else money_cell(nok)


def _sum(working: Working, account_class: str) -> Context:
    years = working.dataset.plan_years
    totals = dict.fromkeys(years, 0)
    for one in working.effects:
        for amount in one.amounts:
            if amount.account.startswith(account_class):
                totals[amount.year] += amount.nok
    return row(_("Sum"), [money_cell(totals[year]) for year in years], kind="total", texts=[{"text": ""}, {"text": ""}])


@require_POST
@needs_right("carry_economy")
@shows_economy
def carry(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Take what has moved into the budget, and publish it; or say why it cannot be done."""
    try:
        carry_economy(actor=shown.actor, folder=settings.VAR / "published")
    except ChangeRefused as refusal:
        findings = [_finding(one) for one in refusal.findings]
        context = make_economy_context(
            shown, page="economy-effects", title=_("Endringene kan ikke tas inn i budsjettet"), findings=findings, back=reverse("economy-effects")
        )
        return render(request, "veikart/economy/refused.html.jinja", context, status=422)
    request.session.pop(SHOWS_WORKING, None)
    messages.success(request, _("Endringene er tatt inn i budsjettet, og det er publisert på nytt."))
    return redirect("economy-effects")


@require_POST
@needs_right("read_economy_draft")
def show_working(request: HttpRequest) -> HttpResponse:
    """Show the budget being worked on in the pages of the programme, or the published one again."""
    if request.POST.get("show") == "working":
        request.session[SHOWS_WORKING] = True
    else:
        request.session.pop(SHOWS_WORKING, None)
    return redirect(next_page(request) or reverse("overview"))
