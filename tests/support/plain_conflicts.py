"""A slow, plain engine for loops and conflicts: every path is walked, straight from the definitions."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from veikart.calc.plan_system import Influence

Elements = tuple[str, ...]
Links = dict[str, dict[str, Influence]]


def _links(influences: Iterable[Influence]) -> Links:
    found: Links = {}
    for one in influences:
        found.setdefault(one.source, {})[one.target] = one
    return found


def _paths(links: Links, path: Elements, longest: int) -> Iterator[Elements]:
    """Every way on from the path that passes no element twice, and every way back to its first element."""
    for target in links.get(path[-1], {}) if len(path) <= longest else ():
        if target == path[0]:
            yield (*path, target)
        elif target not in path:
            yield (*path, target)
            yield from _paths(links, (*path, target), longest)


def _along(links: Links, path: Elements) -> list[Influence]:
    return [links[source][target] for source, target in pairwise(path)]


def is_minus(links: Links, path: Elements) -> bool:
    """Whether there is an odd number of minuses."""
    return [one.sign for one in _along(links, path)].count("-") % 2 == 1


def _rank(links: Links, path: Elements) -> tuple[int, int, Elements]:
    weakest = min(2 if one.strength is None else one.strength for one in _along(links, path))
    return len(path), -weakest, path


def plain_loops(influences: Iterable[Influence], longest: int) -> list[tuple[Elements, str]]:
    """Every loop with its kind, in order."""
    links = _links(influences)
    found = {path for start in links for path in _paths(links, (start,), longest) if path[-1] == start and min(path) == start}
    return [(path, "balancing" if is_minus(links, path) else "reinforcing") for path in sorted(found, key=lambda one: _rank(links, one))]


def plain_conflicts(influences: Iterable[Influence], members: Mapping[str, Iterable[str]], longest: int) -> list[tuple[str, str, Elements, int]]:
    """Every conflict in order: the goal, the weakened, the path, and the number of links of the shortest path with plus, 0 for none."""
    links = _links(influences)
    goals_of: dict[str, list[str]] = {}
    for goal, elements in members.items():
        for one in elements:
            goals_of.setdefault(one, []).append(goal)
    worst: dict[tuple[str, str], Elements] = {}
    support: dict[tuple[str, str], int] = {}
    for goal, elements in members.items():
        for path in (path for start in elements for path in _paths(links, (start,), longest) if path[-1] != path[0]):
            minus = is_minus(links, path)
            for other in goals_of.get(path[-1], ()):
                pair = (goal, other)
                if not minus:
                    support[pair] = min(support.get(pair, longest), len(path) - 1)
                elif pair not in worst or _rank(links, path) < _rank(links, worst[pair]):
                    worst[pair] = path
    order = sorted(worst, key=lambda pair: (_rank(links, worst[pair]), pair))
    return [(*pair, worst[pair], support.get(pair, 0)) for pair in order]
