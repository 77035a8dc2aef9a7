"""What a tonne costs to spare, measure by measure: the cheapest first, as wide as it spares and as high as a tonne costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, GREY_TEXT, GRID, INK, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.scale import NOK, Exact, Scale, ticks

FOOT, HEAD = 44.0, 16.0
KEY_GAP = 22.0
LEAST_WIDTH = 3.0
"""The narrowest a measure is drawn, so that it can be seen."""
KEY_LEADING = 18.0


@dataclass(frozen=True)
class AbatementStep:
    """A measure: its name, the tonnes it spares (above zero), and what each costs in kroner; below zero is money saved."""

    name: str
    tonnes: Exact
    cost: int


def abatement_chart(*, steps: Sequence[AbatementStep], **picture: Any) -> str:
    """The measures from the cheapest tonne to the dearest, numbered, with the names below; tonnes run to the right, kroner a tonne up.

    `picture` is the words of a Picture; its unit is that of the cost.

    >>> svg = abatement_chart(steps=[AbatementStep("Ladere", 30, 500), AbatementStep("Lys", 10, -200)], chart_id="m", title="Kostnad per tonn")
    >>> svg.index("1. Lys") < svg.index("2. Ladere")
    True
    """
    about = Picture.of({"unit": NOK, **picture}, width=720, height=300)
    ordered = sorted(steps, key=lambda one: (one.cost, one.name))
    costs = [one.cost for one in ordered]
    marks = ticks(min(0, *costs, 0), max(0, *costs, 1), 4)
    left = max(canvas.text_width(about.unit.show_tick(one, marks[1] - marks[0]), canvas.SMALL_SIZE) for one in marks) + 16
    up = Scale(marks[0], marks[-1], about.height - FOOT, HEAD)
    across = Scale(0, sum((Fraction(one.tonnes) for one in ordered), Fraction(0)) or 1, left, about.width - 12.0)
    key, reach = _key(ordered, about)
    drawn = [*_axis(marks, up, across, about), *_steps(ordered, up, across), *_tonnes(across, about), *key]
    told = ". ".join(f"{one.name}: {_count(one.tonnes)} tonn, {about.unit.show(one.cost)} kr per tonn" for one in ordered)
    return about.draw("abatement", drawn, told=f"{told}.", height=reach)


def _count(tonnes: Exact) -> str:
    return NOK.show(tonnes)


def _axis(marks: Sequence[Fraction], up: Scale, across: Scale, about: Picture) -> list[str]:
    parts = []
    for one in marks:
        y = up.place(one)
        parts.append(canvas.line(across.start - 6, y, across.end, y, stroke=INK if one == 0 else GRID))
        shown = about.unit.show_tick(one, marks[1] - marks[0])
        parts.append(canvas.text(across.start - 10, y + 4, shown, size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="end"))
    return parts


def _steps(ordered: Sequence[AbatementStep], up: Scale, across: Scale) -> list[str]:
    """The measures side by side, and then their numbers, each above its own: one that would cover another goes above that."""
    bars, labels, gone, zero = [], [], Fraction(0), up.place(0)
    places: list[tuple[float, float]] = []
    for at, one in enumerate(ordered):
        x = across.place(gone)
        gone += Fraction(one.tonnes)
        width, y = max(across.place(gone) - x, LEAST_WIDTH), up.place(one.cost)
        bars.append(canvas.rect(x, zero, width, y - zero or -1.0, fill=ACCENT if one.cost >= 0 else ACCENT_DEEP, stroke=PAPER, stroke_width=1))
        middle, above = x + width / 2, min(y, zero) - 5
        while any(abs(middle - other) < 16 and abs(above - height) < 13 for other, height in places):
            above -= 13
        places.append((middle, above))
        labels.append(canvas.halo(middle, max(above, 10), str(at + 1), size=canvas.SMALL_SIZE, font_weight=600, text_anchor="middle"))
    return [*bars, *labels]


def _tonnes(across: Scale, about: Picture) -> list[str]:
    """Tonnes along the foot."""
    words = canvas.text(across.end, about.height - 5, "tonn spart i hele levetiden", size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="end")
    shown = [one for one in ticks(0, across.high, 4) if one <= across.high]
    y = about.height - 22
    return [canvas.text(across.place(one), y, _count(one), size=canvas.SMALL_SIZE, fill=GREY_TEXT, text_anchor="middle") for one in shown] + [words]


def _key(ordered: Sequence[AbatementStep], about: Picture) -> tuple[list[str], float]:
    """The numbers with their names and what a tonne costs, and how far down they reach."""
    found, y = [], about.height + KEY_GAP
    for at, one in enumerate(ordered):
        value = f"{about.unit.show(one.cost)} kr"
        found.append(canvas.text(about.width - 12, y, value, size=canvas.SMALL_SIZE, font_weight=600, text_anchor="end"))
        for line in canvas.wrap(
            f"{at + 1}. {one.name}", about.width - canvas.text_width(value, canvas.SMALL_SIZE, is_bold=True) - 30, canvas.SMALL_SIZE
        ):
            found.append(canvas.text(4, y, line, size=canvas.SMALL_SIZE))
            y += KEY_LEADING
    return found, y
