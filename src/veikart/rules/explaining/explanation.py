"""An explanation: everything a reader needs to trust a figure, or to doubt it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class InputFigure:
    """A figure that goes into another: its sign in a sum, words, value as text, and its own address (empty where it has none)."""

    label: str
    text: str
    address: str
    sign: int = 1


@dataclass(frozen=True, slots=True)
class LayerPart:
    """What one layer adds to a figure, in whole kroner with the figure's sign, and who decided the layer.

    `address` is the part's own, empty where the layer is all of the figure.
    """

    layer: str
    name: str
    nok: int
    decided: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one measure adds to a figure in `year`, whole kroner with the figure's sign; `place` is where it is printed."""

    measure: str
    name: str
    unit: str
    unit_name: str
    account: str
    account_name: str
    layer: str
    nok: int
    year: int
    place: str
    formula: str
    note: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The figure recomputed in a check: the formula, what it gives, whether it agrees, and where the inputs stand.

    `formula` is in symbols and `formula_words` the same with names.
    """

    formula: str
    formula_words: str
    expected: str
    difference: str
    agrees: bool
    place: str
    note: str
    inputs: tuple[InputFigure, ...]


@dataclass(frozen=True, slots=True)
class PrintedCheck:
    """What the document prints where a computed figure should stand: the place, the print, its address, and whether the two agree."""

    place: str
    text: str
    address: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a figure comes from.

    `value` is in the base unit (kroner, share, count) and `text` the same for people. `words` say how it is made; `formula` is in symbols and
    `formula_words` the same with names. `source` is its place in the document where it is printed, or the places it is fetched from. `rule`
    is a rule id. `state` is as in a statement's cell. `years` is the same figure in other years.
    """

    address: str
    title: str
    value: Fraction
    text: str
    unit: str
    words: str
    formula: str = ""
    formula_words: str = ""
    source: str = ""
    price: str = ""
    rule: str = ""
    state: str = "exact"
    note: str = ""
    inputs: tuple[InputFigure, ...] = ()
    layers: tuple[LayerPart, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    proofs: tuple[Proof, ...] = ()
    prints: tuple[PrintedCheck, ...] = ()
    years: tuple[InputFigure, ...] = ()
