"""The form of a proposed budget change: what is proposed, for which unit, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import RowEdit
from veikart.actions.propose_budget_change import OWN_ONLY, propose_budget_change
from veikart.calc.reports import TOTAL
from veikart.rules.accounts import get_account_plan
from veikart.rules.books import FOLLOW_UP
from veikart.rules.deviations import get_account_groups
from veikart.rules.duties import answers_for_unit
from veikart.rules.plan_system import make_id
from veikart.rules.revisions import PROPOSED
from veikart.rules.tables import TableField, TableRule
from veikart.rules.words import format_nok
from veikart.store.queries import get_row_versions
from veikart.web.answers import LONGEST_NUMBER, read_version
from veikart.web.follow_up_shown import FollowUpShown
from veikart.web.pages.follow_up.follow_up_pages import FOLLOW_UP_PAGES, edits_follow_up
from veikart.web.rows.form import RowForm, list_options, make_field, show_row_form
from veikart.web.rows.pages import FormFrame
from veikart.web.rows.plain_form import default_values, write_values
from veikart.web.rows.saving import read_fields, read_given, save_row

TABLE = "proposals"
FIELDS = ("name", "unit", "account", "amount_nok", "year", "duration", "reason", "post", "kind", "fund", "function", "period", "deviation", "source")
"""What people fill in; the rest is set by what is done with the proposal."""
SELDOM = frozenset({"fund", "function", "source", "period"})
DECIDED_BY_THE_WAY_HERE = frozenset({"period", "post", "deviation"})
KEPT = frozenset({"deviation"})
"""What a proposal came from, which is read and never written by hand."""


def _rule() -> TableRule:
    return FOLLOW_UP.tables[TABLE]


@edits_follow_up("propose_budget_change")
def propose(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """A new proposal; fields in the address are filled in."""
    rule = _rule()
    if request.method != "POST":
        given = {name: request.GET[name] for name in FIELDS if request.GET.get(name)}
        values = {**default_values(rule), **_own_values(shown), **_explained(shown, given.get("deviation", "")), **given}
        values["amount_nok"] = _spaced(values.get("amount_nok", ""))
        return _show(request, shown, RowForm(rule, values, given=frozenset(given) & DECIDED_BY_THE_WAY_HERE))
    data = {**_read(request, rule), "id": make_id(request.POST.get("name", ""), shown.book.table(TABLE))[:45].strip("-."), "status": PROPOSED}
    note = _("Foreslo «%(name)s»") % {"name": data["name"]}
    form = RowForm(rule, data, given=read_given(request) & DECIDED_BY_THE_WAY_HERE)
    return _save(request, shown, RowEdit(TABLE, str(data["id"]), data), note, form)


@edits_follow_up("propose_budget_change")
def edit(request: HttpRequest, shown: FollowUpShown, key: str) -> HttpResponse:
    """A proposal that nobody has dealt with: change it, or take it away."""
    rule, row = _rule(), shown.book.table(TABLE).get(key)
    if row is None or row.status != PROPOSED:
        raise Http404
    values = write_values(rule, row)
    if request.method != "POST":
        return _show(request, shown, RowForm(rule, values, key, get_row_versions(FOLLOW_UP, [(TABLE, key)]).get((TABLE, key)), given=KEPT))
    version, words = read_version(request), {"name": row.name}
    if "delete" in request.POST:
        return _save(request, shown, RowEdit(TABLE, key, None, version), _("Trakk «%(name)s»") % words, RowForm(rule, values, key, version))
    data = {**values, **_read(request, rule)}
    form = RowForm(rule, data, key, version, given=KEPT)
    return _save(request, shown, RowEdit(TABLE, key, data, version), _("Endret «%(name)s»") % words, form)


def _explained(shown: FollowUpShown, deviation: str) -> dict[str, str]:
    """The reason that is written already in the report the proposal comes from, and what is done."""
    period, unit, about = [*deviation.split("|"), "", ""][:3]
    known = shown.book.table("report_explanations").get(f"{period}|{unit}|deviation|{about}")
    return {"reason": "\n".join(one for one in (known.text, known.action) if one)} if known else {}


def _spaced(amount: str) -> str:
    """Whole kroner as people write them, with spaces between the thousands; what is no whole number stays as it is."""
    digits = amount.removeprefix("-")
    return format_nok(int(amount)) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else amount


def _read(request: HttpRequest, rule: TableRule) -> dict[str, Any]:
    return {name: value for name, value in read_fields(request, rule).items() if name in FIELDS}


def _own_values(shown: FollowUpShown) -> dict[str, Any]:
    """What is known before anyone writes: the year of the budget, and the reader's own post and unit where there is one."""
    led = [one for one in shown.my_posts if one.leads == "yes"]
    years = shown.programme.dataset.plan_years if shown.programme else ()
    units = _units(shown)
    return {
        "year": str(years[0]) if years else "",
        "post": led[0].id if led else "",
        "unit": led[0].unit if led and led[0].unit in units else "",
        "account": "1NET",
    }


def _save(request: HttpRequest, shown: FollowUpShown, edit: RowEdit, note: str, form: RowForm) -> HttpResponse:
    return save_row(
        request,
        [edit],
        note,
        change=propose_budget_change,
        actor=shown.actor,
        book=(FOLLOW_UP, shown.book),
        form=form,
        show=lambda form, status: _show(request, shown, form, status=status),
        after=lambda: reverse("revisions"),
    )


def _show(request: HttpRequest, shown: FollowUpShown, form: RowForm, *, status: int = 200) -> HttpResponse:
    title = _("Endre forslaget") if form.key else _("Foreslå en endring i budsjettet")
    fields = [_field(shown, form, form.rule.fields[name]) for name in FIELDS if name not in KEPT or form.values.get(name)]
    frame = FormFrame(title, "revisions", ((_("Budsjettrevisjoner"), reverse("revisions")),), reverse("revisions"))
    return show_row_form(request, FOLLOW_UP_PAGES, shown, form, frame=frame, fields=fields, status=status)


def _field(shown: FollowUpShown, form: RowForm, rule: TableField) -> dict[str, Any]:
    text = str(form.values.get(rule.name) or "")
    options = list_options(_pairs(shown, rule, text).items(), text)
    hints = {
        "amount_nok": _("Hele kroner. Mer utgift eller mindre inntekt er pluss, mindre utgift eller mer inntekt er minus."),
        "account": _("Vet du ikke hvilken, så la netto driftsramme stå."),
        "reason": _("Hvorfor budsjettet må endres, og hva som skjer om det ikke blir det."),
        "duration": _("Et varig forslag gjelder også de neste årene i planen."),
    }
    return make_field(form, rule, options, hint=hints.get(rule.name, ""), is_seldom=rule.name in SELDOM and not text)


def _pairs(shown: FollowUpShown, rule: TableField, text: str) -> Mapping[str, str]:
    """The choices of a field by id; none where it is written."""
    if rule.name == "unit":
        return _units(shown)
    if rule.name == "account":
        year = shown.programme.dataset.plan_years[0] if shown.programme else shown.today.year
        return {code: f"{code} {one.name}" for code, one in get_account_plan().for_year(year).items() if not code.startswith("9")}
    if rule.name == "post":
        mine = shown.my_posts if shown.actor.role in OWN_ONLY else shown.book.table("posts").values()
        return {one.id: one.name for one in mine}
    if rule.name == "period":
        return {key: one.name for key, one in shown.book.table("periods").items()}
    if rule.name == "deviation":
        return {text: _say_deviation(shown, text)}
    return rule.words


def _say_deviation(shown: FollowUpShown, text: str) -> str:
    """The report and the account group that a proposal came from, in words; as it is written where it is none that is known."""
    period, unit, group = [*text.split("|"), "", ""][:3]
    periods, groups = shown.book.table("periods"), {TOTAL: _("hele enheten"), **{one.id: one.name for one in get_account_groups()}}
    if period not in periods or unit not in shown.unit_names or group not in groups:
        return text
    return _("%(unit)s, %(group)s, i rapporten for %(period)s") % {
        "unit": shown.unit_names[unit], "group": groups[group].lower(), "period": periods[period].name,
    }  # fmt: skip


def _units(shown: FollowUpShown) -> dict[str, str]:
    """The units of the budget that the reader may propose for."""
    units = shown.programme.dataset.budget.units if shown.programme else ()
    every = {one.id: one.name for one in units} or dict(shown.unit_names)
    if shown.actor.role not in OWN_ONLY:
        return every
    return {key: name for key, name in every.items() if answers_for_unit(shown.book, shown.parents, shown.actor.email, key)}
