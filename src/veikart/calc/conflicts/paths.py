"""Ways through the influences: links end to end, with their sign, strength and time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from veikart.calc.plan_system import Influence

PLUS, MINUS = "+", "-"
USUAL_STRENGTH = 2
"""What a link counts as where no strength is stated: neither a little nor strongly."""


@dataclass(frozen=True, slots=True)
class InfluencePath:
    """Links end to end, at least one: each begins where the one before ends."""

    links: tuple[Influence, ...]

    @property
    def elements(self) -> tuple[str, ...]:
        """The ids of the elements in order, one more than the links."""
        return (self.links[0].source, *(one.target for one in self.links))

    @property
    def sign(self) -> str:
        """What the first element does to the last: `-` for an odd number of minuses, else `+`."""
        return MINUS if sum(one.sign == MINUS for one in self.links) % 2 else PLUS

    @property
    def strength(self) -> int:
        """The strength of the weakest link, 1 to 3; `USUAL_STRENGTH` for a link that states none."""
        return min(get_strength(one) for one in self.links)

    @property
    def lag_years(self) -> int | None:
        """Years from first to last: the sum of the lags stated, None where none is."""
        stated = [one.lag_years for one in self.links if one.lag_years is not None]
        return sum(stated) if stated else None

    @property
    def rank(self) -> tuple[int, int, tuple[str, ...]]:
        """Sorts the most severe first: fewest links, then the strongest weakest link, then by id."""
        return len(self.links), -self.strength, self.elements


def get_strength(link: Influence) -> int:
    """The strength of a link, 1 to 3; `USUAL_STRENGTH` where none is stated."""
    return USUAL_STRENGTH if link.strength is None else link.strength


@dataclass(frozen=True, slots=True)
class InfluenceGraph:
    """The links with the elements as numbers, in order of id: `names[i]` is an id, `out[i]` its links as (number, is minus, strength)
    in order of target, and `links[i, j]` the link itself. One link for each pair: of several the last one counts."""

    names: tuple[str, ...]
    out: tuple[tuple[tuple[int, bool, int], ...], ...]
    links: Mapping[tuple[int, int], Influence]

    @property
    def targets(self) -> list[list[int]]:
        """The numbers each element leads to."""
        return [[target for target, _, _ in one] for one in self.out]

    @classmethod
    def of(cls, links: Iterable[Influence]) -> InfluenceGraph:
        """The graph of the links."""
        by_pair = {(one.source, one.target): one for one in links}
        names = tuple(sorted({name for pair in by_pair for name in pair}))
        at = {name: number for number, name in enumerate(names)}
        numbered = {(at[source], at[target]): link for (source, target), link in sorted(by_pair.items())}
        out: list[list[tuple[int, bool, int]]] = [[] for _ in names]
        for (source, target), link in numbered.items():
            out[source].append((target, link.sign == MINUS, get_strength(link)))
        return cls(names, tuple(map(tuple, out)), numbered)

    def path(self, numbers: Sequence[int]) -> InfluencePath:
        """The path through these elements, given as numbers. Raises KeyError where two have no link."""
        return InfluencePath(tuple(self.links[pair] for pair in itertools.pairwise(numbers)))
