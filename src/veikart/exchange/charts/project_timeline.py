"""Investment projects along the years: each year's bar as thick as the kroner, decision points as diamonds, completion as an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, ACCENT_SOFT, CONTRAST, GREY, GREY_TEXT, GRID, PAPER
from veikart.exchange.charts.picture import Picture

NARROW_BELOW = 520
ROW = 30.0
THICKEST = 22.0
THINNEST = 2.0
HEAD = 30.0
LINE = 16.0


@dataclass(frozen=True, slots=True)
class ProjectBar:
    """A project: whole kroner by year, the years of its decision points (idea and concept in `early`, the decision in `decided`) and completion.

    `first` and `last` are the years it takes, `told` what is said of it to those who do not see it, `url` the page it leads to (empty: none), and
    `is_frame` where it goes on every year.
    """

    id: str
    name: str
    group: str
    first: int
    last: int
    told: str
    url: str = ""
    amounts: Mapping[int, int] = field(default_factory=dict)
    early: tuple[int, ...] = ()
    decided: int | None = None
    completed: int | None = None
    is_frame: bool = False


@dataclass(frozen=True)
class _Stage:
    years: Sequence[int]
    left: float
    slot: float
    largest: int

    def place(self, year: int) -> float:
        """The left edge of a year, within the picture."""
        return self.left + min(max(year - self.years[0], 0), len(self.years)) * self.slot


def project_timeline(*, bars: Sequence[ProjectBar], years: Sequence[int], is_movable: bool = False, **picture: Any) -> str:
    """The projects in rows under the name of each group; years are columns of equal width, `data-year-width` in the picture's own units.

    Where `is_movable` each project can be reached with the keyboard and says which project it is, so that a script may move it. `years` are not
    empty. `picture` is the words of a Picture.

    >>> bar = ProjectBar("skole", "Ny skole", "Skole", 2026, 2027, "Ny skole, 5 mill. kr", amounts={2026: 5_000_000}, completed=2027)
    >>> svg = project_timeline(bars=[bar], years=[2026, 2027], is_movable=True, chart_id="p", title="Prosjekter", width=700)
    >>> 'data-project="skole"' in svg and 'data-year-width="220.5"' in svg
    True
    """
    about = Picture.of(picture)
    is_narrow = about.width < NARROW_BELOW
    left = 0.0 if is_narrow else round(about.width * 0.37)
    largest = max((abs(nok) for one in bars for nok in one.amounts.values()), default=1) or 1
    stage = _Stage(years, left, (about.width - left) / len(years), largest)
    rows, top, group = [], HEAD, None
    for bar in bars:
        if bar.group != group:
            group = bar.group
            rows.append(canvas.text(0, top + 20, group, size=canvas.SMALL_SIZE, fill=GREY_TEXT, font_weight=600))
            top += ROW
        words = canvas.wrap(bar.name, about.width if is_narrow else left - 14)
        height = LINE * len(words) + THICKEST + 12 if is_narrow else max(ROW, LINE * len(words) + 8)
        middle = top + height - THICKEST / 2 - 4 if is_narrow else top + height / 2
        rows.append(_label(bar, canvas.lines_of_text(0, top + 8 + LINE * (len(words) - 1) / 2 if is_narrow else middle, words)))
        rows.append(_bar(bar, stage, middle, is_movable=is_movable))
        top += height
    return _frame(about, stage, [*_columns(stage, top), *rows], top + 6)


def _frame(about: Picture, stage: _Stage, marks: Sequence[str], height: float) -> str:
    """The whole SVG: a group of things that can be reached, not one picture."""
    name = canvas.element("title", escape(about.title), id=f"{about.chart_id}-title")
    body = canvas.element("g", "".join(marks), font_family=canvas.FONT, font_size=canvas.TEXT_SIZE, fill="#292C30")
    return canvas.element(
        "svg",
        name + body,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart chart-projects",
        viewBox=f"0 0 {about.width} {canvas.number(height)}",
        width=about.width,
        height=height,
        role="group",
        aria_labelledby=f"{about.chart_id}-title",
        data_timeline="",
        data_year_width=stage.slot,
        data_first_year=stage.years[0],
        data_last_year=stage.years[-1],
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


def _label(bar: ProjectBar, text: str) -> str:
    return canvas.element("a", text, href=bar.url, class_="project-name") if bar.url else text


def _bar(bar: ProjectBar, stage: _Stage, middle: float, *, is_movable: bool) -> str:
    marks = [canvas.element("title", escape(bar.told)), _reach(bar, stage, middle)]
    marks += [_amount(year, nok, bar, stage, middle) for year, nok in sorted(bar.amounts.items()) if nok]
    marks += [_diamond(year, stage, middle, is_decided=False) for year in bar.early]
    if bar.decided is not None:
        marks.append(_diamond(bar.decided, stage, middle, is_decided=True))
    if bar.completed is not None and bar.completed in stage.years:
        x = stage.place(bar.completed + 1) - 2
        marks.append(canvas.line(x, middle - THICKEST / 2, x, middle + THICKEST / 2, stroke=ACCENT_DEEP, width=3))
    if not is_movable or bar.is_frame:
        return canvas.element("g", "".join(marks), role="img", aria_label=bar.told)
    return canvas.element(
        "g",
        "".join(marks),
        class_="project-bar",
        role="slider",
        tabindex=0,
        aria_label=bar.told,
        aria_orientation="horizontal",
        aria_valuemin=stage.years[0],
        aria_valuemax=stage.years[-1],
        aria_valuenow=min(max(bar.first, stage.years[0]), stage.years[-1]),
        data_project=bar.id,
        data_name=bar.name,
        data_first_year=bar.first,
        data_last_year=bar.last,
    )


def _reach(bar: ProjectBar, stage: _Stage, middle: float) -> str:
    """A thin line over all the years the project takes; a clear ground as high as a finger, so that it can be taken hold of."""
    start, end = stage.place(bar.first), max(stage.place(bar.last + 1), stage.place(bar.first) + 6)
    ground = canvas.rect(start, middle - ROW / 2 + 1, end - start, ROW - 2, fill=PAPER, fill_opacity=0)
    return ground + canvas.line(start, middle, end, middle, stroke=GREY, width=1.5)


def _amount(year: int, nok: int, bar: ProjectBar, stage: _Stage, middle: float) -> str:
    if year not in stage.years:
        return ""
    thick = max(THINNEST, THICKEST * abs(nok) / stage.largest)
    fill, rim = (ACCENT_SOFT, ACCENT) if bar.is_frame else (ACCENT, None)
    x = stage.place(year)
    return canvas.rect(x + 1, middle - thick / 2, stage.slot - 2, thick, fill=fill, stroke=rim, stroke_width=1 if rim else None)


def _diamond(year: int, stage: _Stage, middle: float, *, is_decided: bool) -> str:
    if year not in stage.years:
        return ""
    x = stage.place(year) + min(stage.slot * 0.25, 14)
    fill, rim = (CONTRAST, PAPER) if is_decided else (PAPER, CONTRAST)
    return canvas.element("path", d=f"M{x:.1f} {middle - 7:.1f}l7 7l-7 7l-7 -7z", fill=fill, stroke=rim, stroke_width=1.5)
