"""A map of areas, stations and corridors, drawn without any map service: the same picture on the page and in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from veikart.calc.land_use import Shape, read_geometry
from veikart.calc.plan_system import Area
from veikart.exchange.charts import canvas
from veikart.exchange.charts.area_looks import BOUNDARY, KEY_ORDER, LOOKS, STATION, Box, area_key, make_patterns, mark_area
from veikart.exchange.charts.canvas import number
from veikart.exchange.charts.colours import GREY_TEXT, GRID, INK, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.rules.plan_system import get_choices

PAD = 26.0
LOWEST, HIGHEST = 0.5, 1.2
"""How high the map may be, as a share of its width."""
LEAST_DEGREES = 0.01
KM_PER_DEGREE = 111.2
"""Along a meridian."""
LEADING = 15.0
NUMBER_SIZE = 16.0
NARROW_BELOW = 520
"""Narrower than this a line has a number, not a name."""
NAMED_FIRST = KEY_ORDER[:-1]
BOLD = frozenset({"growth_area", "long_term"})

Point = tuple[float, float]


@dataclass(frozen=True)
class _View:
    """From degrees to places on the picture: straight in both directions, with a degree east as short as it is at this latitude."""

    west: float
    north: float
    scale: float
    squeeze: float
    shift: Point
    size: Point

    def at(self, position: Point) -> Point:
        east, north = position
        return (self.shift[0] + (east - self.west) * self.squeeze * self.scale, self.shift[1] + (self.north - north) * self.scale)


@dataclass(frozen=True)
class _Name:
    """An area's name where it stands: its lines centred on a point, or a number where there was no room for the name."""

    area: Area
    lines: Sequence[str]
    middle: Point
    number: int = 0


def area_map(*, areas: Sequence[Area], **picture: Any) -> str:
    """The areas with their names, a key and a scale. What has no geometry is left out; names that find no room stand as numbers under the map.

    Each kind has its own shape and pattern, so that colour is not needed. The map shows all but the boundary of the municipality, which is
    drawn as far as it reaches. It is as high as the areas ask for. `picture` is the words of a Picture.

    >>> svg = area_map(areas=[Area("a", "Sentrum", "station", '{"type":"Point","coordinates":[10.5,59.9]}')], chart_id="m", title="Kart")
    >>> "Sentrum" in svg and "Prioritert stasjon" in svg
    True
    """
    about = Picture.of(picture)
    drawn = [(one, shape) for one in areas if (shape := read_geometry(one.geometry))]
    drawn.sort(key=lambda pair: list(LOOKS).index(pair[0].kind))
    view = _look(drawn, float(about.width))
    names = _place_names(drawn, view)
    marks = [make_patterns(about.chart_id), _clip(about.chart_id, view)]
    inside = "".join(mark_area(one.kind, _moved(shape, view), about.chart_id) for one, shape in drawn)
    marks.append(canvas.element("g", inside, clip_path=f"url(#{about.chart_id}-frame)"))
    marks.append(canvas.rect(0.5, 0.5, view.size[0] - 1, view.size[1] - 1, fill="none", stroke=GRID))
    marks += [_draw_name(one) for one in names]
    marks.append(_scale_bar(view))
    top = view.size[1] + 8
    key, height = area_key([one.kind for one, _ in drawn], chart_id=about.chart_id, width=view.size[0], top=top)
    marks += key
    left_over = [f"{one.number} {one.area.name}" for one in names if one.number]
    if left_over:
        lines = canvas.wrap("Tallene på kartet: " + ", ".join(left_over) + ".", view.size[0], canvas.SMALL_SIZE)
        marks.append(canvas.note(0, height + 16, lines))
        height += 15.0 * len(lines) + 6
    return about.draw("map", marks, told=_tell([one for one, _ in drawn]), height=height + 6)


def _tell(areas: Sequence[Area]) -> str:
    """The areas in words, kind by kind."""
    words = get_choices("area_kind")
    told = ((kind, [one.name for one in areas if one.kind == kind]) for kind in KEY_ORDER)
    return " ".join(f"{words[kind]}: {', '.join(names)}." for kind, names in told if names)


def _look(drawn: Sequence[tuple[Area, Shape]], width: float) -> _View:
    """The view that shows all but the boundary, or the boundary where there is nothing else."""
    wanted = [one for area, shape in drawn if area.kind != BOUNDARY for one in shape.positions]
    wanted = wanted or [one for _, shape in drawn for one in shape.positions] or [(0.0, 0.0)]
    west, east = min(one[0] for one in wanted), max(one[0] for one in wanted)
    south, north = min(one[1] for one in wanted), max(one[1] for one in wanted)
    squeeze = max(cos(radians((south + north) / 2)), 0.05)
    across, up = max((east - west) * squeeze, LEAST_DEGREES), max(north - south, LEAST_DEGREES)
    height = min(max(width * up / across, width * LOWEST), width * HIGHEST)
    scale = min((width - 2 * PAD) / across, (height - 2 * PAD) / up)
    shift = ((width - (east - west) * squeeze * scale) / 2, (height - (north - south) * scale) / 2)
    return _View(west, north, scale, squeeze, shift, (width, height))


def _moved(shape: Shape, view: _View) -> Shape:
    """The shape in the picture's own places."""

    def line(positions: Sequence[Point]) -> tuple[Point, ...]:
        return tuple(view.at(one) for one in positions)

    return Shape(line(shape.points), tuple(map(line, shape.lines)), tuple(tuple(map(line, rings)) for rings in shape.polygons))


def _clip(chart_id: str, view: _View) -> str:
    frame = canvas.rect(0, 0, *view.size, fill=PAPER)
    return canvas.element("clipPath", frame, id=f"{chart_id}-frame")


def _place_names(drawn: Sequence[tuple[Area, Shape]], view: _View) -> list[_Name]:
    """Each name where it covers no other name and no station, the most important first. A number where there is no room."""
    moved = [(area, _moved(shape, view)) for area, shape in drawn if area.kind != BOUNDARY]
    taken: list[Box] = [Box.around(one, 6, 6) for _, shape in moved for one in shape.points]
    hearts = {area.id: [_heart(one[0]) for one in shape.polygons] for area, shape in moved}
    found: list[_Name] = []
    is_narrow = view.size[0] < NARROW_BELOW
    width = 92.0 if is_narrow else 132.0
    for area, shape in sorted(moved, key=lambda pair: NAMED_FIRST.index(pair[0].kind)):
        others = [box for key, boxes in hearts.items() if key != area.id for box in boxes]
        lines = canvas.wrap(area.name, width + 84 if shape.lines else width, canvas.SMALL_SIZE)
        half = max(canvas.text_width(one, canvas.SMALL_SIZE, is_bold=area.kind in BOLD) for one in lines) / 2 + 1, LEADING * len(lines) / 2
        middle = None if is_narrow and shape.lines else _find_room(shape, half, [*taken, *others], view.size)
        if middle is None:
            lines, half = [], (NUMBER_SIZE / 2, NUMBER_SIZE / 2)
            middle = _find_room(shape, half, taken, view.size) or _anchors(shape)[0]
        taken.append(Box.around(middle, *half))
        found.append(_Name(area, lines, middle))
    count = iter(range(1, len(found) + 1))
    return [one if one.lines else _Name(one.area, (), one.middle, next(count)) for one in found]


def _heart(ring: Sequence[Point]) -> Box:
    """The inner part of a surface, which the names of others keep off."""
    xs, ys = [one[0] for one in ring], [one[1] for one in ring]
    return Box.around(_middle(ring), (max(xs) - min(xs)) / 4, (max(ys) - min(ys)) / 4)


def _find_room(shape: Shape, half: Point, taken: Sequence[Box], size: Point) -> Point | None:
    for middle in _candidates(shape, half):
        box = Box.around(middle, *half)
        if box.is_within(size) and not any(box.covers(other) for other in taken):
            return middle
    return None


def _anchors(shape: Shape) -> list[Point]:
    """Points the name may stand at: each point, the middle of each part of a line, the middle of each surface."""
    halves = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for line in shape.lines for a, b in pairwise(line)]
    return [*shape.points, *sorted(halves, key=lambda one: abs(halves.index(one) - len(halves) / 2)), *(_middle(one[0]) for one in shape.polygons)]


def _middle(ring: Sequence[Point]) -> Point:
    xs, ys = [one[0] for one in ring], [one[1] for one in ring]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _candidates(shape: Shape, half: Point) -> Iterator[Point]:
    """Places for the middle of a name, the best first: on a surface, then beside it; beside a point or a line."""
    yield from (_middle(one[0]) for one in shape.polygons)
    reaches = [(8.0, 7.0)] * len(_anchors(shape))
    for place, polygon in enumerate(shape.polygons, start=len(reaches) - len(shape.polygons)):
        xs, ys = [one[0] for one in polygon[0]], [one[1] for one in polygon[0]]
        reaches[place] = ((max(xs) - min(xs)) / 2 + 3, (max(ys) - min(ys)) / 2 + 2)
    for further in (0.0, 8.0):
        for (x, y), reach in zip(_anchors(shape), reaches, strict=True):
            right, down = reach[0] + half[0] + further, reach[1] + half[1] + further
            yield from ((x + right, y), (x - right, y), (x, y - down), (x, y + down))
            yield from ((x + across * right * 0.8, y + up * down * 0.8) for across in (1, -1) for up in (-1, 1))


def _draw_name(name: _Name) -> str:
    x, y = name.middle
    if name.number:
        ring = canvas.element("circle", cx=x, cy=y, r=NUMBER_SIZE / 2, fill=PAPER, stroke=GREY_TEXT)
        return ring + canvas.text(x, y + 4.3, str(name.number), size=canvas.SMALL_SIZE, text_anchor="middle")
    fill = GREY_TEXT if name.area.kind == "corridor" else INK
    weight = 600 if name.area.kind in BOLD else 500 if name.area.kind == STATION else None
    style = {"fill": fill, "font_weight": weight, "font_style": "italic" if name.area.kind == "corridor" else None}
    return canvas.lines_of_text(x, y, name.lines, size=canvas.SMALL_SIZE, text_anchor="middle", **canvas.RIM, **style)


def _scale_bar(view: _View) -> str:
    """A length in whole kilometres, at most a quarter of the width."""
    each = view.scale / KM_PER_DEGREE
    lengths = [one for one in (50, 20, 10, 5, 2, 1) if one * each <= view.size[0] / 4]
    if not lengths:
        return ""
    length, y = lengths[0], view.size[1] - 10
    bar = f"M10 {number(y - 5)}V{number(y)}H{number(10 + length * each)}V{number(y - 5)}"
    line = canvas.element("path", d=bar, fill="none", stroke=GREY_TEXT, stroke_width=1.5)
    return line + canvas.halo(16, y - 4, f"{length} km", size=canvas.SMALL_SIZE, fill=GREY_TEXT)
