"""A table of statistics: values along named dimensions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a dimension: its code, and its label (the code where the file has none)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension: its id, its label, and its categories in the order of the values."""

    id: str
    label: str
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Cube:
    """The values in row-major order: the last dimension moves fastest. None where a value is missing, which is not zero. `statuses` are the signs
    that the file puts on some of them («:», «..»), by place."""

    label: str
    dimensions: tuple[Dimension, ...]
    values: tuple[float | None, ...]
    statuses: Mapping[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[tuple[Category, ...], float | None]]:
        """Every cell as a row: its category in each dimension, and its value."""
        return zip(product(*(one.categories for one in self.dimensions)), self.values, strict=True)
