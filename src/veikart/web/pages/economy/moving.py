"""Projects moved in time: what it would do, and the moves that are saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.actions.move_projects import move_projects
from veikart.rules.economy.project_moves import read_moves, with_moves
from veikart.rules.findings import Finding
from veikart.web.answers import next_page, read_number, tell
from veikart.web.economy_shown import EconomyShown, make_economy_context, shows_economy
from veikart.web.economy_trial import describe_trial
from veikart.web.plan_shown import needs_right
from veikart.web.tables import Context
from veikart.web.working import get_working


@require_POST
@needs_right("read_economy_draft")
@shows_economy
def try_moves(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """The ratios with some projects moved, as a piece of a page; nothing is stored."""
    moves, findings = read_moves(request.POST.get("moves", ""))
    book, wrong = with_moves(shown.book, moves) if not findings else (shown.book, [])
    findings = [*findings, *wrong]
    working = get_working(shown) if not findings else None
    trial = describe_trial(working.try_book(book)) if working else None
    context = {"trial": trial, "findings": _findings(findings), "moves": len(moves)}
    return render(request, "veikart/economy/trial_piece.html.jinja", context, status=422 if findings else 200)


@require_POST
@needs_right("move_projects")
@shows_economy
def save_moves(request: HttpRequest, shown: EconomyShown) -> HttpResponse:
    """Store the moves, and go back; or say what is wrong, or what somebody else has done."""
    moves, findings = read_moves(request.POST.get("moves", ""))
    seen = read_number(request.POST.get("revision", ""))
    if not findings:
        note = _("Flyttet %(names)s") % {"names": _names(shown, moves)}
        try:
            tell(request, move_projects(moves, actor=shown.actor, seen=shown.revision if seen is None else seen, note=note), note)
            return redirect(next_page(request) or reverse("economy-effects"))
        except ChangeRefused as refusal:
            findings = refusal.findings
        except StaleEdit:
            return _answer(request, shown, _("Noen andre har endret prosjektet siden du åpnet siden. Åpne den på nytt og prøv igjen."), [], 409)
    return _answer(request, shown, _("Flyttingen kan ikke gjøres"), findings, 422)


def _names(shown: EconomyShown, moves: dict[str, int]) -> str:
    projects = shown.book.table("projects")
    return ", ".join(f"«{projects[key].name}» {years:+d} år" for key, years in moves.items() if key in projects)[:400]


def _findings(findings: list[Finding]) -> list[Context]:
    return [{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy} for one in findings]


def _answer(request: HttpRequest, shown: EconomyShown, title: str, findings: list[Finding], status: int) -> HttpResponse:
    context = make_economy_context(shown, page="economy-effects", title=title, findings=_findings(findings), back=next_page(request))
    return render(request, "veikart/economy/refused.html.jinja", context, status=status)
