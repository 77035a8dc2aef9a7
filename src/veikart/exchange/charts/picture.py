"""What every chart is told about itself: its name, its words, its size and its unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.scale import MILL_NOK, Unit


@dataclass(frozen=True)
class Picture:
    """The description of one picture. Every chart function takes these as words of their own and hands them on.

    `chart_id` must be unique on the page. `title` and `description` are for those who do not see the picture; a chart without
    a description tells its own numbers. `width` and `height` are in the chart's own units, 13 of which are the height of its letters;
    bars and bridges are as high as they need to be. `unit` is how values are written.
    """

    chart_id: str
    title: str
    description: str | None = None
    width: int = 720
    height: int = 0
    unit: Unit = MILL_NOK

    @classmethod
    def of(cls, told: Mapping[str, Any], **usual: Any) -> Picture:
        """The picture as it was told to be, and as such charts usually are for the rest. Raises TypeError for a word it does not know.

        >>> Picture.of({"chart_id": "a", "title": "T", "width": 300}, width=720, height=200).height
        200
        """
        return cls(**{**usual, **told})

    def draw(self, kind: str, marks: Iterable[str], *, told: str, height: float | None = None, role: str = "img") -> str:
        """The finished SVG. `told` is said where nobody has given a description; `height` is for a picture that finds its own; `role` is «group» for
        one with links in it."""
        size = (self.width, height or self.height)
        description = self.description or told
        return canvas.picture(chart_id=self.chart_id, kind=kind, size=size, title=self.title, description=description, marks=marks, role=role)
