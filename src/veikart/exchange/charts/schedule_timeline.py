"""Projects along the years, as they stand today and as they are put in order: each year's bar as thick as the kroner, and the year each is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, CONTRAST, GREY, GREY_TEXT, GRID, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.year_stage import HEAD, LINE, YearStage, draw_frame, link_name, wrap_name

LANE = 15.0
"""The height of each of the two bars of a project."""
THINNEST = 2.5
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


def schedule_timeline(*, bars: Sequence[OrderedBar], years: Sequence[int], **picture: Any) -> str:
    """Two lanes a project: above with a rim as it stands today, below filled as it is ordered; a diamond where it is needed in use. `years` are not
    empty. `picture` is the words of a Picture.

    >>> bar = OrderedBar("Ny skole", "Ny skole: 2027 5 mill. kr", {2026: 5_000_000}, {2027: 5_000_000}, needed=2027)
    >>> svg = schedule_timeline(bars=[bar], years=[2026, 2027], chart_id="o", title="Rekkefølgen", width=700)
    >>> svg.count("<rect"), "Ny skole: 2027 5 mill. kr" in svg
    (2, True)
    """
    about = Picture.of(picture)
    largest = max((nok for one in bars for part in (one.today, one.ordered) for nok in part.values()), default=1)
    stage = YearStage.of(about, years, share=0.34, largest=largest)
    is_narrow = stage.is_narrow
    rows, top = [], HEAD
    for bar in bars:
        words = wrap_name(bar.name, about, stage)
        room = LINE * len(words)
        lanes_at = top + room + 4 if is_narrow else top + GAP / 2 + max(0.0, (room - 2 * LANE) / 2)
        height = room + 2 * LANE + GAP + 4 if is_narrow else max(2 * LANE, room) + GAP
        label_at = top + 8 + LINE * (len(words) - 1) / 2 if is_narrow else top + height / 2
        rows.append(link_name(canvas.lines_of_text(0, label_at, words), bar.url))
        rows.append(_project(bar, stage, lanes_at))
        top += height
        rows.append(canvas.line(0, top, about.width, top, stroke=GRID))
    return draw_frame(about, "schedule", [*stage.draw_columns(top), *rows], top + 6)


def _project(bar: OrderedBar, stage: YearStage, top: float) -> str:
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


def _amount(year: int, nok: int, stage: YearStage, middle: float, *, is_today: bool) -> str:
    if year not in stage.years:
        return ""
    thick = max(THINNEST, (LANE - 3) * nok / stage.largest)
    fill, rim = (PAPER, GREY) if is_today else (ACCENT, None)
    return canvas.rect(stage.place(year) + 1, middle - thick / 2, stage.slot - 2, thick, fill=fill, stroke=rim, stroke_width=1.25 if rim else None)


def _diamond(x: float, middle: float) -> str:
    return canvas.element("path", d=f"M{x:.1f} {middle - 6:.1f}l6 6l-6 6l-6 -6z", fill=CONTRAST, stroke=PAPER, stroke_width=1.5)
