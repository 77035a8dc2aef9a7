"""Goals that pull against each other: ways of influence where one goal's fulfilment weakens another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from veikart.calc.conflicts.loops import LONGEST
from veikart.calc.conflicts.paths import InfluenceGraph, InfluencePath
from veikart.calc.plan_system import Influence

STEPS_FOR_PAIR, STEPS_FOR_ALL, FEWEST_STEPS = 2_000, 500_000, 50
"""How many links may be tried for one pair of goals, for all together, and for a pair when that is used up. Most pairs take a handful."""

_PLUS, _MINUS = 0, 1
Walks = list[tuple[list[int], list[int]]]
"""By number of links, then sign, then element: the goals that so many links lead to, one bit for each; elements may be passed twice."""


@dataclass(frozen=True, slots=True)
class GoalConflict:
    """The fulfilment of `goal` weakens `weakened`, or one part of a goal another part where the two are the same. `path` is the shortest way
    with negative sign, and of those the one whose weakest link is strongest; `support` the shortest with positive sign, None where none is."""

    goal: str
    weakened: str
    path: InfluencePath
    support: InfluencePath | None = None

    @property
    def is_mixed(self) -> bool:
        """Whether the goal also strengthens the other, by another way."""
        return self.support is not None


@dataclass(frozen=True, slots=True)
class ConflictSearch:
    """The conflicts, the most severe first: the shortest path, then the strongest. `left_out` is the number of pairs of goals where the
    search was given up, because the ways between them are too many: among these there may be conflicts or support not told."""

    conflicts: tuple[GoalConflict, ...]
    left_out: int = 0


def find_conflicts(links: Iterable[Influence], goals: Iterable[str], longest: int = LONGEST) -> ConflictSearch:
    """The conflicts between goals that are themselves elements in the graph, by paths of at most `longest` links.

    >>> links = [Influence("utslipp", "fortetting", "+"), Influence("fortetting", "bolig", "-")]
    >>> [(one.goal, one.weakened) for one in find_conflicts(links, ["utslipp", "bolig"]).conflicts]
    [('utslipp', 'bolig')]
    """
    return find_conflicts_between(links, {goal: (goal,) for goal in goals}, longest)


def find_conflicts_between(links: Iterable[Influence], members: Mapping[str, Collection[str]], longest: int = LONGEST) -> ConflictSearch:
    """The conflicts between goals that have elements in the graph: `members` gives each goal's elements. A path goes from an element of the
    one to an element of the other, or to another element of the same goal, and passes no element twice. Elements not in the graph are ignored.
    """
    graph = InfluenceGraph.of(links)
    search = _PathSearch(graph, members, longest)
    found = sorted(search.conflicts(), key=lambda one: (one.path.rank, one.goal, one.weakened))
    return ConflictSearch(tuple(found), search.left_out)


class _PathSearch:
    """For every number of links, sign and element: which goals can be reached, as bits. A path is then built by steps that can still arrive."""

    def __init__(self, graph: InfluenceGraph, members: Mapping[str, Collection[str]], longest: int) -> None:
        at = {name: number for number, name in enumerate(graph.names)}
        self.graph, self.longest = graph, longest
        self.goals = sorted(members)
        self.starts = {goal: sorted(at[one] for one in set(members[goal]) if one in at) for goal in self.goals}
        ends = [0] * len(graph.names)
        for bit, goal in enumerate(self.goals):
            for one in self.starts[goal]:
                ends[one] |= 1 << bit
        self.strengths = sorted({strength for out in graph.out for _, _, strength in out}, reverse=True)
        self.walks = {least: _walks(graph, ends, longest, least) for least in self.strengths}
        self.left_out, self.steps_left, self.steps = 0, STEPS_FOR_ALL, 0

    def conflicts(self) -> Iterator[GoalConflict]:
        """The conflicts, goal by goal."""
        if not self.strengths:
            return
        for own, goal in enumerate(self.goals):
            starts = self.starts[goal]
            reached = 0
            for signs in self.walks[self.strengths[-1]][1:]:
                for start in starts:
                    reached |= signs[_MINUS][start]
            alone = 1 << own if len(starts) < 2 else 0
            for bit in _bits(reached & ~alone):
                self.steps = most = max(min(STEPS_FOR_PAIR, self.steps_left), FEWEST_STEPS)
                path = self._best(starts, bit, _MINUS, self.strengths)
                support = self._best(starts, bit, _PLUS, self.strengths[-1:]) if path else None
                self.steps_left -= most - self.steps
                self.left_out += self.steps < 0
                if path:
                    yield GoalConflict(goal, self.goals[bit], self.graph.path(path), self.graph.path(support) if support else None)

    def _best(self, starts: Sequence[int], bit: int, sign: int, strengths: Sequence[int]) -> list[int] | None:
        """The shortest path of that sign, then the strongest, then the first by id."""
        lowest = self.walks[self.strengths[-1]]
        for length in range(1, self.longest + 1):
            reaching = [start for start in starts if lowest[length][sign][start] >> bit & 1]
            for least in strengths if reaching else ():
                ways = self.walks[least][length][sign]
                for start in reaching:
                    if ways[start] >> bit & 1:
                        path = self._follow([start], bit, length, sign, least)
                        if path or self.steps < 0:
                            return path
        return None

    def _follow(self, path: list[int], bit: int, left: int, sign: int, least: int) -> list[int] | None:
        """The first way on of exactly `left` links and that sign; None where there is none, or the steps are used up."""
        if not left:
            return path
        walks = self.walks[least][left - 1]
        for target, is_minus, strength in self.graph.out[path[-1]]:
            if strength >= least and target not in path and walks[sign ^ is_minus][target] >> bit & 1:
                self.steps -= 1
                found = self._follow([*path, target], bit, left - 1, sign ^ is_minus, least) if self.steps >= 0 else None
                if found or self.steps < 0:
                    return found
        return None


def _walks(graph: InfluenceGraph, ends: list[int], longest: int, least: int) -> Walks:
    """Which goals each element leads to by 0, 1, … `longest` links of at least that strength, with plus and with minus."""
    walks = [(ends, [0] * len(ends))]
    for _ in range(longest):
        plus, minus = walks[-1]
        more: tuple[list[int], list[int]] = ([], [])
        for out in graph.out:
            same = other = 0
            for target, is_minus, strength in out:
                if strength >= least:
                    same |= minus[target] if is_minus else plus[target]
                    other |= plus[target] if is_minus else minus[target]
            more[_PLUS].append(same)
            more[_MINUS].append(other)
        walks.append(more)
    return walks


def _bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
