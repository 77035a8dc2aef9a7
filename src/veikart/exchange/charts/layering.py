"""Where the boxes of a network stand: in layers along its arrows, and in an order within each layer that few arrows cross."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Slot = tuple[str, int, int]
"""A place in a layer: a box (its id, -1, 0), or where an arrow passes by («», the number of the arrow, the layer)."""

SWEEPS = 12


@dataclass(frozen=True)
class Layering:
    """The slots of each layer in order; for each arrow (by number, not those from a box to itself) its slots from the first layer to the last;
    and the numbers of the arrows that point backwards, from a later layer to an earlier one, because they close a loop."""

    layers: tuple[tuple[Slot, ...], ...]
    ways: Mapping[int, tuple[Slot, ...]]
    backwards: frozenset[int]


def box_slot(key: str) -> Slot:
    """The slot of a box."""
    return key, -1, 0


def arrange(boxes: Sequence[str], arrows: Sequence[tuple[str, str]], *, most: int = 0) -> Layering:
    """The boxes in layers, arrows pointing from earlier to later layers save those that close a loop. At most `most` boxes in a layer, 0 for any.

    >>> [[one[0] for one in layer] for layer in arrange("abc", [("a", "b"), ("a", "c"), ("c", "a")]).layers]
    [['a'], ['b', 'c']]
    """
    backwards = _backwards(boxes, arrows)
    turned = {number: pair[::-1] if number in backwards else pair for number, pair in enumerate(arrows) if pair[0] != pair[1]}
    layer_of = _layers(boxes, turned.values(), most)
    ways = {
        number: (box_slot(first), *(("", number, layer) for layer in range(layer_of[first] + 1, layer_of[last])), box_slot(last))
        for number, (first, last) in turned.items()
    }
    layers: list[list[Slot]] = [[] for _ in range(max(layer_of.values(), default=-1) + 1)]
    for key in boxes:
        layers[layer_of[key]].append(box_slot(key))
    for way in ways.values():
        for slot in way[1:-1]:
            layers[slot[2]].append(slot)
    return Layering(tuple(map(tuple, _ordered(layers, ways.values()))), ways, backwards)


def _backwards(boxes: Sequence[str], arrows: Sequence[tuple[str, str]]) -> frozenset[int]:
    """The arrows that lead back to a box on the way to them, in a search in depth from the boxes nothing leads to."""
    out: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, (source, target) in enumerate(arrows):
        if source != target:
            out[source].append((number, target))
    reached = {target for source, target in arrows if source != target}
    seen: set[str] = set()
    open_boxes: set[str] = set()
    found: set[int] = set()
    for top in sorted(boxes, key=lambda key: key in reached):
        waiting = [(top, iter(out[top]))] if top not in seen else []
        seen.add(top)
        open_boxes.update([top] if waiting else [])
        while waiting:
            _, links = waiting[-1]
            number, target = next(links, (-1, ""))
            if number < 0:
                open_boxes.discard(waiting.pop()[0])
            elif target in open_boxes:
                found.add(number)
            elif target not in seen:
                seen.add(target)
                open_boxes.add(target)
                waiting.append((target, iter(out[target])))
    return frozenset(found)


def _layers(boxes: Sequence[str], arrows: Iterable[tuple[str, str]], most: int) -> dict[str, int]:
    """The layer of each box: after every box that leads to it, as early as there is room; what nothing leads to stands close to what it leads to."""
    before: dict[str, set[str]] = {key: set() for key in boxes}
    after: dict[str, set[str]] = {key: set() for key in boxes}
    for source, target in arrows:
        before[target].add(source)
        after[source].add(target)
    count = {key: len(before[key]) for key in boxes}
    ready = [key for key in boxes if not count[key]]
    found: dict[str, int] = {}
    held: dict[int, int] = defaultdict(int)
    for key in ready:
        layer = max((found[one] + 1 for one in before[key]), default=0)
        while most and held[layer] >= most:
            layer += 1
        found[key] = layer
        held[layer] += 1
        for one in sorted(after[key], key=boxes.index):
            count[one] -= 1
            if not count[one]:
                ready.append(one)
    for key in boxes if not most else ():
        if after[key] and not before[key]:
            found[key] = min(found[one] for one in after[key]) - 1
    return found


def _ordered(layers: list[list[Slot]], ways: Iterable[Sequence[Slot]]) -> list[list[Slot]]:
    """The layers with each slot near the middle of those it is joined to; of all orders tried the one with fewest crossings."""
    earlier: dict[Slot, list[Slot]] = defaultdict(list)
    later: dict[Slot, list[Slot]] = defaultdict(list)
    for way in ways:
        for one, other in pairwise(way):
            later[one].append(other)
            earlier[other].append(one)
    best, fewest = [list(layer) for layer in layers], _crossings(layers, later)
    for sweep in range(SWEEPS if fewest else 0):
        forwards = sweep % 2 == 0
        for beside, layer in pairwise(layers if forwards else layers[::-1]):
            place = {slot: number for number, slot in enumerate(beside)}
            joined = earlier if forwards else later
            own = {slot: float(number) for number, slot in enumerate(layer)}
            means = {slot: _mean([place[one] for one in joined[slot]], own[slot]) for slot in layer}
            layer.sort(key=means.__getitem__)
        crossings = _crossings(layers, later)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in layers], crossings
    return best


def _crossings(layers: Sequence[Sequence[Slot]], later: Mapping[Slot, Sequence[Slot]]) -> int:
    """How many pairs of arrows cross between the layers."""
    found = 0
    for layer, beside in pairwise(layers):
        place = {slot: number for number, slot in enumerate(beside)}
        passed: list[int] = []
        for slot in layer:
            ends = sorted(place[one] for one in later.get(slot, ()))
            found += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return found


def _mean(places: Sequence[int], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise


def settle(wanted: Sequence[float], sizes: Sequence[float], *, gap: float, low: float = 0.0, high: float = float("inf")) -> list[float]:
    """Middles of things in a row, as near as can be to those wanted, in the same order, `gap` apart, from `low` to `high`.

    >>> settle([5, 5, 40], [10, 10, 10], gap=2)
    [5.0, 17.0, 40.0]
    """
    if not wanted:
        return []
    offsets = [0.0]
    for one, other in pairwise(sizes):
        offsets.append(offsets[-1] + (one + other) / 2 + gap)
    groups: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        groups.append((want - offset, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (mean, count), (before, others) = groups.pop(), groups.pop()
            groups.append(((mean * count + before * others) / (count + others), count + others))
    lowest, highest = low + sizes[0] / 2, max(low + sizes[0] / 2, high - sizes[-1] / 2 - offsets[-1])
    starts = [min(max(mean, lowest), highest) for mean, count in groups for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
