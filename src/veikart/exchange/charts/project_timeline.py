"""Investment projects along the years: each year's bar as thick as the kroner, decision points as diamonds, completion as an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, ACCENT_SOFT, CONTRAST, GREY, GREY_TEXT, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.year_stage import HEAD, LINE, YearStage, draw_frame, link_name, wrap_name

ROW = 30.0
THICKEST = 22.0
THINNEST = 2.0


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
    largest = max((abs(nok) for one in bars for nok in one.amounts.values()), default=1)
    stage = YearStage.of(about, years, share=0.37, largest=largest)
    is_narrow = stage.is_narrow
    rows, top, group = [], HEAD, None
    for bar in bars:
        if bar.group != group:
            group = bar.group
            rows.append(canvas.text(0, top + 20, group, size=canvas.SMALL_SIZE, fill=GREY_TEXT, font_weight=600))
            top += ROW
        words = wrap_name(bar.name, about, stage)
        height = LINE * len(words) + THICKEST + 12 if is_narrow else max(ROW, LINE * len(words) + 8)
        middle = top + height - THICKEST / 2 - 4 if is_narrow else top + height / 2
        rows.append(link_name(canvas.lines_of_text(0, top + 8 + LINE * (len(words) - 1) / 2 if is_narrow else middle, words), bar.url))
        rows.append(_bar(bar, stage, middle, is_movable=is_movable))
        top += height
    moves = {"data_timeline": "", "data_year_width": stage.slot, "data_first_year": years[0], "data_last_year": years[-1]}
    return draw_frame(about, "projects", [*stage.draw_columns(top), *rows], top + 6, **moves)


def _bar(bar: ProjectBar, stage: YearStage, middle: float, *, is_movable: bool) -> str:
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


def _reach(bar: ProjectBar, stage: YearStage, middle: float) -> str:
    """A thin line over all the years the project takes; a clear ground as high as a finger, so that it can be taken hold of."""
    start, end = stage.place(bar.first), max(stage.place(bar.last + 1), stage.place(bar.first) + 6)
    ground = canvas.rect(start, middle - ROW / 2 + 1, end - start, ROW - 2, fill=PAPER, fill_opacity=0)
    return ground + canvas.line(start, middle, end, middle, stroke=GREY, width=1.5)


def _amount(year: int, nok: int, bar: ProjectBar, stage: YearStage, middle: float) -> str:
    if year not in stage.years:
        return ""
    thick = max(THINNEST, THICKEST * abs(nok) / stage.largest)
    fill, rim = (ACCENT_SOFT, ACCENT) if bar.is_frame else (ACCENT, None)
    x = stage.place(year)
    return canvas.rect(x + 1, middle - thick / 2, stage.slot - 2, thick, fill=fill, stroke=rim, stroke_width=1 if rim else None)


def _diamond(year: int, stage: YearStage, middle: float, *, is_decided: bool) -> str:
    if year not in stage.years:
        return ""
    x = stage.place(year) + min(stage.slot * 0.25, 14)
    fill, rim = (CONTRAST, PAPER) if is_decided else (PAPER, CONTRAST)
    return canvas.element("path", d=f"M{x:.1f} {middle - 7:.1f}l7 7l-7 7l-7 -7z", fill=fill, stroke=rim, stroke_width=1.5)
