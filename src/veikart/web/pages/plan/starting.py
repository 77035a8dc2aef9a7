"""The first page of a new plan: from nothing to vision, main goals, register and wheels."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.replace_plan import replace_plan
from veikart.rules.plan_system import get_tables, make_starting_system, row_place
from veikart.rules.tables import read_row
from veikart.web.answers import tell
from veikart.web.plan_shown import PlanShown, make_plan_context, needs_right, shows_plan


@needs_right("replace_plan")
@shows_plan
def start_plan(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """From nothing to a plan with vision, main goals, register and wheels."""
    if shown.system.elements:
        return redirect("outline")
    data = {name: request.POST.get(name, "").strip() for name in ("municipality", "vision", "goals", "constituted")}
    errors: dict[str, str] = {}
    if request.method == "POST":
        terms = get_tables()["terms"]
        term, wrong = read_row(terms, {"id": "x", "name": "x", "constituted": data["constituted"], "ends": "2999-01-01"}, row_place("terms", ""))
        goals = [line.strip() for line in data["goals"].splitlines() if line.strip()]
        for name, label in (("municipality", _("Kommune")), ("vision", _("Visjon"))):
            if not data[name]:
                errors[name] = _("Skriv inn %(label)s.") % {"label": label.lower()}
        if not goals:
            errors["goals"] = _("Skriv minst ett hovedmål.")
        if wrong:
            errors["constituted"] = wrong[0].sentence
        if not errors:
            system = make_starting_system(municipality=data["municipality"], vision=data["vision"], main_goals=goals, constituted=term.constituted)
            try:
                number = replace_plan(system, actor=shown.actor, note=_("Begynte på planen"))
            except ChangeRefused as refusal:
                errors["goals"] = refusal.findings[0].sentence
            else:
                tell(request, number, _("Planen er begynt"))
                return redirect(reverse("plan"))
    context = make_plan_context(shown, page="plan", title=_("Begynn på planen"), crumbs=[(_("Begynn"), "")], data=data, errors=errors)
    return render(request, "veikart/plan/start.html.jinja", context, status=422 if errors else 200)
