"""Budget revisions: those there are, and one with its proposals, its balance and what it does to the budget."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.calc.revisions import BudgetProposal, BudgetRevision, spread_proposal
from veikart.rules.accounts import get_account_plan
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.revisions import PROPOSED, TURNED_DOWN, decided_words, get_proposals
from veikart.rules.words import format_day, format_mill, format_nok
from veikart.web.economy_trial import describe_trial
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context, shows_follow_up
from veikart.web.links import measure_url, with_query
from veikart.web.pages.follow_up.follow_up_pages import sees_follow_up
from veikart.web.revision_shown import RevisionShown, get_revision_shown
from veikart.web.tables import Context, group, money_cell, row

STEPS = ("open", "put_forward", "decided", "adopted")


@shows_follow_up
def show_revisions(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """Every revision with how far it has come and what it moves, and the proposals that are in none of them."""
    cards = [_card(one) for key in shown.book.table("revisions") if (one := get_revision_shown(shown, key))]
    loose = [one for one in get_proposals(shown.book) if one.status == PROPOSED and not one.revision]
    context = make_follow_up_context(
        shown,
        page="revisions",
        title=_list_title(cards, len(loose)),
        window_title=_("Budsjettrevisjoner"),
        lead=_(
            "En revisjon endrer budsjettet i løpet av året. Den samles av forslag fra lederne, legges fram, vedtas og tas inn som et lag for seg."
        ),
        crumbs=[(_("Budsjettrevisjoner"), "")],
        cards=cards,
        loose=proposal_table(shown, loose, _("Forslag som ikke er i noen revisjon")) if loose else None,
        new_url=with_query(reverse("new-follow-up-row", args=["revisions"]), next=reverse("revisions")) if shown.can_edit else "",
        propose_url=_propose_url(shown, request.path),
    )
    return render(request, "veikart/follow_up/revisions.html.jinja", context)


def _list_title(cards: list[Context], loose: int) -> str:
    if not cards:
        return _("Ingen budsjettrevisjoner ennå") if not loose else _("%(count)s forslag venter på en revisjon") % {"count": loose}
    adopted = sum(one["is_adopted"] for one in cards)
    words = {"adopted": adopted, "all": len(cards)}
    return _("%(adopted)s av %(all)s revisjoner er i budsjettet") % words if len(cards) > 1 else cards[0]["sentence"]


def _propose_url(shown: FollowUpShown, back: str, *, year: str = "") -> str:
    """The form for a new proposal, which leads back here; of the year where it is given."""
    if not (shown.is_draft and shown.can("propose_budget_change")):
        return ""
    return with_query(reverse("propose-budget-change"), year=year, next=back)


def _card(one: RevisionShown) -> Context:
    revision = one.revision
    return {
        "name": revision.name,
        "url": reverse("revision", args=[revision.id]),
        "status": status_words(one),
        "grade": "ok" if one.is_adopted else "note" if one.is_financed and one.gathered else "warning",
        "sentence": _sentence(one),
        "count": len(one.gathered),
        "decided": decided_words(revision) if revision.decided else "",
        "is_adopted": one.is_adopted,
    }


def status_words(one: RevisionShown) -> str:
    """How far the revision has come."""
    return _("I budsjettet") if one.is_adopted else get_follow_up_choices("revision_status")[one.revision.status]


def _moved_nok(one: RevisionShown) -> int:
    """What changes hands in the year of the revision, whole kroner: the larger of what is added and what is taken away."""
    year = one.revision.year
    amounts = [spread_proposal(proposal, one.years).get(year, 0) for proposal in one.gathered]
    return max(sum(nok for nok in amounts if nok > 0), -sum(nok for nok in amounts if nok < 0))


def _sentence(one: RevisionShown) -> str:
    """What the revision comes to, in one sentence."""
    words = {"name": one.revision.name, "amount": format_mill(_moved_nok(one))}
    if not one.gathered:
        return _("%(name)s har ikke tatt med noen forslag ennå") % words
    if one.is_adopted:
        return _("%(name)s flyttet %(amount)s mill. kr og er i budsjettet") % words
    if one.is_financed:
        return _("%(name)s flytter %(amount)s mill. kr og er i balanse") % words
    short = next(balance for balance in one.balances if not balance.is_financed)
    gap = short.operations_nok or short.investment_nok
    words |= {"gap": format_nok(abs(gap)), "year": short.year}
    if gap > 0:
        return _("%(name)s mangler %(gap)s kr i finansiering i %(year)s") % words
    return _("%(name)s har %(gap)s kr for mye i finansiering i %(year)s") % words


@sees_follow_up
def show_revision(request: HttpRequest, shown: FollowUpShown, revision: str) -> HttpResponse:
    """A revision: the steps, whether it balances, its proposals by unit, what it does to the budget, and what can be done with it now."""
    one = get_revision_shown(shown, revision)
    if one is None:
        raise Http404
    waiting = _waiting(shown, one.revision)
    context = make_follow_up_context(
        shown,
        page="revisions",
        title=_sentence(one),
        kicker=_("Budsjettrevisjon"),
        window_title=one.revision.name,
        lead=one.revision.note,
        crumbs=[(_("Budsjettrevisjoner"), reverse("revisions")), (one.revision.name, "")],
        revision=one.revision,
        steps=_steps(one),
        decided=decided_words(one.revision) if one.revision.decided else "",
        balance=_balance_table(one),
        table=proposal_table(shown, one.gathered, _("Forslagene i revisjonen"), years=one.years, one=one) if one.gathered else None,
        findings=[{"grade": finding.grade, "sentence": finding.sentence, "remedy": finding.remedy} for finding in one.findings],
        trial=describe_trial(one.trial) if one.trial else None,
        statements=_statement_tables(one),
        compare_url=_compare_url(one),
        waiting=[_waiting_row(shown, proposal) for proposal in waiting],
        turned_down=[_waiting_row(shown, proposal) for proposal in get_proposals(shown.book, revision=revision) if proposal.status == TURNED_DOWN],
        may=_acts(shown, one),
        has_programme=one.programme is not None,
        today=f"{shown.today:%Y-%m-%d}",
        propose_url=_propose_url(shown, request.path, year=str(one.revision.year)) if one.revision.status == "open" else "",
        edit_url=with_query(reverse("edit-follow-up-row", args=["revisions", revision]), next=request.path) if shown.can_edit else "",
    )
    return render(request, "veikart/follow_up/revision.html.jinja", context)


def _steps(one: RevisionShown) -> list[Context]:
    """The four steps, which of them are done, and when."""
    revision = one.revision
    reached = 3 if one.is_adopted else STEPS.index(revision.status)
    days = {"put_forward": revision.put_forward, "decided": revision.decided}
    words = {**get_follow_up_choices("revision_status"), "adopted": _("I budsjettet")}
    return [
        {
            "name": words[step],
            "is_done": place < reached or (place == reached and step in {"decided", "adopted"}),
            "is_now": place == reached,
            "day": format_day(day) if (day := days.get(step)) else "",
        }
        for place, step in enumerate(STEPS)
    ]


def _acts(shown: FollowUpShown, one: RevisionShown) -> dict[str, bool]:
    """What this reader may do with the revision as it stands."""
    status = "adopted" if one.is_adopted else one.revision.status
    now = {
        "gather": status == "open" and shown.can("gather_proposals"),
        "put_forward": status == "open" and bool(one.gathered) and shown.can("put_forward_revision"),
        "decide": status == "put_forward" and shown.can("decide_revision"),
        "adopt": status == "decided" and shown.can("adopt_revision"),
        "reopen": status in {"put_forward", "decided"} and shown.can("reopen_revision"),
        "withdraw": status == "adopted" and shown.can("withdraw_revision"),
    }
    return {name: shown.is_draft and may for name, may in now.items()}


def _balance_table(one: RevisionShown) -> Context:
    """Operations and investment by year; nothing left is what it should be."""
    rows = [
        row(_("Drift"), [_nok_cell(balance.operations_nok) for balance in one.balances]),
        row(_("Investering"), [_nok_cell(balance.investment_nok) for balance in one.balances]),
    ]
    heads = [{"text": str(balance.year), "current": balance.year == one.revision.year} for balance in one.balances]
    return {
        "caption": _("Er revisjonen i balanse?"),
        "unit": _("Kroner"),
        "columns": heads,
        "rows": rows,
        "unit_line": _("Skal være 0 hvert år. Et positivt tall er utgifter uten finansiering, et negativt er finansiering som ikke er brukt."),
    }


def _nok_cell(nok: int) -> Context:
    return {"text": format_nok(nok)}


def proposal_table(
    shown: FollowUpShown, proposals: list[BudgetProposal] | tuple[BudgetProposal, ...], caption: str, *,
    years: tuple[int, ...] = (), one: RevisionShown | None = None,
) -> Context:  # fmt: skip
    """Proposals by unit with a sum for each unit, whole kroner; in the plan years where they are given, else in their own year."""
    programme = shown.programme
    shown_years = years or tuple(sorted({proposal.year for proposal in proposals}))
    units = programme.dataset.budget.unit_by_id if programme else {}
    order = {unit: place for place, unit in enumerate(units)}
    rows: list[Context] = []
    total = dict.fromkeys(shown_years, 0)
    for unit, members in groupby(sorted(proposals, key=lambda proposal: (order.get(proposal.unit, len(order)), proposal.unit)), lambda p: p.unit):
        name = units[unit].name if unit in units else unit
        rows.append(group(name))
        first = len(rows)
        sums = dict.fromkeys(shown_years, 0)
        for proposal in members:
            by_year = spread_proposal(proposal, shown_years)
            rows.append(_proposal_row(shown, proposal, by_year, shown_years, one))
            sums = {year: nok + by_year.get(year, 0) for year, nok in sums.items()}
        if len(rows) - first > 1:
            rows.append(row(_("Sum %(name)s") % {"name": name}, [_nok_cell(nok) for nok in sums.values()], kind="sum", texts=[]))
        total = {year: nok + sums[year] for year, nok in total.items()}
    rows.append(row(_("Sum"), [_nok_cell(nok) for nok in total.values()], kind="total", texts=[]))
    return {
        "caption": caption,
        "unit": _("Kroner"),
        "unit_line": _("Utgift er positiv, inntekt negativ."),
        "text_columns": [_("Konto"), _("Varighet"), _("Foreslått av")],
        "columns": [{"text": str(year), "current": one is not None and year == one.revision.year} for year in shown_years],
        "rows": rows,
    }


def _proposal_row(
    shown: FollowUpShown, proposal: BudgetProposal, by_year: dict[int, int], years: tuple[int, ...], one: RevisionShown | None
) -> Context:
    posts, account = shown.book.table("posts"), f"{proposal.account} {get_account_plan().names.get(proposal.account, '')}".strip()
    texts = [
        {"text": account},
        {"text": get_follow_up_choices("proposal_duration")[proposal.duration]},
        {"text": posts[proposal.post].name if proposal.post in posts else ""},
    ]
    cells = [_nok_cell(by_year[year]) if year in by_year else None for year in years]
    url = measure_url(f"{one.revision.id}.{proposal.id}") if one and one.is_adopted else proposal_url(shown, proposal)
    return row(proposal.name, cells, url=url, note=proposal.reason, texts=texts, id=f"forslag-{proposal.id}", level=1)


def proposal_url(shown: FollowUpShown, proposal: BudgetProposal) -> str:
    """The form of a proposal, for those who may change it as long as nobody has dealt with it; empty for others."""
    own = proposal.post in {post.id for post in shown.my_posts} or shown.can("gather_proposals")
    if not (shown.is_draft and own and proposal.status == PROPOSED and shown.can("propose_budget_change")):
        return ""
    return reverse("edit-budget-change", args=[proposal.id])


def _waiting(shown: FollowUpShown, revision: BudgetRevision) -> list[BudgetProposal]:
    """The proposals of the year that nobody has dealt with, where the revision is still being gathered."""
    if revision.status != "open" or not shown.is_draft:
        return []
    return [one for one in get_proposals(shown.book) if one.status == PROPOSED and one.year >= revision.year and one.revision in {"", revision.id}]


def _waiting_row(shown: FollowUpShown, proposal: BudgetProposal) -> Context:
    programme, posts = shown.programme, shown.book.table("posts")
    unit = programme.dataset.budget.unit_by_id.get(proposal.unit) if programme else None
    return {
        "id": proposal.id,
        "name": proposal.name,
        "unit": unit.name if unit else proposal.unit,
        "account": f"{proposal.account} {get_account_plan().names.get(proposal.account, '')}".strip(),
        "amount": format_nok(proposal.amount_nok),
        "post": posts[proposal.post].name if proposal.post in posts else "",
        "reason": proposal.reason,
        "answer": proposal.answer,
        "url": proposal_url(shown, proposal),
    }


def _statement_tables(one: RevisionShown) -> list[Context]:
    """The lines of the statements that move in the year of the revision, before and after."""
    if one.programme is None:
        return []
    forms = one.programme.forms
    return [
        {
            "caption": forms[form].name,
            "unit": _("Mill. kr"),
            "columns": [{"text": _("Før")}, {"text": _("Endring")}, {"text": _("Etter")}],
            "rows": [row(label, [money_cell(was), money_cell(now - was), money_cell(now)]) for label, was, now in lines],
        }
        for form, lines in one.moved_lines.items()
    ]


def _compare_url(one: RevisionShown) -> str:
    versions = one.versions
    return with_query(reverse("compare"), fra=versions[0], til=versions[1]) if versions else ""
