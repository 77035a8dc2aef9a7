"""A whole book out and in: as a workbook, as open data, and back by id."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from veikart.actions.access import Actor
from veikart.actions.book_writing import ChangeRefused
from veikart.calc.books import Book, compare_books
from veikart.exchange.books import LARGEST_FILE, read_book_workbook, write_book_folder, write_book_workbook
from veikart.rules.findings import Finding
from veikart.web.answers import tell
from veikart.web.rows.pages import BookPages
from veikart.web.waiting_import import name_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Keep = Callable[[tuple[str, ...], Callable[[], Any]], Any]
"""What keeps a file for as long as the book is the same: (key, maker) gives what the maker gave."""


def send_book_workbook(pages: BookPages, book: Book, revision: int, keep: Keep) -> HttpResponse:
    """The book as a workbook with one sheet per table."""
    content = keep(("workbook",), lambda: write_book_workbook(pages.rule, book, revision=revision))
    return _file(content, f"{pages.file_name}.xlsx", XLSX)


def send_book_data(pages: BookPages, book: Book, keep: Keep) -> HttpResponse:
    """The book as open data: its CSV files, packed."""
    return _file(keep(("data",), lambda: _pack(write_book_folder(pages.rule, book))), f"{pages.file_name}.zip", "application/zip")


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def import_book(
    request: HttpRequest,
    pages: BookPages,
    shown: Any,
    book: Book,
    *,
    replace: Callable[..., int],
    actor: Actor,
    words: Mapping[str, str],
    beside: Sequence[tuple[str, str]] = (),
) -> HttpResponse:
    """Read a workbook and store it by the act `replace`, or show every finding. `words` are the page's title, what to do, and the link's text;
    `beside` are the pages that read other files, as (name, address)."""
    findings: list[Finding] = []
    uploaded = request.FILES.get("file") if request.method == "POST" else None
    if uploaded is not None:
        content = uploaded.read(LARGEST_FILE + 1)
        name = name_of(uploaded)
        read, seen, findings = read_book_workbook(pages.rule, content, name=name)
        if read is not None:
            changes = compare_books(book, read, pages.rule.tables)
            try:
                number = replace(read, actor=actor, note=_("Leste inn «%(name)s»") % {"name": name}, seen=seen)
            except ChangeRefused as refusal:
                findings = refusal.findings
            else:
                tell(request, number, _("Leste inn %(count)s endringer") % {"count": len(changes)})
                return redirect(reverse(pages.history if number else pages.front))
    context = pages.make_context(
        shown,
        page="",
        title=words["title"],
        crumbs=[(_("Les inn"), "")],
        base=pages.base,
        findings=[{"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "place": {"text": one.place.words()}} for one in findings],
        lead_words=words["lead"],
        workbook_words=words["workbook"],
        workbook_url=reverse(pages.workbook),
        beside=[{"name": name, "url": url} for name, url in beside],
        missing=request.method == "POST" and uploaded is None,
    )
    return render(request, "veikart/rows/import.html.jinja", context, status=422 if findings else 200)
