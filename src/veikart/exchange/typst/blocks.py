"""What a document is made of: headings, text, tables and figures, as data the templates know how to set.

All text is plain text. It reaches the templates as JSON strings and is set letter for letter: nothing in it is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One large number with what it is, its unit, and a remark beneath."""

    label: str
    value: str
    unit: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's opening on a new page: title, one sentence that says the most, and up to four key figures."""

    title: str
    standfirst: str = ""
    figures: tuple[KeyFigure, ...] = ()
    type: str = "chapter"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at level 2 or 3. `is_new_page` begins it on a fresh page."""

    title: str
    level: int = 2
    is_new_page: bool = False
    type: str = "heading"


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs. Long ones are set in two columns: the templates get them parted in `left` and `right`. Where it `is_sticky` it stays on the page of
    what comes after it, as a heading does."""

    left: tuple[str, ...]
    right: tuple[str, ...] = ()
    is_sticky: bool = False
    type: str = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and a mark that points to a note under the table."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `style` is plain, strong, sum or group (a heading over the rows below it, with its own figures if any); `level` indents.

    `number` is the number the law gives the line, set before its name.
    """

    cells: tuple[Cell, ...]
    style: str = "plain"
    level: int = 0
    number: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, whether it holds numbers, its width in millimetres (0 shares what is left), and whether it is set out."""

    heading: str
    is_number: bool = True
    width_mm: float = 0
    is_set_out: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table. `unit` says unit, price level and sign once; `source` where the figures come from; `notes` (mark, words).

    The first column names the rows. A table of few rows is kept on one page, and so is one that `is_whole`; a longer one repeats its head on
    the next.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""
    source: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    is_numbered: bool = True
    is_whole: bool = False
    type: str = "table"

    @property
    def is_kept(self) -> bool:
        """Whether it is short enough to stand on one page, or is to stand there whatever its length."""
        return self.is_whole or (len(self.rows) <= KEPT_ROWS and sum(len(cell.text) > 60 for row in self.rows for cell in row.cells) < 12)


KEPT_ROWS = 16
"""A table of more rows than this may go on over the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure: the picture as SVG, its words for those who do not see it, and a caption."""

    title: str
    svg: str
    alt: str
    source: str = ""
    unit: str = ""
    type: str = "figure"


@dataclass(frozen=True, slots=True)
class Grid:
    """Groups of blocks beside each other, two or three in a row."""

    groups: tuple[tuple[Block, ...], ...]
    columns: int = 2
    type: str = "grid"


Block = Chapter | Heading | Text | Table | Figure | Grid


@dataclass(frozen=True)
class Document:
    """A whole document: what stands on the title page (`cover` is its picture as SVG, `band` the one chapters open on), and the blocks after it.

    `day` is year, month, day.
    """

    municipality: str
    title: str
    subtitle: str
    source: str
    published: str
    day: tuple[int, int, int]
    colours: dict[str, str]
    cover: str
    band: str
    blocks: tuple[Block, ...] = field(repr=False)

    def to_json(self) -> bytes:
        """The document as the templates read it; the same document gives the same bytes."""
        data = asdict(self)
        data["blocks"] = [as_data(block) for block in self.blocks]
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


TWO_COLUMNS_FROM = 480
"""Running text of this many letters or more is set in two columns."""


def make_text(paragraphs: Iterable[str]) -> Text:
    """The paragraphs that are not empty, parted where the two columns become most alike when there is enough for two."""
    told = tuple(paragraph for paragraph in paragraphs if paragraph)
    whole = sum(map(len, told))
    if whole < TWO_COLUMNS_FROM or len(told) < 2:
        return Text(told)
    place = min(range(1, len(told)), key=lambda at: abs(whole - 2 * sum(map(len, told[:at]))))
    return Text(told[:place], told[place:])


def as_data(block: Block) -> dict[str, Any]:
    """A block as plain data, with what the templates need to know of it."""
    match block:
        case Grid():
            return {"type": block.type, "columns": block.columns, "groups": [[as_data(one) for one in group] for group in block.groups]}
        case Table():
            return asdict(block) | {"is_kept": block.is_kept}
        case _:
            return asdict(block)
