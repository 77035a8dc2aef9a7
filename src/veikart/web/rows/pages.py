"""What tells the pages of one book from those of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from veikart.rules.books import BookRule


@dataclass(frozen=True)
class BookPages:
    """The pages of a book: its rule, the template around them, the function that makes their context of (shown, page, title, crumbs, content),
    and the names of their addresses."""

    rule: BookRule[Any]
    base: str
    make_context: Callable[..., dict[str, Any]]
    front: str
    history: str
    undo: str
    workbook: str
    file_name: str
