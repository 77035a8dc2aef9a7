"""The picture on the title page: a range of hills, one for each sector, as high as its frame. Quiet, and true."""

from __future__ import annotations

import math
from collections.abc import Sequence

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, PAPER, lighten
from veikart.rules.programme import Programme, frame_bridge

WIDTH, HEIGHT = 595, 440
LINES, POINTS = 38, 90
TOP, FOOT = 150.0, 428.0
HIGHEST = 138.0


def cover_picture(programme: Programme) -> str:
    """The picture as SVG. Each sector is a hill, in their order from left to right; heights are their frames in the first plan year."""
    year = programme.dataset.plan_years[0]
    sectors = [unit for unit in programme.dataset.budget.units if unit.kind == "sector"]
    frames = [max(frame_bridge(programme, unit.id)[-1].nok_by_year[year], 0) for unit in sectors]
    highest = max([*frames, 1])
    hills = [(0.5 + place, math.sqrt(frame / highest)) for place, frame in enumerate(frames)]
    lines = [_line(at, hills) for at in range(LINES)]
    body = "".join(lines)
    return canvas.element("svg", body, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT)


def _line(at: int, hills: Sequence[tuple[float, float]]) -> str:
    """One ridge: paper below it, so that it hides what stands behind, and a line along its top. The nearest are the darkest."""
    near = at / (LINES - 1)
    ground = TOP + (FOOT - TOP) * near
    swell = math.sin(math.pi * (0.12 + 0.8 * near)) ** 1.5
    points = []
    for step in range(POINTS + 1):
        x = step / POINTS
        height = HIGHEST * swell * sum(size * _hill(x * len(hills) - middle, at) for middle, size in hills) if hills else 0.0
        points.append((x * (WIDTH + 8) - 4, ground - height - 2.5 * math.sin(9 * x + at * 0.7)))
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    shape = canvas.element("path", d=f"M{path}L{WIDTH + 4} {HEIGHT}L-4 {HEIGHT}z", fill=PAPER)
    colour = lighten(ACCENT, 0.82 - 0.82 * near**1.2)
    return shape + canvas.element("path", d=f"M{path}", fill="none", stroke=colour, stroke_width=0.55 + 0.5 * near)


def _hill(distance: float, at: int) -> float:
    """The shape of a hill: a bell with a slow shift from line to line, so that the range looks like land and not like a chart."""
    shifted = distance + 0.16 * math.sin(at * 0.31 + distance)
    return math.exp(-((shifted / 0.42) ** 2)) * (1 + 0.1 * math.sin(7 * distance + at * 0.45))
