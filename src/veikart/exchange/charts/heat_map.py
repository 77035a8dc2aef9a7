"""Odds by year as a map of squares: the darker, the likelier, and the number stands in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import CONTRAST, GREY_TEXT, INK, PAPER, is_dark, lighten
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import WHOLE_PERCENT, Exact

WIDE = 520
"""Narrower pictures have the name of a row above it, and its years in several lines."""
CELL, GAP = 30.0, 2.0
LIKELY = 0.5
"""From here on a square has a mark, so that colour is not the only guide."""


@dataclass(frozen=True)
class HeatRow:
    """A row of the map: its name, a share of one for each year (None where there is none), and where each square leads (empty for nowhere)."""

    name: str
    values: Sequence[Exact | None]
    urls: Sequence[str] = ()


def heat_map(*, rows: Sequence[HeatRow], years: Sequence[int], **picture: Any) -> str:
    """A square for each row and year with the share as whole percent in it; squares of one half or more have a bar below the number.

    `picture` is the words of a Picture; it is as high as it needs to be. Squares that lead somewhere are for those who point: there are so many that
    the keyboard is better served by the table that stands beside the picture.

    >>> from fractions import Fraction
    >>> svg = heat_map(rows=[HeatRow("Resultat", [Fraction(1, 4), Fraction(3, 5)])], years=[2020, 2021], chart_id="h", title="Odds")
    >>> "25" in svg, svg.count("<rect")
    (True, 3)
    """
    about = Picture.of(picture, width=720, height=0, unit=WHOLE_PERCENT)
    marks, height = _draw_wide(rows, years, about.width) if about.width >= WIDE else _draw_narrow(rows, years, about.width)
    role = "group" if any(any(one.urls) for one in rows) else "img"
    return about.draw("heat", marks, told=". ".join(_tell(one, years) for one in rows) + ".", height=height, role=role)


def _draw_wide(rows: Sequence[HeatRow], years: Sequence[int], width: float) -> tuple[list[str], float]:
    names = min(width * 0.34, max(canvas.text_width(one.name) for one in rows) + 10)
    step = (width - names) / max(len(years), 1)
    marks = [canvas.text(names + step * (at + 0.5), 14, _short_year(year, step), **_year_words()) for at, year in enumerate(years)]
    for at, one in enumerate(rows):
        y = 22 + at * (CELL + GAP)
        marks.append(canvas.lines_of_text(0, y + CELL / 2, canvas.wrap(one.name, names - 8)))
        marks += [_square(one, place, years, (names + step * place, y, step - GAP)) for place in range(len(years))]
    return marks, 22 + len(rows) * (CELL + GAP)


def _draw_narrow(rows: Sequence[HeatRow], years: Sequence[int], width: float) -> tuple[list[str], float]:
    each = 10 if len(years) > 7 else max(len(years), 1)
    step, y, marks = width / each, 0.0, []
    for one in rows:
        words = canvas.wrap(one.name, width)
        marks += [canvas.text(0, y + 15 + 16 * at, line, font_weight=600) for at, line in enumerate(words)]
        y += 16 * len(words) + 6
        for start in range(0, len(years), each):
            for place in range(start, min(start + each, len(years))):
                x = step * (place - start)
                marks.append(canvas.text(x + step / 2, y + 12, _short_year(years[place], step), **_year_words()))
                marks.append(_square(one, place, years, (x, y + 16, step - GAP)))
            y += 16 + CELL + 4
        y += 8
    return marks, y


def _year_words() -> dict[str, Any]:
    return {"size": canvas.SMALL_SIZE, "fill": GREY_TEXT, "text_anchor": "middle"}


def _short_year(year: int, step: float) -> str:
    return str(year) if step >= 31 else f"\u2019{year % 100:02d}"


def _square(row: HeatRow, place: int, years: Sequence[int], at: tuple[float, float, float]) -> str:
    x, y, width = at
    value = row.values[place]
    if value is None:
        return canvas.text(x + width / 2, y + CELL / 2 + 4, "–", fill=GREY_TEXT, text_anchor="middle")
    shade = lighten(CONTRAST, 1 - 0.94 * float(value)) if value else PAPER
    ink = PAPER if is_dark(shade) else INK
    shown = canvas.text(x + width / 2, y + CELL / 2 + 4, _number(value), size=canvas.SMALL_SIZE, fill=ink, text_anchor="middle")
    mark = canvas.rect(x + width * 0.25, y + CELL - 6, width * 0.5, 2.5, fill=ink) if value >= LIKELY else ""
    body = canvas.rect(x, y, width, CELL, fill=shade, stroke=lighten(CONTRAST, 0.75), stroke_width=0.75) + shown + mark
    url = row.urls[place] if row.urls else ""
    if not url:
        return body
    label = f"{row.name} {years[place]}: {WHOLE_PERCENT.show(value)}"
    return canvas.element("a", f"<title>{escape(label)}</title>{body}", href=url, tabindex=-1, aria_label=label)


def _number(value: Exact) -> str:
    """Whole percent without its sign; what is possible but rounds to none or all is not written as if it were not.

    >>> from fractions import Fraction
    >>> _number(Fraction(1, 1000)), _number(Fraction(999, 1000)), _number(1)
    ('<1', '>99', '100')
    """
    percent = WHOLE_PERCENT.show(value).split("\u00a0")[0]
    if percent == "0" and value:
        return "<1"
    return ">99" if percent == "100" and value < 1 else percent


def _tell(one: HeatRow, years: Sequence[int]) -> str:
    pairs = zip(years, one.values, strict=True)
    return f"{one.name}: " + ", ".join(f"{year}: {WHOLE_PERCENT.show(value)}" for year, value in pairs if value is not None)
