"""The population by sex and age: a bar for each year of age, men to the left and women to the right, with an outline of another year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_MIDDLE, GREY_TEXT, GRID, INK
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import COUNT, Exact, Scale, ticks

HEAD, FOOT = 44.0, 26.0
MIDDLE = 34.0
"""Between the two sides, for the ages."""
EVERY = 10
"""Ages between the ones that are written."""
TOLD = 20
"""Ages in one group where the picture is told in words."""


@dataclass(frozen=True)
class PyramidYear:
    """The persons of one year, by age from 0 up, the last with all who are older."""

    name: str
    women: Sequence[int]
    men: Sequence[int]


def pyramid_chart(*, shown: PyramidYear, outline: PyramidYear | None = None, most: int = 0, **picture: Any) -> str:
    """The pyramid of `shown`; `outline` is drawn as a line over it. `most` is the persons the longest bar may have, so that pictures of several
    years are of one scale.

    The bars stand in a group with `data-pyramid` and what a script needs to draw another year in their place. `picture` is the words of a Picture.

    >>> svg = pyramid_chart(shown=PyramidYear("2020", [10, 8], [9, 8]), chart_id="p", title="Folketallet")
    >>> svg.count("<rect"), "Kvinner" in svg
    (4, True)
    """
    about = Picture.of(picture, width=460, height=480, unit=COUNT)
    largest = max([most, *shown.women, *shown.men, *((*outline.women, *outline.men) if outline else ())], default=0)
    marks = [one for one in ticks(0, max(largest, 1), 3) if one <= largest or not one]
    half = (about.width - MIDDLE) / 2
    right = Scale(0, max(largest, 1), half + MIDDLE, about.width - 16.0)
    left = Scale(0, max(largest, 1), half, 16.0)
    up = Scale(0, max(len(shown.women), 1), about.height - FOOT, HEAD)
    drawn = [*_axis(marks, (left, right), up), _heads(shown, (left, right)), _bars(shown, (left, right), up), *_ages(len(shown.women), about, up)]
    drawn += [_outline(outline, (left, right), up)] if outline else []
    return about.draw("pyramid", drawn, told=_tell(shown, about))


def _axis(marks: Sequence[Exact], sides: tuple[Scale, Scale], up: Scale) -> list[str]:
    found = []
    for side in sides:
        for tick in marks:
            x = side.place(tick)
            found.append(canvas.line(x, up.end - 4, x, up.start, stroke=GRID))
            if tick:
                written = COUNT.show_tick(tick, tick)
                found.append(canvas.text(x, up.start + 18, written, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle"))
    return found


def _heads(shown: PyramidYear, sides: tuple[Scale, Scale]) -> str:
    """The sexes with how many they are, and the year between them."""
    left, right = sides
    found = []
    for side, name, persons, anchor in ((left, "Menn", shown.men, "end"), (right, "Kvinner", shown.women, "start")):
        x = side.start - 4 if anchor == "end" else side.start + 4
        found.append(canvas.text(x, HEAD - 24, name, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor=anchor))
        number = canvas.text(x, HEAD - 8, COUNT.show(sum(persons)), font_weight=600, text_anchor=anchor, class_=f"pyramid-{anchor}")
        found.append(number)
    return "".join(found)


def _bars(shown: PyramidYear, sides: tuple[Scale, Scale], up: Scale) -> str:
    left, right = sides
    thick = (up.start - up.end) / max(len(shown.women), 1)
    groups = []
    for name, side, persons, colour in (("men", left, shown.men, ACCENT_MIDDLE), ("women", right, shown.women, ACCENT)):
        bars = [
            canvas.rect(side.place(0), up.place(age + 1) + 0.3, side.place(count) - side.place(0), thick - 0.6, fill=colour)
            for age, count in enumerate(persons)
        ]
        groups.append(canvas.element("g", "".join(bars), data_side=name))
    per_person = abs(right.end - right.start) / float(right.high)
    return canvas.element("g", "".join(groups), data_pyramid="", data_per_person=f"{per_person:.6f}", data_left=left.start, data_right=right.start)


def _ages(count: int, about: Picture, up: Scale) -> list[str]:
    return [
        canvas.text(about.width / 2, up.place(age) - 1, str(age), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle")
        for age in range(0, count, EVERY)
    ]


def _outline(one: PyramidYear, sides: tuple[Scale, Scale], up: Scale) -> str:
    """Steps around the bars of another year."""
    found = []
    for side, persons in zip(sides, (one.men, one.women), strict=True):
        points = [(side.place(count), up.place(at)) for age, count in enumerate(persons) for at in (age, age + 1)]
        drawn = " ".join(f"{canvas.number(x)},{canvas.number(y)}" for x, y in points)
        found.append(canvas.element("polyline", points=drawn, fill="none", stroke=INK, stroke_width=1.25))
    return "".join(found)


def _tell(shown: PyramidYear, about: Picture) -> str:
    """Both sexes in groups of ages."""
    groups = range(0, len(shown.women), TOLD)
    told = [
        f"{first}–{min(first + TOLD, len(shown.women)) - 1} år: {about.unit.show(sum(shown.women[first : first + TOLD]))} kvinner og "
        f"{about.unit.show(sum(shown.men[first : first + TOLD]))} menn"
        for first in groups
    ]
    return f"{shown.name}. " + ". ".join(told) + "."
