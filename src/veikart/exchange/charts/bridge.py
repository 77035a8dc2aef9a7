"""The bridge from one total to the next: what each kind of change adds or takes away."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.canvas import number
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, GREY, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import Exact, Scale, Unit, round_step

Step = tuple[str, Exact, str]

NARROW_BELOW = 520


@dataclass(frozen=True)
class _Bar:
    label: str
    shown: str
    is_total: bool
    before: Exact
    after: Exact


@dataclass(frozen=True)
class _Place:
    words: list[str]
    height: float
    words_middle: float
    middle: float
    thick: float


def bridge_chart(*, steps: Sequence[Step], **picture: Any) -> str:
    """A waterfall, read from the top down: totals are full bars, changes hang between them.

    `steps` are (label, value, kind) with kind "total" or "change"; values in whole kroner for the unit MILL_NOK, with
    their sign. A filled bar adds, an open bar takes away, and the number says which with its sign. When the changes are
    small against the totals the axis is cut, with a break drawn in the totals and a sentence below that says so.
    `picture` is the words of a Picture.

    >>> svg = bridge_chart(steps=[("Før", 1_579_700_000, "total"), ("Endring", 21_300_000, "change"),
    ...     ("Ny ramme", 1_601_000_000, "total")], chart_id="b", title="Fra gammel til ny ramme")
    >>> "+21,3" in svg and "Brutt akse" in svg
    True
    """
    about = Picture.of(picture)
    unit, width = about.unit, about.width
    bars = _bars(steps, unit)
    base = _axis_base(bars)
    is_narrow = width < NARROW_BELOW
    label_room = 0.0 if is_narrow else min(width * 0.42, max(canvas.text_width(bar.label) for bar in bars) + 16)
    value_room = max(canvas.text_width(bar.shown, is_bold=True) for bar in bars) + 12
    levels = [base, *_levels(bars)]
    scale = Scale(min(levels), max(levels), label_room + (value_room if base > 0 and max(levels) <= base else 0), width - value_room)
    rows = [_place(bar, label_room, width) for bar in bars]
    tops = [sum(row.height for row in rows[:index]) for index in range(len(rows) + 1)]
    middles = [top + row.middle for top, row in zip(tops, rows, strict=False)]
    marks = [_connector(bar, scale, ends) for bar, ends in zip(bars, pairwise(middles), strict=False)]
    marks += [_row(bar, row, scale, base, top) for bar, row, top in zip(bars, rows, tops, strict=False)]
    height, remark = tops[-1], []
    if base:
        sentence = f"Brutt akse: de hele søylene begynner på {unit.show_tick(base, base)} {unit.name}, ikke på null."
        remark = canvas.wrap(sentence, width - label_room, canvas.SMALL_SIZE)
        marks.append(canvas.note(label_room, height + 18, remark))
        height += 10 + 15 * len(remark)
    told = ". ".join(f"{bar.label}: {bar.shown} {unit.name}" for bar in bars) + "."
    return about.draw("bridge", marks, told=told, height=height)


def _bars(steps: Sequence[Step], unit: Unit) -> list[_Bar]:
    bars: list[_Bar] = []
    level: Exact = 0
    for label, value, kind in steps:
        if kind == "total":
            bars.append(_Bar(label, unit.show(value), True, 0, value))
            level = value
        elif kind == "change":
            bars.append(_Bar(label, unit.show_change(value), False, level, level + value))
            level += value
        else:
            raise ValueError(f"a step is a total or a change, got {kind!r} for {label!r}")
    return bars


def _levels(bars: Sequence[_Bar]) -> list[Exact]:
    return [bar.after for bar in bars] + [bar.before for bar in bars if not bar.is_total]


def _axis_base(bars: Sequence[_Bar]) -> Exact:
    """Where the full bars begin: 0, or a round number nearer the changes when they would be too small to see."""
    levels = _levels(bars)
    low, high = min(levels), max(levels)
    span = high - low
    if span == 0 or low * high <= 0 or span * 3 > max(abs(low), abs(high)):
        return 0
    step = round_step(span, 2)
    if low > 0:
        return max(step * (Fraction(low - span * Fraction(2, 5)) / step).__floor__(), 0)
    return min(step * (Fraction(high + span * Fraction(2, 5)) / step).__ceil__(), 0)


def _place(bar: _Bar, label_room: float, width: int) -> _Place:
    if label_room:
        words = canvas.wrap(bar.label, label_room - 14)
        height = max(36.0, 17.0 * len(words) + 8)
        return _Place(words, height, height / 2, height / 2, 22)
    words = canvas.wrap(bar.label, width)
    height = 16.0 * len(words) + 30
    return _Place(words, height, 8.0 * len(words) + 2, height - 17, 16)


def _row(bar: _Bar, row: _Place, scale: Scale, base: Exact, top: float) -> str:
    weight = 600 if bar.is_total else 400
    y = top + row.middle - row.thick / 2
    start = scale.place(base if bar.is_total else bar.before)
    end = scale.place(bar.after)
    left, wide = min(start, end), max(abs(end - start), 2)
    label = canvas.lines_of_text(0, top + row.words_middle, row.words, font_weight=weight, **canvas.RIM)
    shape = _total(left, y, wide, row.thick) if bar.is_total else _change(left, y, wide, row.thick, is_more=bar.after >= bar.before)
    cut = _break(left if base >= 0 else left + wide - 32, y, row.thick) if bar.is_total and base else ""
    value = canvas.halo(left + wide + 7, y + row.thick / 2 + 4.6, bar.shown, font_weight=600 if bar.is_total else 500)
    return canvas.element("g", label + shape + cut + value, class_="bar-total" if bar.is_total else "bar-change")


def _total(left: float, y: float, wide: float, thick: float) -> str:
    return canvas.rect(left, y, wide, thick, fill=ACCENT_DEEP)


def _change(left: float, y: float, wide: float, thick: float, *, is_more: bool) -> str:
    if is_more or wide < 4:
        return canvas.rect(left, y, wide, thick, fill=ACCENT)
    return canvas.rect(left + 0.75, y + 0.75, wide - 1.5, thick - 1.5, fill=PAPER, stroke=ACCENT, stroke_width=1.5)


def _break(left: float, y: float, thick: float) -> str:
    x = left + 10
    gap = canvas.element("path", d=f"M{number(x)} {number(y + thick + 2)}l6 {number(-thick - 4)}h6l-6 {number(thick + 4)}z", fill=PAPER)
    edges = "".join(canvas.line(x + shift, y + thick + 3, x + shift + 6, y - 3, stroke=GREY, width=1.25) for shift in (0, 6))
    return gap + edges


def _connector(bar: _Bar, scale: Scale, ends: tuple[float, float]) -> str:
    x = scale.place(bar.after)
    return canvas.line(x, ends[0], x, ends[1], stroke=GREY, width=1)
