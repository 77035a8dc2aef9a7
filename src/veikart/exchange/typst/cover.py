"""The pictures of the document itself: a range of hills, one for each sector, as high as its frame. Quiet, and true."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_SOFT, PAPER, lighten
from veikart.rules.programme import Programme, frame_bridge

OPENING = lighten(ACCENT_SOFT, 0.64)
"""The ground a chapter opens on."""

Hill = tuple[float, float]
"""Where a hill stands, counted in hills from the left, and its height as a share of the highest."""


@dataclass(frozen=True)
class _Land:
    """How a range is drawn: its size, its number of ridges, where the farthest and the nearest stand, how high hills are, and its sky."""

    width: int
    height: int
    ridges: int
    top: float
    foot: float
    highest: float
    sky: str
    points: int = 90

    def near(self, at: int) -> float:
        return at / (self.ridges - 1)


_COVER = _Land(595, 440, ridges=38, top=150.0, foot=428.0, highest=138.0, sky=PAPER)
_BAND = _Land(595, 74, ridges=9, top=34.0, foot=66.0, highest=30.0, sky=OPENING)


def cover_picture(programme: Programme) -> str:
    """The title page's picture as SVG. Each sector is a hill, in their order from left to right; heights are their frames in the first plan year."""
    return draw_cover(_frames(programme))


def band_picture(programme: Programme) -> str:
    """The same hills as the lower edge of the ground a chapter opens on; below the nearest ridge the paper begins."""
    return draw_band(_frames(programme))


def draw_cover(sizes: Sequence[int]) -> str:
    """A title page's picture as SVG: one hill for each size, from left to right; a hill's height is the root of its size."""
    return _draw(_COVER, _hills(sizes))


def draw_band(sizes: Sequence[int]) -> str:
    """The same hills as the lower edge of the ground a chapter opens on."""
    return _draw(_BAND, _hills(sizes))


def _frames(programme: Programme) -> list[int]:
    year = programme.dataset.plan_years[0]
    sectors = [unit for unit in programme.dataset.budget.units if unit.kind == "sector"]
    return [max(frame_bridge(programme, unit.id)[-1].nok_by_year[year], 0) for unit in sectors]


def _hills(sizes: Sequence[int]) -> list[Hill]:
    highest = max([*sizes, 1])
    return [(0.5 + place, math.sqrt(size / highest)) for place, size in enumerate(sizes)]


def _draw(land: _Land, hills: Sequence[Hill]) -> str:
    body = "".join(_ridge(at, hills, land) for at in range(land.ridges))
    box = f"0 0 {land.width} {land.height}"
    return canvas.element("svg", body, xmlns="http://www.w3.org/2000/svg", viewBox=box, width=land.width, height=land.height)


def _ridge(at: int, hills: Sequence[Hill], land: _Land) -> str:
    """One ridge: ground below it, so that it hides what stands behind, and a line along its top. The nearest are the darkest."""
    near = land.near(at)
    level = land.top + (land.foot - land.top) * near
    swell = math.sin(math.pi * (0.12 + 0.8 * near)) ** 1.5
    points = []
    for step in range(land.points + 1):
        x = step / land.points
        height = land.highest * swell * sum(size * _hill(x * len(hills) - middle, at) for middle, size in hills) if hills else 0.0
        points.append((x * (land.width + 8) - 4, level - height - 2.5 * math.sin(9 * x + at * 0.7)))
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    ground = PAPER if at == land.ridges - 1 else land.sky
    shape = canvas.element("path", d=f"M{path}L{land.width + 4} {land.height}L-4 {land.height}z", fill=ground)
    colour = lighten(ACCENT, 0.82 - 0.82 * near**1.2)
    return shape + canvas.element("path", d=f"M{path}", fill="none", stroke=colour, stroke_width=0.55 + 0.5 * near)


def _hill(distance: float, at: int) -> float:
    """The shape of a hill: a bell with a slow shift from line to line, so that the range looks like land and not like a chart."""
    shifted = distance + 0.16 * math.sin(at * 0.31 + distance)
    return math.exp(-((shifted / 0.42) ** 2)) * (1 + 0.1 * math.sin(7 * distance + at * 0.45))
