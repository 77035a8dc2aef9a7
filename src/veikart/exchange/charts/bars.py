"""The largest of something, upwards and downwards, as bars from one common line."""

from collections.abc import Sequence
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, GREY, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale

NARROW_BELOW = 520


def bar_chart(*, rows: Sequence[tuple[str, Exact]], is_change: bool = True, **picture: Any) -> str:
    """Bars along rows, from zero: more to the right and filled, less to the left and open.

    `rows` are (label, value) in the order they shall stand; values in whole kroner for MILL_NOK. With `is_change` the
    values carry their sign, also plus. The label stands to the left, or above the bar when the picture is narrow.
    `picture` is the words of a Picture.

    >>> svg = bar_chart(rows=[("Ny skoleledermodell", 5_500_000), ("Nettbrett", -600_000)], chart_id="h", title="Tiltak")
    >>> "+5,5" in svg and "\u22120,6" in svg
    True
    """
    about = Picture.of(picture)
    unit, width = about.unit, about.width
    is_narrow = width < NARROW_BELOW
    write = unit.show_change if is_change else unit.show
    label_room = 0.0 if is_narrow else min(width * 0.46, max(canvas.text_width(label) for label, _ in rows) + 20)
    values = [value for _, value in rows]
    widest = max(canvas.text_width(write(value)) for value in values) + 12
    low, high = min([0, *values]), max([0, *values])
    scale = Scale(low, high if high > low else low + 1, label_room + (widest if low < 0 else 0), width - (widest if high > 0 else 8))
    zero = scale.place(0)
    marks, top = [], 0.0
    for label, value in rows:
        words = canvas.wrap(label, width if is_narrow else label_room - 14)
        row = 16.0 * len(words) + 28 if is_narrow else max(32.0, 17.0 * len(words) + 6)
        thick = 14.0 if is_narrow else 18.0
        middle = top + row - 17 if is_narrow else top + row / 2
        words_y = top + 8.0 * len(words) + 1 if is_narrow else middle
        marks.append(canvas.line(zero, middle - thick, zero, middle + thick, stroke=GREY))
        marks.append(canvas.lines_of_text(0, words_y, words) + _bar(value, write(value), scale, (middle, thick)))
        top += row
    told = f"{unit.name}: " + ", ".join(f"{label}: {write(value)}" for label, value in rows) + "."
    return about.draw("bar", marks, told=told, height=top + 2)


def _bar(value: Exact, shown: str, scale: Scale, row: tuple[float, float]) -> str:
    middle, thick = row
    zero, end, top = scale.place(0), scale.place(value), middle - thick / 2
    if value < 0:
        end = min(end, zero - 2)
        bar = canvas.rect(end + 0.75, top + 0.75, max(zero - end - 1.5, 0.5), thick - 1.5, fill=PAPER, stroke=ACCENT, stroke_width=1.5)
        return bar + canvas.text(end - 6, middle + 4.5, shown, font_weight=500, text_anchor="end")
    end = max(end, zero + 2)
    return canvas.rect(zero, top, end - zero, thick, fill=ACCENT) + canvas.text(end + 6, middle + 4.5, shown, font_weight=500)
