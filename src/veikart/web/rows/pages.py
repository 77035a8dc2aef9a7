"""What tells the pages of one book from those of another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from veikart.rules.books import BookRule
from veikart.rules.tables import TableField, TableRule
from veikart.web.rows.words import NO_NAMES, Names


@dataclass(frozen=True)
class FormFrame:
    """What stands around a form: its title, the page of the menu it belongs to, the crumbs above it as (name, address), where those who give up go
    back to, and the fields that are folded away as long as nothing stands in them. A title that is empty is the table's."""

    title: str = ""
    page: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    back: str = ""
    folded: frozenset[str] = frozenset()


def _no_names(_shown: Any) -> Names:
    return NO_NAMES


@dataclass(frozen=True)
class BookPages:
    """The pages of a book: its rule, the template around them, the function that makes their context of (shown, page, title, crumbs, content),
    the names of their addresses, and what the ids from other books are called."""

    rule: BookRule[Any]
    base: str
    make_context: Callable[..., dict[str, Any]]
    front: str
    history: str
    undo: str
    workbook: str
    file_name: str
    names: Callable[[Any], Names] = field(default=_no_names, kw_only=True)


def _no_choices(_shown: Any, _form: Any, _field: TableField) -> Mapping[str, str] | None:
    return None


def _no_hint(_form: Any, _field: TableField) -> str:
    return ""


def _no_rooms() -> Mapping[str, str]:
    return {}


def _no_values(_shown: Any, _rule: TableRule) -> Mapping[str, str]:
    return {}


def _plain_frame(_shown: Any, _form: Any) -> FormFrame:
    return FormFrame()


@dataclass(frozen=True)
class TablePages(BookPages):
    """The pages of a book whose tables are edited row by row, all in the same way.

    `tables`, `table`, `edit`, `new`, `data` and `importing` are names of addresses, and `change` the act that makes edits. `choices` gives what a
    field of (shown, form, field) may hold by id where the table itself does not say, `hint` how it is to be written, `values` what stands in a new
    row of (shown, rule) before anyone writes, and `frame` what stands around the form of (shown, form). `rooms` are the names of the rooms that the
    tables are listed by. `shown` has the book, its actor, and whether it can be edited.
    """

    tables: str
    table: str
    edit: str
    new: str
    data: str
    importing: str
    change: Callable[..., int]
    choices: Callable[[Any, Any, TableField], Mapping[str, str] | None] = _no_choices
    hint: Callable[[Any, TableField], str] = _no_hint
    values: Callable[[Any, TableRule], Mapping[str, str]] = _no_values
    frame: Callable[[Any, Any], FormFrame] = _plain_frame
    rooms: Callable[[], Mapping[str, str]] = _no_rooms
