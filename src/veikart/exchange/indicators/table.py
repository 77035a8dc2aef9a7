"""A table of statistics in one form, whatever file it came in: named dimensions with categories, and a number or a reason in each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from veikart.exchange.jsonstat import Category, Dimension


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: the code of its category in each dimension, its value in whole millionths (None where there is none, which is not zero), why there is
    none, and where it stood."""

    codes: tuple[str, ...]
    value: int | None
    state: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class IndicatorTable:
    """A table as read. `encoding` is empty for UTF-8 and for files that say it themselves."""

    name: str
    dimensions: tuple[Dimension, ...]
    cells: tuple[TableCell, ...]
    encoding: str = ""

    def dimension(self, key: str) -> Dimension | None:
        """The dimension with the id or the label, in any letters; None where there is none."""
        wanted = key.casefold()
        return next((one for one in self.dimensions if wanted in {one.id.casefold(), one.label.casefold()}), None) if key else None

    def write(self) -> dict[str, Any]:
        """The table as plain values, for `restore`."""
        dimensions = [
            {"id": one.id, "label": one.label, "categories": [[each.code, each.label] for each in one.categories]} for one in self.dimensions
        ]
        places = [{each.code: at for at, each in enumerate(one.categories)} for one in self.dimensions]
        cells = [[[at[code] for at, code in zip(places, one.codes, strict=True)], one.value, one.state, one.row, one.column] for one in self.cells]
        return {**asdict(self), "dimensions": dimensions, "cells": cells}

    @classmethod
    def restore(cls, plain: Mapping[str, Any]) -> IndicatorTable:
        """The table that `write` wrote."""
        dimensions = tuple(
            Dimension(one["id"], one["label"], tuple(Category(code, label) for code, label in one["categories"])) for one in plain["dimensions"]
        )
        cells = tuple(
            TableCell(tuple(one.categories[at].code for one, at in zip(dimensions, places, strict=True)), value, state, row, column)
            for places, value, state, row, column in plain["cells"]
        )
        return cls(plain["name"], dimensions, cells, plain["encoding"])
