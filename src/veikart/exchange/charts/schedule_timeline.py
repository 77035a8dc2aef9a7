"""Projects along the years, as they stand today and as they are put in order: each year's bar as thick as the kroner, and the year each is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, CONTRAST, GREY, GREY_TEXT, GRID, PAPER
from veikart.exchange.charts.picture import Picture

NARROW_BELOW = 520
LANE = 15.0
"""The height of each of the two bars of a project."""
THINNEST = 2.5
HEAD = 30.0
LINE = 16.0
GAP = 9.0


@dataclass(frozen=True, slots=True)
class OrderedBar:
    """A project: whole kroner by year as it stands `today` and as it is `ordered` (both may be empty), the first year it is `needed` in use (None:
    nobody waits), what is said of it to those who do not see it, and what stands in the place of a bar where it is not built."""

    name: str
    told: str
    today: Mapping[int, int] = field(default_factory=dict)
    ordered: Mapping[int, int] = field(default_factory=dict)
    needed: int | None = None
    unbuilt: str = ""
    url: str = ""


@dataclass(frozen=True)
class _Stage:
    years: Sequence[int]
    left: float
    slot: float
    largest: int

    def place(self, year: int) -> float:
        """The left edge of a year, within the picture."""
        return self.left + min(max(year - self.years[0], 0), len(self.years)) * self.slot


def schedule_timeline(*, bars: Sequence[OrderedBar], years: Sequence[int], **picture: Any) -> str:
    """Two lanes a project: above with a rim as it stands today, below filled as it is ordered; a diamond where it is needed in use. `years` are not
    empty. `picture` is the words of a Picture.

    >>> bar = OrderedBar("Ny skole", "Ny skole: 2027 5 mill. kr", {2026: 5_000_000}, {2027: 5_000_000}, needed=2027)
    >>> svg = schedule_timeline(bars=[bar], years=[2026, 2027], chart_id="o", title="Rekkefølgen", width=700)
    >>> svg.count("<rect"), "Ny skole: 2027 5 mill. kr" in svg
    (2, True)
    """
    about = Picture.of(picture)
    is_narrow = about.width < NARROW_BELOW
    left = 0.0 if is_narrow else round(about.width * 0.34)
    largest = max((nok for one in bars for part in (one.today, one.ordered) for nok in part.values()), default=1) or 1
    stage = _Stage(years, left, (about.width - left) / len(years), largest)
    rows, top = [], HEAD
    for bar in bars:
        words = canvas.wrap(bar.name, about.width if is_narrow else left - 14)
        room = LINE * len(words)
        lanes_at = top + room + 4 if is_narrow else top + GAP / 2 + max(0.0, (room - 2 * LANE) / 2)
        height = room + 2 * LANE + GAP + 4 if is_narrow else max(2 * LANE, room) + GAP
        label_at = top + 8 + LINE * (len(words) - 1) / 2 if is_narrow else top + height / 2
        text = canvas.lines_of_text(0, label_at, words)
        rows.append(canvas.element("a", text, href=bar.url, class_="project-name") if bar.url else text)
        rows.append(_project(bar, stage, lanes_at))
        top += height
        rows.append(canvas.line(0, top, about.width, top, stroke=GRID))
    return _frame(about, [*_columns(stage, top), *rows], top + 6)


def _frame(about: Picture, marks: Sequence[str], height: float) -> str:
    name = canvas.element("title", escape(about.title), id=f"{about.chart_id}-title")
    body = canvas.element("g", "".join(marks), font_family=canvas.FONT, font_size=canvas.TEXT_SIZE, fill="#292C30")
    return canvas.element(
        "svg",
        name + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart chart-schedule",
        viewBox=f"0 0 {about.width} {canvas.number(height)}",
        width=about.width,
        height=height,
        role="group",
        aria_labelledby=f"{about.chart_id}-title",
    )


def _columns(stage: _Stage, bottom: float) -> list[str]:
    step = next(one for one in (1, 2, 5, 10) if one * stage.slot >= 34 or one == 10)
    found = []
    for at, year in enumerate(stage.years):
        x = stage.place(year)
        found.append(canvas.line(x, HEAD - 8, x, bottom, stroke=GRID))
        if at % step == 0:
            label = str(year) if stage.slot * step >= 40 else f"’{year % 100:02d}"
            found.append(canvas.text(x + stage.slot / 2, HEAD - 13, label, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle"))
    return found


def _project(bar: OrderedBar, stage: _Stage, top: float) -> str:
    marks = [canvas.element("title", escape(bar.told))]
    marks += [_amount(year, nok, stage, top + LANE / 2, is_today=True) for year, nok in sorted(bar.today.items()) if nok]
    marks += [_amount(year, nok, stage, top + LANE * 1.5, is_today=False) for year, nok in sorted(bar.ordered.items()) if nok]
    if bar.ordered:
        end = stage.place(max(bar.ordered) + 1) - 1
        marks.append(canvas.line(end, top + LANE + 1, end, top + 2 * LANE - 1, stroke=ACCENT_DEEP, width=3))
    elif bar.unbuilt:
        marks.append(canvas.text(stage.left + 4, top + LANE * 1.5 + 4, bar.unbuilt, size=canvas.SMALL_SIZE, fill=GREY_TEXT))
    if bar.needed is not None and bar.needed in stage.years:
        marks.append(_diamond(stage.place(bar.needed), top + LANE))
    return canvas.element("g", "".join(marks), role="img", aria_label=bar.told)


def _amount(year: int, nok: int, stage: _Stage, middle: float, *, is_today: bool) -> str:
    if year not in stage.years:
        return ""
    thick = max(THINNEST, (LANE - 3) * nok / stage.largest)
    fill, rim = (PAPER, GREY) if is_today else (ACCENT, None)
    return canvas.rect(stage.place(year) + 1, middle - thick / 2, stage.slot - 2, thick, fill=fill, stroke=rim, stroke_width=1.25 if rim else None)


def _diamond(x: float, middle: float) -> str:
    return canvas.element("path", d=f"M{x:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z", fill=CONTRAST, stroke=PAPER, stroke_width=1.5)
