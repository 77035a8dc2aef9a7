"""Figures by address: printed ones from the tables, computed ones from the layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from veikart.calc.documents.dataset import Dataset
from veikart.calc.formulas import FigureMissing, Reference
from veikart.calc.layers.amounts import AmountTable, Selection
from veikart.calc.values.intervals import Interval

KEYS = frozenset({"unit", "layer", "kind", "account", "version"})


class SelectorError(ValueError):
    """An address in braces that cannot be read. The text says why."""


@dataclass(frozen=True, slots=True)
class FigureSelector:
    """A computed figure: `kind` is `amounts`, `line`, `ratio` or `input`.

    For amounts `filters` holds the values for each key; for a line `form` and `row`; else `name`.
    """

    kind: str
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    form: str = ""
    row: str = ""
    name: str = ""


@lru_cache(maxsize=16_384)
def parse_selector(text: str) -> FigureSelector:
    """The figure asked for by the text between braces. Raises SelectorError.

    >>> parse_selector("line 1A til-fordeling").row
    'til-fordeling'
    """
    words = text.split()
    match words:
        case ["line", form, row]:
            return FigureSelector("line", form=form, row=row)
        case ["ratio" | "input" as kind, name]:
            return FigureSelector(kind, name=name)
    filters: dict[str, tuple[str, ...]] = {}
    for word in words:
        key, equals, values = word.partition("=")
        if not equals or key not in KEYS or not values or key in filters:
            raise SelectorError(f"«{word}» er ikke et filter av slaget nøkkel=verdi med nøklene {', '.join(sorted(KEYS))}")
        filters[key] = tuple(values.split(","))
    return FigureSelector("amounts", filters=tuple(filters.items()))


@dataclass(frozen=True, slots=True)
class Context:
    """The column a formula is worked out for. `version` overrides the one the column normally shows."""

    column: str
    year: int | None
    version: str = ""


@dataclass(frozen=True)
class Resolver:
    """Gives the figures that formulas ask for. `get_table` gives the amounts, the other three what is worked out from them."""

    dataset: Dataset
    get_table: Callable[[], AmountTable]
    line_value: Callable[[str, str, int, str], Interval]
    ratio_value: Callable[[str, Context], Interval]
    input_value: Callable[[str, Context], Interval]

    def resolve(self, reference: Reference, context: Context) -> Interval:
        """The figure in that column. Raises FigureMissing where it is not printed or cannot be computed."""
        if reference.is_printed:
            return self._printed(reference, context)
        selector = parse_selector(reference.selector)
        if context.year is None:
            raise FigureMissing(reference.text)
        match selector.kind:
            case "line":
                return self.line_value(selector.form, selector.row, context.year, self.version(context))
            case "ratio":
                return self.ratio_value(selector.name, context)
            case "input":
                return self.input_value(selector.name, context)
        nok, half = self.get_table().total(self.selection(selector, context))
        return Interval.rounded(nok, half_width=half)

    def version(self, context: Context) -> str:
        """The version a column shows. Raises FigureMissing for a year without one."""
        if context.version:
            return context.version
        column = self.dataset.column_by_year.get(context.year or 0)
        if column is None:
            raise FigureMissing(f"året {context.year}")
        return column.version

    def selection(self, selector: FigureSelector, context: Context) -> Selection:
        """The amounts an address asks for. Raises FigureMissing for an unknown version."""
        filters = dict(selector.filters)
        layers = frozenset(filters["layer"]) if "layer" in filters else None
        if layers is None or "version" in filters:
            version = filters["version"][0] if "version" in filters else self.version(context)
            known = self.dataset.budget.version_by_id.get(version)
            if known is None:
                raise FigureMissing(f"versjonen {version}")
            layers = frozenset(known.layers) if layers is None else layers & frozenset(known.layers)
        return Selection(
            layers=layers,
            units=frozenset(filters["unit"]) if "unit" in filters else None,
            accounts=self._accounts(filters["account"]) if "account" in filters else None,
            kinds=frozenset(filters["kind"]) if "kind" in filters else None,
            year=context.year,
        )

    def _accounts(self, wanted: tuple[str, ...]) -> frozenset[str]:
        taken: set[str] = set()
        for one in wanted:
            first, _, last = one.partition("-")
            taken.update(code for code in self.get_table().accounts.ids if first <= code <= (last or first))
        return frozenset(taken)

    def column_of(self, reference: Reference, context: Context) -> str:
        """The column a printed reference means. Raises FigureMissing where there is none before the first."""
        if not reference.column:
            return context.column
        if not reference.column.startswith("-"):
            return reference.column
        table = self.dataset.table_by_id.get(reference.table)
        keys = table.column_keys if table else ()
        if context.column not in keys:
            raise FigureMissing(reference.text)
        place = keys.index(context.column) + int(reference.column)
        if place < 0:
            raise FigureMissing(reference.text)
        return keys[place]

    def _printed(self, reference: Reference, context: Context) -> Interval:
        table = self.dataset.table_by_id.get(reference.table)
        column = self.column_of(reference, context)
        figure = table.figure_by_place.get((reference.row, column)) if table else None
        if figure is None:
            raise FigureMissing(f"[{reference.table}:{reference.row}@{column}]")
        return figure.interval
