"""The whole plan out and in: as a workbook, as open data, and back by id."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused
from veikart.actions.replace_plan import replace_plan
from veikart.calc.books import compare_books
from veikart.exchange.books import LARGEST_FILE, read_book_workbook, write_book_folder, write_book_workbook
from veikart.rules.books import PLAN
from veikart.rules.findings import Finding
from veikart.web.pages.plan.answers import tell
from veikart.web.plan_shown import PlanShown, make_plan_context, needs_right, shows_plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@shows_plan
def send_workbook(_request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The plan as a workbook with one sheet per table."""
    content = shown.keep(("workbook",), lambda: write_book_workbook(PLAN, shown.system, revision=shown.revision))
    return _file(content, "plansystem.xlsx", XLSX)


@shows_plan
def send_data(_request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """The plan as open data: the CSV files of the plan format, packed."""
    return _file(shown.keep(("data",), lambda: _pack(write_book_folder(PLAN, shown.system))), "plansystem.zip", "application/zip")


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@needs_right("replace_plan")
@shows_plan
def import_plan(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Read a workbook: show what it would change, or every finding; store it when asked to."""
    findings: list[Finding] = []
    uploaded = request.FILES.get("file") if request.method == "POST" else None
    if uploaded is not None:
        content = uploaded.read(LARGEST_FILE + 1)
        name = (uploaded.name or "").replace("\x00", "")
        system, seen, findings = read_book_workbook(PLAN, content, name=name)
        if system is not None:
            changes = compare_books(shown.system, system, PLAN.tables)
            try:
                number = replace_plan(system, actor=shown.actor, note=_("Leste inn «%(name)s»") % {"name": name}, seen=seen)
            except ChangeRefused as refusal:
                findings = refusal.findings
            else:
                tell(request, number, _("Leste inn %(count)s endringer") % {"count": len(changes)})
                return redirect(f"{reverse('plan-history')}" if number else reverse("plan"))
    context = make_plan_context(
        shown,
        page="",
        title=_("Les inn planen fra regneark"),
        crumbs=[(_("Les inn"), "")],
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "place": {"text": one.place.words()}} for one in findings],
        workbook_url=reverse("plan-workbook"),
        missing=request.method == "POST" and uploaded is None,
    )
    return render(request, "veikart/plan/import.html.jinja", context, status=422 if findings else 200)
