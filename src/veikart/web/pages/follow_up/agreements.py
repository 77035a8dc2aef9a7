"""Leader agreements: who has agreed with the one above, and one agreement with everything the leader answers for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.access import AccessDenied
from veikart.actions.agree_agreement import agree_agreement
from veikart.actions.book_writing import ChangeRefused
from veikart.actions.write_agreement import write_agreement
from veikart.calc.agreements import Agreement, LineChange, compare_lines
from veikart.calc.follow_up import FollowUpBook, Post
from veikart.rules.agreements.answering import Answered, find_answered, make_lines
from veikart.rules.agreements.reading import can_read_agreement, get_agreement, get_agreements, get_lines, get_superior
from veikart.rules.duties import is_own_post
from veikart.rules.follow_up import get_follow_up_choices
from veikart.rules.tables import format_percent, read_percent
from veikart.rules.words import format_day, format_mill
from veikart.web.answers import next_page, read_number
from veikart.web.follow_up_shown import FollowUpShown, make_follow_up_context
from veikart.web.links import unit_url
from veikart.web.pages.follow_up.answered import default_year, element_view, get_sources, no_goals_words, year_choices
from veikart.web.pages.follow_up.follow_up_pages import edits_follow_up
from veikart.web.pages.follow_up.indicator_rows import make_row
from veikart.web.tables import Context
from veikart.web.task_views import task_view

YEARS = range(1900, 2201)
"""Years that an agreement may be for."""


@edits_follow_up("read_follow_up")
def show_agreements(request: HttpRequest, shown: FollowUpShown) -> HttpResponse:
    """The posts whose agreement the reader may see, and how each stands in the year."""
    year = read_number(request.GET.get("aar", "")) or 0
    year = year if year in YEARS else default_year(shown)
    whole = _whole(shown)
    held = get_agreements(whole, year)
    posts = [one for one in whole.table("posts").values() if one.leads == "yes" and _may_see(shown, one)]
    rows = [_row(shown, one, held.get(one.id), year) for one in posts]
    agreed = sum(row["is_agreed"] for row in rows)
    words = {"agreed": agreed, "all": len(rows), "year": year}
    context = make_follow_up_context(
        shown,
        page="agreements",
        title=_("%(agreed)s av %(all)s lederavtaler for %(year)s er bekreftet") % words if rows else _("Du er ikke part i noen lederavtale"),
        window_title=_("Lederavtaler"),
        lead=_("En avtale viser det lederen svarer for, hentet fra planen, budsjettet og oppgavene. Bare lederen, lederne over og de som følger opp "
               "ledere, ser den."),
        crumbs=[(_("Lederavtaler"), "")],
        rows=rows,
        years=year_choices(shown, year),
        year=year,
    )  # fmt: skip
    return render(request, "veikart/follow_up/agreements.html.jinja", context)


def _whole(shown: FollowUpShown) -> FollowUpBook:
    """The book with its private tables."""
    return shown.whole or shown.book


def _may_see(shown: FollowUpShown, post: Post) -> bool:
    return shown.can("read_agreements") or can_read_agreement(shown.book, shown.parents, shown.actor.email, post)


def _row(shown: FollowUpShown, post: Post, agreement: Agreement | None, year: int) -> Context:
    superior = get_superior(shown.book, shown.parents, post)
    changes = _find_changes(shown, post, agreement, year) if agreement and agreement.is_agreed else ()
    return {
        "name": post.name,
        "unit": shown.unit_names.get(post.unit, post.unit),
        "superior": superior.name if superior else "",
        "url": reverse("agreement", args=[post.id, year]),
        "is_agreed": bool(agreement and agreement.is_agreed),
        "status": _status(agreement, has_changed=bool(changes)),
        "changed": len(changes),
        "plan_url": reverse("unit-plan", args=[post.unit]),
    }


def _status(agreement: Agreement | None, *, has_changed: bool) -> Context:
    if agreement is None:
        return {"grade": "note", "word": _("Ikke begynt")}
    if not agreement.is_agreed:
        half = agreement.agreed_leader or agreement.agreed_superior
        return {"grade": "warning", "word": _("Venter på den andre") if half else _("Ikke bekreftet")}
    return {"grade": "warning", "word": _("Endret etter bekreftelsen")} if has_changed else {"grade": "ok", "word": _("Bekreftet")}


def _find_changes(shown: FollowUpShown, post: Post, agreement: Agreement | None, year: int) -> tuple[LineChange, ...]:
    """What differs from what was last said yes to."""
    now = make_lines(find_answered(get_sources(shown), post, year), agreement)
    return compare_lines(get_lines(_whole(shown), post.id, year), now)


@edits_follow_up("read_follow_up")
def show_agreement(request: HttpRequest, shown: FollowUpShown, post: str, year: int) -> HttpResponse:
    """Everything a leader answers for in a year, the parties' own words, what has changed since they said yes, and saying yes."""
    held = _find_post(shown, post, year)
    agreement = get_agreement(_whole(shown), post, year)
    answered = find_answered(get_sources(shown), held, year)
    superior = get_superior(shown.book, shown.parents, held)
    is_begun = agreement is not None and (agreement.agreed_leader or agreement.agreed_superior)
    changes = _find_changes(shown, held, agreement, year) if is_begun else ()
    is_party = _is_party(shown, held, superior)
    context = make_follow_up_context(
        shown,
        page="agreements",
        title=_title(held, year, agreement, len(changes)),
        kicker=_("Lederavtale"),
        window_title=_("Lederavtale %(year)s, %(name)s") % {"year": year, "name": held.name},
        crumbs=[(_("Lederavtaler"), reverse("agreements")), (held.name, "")],
        post=held,
        year=year,
        unit=shown.unit_names.get(held.unit, held.unit),
        parties=_parties(held, superior, agreement),
        agreement=agreement,
        text=agreement.text if agreement else "",
        absence=_absence_words(agreement),
        absence_value=format_percent(agreement.absence_target) if agreement and agreement.absence_target is not None else "",
        changes=[_change_view(one) for one in changes],
        may_write=is_party,
        may_agree=is_party and not _has_said_yes(shown, held, superior, agreement, len(changes)),
        plan_url=reverse("unit-plan", args=[held.unit]),
        back=next_page(request),
        **_answered_view(shown, answered),
    )
    return render(request, "veikart/follow_up/agreement.html.jinja", context)


def _find_post(shown: FollowUpShown, post: str, year: int) -> Post:
    """The post, for those who may see its agreement. Raises Http404 for others, who are not told whether there is one, and for a year too far off."""
    held: Post | None = shown.book.table("posts").get(post)
    if held is None or year not in YEARS or not _may_see(shown, held):
        raise Http404
    return held


def _is_party(shown: FollowUpShown, post: Post, superior: Post | None) -> bool:
    mine = [post.id, *([superior.id] if superior else [])]
    return any(is_own_post(shown.book, shown.actor.email, one) for one in mine)


def _has_said_yes(shown: FollowUpShown, post: Post, superior: Post | None, agreement: Agreement | None, changed: int) -> bool:
    """Whether the reader has said yes in every part they have, to what stands there now."""
    if agreement is None or changed:
        return False
    own = {agreement.agreed_leader} if is_own_post(shown.book, shown.actor.email, post.id) else set()
    above = {agreement.agreed_superior} if superior and is_own_post(shown.book, shown.actor.email, superior.id) else set()
    return None not in own | above


def _title(post: Post, year: int, agreement: Agreement | None, changed: int) -> str:
    words = {"name": post.name, "year": year, "count": changed}
    if agreement is None or not (agreement.agreed_leader or agreement.agreed_superior):
        return _("%(name)s: avtalen for %(year)s er ikke bekreftet") % words
    if changed:
        one, more = (
            _("%(name)s: én endring siden avtalen for %(year)s ble bekreftet"),
            _("%(name)s: %(count)s endringer siden avtalen for %(year)s ble bekreftet"),
        )
        return (one if changed == 1 else more) % words
    if not agreement.is_agreed:
        return _("%(name)s: avtalen for %(year)s venter på den andre parten") % words
    return _("%(name)s: avtalen for %(year)s er bekreftet av begge") % words


def _parties(post: Post, superior: Post | None, agreement: Agreement | None) -> list[Context]:
    """The two parties and when each said yes."""
    leader, above = (agreement.agreed_leader, agreement.agreed_superior) if agreement else (None, None)
    parties = [(_("Lederen"), post.name, leader), *([(_("Nærmeste leder"), superior.name, above)] if superior else [])]
    return [{"role": role, "name": name, "day": format_day(day) if day else "", "grade": "ok" if day else "note"} for role, name, day in parties]


def _absence_words(agreement: Agreement | None) -> str:
    if agreement is None or agreement.absence_target is None:
        return ""
    return _("Høyst %(share)s %%") % {"share": format_percent(agreement.absence_target)}


def _change_view(change: LineChange) -> Context:
    return {"kind": get_follow_up_choices("agreement_line")[change.kind], "before": change.before, "after": change.after}


def _answered_view(shown: FollowUpShown, answered: Answered) -> Context:
    """What the leader answers for, the goals in the plan's order."""
    order = {key: place for place, key in enumerate(shown.system.elements)}
    return {
        "goals": [element_view(shown, one) for one in sorted(answered.goals, key=lambda one: order[one.id])],
        "no_goals": no_goals_words(),
        "indicators": [make_row(shown, one) for one in answered.indicators],
        "work": [task_view(one) for one in answered.work],
        "frame": format_mill(answered.frame_nok) if answered.frame_nok is not None else "",
        "frame_url": unit_url(answered.post.unit) if answered.frame_nok is not None else "",
    }


@edits_follow_up("write_agreement")
@require_POST
def write(request: HttpRequest, shown: FollowUpShown, post: str, year: int) -> HttpResponse:
    """Save the parties' own words and the target for absence."""
    _find_post(shown, post, year)
    share, text = None, request.POST.get("absence_target", "").strip()
    if text:
        share = read_percent(text)
        if share is None or not 0 <= share <= 1_000_000:
            messages.error(request, _("Målet for sykefraværet skal være prosent, som 6,5."))
            return redirect("agreement", post, year)
    try:
        number = write_agreement(post, year, text=request.POST.get("text", "").replace("\r\n", "\n"), absence_target=share, actor=shown.actor)
    except AccessDenied as denied:
        messages.error(request, str(denied))
    except ChangeRefused as refusal:
        messages.error(request, " ".join(one.sentence for one in refusal.findings))
    else:
        messages.success(request, _("Avtalen er lagret.") if number else _("Ingenting ble endret."))
    return redirect("agreement", post, year)


@edits_follow_up("agree_agreement")
@require_POST
def agree(request: HttpRequest, shown: FollowUpShown, post: str, year: int) -> HttpResponse:
    """Say yes to the agreement as it is."""
    _find_post(shown, post, year)
    try:
        agree_agreement(post, year, actor=shown.actor)
    except AccessDenied as denied:
        messages.error(request, str(denied))
    else:
        messages.success(request, _("Du har bekreftet avtalen slik den er nå."))
    return redirect(next_page(request) or reverse("agreement", args=[post, year]))
