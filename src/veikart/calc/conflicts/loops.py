"""Loops of influence: those that feed themselves, and those that hold themselves back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from veikart.calc.conflicts.paths import PLUS, InfluenceGraph, InfluencePath
from veikart.calc.plan_system import Influence

LONGEST = 8
MOST_LOOPS = 10_000
MOST_STEPS = 200_000
"""How many loops and paths towards one the search looks at before it settles for shorter loops."""

BLOCK = 512
"""How many elements the ways back are found to at a time."""

REINFORCING, BALANCING = "reinforcing", "balancing"

Ways = Sequence[Sequence[int]]
"""The elements each element leads to, as numbers."""


@dataclass(frozen=True, slots=True)
class InfluenceLoop:
    """A way back to where it began that passes no element twice. `path` begins and ends at the element with the lowest id."""

    path: InfluencePath

    @property
    def kind(self) -> str:
        """`reinforcing` for an even number of minuses, `balancing` for an odd number."""
        return REINFORCING if self.path.sign == PLUS else BALANCING


@dataclass(frozen=True, slots=True)
class LoopSearch:
    """Every loop of at most `covered` links, the most severe first. `covered` is less than what was asked for where the loops are too many.
    `largest_part` is the number of elements in the largest part where every element leads to every other."""

    loops: tuple[InfluenceLoop, ...]
    covered: int
    largest_part: int

    @property
    def may_be_longer(self) -> bool:
        """Whether there is room for loops of more than `covered` links. False says for certain that there are none."""
        return self.largest_part > self.covered


def find_loops(links: Iterable[Influence], longest: int = LONGEST, *, most: int = MOST_LOOPS, most_steps: int = MOST_STEPS) -> LoopSearch:
    """Every loop of at most `longest` links, each once: the shortest first, then those whose weakest link is strongest, then by id.

    A step is followed only where the way back is short enough, by exact distances, so the work follows the number of loops. Where there are
    more than `most` loops, or the search looks at more than `most_steps` paths, it is done again with one link less, until it holds.

    >>> a, b = Influence("a", "b", "+"), Influence("b", "a", "-")
    >>> [(one.path.elements, one.kind) for one in find_loops([a, b]).loops]
    [(('a', 'b', 'a'), 'balancing')]
    """
    graph = InfluenceGraph.of(links)
    parts = find_parts(graph.targets)
    largest = max(map(len, parts), default=0)
    covered = min(longest, largest)
    while (found := _search(graph.targets, parts, covered, most, most_steps)) is None:
        covered -= 1
    loops = sorted((InfluenceLoop(graph.path(one)) for one in found), key=lambda one: one.path.rank)
    return LoopSearch(tuple(loops), covered if covered < largest else longest, largest)


def _search(ways: Ways, parts: Sequence[Sequence[int]], longest: int, most: int, most_steps: int) -> list[list[int]] | None:
    """The loops as numbers, beginning and ending at the lowest; None where they are too many."""
    found: list[list[int]] = []
    steps = 0
    for part in parts if longest else ():
        at = {one: place for place, one in enumerate(part)}
        inside = [[at[target] for target in ways[one] if target in at] for one in part]
        for low in range(0, len(part), BLOCK):
            back = _ways_back(inside, low, longest)
            for first in range(low, min(low + BLOCK, len(part))):
                for path in _loops_from(first, inside, back, first - low):
                    steps += 1
                    if len(path) > 1 and path[-1] == first:
                        found.append([part[place] for place in path])
                    if steps > most_steps or len(found) > most:
                        return None
    return found


def _ways_back(ways: Ways, low: int, longest: int) -> list[list[int]]:
    """By number of links (0 up to `longest` - 1), then element: the elements of the block from `low` that can be reached by at most so many
    links, one bit for each, through none that is lower than the one that is reached."""
    masks = [(1 << max(0, min(one - low + 1, BLOCK))) - 1 for one in range(len(ways))]
    back = [[1 << one - low if 0 <= one - low < BLOCK else 0 for one in range(len(ways))]]
    for _ in range(longest - 1):
        before = back[-1]
        back.append([])
        for one, targets in enumerate(ways):
            reached = before[one]
            for target in targets:
                reached |= before[target]
            back[-1].append(reached & masks[one])
    return back


def _loops_from(first: int, ways: Ways, back: Sequence[Sequence[int]], bit: int) -> Iterator[list[int]]:
    """Every path from `first` that may still become a loop, and the loops themselves, which end with `first` again."""
    path, on_path = [first], {first}
    waiting = [iter(ways[first])]
    while waiting:
        for target in waiting[-1]:
            if target == first:
                yield [*path, first]
            elif back[-len(path)][target] >> bit & 1 and target not in on_path:
                path.append(target)
                on_path.add(target)
                waiting.append(iter(ways[target]))
                yield path
                break
        else:
            waiting.pop()
            on_path.discard(path.pop())


def find_parts(ways: Ways) -> list[list[int]]:
    """The parts where every element leads to every other, as numbers; an element alone is a part only where it leads to itself.

    >>> find_parts([[1], [0, 2], []])
    [[0, 1]]
    """
    backwards = _turned(ways)
    seen: set[int] = set()
    parts = []
    for top in reversed(_finished(ways)):
        if top not in seen:
            part = [top]
            seen.add(top)
            for one in part:
                fresh = [before for before in backwards[one] if before not in seen]
                seen.update(fresh)
                part.extend(fresh)
            if len(part) > 1 or top in ways[top]:
                parts.append(sorted(part))
    return sorted(parts)


def _finished(ways: Ways) -> list[int]:
    """The elements in the order a search in depth is done with them."""
    seen: set[int] = set()
    done: list[int] = []
    for top in range(len(ways)):
        waiting = [(top, iter(ways[top]))] if top not in seen else []
        seen.add(top)
        while waiting:
            one, targets = waiting[-1]
            target = next((after for after in targets if after not in seen), None)
            if target is None:
                waiting.pop()
                done.append(one)
            else:
                seen.add(target)
                waiting.append((target, iter(ways[target])))
    return done


def _turned(ways: Ways) -> list[list[int]]:
    """The elements that lead to each element."""
    backwards: list[list[int]] = [[] for _ in ways]
    for source, targets in enumerate(ways):
        for target in targets:
            backwards[target].append(source)
    return backwards
