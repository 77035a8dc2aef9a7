"""The last hand on a finished PDF: what typst cannot say in its tags, and properties that are the same on every machine."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

LANGUAGE = "nb-NO"


def finish_document(pdf: bytes, *, title: str, author: str, day: datetime.date) -> bytes:
    """The PDF with every row's first cell as its header, and with language, title, author and date set from the arguments alone.

    The same bytes in and the same words give the same bytes out.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        mark_row_headers(document)
        document.Root.Lang = String(LANGUAGE)
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _set_properties(document, title=title, author=author, day=day)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, linearize=True, object_stream_mode=ObjectStreamMode.generate)
    return out.getvalue()


def mark_row_headers(document: Pdf) -> int:
    """Make the first cell of every body row a header with the scope Row; how many were made."""
    made = 0
    for element in structure_elements(document):
        if element.S != Name.TR:
            continue
        cells = [kid for kid in _kids(element) if isinstance(kid, Dictionary) and "/S" in kid]
        if cells and cells[0].S == Name.TD:
            cells[0].S = Name.TH
            _set_scope(cells[0])
            made += 1
    return made


def structure_elements(document: Pdf) -> Iterator[Object]:
    """Every element of the document's structure, from the top down."""
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting.extend(reversed(list(one)))
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            if "/K" in one:
                waiting.append(one.K)


def _kids(element: Object) -> list[Object]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def _set_scope(cell: Object) -> None:
    """A table attribute that says what the header is for; typst has already made one, with the headers of the column."""
    known = cell.get("/A")
    attributes = list(known) if isinstance(known, Array) else [known] if known is not None else []
    for one in attributes:
        if isinstance(one, Dictionary) and one.get("/O") == Name.Table:
            one.Scope = Name.Row
            return
    cell.A = Array([*attributes, Dictionary(O=Name.Table, Scope=Name.Row)])


def _set_properties(document: Pdf, *, title: str, author: str, day: datetime.date) -> None:
    moment = f"{day.isoformat()}T00:00:00+00:00"
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as properties:
        properties["dc:title"] = title
        properties["dc:creator"] = [author]
        properties["dc:language"] = [LANGUAGE]
        properties["xmp:CreateDate"] = moment
        properties["xmp:ModifyDate"] = moment
    stamp = f"D:{day:%Y%m%d}000000+00'00'"
    info = document.docinfo
    for key in list(info.keys()):
        del info[key]
    for key, words in (("/Title", title), ("/Author", author), ("/CreationDate", stamp), ("/ModDate", stamp)):
        info[key] = String(words)
