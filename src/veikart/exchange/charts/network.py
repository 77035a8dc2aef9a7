"""A network of what strengthens and weakens what: boxes in layers, and arrows with their sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from veikart.calc.conflicts import MINUS, get_strength
from veikart.calc.plan_system import Influence
from veikart.exchange.charts import canvas
from veikart.exchange.charts.canvas import number
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, ACCENT_SOFT, CONTRAST, GREY, INK, PAPER, lighten
from veikart.exchange.charts.layering import Layering, Slot, arrange, box_slot, settle
from veikart.exchange.charts.picture import Picture

LEAST_BOX, LARGEST_BOX = 112.0, 190.0
LEAST_STACKED_BOX = 136.0
GAP, GAP_STACKED, GAP_BESIDE = 52.0, 50.0, 18.0
PAD, LEADING, BYPASS = 10.0, 16.25, 10.0
HEAD, SIGN_RADIUS, PORT_STEP = 9.0, 9.0, 20.0
WIDTHS = {1: 1.25, 2: 2.0, 3: 3.5}
"""How thick the line of each strength is."""

MOST_TOLD = 40
STRAIGHTNESS = 8
"""How much more an arrow that passes by keeps to its own line than a box keeps to what it is joined to."""

Point = tuple[float, float]


@dataclass(frozen=True)
class NetworkBox:
    """A box: the id arrows name it by, its words, and whether it is a goal, which has a heavier frame and heavier letters."""

    id: str
    label: str
    is_goal: bool = False


@dataclass(frozen=True)
class _Plan:
    """Where everything stands, along the arrows and across them. `is_stacked` turns the picture: along is down, across is to the right."""

    layering: Layering
    is_stacked: bool
    widths: Sequence[float]
    words: Mapping[str, list[str]]
    across: Mapping[Slot, float]
    layer_ends: Sequence[tuple[float, float]]
    layer_of: Mapping[Slot, int]
    size: Point

    def at(self, along: float, across: float) -> Point:
        """The point on the picture."""
        return (across, along) if self.is_stacked else (along, across)

    def width(self, slot: Slot) -> float:
        """The width of a box: the same for all of a layer."""
        return self.widths[self.layer_of[slot]]

    def height(self, key: str) -> float:
        """The height of a box."""
        return _height(self.words[key])

    def breadth(self, slot: Slot) -> float:
        """How much of its layer a slot takes, across the arrows."""
        return BYPASS if not slot[0] else self.width(slot) if self.is_stacked else self.height(slot[0])

    def ends(self, slot: Slot) -> tuple[float, float]:
        """Where a slot begins and ends along the arrows: a box its own edges, an arrow that passes by those of its layer."""
        low, high = self.layer_ends[self.layer_of[slot]]
        if slot[0] and self.is_stacked:
            spare = (high - low - self.height(slot[0])) / 2
            return low + spare, high - spare
        return low, high


def network_chart(*, boxes: Sequence[NetworkBox], arrows: Sequence[Influence], **picture: Any) -> str:
    """The boxes in layers from left to right, or from the top down where the picture is too narrow for that, with an arrow for each influence.

    An arrow that strengthens is solid and has «+», one that weakens is dashed and has «−»; the stronger, the thicker. An arrow that closes a
    loop points backwards; one from a box to itself is not drawn. Boxes stand in the order given as far as the arrows allow. The picture is as
    high as it needs to be. `picture` is the words of a Picture. Raises KeyError for an arrow from or to a box that is not there.

    >>> svg = network_chart(boxes=[NetworkBox("a", "Fortetting"), NetworkBox("b", "Rimelige boliger", is_goal=True)],
    ...     arrows=[Influence("a", "b", "-", 3)], chart_id="n", title="Virkninger")
    >>> "stroke-dasharray" in svg and "«Fortetting» svekker «Rimelige boliger»." in svg
    True
    """
    about = Picture.of(picture)
    names = {one.id: one.label for one in boxes}
    told = [f"«{names[one.source]}» {'svekker' if one.sign == MINUS else 'styrker'} «{names[one.target]}»." for one in arrows]
    plan = _plan(boxes, [(one.source, one.target) for one in arrows], float(about.width))
    routes = _routes(plan)
    marks = [_line(plan, arrows[place], route) for place, route in routes.items()]
    marks += [_box(plan, one) for one in boxes]
    marks += _signs(plan, arrows, routes)
    marks.append(_key(plan.size[1] + 26))
    left = [f"Og {len(told) - MOST_TOLD} til."] if len(told) > MOST_TOLD else []
    svg_about = Picture(about.chart_id, about.title, about.description, max(about.width, round(plan.size[0])))
    return svg_about.draw("network", marks, told=" ".join(told[:MOST_TOLD] + left), height=plan.size[1] + 36)


def _plan(boxes: Sequence[NetworkBox], arrows: Sequence[tuple[str, str]], width: float) -> _Plan:
    """From left to right where every layer gets a box of reading width, else from the top down with as many boxes beside each other as fit."""
    layering = arrange([one.id for one in boxes], arrows)
    count = max(len(layering.layers), 1)
    box_width = min(LARGEST_BOX, (width - GAP * (count - 1)) / count)
    if box_width >= LEAST_BOX:
        return _placed(boxes, layering, [box_width - 2] * count, width, is_stacked=False)
    most = max(1, int((width + GAP_BESIDE) / (LEAST_STACKED_BOX + GAP_BESIDE)))
    while True:
        layering = arrange([one.id for one in boxes], arrows, most=most)
        widths = [min(LARGEST_BOX, _room(layer, width)) for layer in layering.layers]
        if most == 1 or min(widths, default=0) >= LEAST_BOX:
            return _placed(boxes, layering, [max(one, LEAST_BOX) for one in widths], width, is_stacked=True)
        most -= 1


def _room(layer: Sequence[Slot], width: float) -> float:
    """How wide each box of a layer can be, with room for the arrows that pass by."""
    count = sum(1 for slot in layer if slot[0])
    passing = len(layer) - count
    return (width - 2 - passing * BYPASS - (len(layer) - 1) * GAP_BESIDE) / max(count, 1)


def _placed(boxes: Sequence[NetworkBox], layering: Layering, widths: Sequence[float], width: float, *, is_stacked: bool) -> _Plan:
    layer_of = {slot: place for place, layer in enumerate(layering.layers) for slot in layer}
    rooms = {one.id: widths[layer_of[box_slot(one.id)]] - 2 * PAD for one in boxes}
    words = {one.id: canvas.wrap(one.label, rooms[one.id] / (1.06 if one.is_goal else 1)) for one in boxes}
    ends: list[tuple[float, float]] = []
    for place, layer in enumerate(layering.layers):
        low = ends[-1][1] + (GAP_STACKED if is_stacked else GAP) if ends else 4.0 if is_stacked else 1.0
        thick = max([_height(words[slot[0]]) for slot in layer if slot[0]], default=0) if is_stacked else widths[place]
        ends.append((low, low + thick))
    plan = _Plan(layering, is_stacked, widths, words, {}, ends, layer_of, (0, 0))
    across = _across(plan, width - 1 if is_stacked else float("inf"))
    far = max((across[slot] + plan.breadth(slot) / 2 for slot in across), default=0) + 2
    size = (far, ends[-1][1] + 2) if is_stacked and ends else (ends[-1][1] + 1, far) if ends else (0, 0)
    return _Plan(layering, is_stacked, widths, words, across, ends, layer_of, size)


def _across(plan: _Plan, high: float) -> dict[Slot, float]:
    """The middle of each slot across the arrows: each near the middle of those it is joined to, in the order of its layer."""
    beside: dict[Slot, list[Slot]] = defaultdict(list)
    for way in plan.layering.ways.values():
        for one, other in pairwise(way):
            beside[one].append(other)
            beside[other].append(one)
    found: dict[Slot, float] = {}
    middle = high / 2 if plan.is_stacked else 0.0
    for layer in plan.layering.layers:
        found.update(zip(layer, _settled(plan, layer, [middle] * len(layer), high), strict=True))
    for turn in range(10):
        for layer in plan.layering.layers[:: 1 if turn % 2 else -1]:
            wanted = [_pull(slot, beside[slot], found) for slot in layer]
            found.update(zip(layer, _settled(plan, layer, wanted, high), strict=True))
    lowest = min((found[slot] - plan.breadth(slot) / 2 for slot in found), default=0.0)
    highest = max((found[slot] + plan.breadth(slot) / 2 for slot in found), default=0.0)
    shift = max((high + 1 - highest - lowest) / 2, 1 - lowest) if plan.is_stacked else 2 - lowest
    return {slot: place + shift for slot, place in found.items()}


def _pull(slot: Slot, beside: Sequence[Slot], found: Mapping[Slot, float]) -> float:
    """The middle of what a slot is joined to."""
    weights = [1 if slot[0] or one[0] else STRAIGHTNESS for one in beside]
    return sum(found[one] * weight for one, weight in zip(beside, weights, strict=True)) / sum(weights) if beside else found[slot]


def _settled(plan: _Plan, layer: Sequence[Slot], wanted: Sequence[float], high: float) -> list[float]:
    sizes = [plan.breadth(slot) for slot in layer]
    return settle(wanted, sizes, gap=GAP_BESIDE, low=1.0 if plan.is_stacked else -high, high=high)


def _routes(plan: _Plan) -> dict[int, list[Point]]:
    """For each arrow its points along and across, from its tail to its head, in pairs: the ends of each curve between two layers."""
    ports = _ports(plan)
    routes = {}
    for place, way in plan.layering.ways.items():
        points: list[Point] = []
        for one, other in pairwise(way):
            start = (plan.ends(one)[1], ports[place, one, True])
            end = (plan.ends(other)[0], ports[place, other, False])
            points += [start, end]
        routes[place] = points[::-1] if place in plan.layering.backwards else points
    return routes


def _ports(plan: _Plan) -> dict[tuple[int, Slot, bool], float]:
    """Where each arrow meets a slot on its later (True) or earlier side, across: spread out in the order of what is at the other end."""
    meeting: dict[tuple[Slot, bool], list[tuple[float, int]]] = defaultdict(list)
    for place, way in plan.layering.ways.items():
        for one, other in pairwise(way):
            meeting[one, True].append((plan.across[other], place))
            meeting[other, False].append((plan.across[one], place))
    found = {}
    for (slot, is_later), joined in meeting.items():
        step = min(PORT_STEP, (plan.breadth(slot) - 12) / len(joined))
        for at, (_, place) in enumerate(sorted(joined)):
            found[place, slot, is_later] = plan.across[slot] + (at - (len(joined) - 1) / 2) * step
    return found


def _line(plan: _Plan, arrow: Influence, route: Sequence[Point]) -> str:
    """The line and its head."""
    is_minus = arrow.sign == MINUS
    colour = CONTRAST if is_minus else ACCENT
    d, tip, back = _curves(plan, route)
    dash = "7 5" if is_minus else None
    width = WIDTHS[get_strength(arrow)]
    drawn = canvas.element("path", d=d, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash)
    return canvas.element("g", drawn + _head(tip, back, colour), class_="influence-minus" if is_minus else "influence-plus")


def _curves(plan: _Plan, route: Sequence[Point]) -> tuple[str, Point, Point]:
    """The path through the points, then the tip of its head and where the head begins."""
    way = 1 if route[-1][0] > route[0][0] else -1
    tip, base = route[-1], (route[-1][0] - way * HEAD, route[-1][1])
    points = [*route[:-1], base]
    d = f"M{_xy(plan.at(*points[0]))}"
    for place in range(0, len(points), 2):
        start, end = points[place], points[place + 1]
        middle = (start[0] + end[0]) / 2
        line = f"L{_xy(plan.at(*start))}" if place else ""
        d += f"{line}C{_xy(plan.at(middle, start[1]))} {_xy(plan.at(middle, end[1]))} {_xy(plan.at(*end))}"
    return d, plan.at(*tip), plan.at(*base)


def _head(tip: Point, back: Point, colour: str) -> str:
    dx, dy = (tip[0] - back[0]) / HEAD * 5, (tip[1] - back[1]) / HEAD * 5
    corners = (tip, (back[0] - dy, back[1] + dx), (back[0] + dy, back[1] - dx))
    return canvas.element("polygon", points=" ".join(map(_xy, corners)), fill=colour)


def _signs(plan: _Plan, arrows: Sequence[Influence], routes: Mapping[int, Sequence[Point]]) -> list[str]:
    """The signs on the arrows, each where it does not cover another as far as there is room."""
    taken: list[Point] = []
    marks = []
    for place, route in routes.items():
        choices = [plan.at(*one) for one in _sign_places(route)]
        at = next((one for one in choices if all(_distance(one, other) > 2 * SIGN_RADIUS + 1 for other in taken)), choices[0])
        taken.append(at)
        marks.append(_sign(at, arrows[place].sign))
    return marks


def _sign_places(route: Sequence[Point]) -> list[Point]:
    """Points on the curves where a sign may stand, the best first: the middle of a curve before its ends, the last curve before the others."""
    curves = [(route[place], route[place + 1]) for place in range(0, len(route), 2)][::-1]
    return [_on_curve(start, end, share) for share in (0.5, 0.4, 0.6, 0.32, 0.68) for start, end in curves]


def _on_curve(start: Point, end: Point, share: float) -> Point:
    bend = 3 * share**2 - 2 * share**3
    middle = (start[0] + end[0]) / 2
    rest = 1 - share
    along = rest**3 * start[0] + 3 * rest * share * middle + share**3 * end[0]
    return along, start[1] + (end[1] - start[1]) * bend


def _sign(at: Point, sign: str) -> str:
    colour = CONTRAST if sign == MINUS else ACCENT
    ring = canvas.element("circle", cx=at[0], cy=at[1], r=SIGN_RADIUS, fill=PAPER, stroke=colour, stroke_width=1.25)
    word = "−" if sign == MINUS else "+"
    return ring + canvas.text(at[0], at[1] + 4.8, word, size=14, fill=colour, font_weight=700, text_anchor="middle")


def _frame(plan: _Plan, key: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of a box."""
    slot = box_slot(key)
    low, high = plan.ends(slot)
    x, y = plan.at((low + high) / 2, plan.across[slot])
    return x - plan.width(slot) / 2, y - plan.height(key) / 2, plan.width(slot), plan.height(key)


def _box(plan: _Plan, box: NetworkBox) -> str:
    left, top, width, height = _frame(plan, box.id)
    fill, stroke, thick = (lighten(ACCENT_SOFT, 0.55), ACCENT_DEEP, 2) if box.is_goal else (PAPER, GREY, 1.25)
    frame = canvas.rect(left, top, width, height, fill=fill, stroke=stroke, stroke_width=thick, rx=5)
    middle = (left + width / 2, top + height / 2)
    words = canvas.lines_of_text(*middle, plan.words[box.id], text_anchor="middle", font_weight=600 if box.is_goal else 400)
    return canvas.element("g", frame + words, class_="box-goal" if box.is_goal else "box")


def _key(y: float) -> str:
    """What the lines mean, below the picture."""
    parts, x = [], 1.0
    for sign, word, colour, dash in (("+", "styrker", ACCENT, None), (MINUS, "svekker", CONTRAST, "7 5")):
        parts.append(canvas.line(x, y, x + 46, y, stroke=colour, width=2, stroke_dasharray=dash))
        parts.append(_head((x + 46 + HEAD, y), (x + 46, y), colour) + _sign((x + 22, y), sign))
        parts.append(canvas.text(x + 62, y + 4.5, word, size=canvas.SMALL_SIZE, fill=INK))
        x += 62 + canvas.text_width(word, canvas.SMALL_SIZE) + 14
    parts.append(canvas.text(x, y + 4.5, "tykk strek: sterkt", size=canvas.SMALL_SIZE, fill=INK))
    return canvas.element("g", "".join(parts), class_="key")


def _height(words: Sequence[str]) -> float:
    return LEADING * len(words) + 2 * PAD - 4


def _xy(point: Point) -> str:
    return f"{number(float(point[0]))} {number(float(point[1]))}"


def _distance(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)
