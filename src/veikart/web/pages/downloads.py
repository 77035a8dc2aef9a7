"""Files to take away: the document, the workbook, and any table as a sheet."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from veikart.store.queries import get_file
from veikart.web.sheets import make_sheet
from veikart.web.showing import shows_publication
from veikart.web.shown import Shown

TYPES = {"document": "application/pdf", "workbook": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@shows_publication
def send_file(request: HttpRequest, shown: Shown, kind: str) -> HttpResponseBase:
    """The published document or workbook."""
    file = get_file(shown.publication.pk, kind) if kind in TYPES else None
    path = settings.VAR / "published" / file.stored_name if file else None
    if file is None or path is None or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=kind == "workbook", filename=file.name, content_type=TYPES[kind])


@shows_publication
def send_table(request: HttpRequest, shown: Shown, sheet: str, name: str) -> HttpResponse:
    """One table as a sheet, with formulas in its sums."""
    stream = BytesIO()
    if not make_sheet(shown.assessment, sheet, name, stream):
        raise Http404
    response = HttpResponse(stream.getvalue(), content_type=TYPES["workbook"])
    response["Content-Disposition"] = f'attachment; filename="{sheet}-{name}.xlsx"'
    return response
