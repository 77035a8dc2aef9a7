"""What a budget is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of the organisation, or a common post. `parent` is the unit above it, empty for the municipality."""

    id: str
    name: str
    kind: str
    parent: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """A named set of measures: accounts, an adopted budget, wages and prices, a proposal. `decided` says who decided and when."""

    id: str
    name: str
    kind: str
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A list of layers that together make a budget."""

    id: str
    name: str
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A named change (or the base it changes).

    `frame_nok` is the budget frame it belongs to, in whole kroner, None where none is printed. `formula` is set where the amounts are fetched
    from printed figures instead of written down; `table` is the printed table the measure stands in.
    """

    id: str
    layer: str
    kind: str
    name: str
    frame_nok: int | None = None
    table: str = ""
    formula: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """What a measure does to one unit, account and year.

    `nok` is whole kroner, expenses positive, income negative, in the price level of the dataset. `half_width_nok` is half a unit of the last
    printed digit: how far the unrounded amount may lie from `nok`; zero for an exact amount, negative for one that reconciles others with a
    printed sum and so takes back their uncertainty.
    """

    measure: str
    unit: str
    account: str
    year: int
    nok: int
    half_width_nok: int = 0


@dataclass(frozen=True)
class Budget:
    """Units, layers, versions, measures and their amounts. Order is the order people expect to see."""

    units: tuple[Unit, ...]
    layers: tuple[Layer, ...]
    versions: tuple[Version, ...]
    measures: tuple[Measure, ...]
    amounts: tuple[Amount, ...] = field(repr=False)

    @cached_property
    def unit_by_id(self) -> dict[str, Unit]:
        """The units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def measure_by_id(self) -> dict[str, Measure]:
        """The measures by id."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def layer_by_id(self) -> dict[str, Layer]:
        """The layers by id."""
        return {layer.id: layer for layer in self.layers}

    @cached_property
    def version_by_id(self) -> dict[str, Version]:
        """The versions by id."""
        return {version.id: version for version in self.versions}

    @cached_property
    def children(self) -> dict[str, tuple[Unit, ...]]:
        """The units directly under each unit id; the top units under the empty id."""
        found: dict[str, list[Unit]] = {"": []}
        for unit in self.units:
            found.setdefault(unit.parent, []).append(unit)
        return {parent: tuple(units) for parent, units in found.items()}

    def ancestors(self, unit_id: str) -> tuple[Unit, ...]:
        """The units above `unit_id`, from the top down."""
        above: list[Unit] = []
        parent = self.unit_by_id[unit_id].parent
        while parent:
            above.append(self.unit_by_id[parent])
            parent = self.unit_by_id[parent].parent
        return tuple(reversed(above))

    def unit_and_below(self, unit_id: str) -> frozenset[str]:
        """The ids of a unit and all units under it."""
        found = [unit_id]
        for current in found:
            found.extend(child.id for child in self.children.get(current, ()))
        return frozenset(found)
