"""Tables as the templates want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from veikart.calc.statements import Cell
from veikart.calc.statements.filled import ELSEWHERE, JOINED, MISSING
from veikart.rules.programme import Programme, StatementColumn
from veikart.rules.words import format_mill
from veikart.web.links import figure_url

Context = dict[str, Any]
KIND_NOTES = {"accounts": "Regnskap", "budget": "Budsjett", "plan": "Plan"}
MARKS = {JOINED: "*", ELSEWHERE: "°"}


def column_heads(columns: Sequence[StatementColumn], *, current: int = 0) -> list[Context]:
    """The heads of statement columns: the year, and what kind of figures it is above."""
    return [{"text": str(column.year), "note": KIND_NOTES.get(column.kind, ""), "current": column.year == current} for column in columns]


def year_heads(years: Iterable[int], programme: Programme, *, current: int = 0) -> list[Context]:
    """The same for bare years."""
    kinds = {column.year: column.kind for column in programme.columns}
    return [{"text": str(year), "note": KIND_NOTES.get(kinds.get(year, ""), ""), "current": year == current} for year in years]


def money_cell(nok: int, address: str = "", *, label: str = "") -> Context:
    """An amount in millions that opens to where it comes from."""
    return {"text": format_mill(nok), "url": figure_url(address) if address else "", "label": label or None}


def statement_cell(cell: Cell | None, address: str) -> Context | None:
    """A cell of a statement; one the input cannot give is a dash that says why when it is opened."""
    if cell is None:
        return None
    text = "–" if cell.state == MISSING else format_mill(cell.nok) + MARKS.get(cell.state, "")
    label = f"{text}, ikke oppgitt i kilden" if cell.state == MISSING else None
    return {"text": text, "url": figure_url(address), "label": label}


def year_cells(values: Mapping[int, int], years: Iterable[int], address: str = "", *, with_zero: bool = True) -> list[Context | None]:
    """An amount for every year; `address` is a figure's address without its year."""
    return [money_cell(values.get(year, 0), f"{address}@{year}" if address else "") if with_zero or values.get(year, 0) else None for year in years]


def row(label: str, cells: Sequence[Context | None], **more: Any) -> Context:
    """A row with a label."""
    return {"label": label, "cells": cells, **more}


def group(label: str, *, level: int = 0) -> Context:
    """A heading row."""
    return {"label": label, "kind": "group", "cells": [], "level": level}
