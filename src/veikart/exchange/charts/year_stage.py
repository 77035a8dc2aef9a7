"""Projects in rows under years in columns: what the pictures of investments have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import GREY_TEXT, GRID, INK
from veikart.exchange.charts.picture import Picture

NARROW_BELOW = 520
HEAD = 30.0
"""The height of the row of years."""
LINE = 16.0


@dataclass(frozen=True)
class YearStage:
    """Years as columns of equal width right of `left`, `slot` each, and the `largest` amount, which is drawn thickest."""

    years: Sequence[int]
    left: float
    slot: float
    largest: int

    @classmethod
    def of(cls, about: Picture, years: Sequence[int], *, share: float, largest: int) -> YearStage:
        """The stage of a picture with names beside the years, on a `share` of its width; in a narrow one they stand above. `years` are not empty."""
        left = 0.0 if about.width < NARROW_BELOW else round(about.width * share)
        return cls(years, left, (about.width - left) / len(years), largest or 1)

    @property
    def is_narrow(self) -> bool:
        """Whether names stand above what is drawn."""
        return not self.left

    def place(self, year: int) -> float:
        """The left edge of a year, within the picture."""
        return self.left + min(max(year - self.years[0], 0), len(self.years)) * self.slot

    def draw_columns(self, bottom: float) -> list[str]:
        """A line at each year, and as many of their numbers as there is room for."""
        step = next(one for one in (1, 2, 5, 10) if one * self.slot >= 34 or one == 10)
        found = []
        for at, year in enumerate(self.years):
            x = self.place(year)
            found.append(canvas.line(x, HEAD - 8, x, bottom, stroke=GRID))
            if at % step == 0:
                label = str(year) if self.slot * step >= 40 else f"’{year % 100:02d}"
                found.append(canvas.text(x + self.slot / 2, HEAD - 13, label, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle"))
        return found


def wrap_name(name: str, about: Picture, stage: YearStage) -> list[str]:
    """The lines of a project's name, where it stands."""
    return canvas.wrap(name, about.width if stage.is_narrow else stage.left - 14)


def link_name(text: str, url: str) -> str:
    """A name, as a link where there is a page."""
    return canvas.element("a", text, href=url, class_="project-name") if url else text


def draw_frame(about: Picture, kind: str, marks: Sequence[str], height: float, **attributes: object) -> str:
    """The whole SVG: a group of things that can be reached, not one picture."""
    name = canvas.element("title", escape(about.title), id=f"{about.chart_id}-title")
    body = canvas.element("g", "".join(marks), font_family=canvas.FONT, font_size=canvas.TEXT_SIZE, fill=INK)
    return canvas.element(
        "svg",
        name + body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart chart-{kind}",
        viewBox=f"0 0 {about.width} {canvas.number(height)}",
        width=about.width,
        height=height,
        role="group",
        aria_labelledby=f"{about.chart_id}-title",
        **attributes,
    )
