"""Reading areas from GeoJSON into the land-use strategy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.exchange.geojson import LARGEST_FILE, AreasRead, read_areas
from veikart.rules.books import PLAN, make_stale_file_finding
from veikart.rules.findings import Finding
from veikart.rules.plan_system import get_choices, get_tables
from veikart.rules.tables import write_row
from veikart.store.queries import get_row_versions
from veikart.web.answers import tell
from veikart.web.plan_shown import PlanShown, make_plan_context, needs_right, shows_plan
from veikart.web.waiting_import import name_of

AREAS = "areas"


@needs_right("change_plan")
@shows_plan
def import_areas(request: HttpRequest, shown: PlanShown) -> HttpResponse:
    """Read a GeoJSON file: store every area in it as one change, or tell everything that is wrong and store nothing."""
    findings: list[Finding] = []
    uploaded = request.FILES.get("file") if request.method == "POST" else None
    if uploaded is not None:
        name = name_of(uploaded)
        read, findings = read_areas(uploaded.read(LARGEST_FILE + 1), name=name, known=shown.system.areas)
        if read is not None:
            findings = _store(request, shown, read, name)
        if not findings:
            return redirect("land-use")
    context = make_plan_context(
        shown,
        page="land-use",
        title=_("Les inn områder fra GeoJSON"),
        crumbs=[(_("Arealstrategi"), reverse("land-use")), (_("Les inn"), "")],
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "place": {"text": one.place.words()}} for one in findings],
        missing=request.method == "POST" and uploaded is None,
        fields=[(one.name, one.label) for one in get_tables()[AREAS].fields.values() if one.kind != "geometry"],
        kinds=get_choices("area_kind").items(),
    )
    return render(request, "veikart/plan/land_use_import.html.jinja", context, status=422 if findings else 200)


def _store(request: HttpRequest, shown: PlanShown, read: AreasRead, name: str) -> list[Finding]:
    """Store the areas that are new or changed; the findings where they cannot be. An area changed by others since the file was made is not."""
    changed = [one for one in read.areas if shown.system.areas.get(one.id) != one]
    versions = get_row_versions(PLAN, ((AREAS, one.id) for one in changed))
    edits = []
    for one in changed:
        version = versions.get((AREAS, one.id))
        is_older = version is not None and read.revision is not None and version > read.revision
        edits.append(RowEdit(AREAS, one.id, write_row(one), read.revision if is_older else version))
    try:
        number = change_plan(edits, actor=shown.actor, note=_("Leste inn områder fra «%(name)s»") % {"name": name})
    except ChangeRefused as refusal:
        return refusal.findings
    except StaleEdit:
        return [make_stale_file_finding(read.revision or shown.revision, shown.revision)]
    count = ngettext("Leste inn %(count)s område", "Leste inn %(count)s områder", len(changed)) % {"count": len(changed)}
    tell(request, number, count)
    return []
