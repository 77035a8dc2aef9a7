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
    """Make the first cell of every row below a table's head its header, with the scope Row; how many were made.

    A heading over rows is a header to typst in all its cells; here its figures become figures again, and it stands among the rows. What a
    header is for is then told by its scope alone, so lists of headers in the cells are taken away.
    """
    made = 0
    for table in list(structure_elements(document)):
        if str(table.S) != "/Table":
            continue
        heads, bodies = ([one for one in _kids(table) if str(one.S) == name] for name in ("/THead", "/TBody"))
        if heads and bodies:
            _move_to_body(heads[0], bodies[0])
        for cell in (cell for part in (*heads, *bodies) for row in _kids(part) for cell in _kids(row)):
            for attribute in _table_attributes(cell):
                _remove(attribute, "/Headers")
        for row in (row for body in bodies for row in _kids(body)):
            first, *others = _kids(row)
            _set_header(first, is_header=True)
            for cell in others:
                _set_header(cell, is_header=False)
            made += 1
    return made


def _move_to_body(head: Object, body: Object) -> None:
    """All rows of a head but the first are headings over rows, and belong to the body."""
    first, *others = _kids(head)
    if not others:
        return
    head.K = Array([first])
    for row in others:
        row.P = body
    body.K = Array([*others, *_kids(body)])


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


def _table_attributes(cell: Object) -> list[Object]:
    """What the cell says of itself as part of a table; typst always says something."""
    known = cell.get("/A")
    attributes = list(known) if isinstance(known, Array) else [known] if known is not None else []
    return [one for one in attributes if isinstance(one, Dictionary) and one.get("/O") == Name.Table]


def _set_header(cell: Object, *, is_header: bool) -> None:
    """The cell as the header of its row, or as a cell with data."""
    cell.S = Name.TH if is_header else Name.TD
    attributes = _table_attributes(cell)
    if is_header and not attributes:
        known = cell.get("/A")
        others = list(known) if isinstance(known, Array) else [known] if known is not None else []
        cell.A = Array([*others, Dictionary(O=Name.Table, Scope=Name.Row)])
    for one in attributes:
        if is_header:
            one.Scope = Name.Row
        else:
            _remove(one, "/Scope")


def _remove(one: Object, key: str) -> None:
    if key in one:
        del one[key]


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
