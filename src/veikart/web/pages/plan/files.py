"""The whole plan out and in: as a workbook, as open data, and back by id."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from veikart.actions.replace_plan import replace_plan
from veikart.web.pages.plan.plan_pages import PLAN_PAGES
from veikart.web.plan_shown import PlanShown, needs_right, shows_plan
from veikart.web.rows.files import import_book, send_book_data, send_book_workbook


@shows_plan
def send_workbook(_request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The plan as a workbook with one sheet per table."""
    return send_book_workbook(PLAN_PAGES, shown.system, shown.revision, shown.keep)


@shows_plan
def send_data(_request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The plan as open data: the CSV files of the plan format, packed."""
    return send_book_data(PLAN_PAGES, shown.system, shown.keep)


@needs_right("replace_plan")
@shows_plan
def import_plan(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Read a workbook and store it, or show every finding."""
    words = {
        "title": _("Les inn planen fra regneark"),
        "lead": _(
            "Hent planen som regneark, rett, legg til eller slett rader, og les det inn igjen. Radene kjennes på id. Er planen endret av noen andre "
            "siden du hentet den, får du vite det, og ingenting lagres."
        ),
        "workbook": _("Hent planen som regneark"),
    }
    return import_book(request, PLAN_PAGES, shown, shown.system, replace=replace_plan, actor=shown.actor, words=words)
