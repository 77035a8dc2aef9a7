"""The page each row of a printed table stands on."""

from __future__ import annotations

from dataclasses import replace

from veikart.calc.documents import TableRow
from veikart.exchange.dataset.entries import Entry, check_once
from veikart.exchange.dataset.files import Folder
from veikart.rules.findings import Place
from veikart.rules.schema import Field, read_fields

LAST_PAGE = 100_000
PAGE = Field("integer", is_required=False, least=1, most=LAST_PAGE)
_ROW_PAGE = {"page": Field("integer", least=1, most=LAST_PAGE), "rows": Field("list", items="text", is_filled=True)}


def check_pages(folder: Folder, entry: Entry) -> bool:
    """Whether the keys `page`, `last_page` and `row_pages` of a table's description fit together, with findings where they do not."""
    before = folder.count
    raw = entry.raw
    first, last = raw.get("page", 1), raw.get("last_page", LAST_PAGE)
    if "last_page" in raw and not raw.get("page", LAST_PAGE) <= last:
        folder.report("value-range", entry.place("last_page"), name="last_page", found=f"tallet {last}", expected=f"page og {LAST_PAGE}")
    place = entry.place("row_pages")
    for one in raw.get("row_pages", ()):
        found = read_fields(one, _ROW_PAGE, Place(file=place.file, row=place.row))
        folder.add(found)
        if not found and not first <= one["page"] <= last:
            folder.report("value-range", place, name="page", found=f"tallet {one['page']}", expected=f"{first} og {last}")
    return folder.count == before


def place_rows(folder: Folder, entry: Entry, rows: tuple[TableRow, ...], *, is_whole: bool) -> tuple[TableRow, ...]:
    """The rows with the page of each: the one `row_pages` gives it, else from `page` to `last_page` of the table.

    A row that is not in the table is a finding, where the table `is_whole`.
    """
    raw, place = entry.raw, entry.place("row_pages")
    known = {row.id for row in rows}
    seen: dict[str, str] = {}
    own: dict[str, int] = {}
    for one in raw.get("row_pages", ()):
        for row_id in one["rows"]:
            if check_once(folder, seen, row_id, place):
                own[row_id] = one["page"]
            if is_whole and row_id not in known:
                folder.report("row-unknown", place, found=row_id, name=raw["id"])
    first = raw.get("page")
    last = raw.get("last_page", first)
    return tuple(replace(row, page=own.get(row.id, first), last_page=own.get(row.id, last)) for row in rows)
