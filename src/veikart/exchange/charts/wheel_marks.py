"""The marks on the rim of a wheel: one shape and one colour for each kind, the number where there is no room for a name, and the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from veikart.calc.wheels import Occurrence
from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_DEEP, ACCENT_SOFT, CONTRAST, INK, PAPER
from veikart.exchange.charts.polar import Centre

MARK = 12.0
"""From the rim to the middle of a mark."""
BADGE = 9.0
"""Half of a mark with a number in it."""
SMALL = 5.0

Point = tuple[float, float]
_COLOURS = {"deadline": CONTRAST, "meeting": ACCENT, "report": ACCENT_DEEP}
_ARCS = {"phase": ACCENT_SOFT, "now": ACCENT}
_LEGEND = {
    "phase": "Fase",
    "now": "Fase som pågår i dag",
    "law": "Frist i loven",
    "deadline": "Egen frist",
    "meeting": "Møte",
    "report": "Rapport",
}


def _diamond(at: Point, half: float, **look: object) -> str:
    reach = half * 1.3
    top = f"M{canvas.number(at[0])} {canvas.number(at[1] - reach)}"
    return canvas.element("path", d=f"{top}l{reach:g} {reach:g} {-reach:g} {reach:g} {-reach:g} {-reach:g}z", **look)


def _disc(at: Point, half: float, **look: object) -> str:
    return canvas.element("circle", cx=at[0], cy=at[1], r=half, **look)


def _square(at: Point, half: float, **look: object) -> str:
    return canvas.element("rect", x=at[0] - half * 0.9, y=at[1] - half * 0.9, width=half * 1.8, height=half * 1.8, **look)


_SHAPES: dict[str, Callable[..., str]] = {"deadline": _diamond, "meeting": _disc, "report": _square}


def draw_mark(one: Occurrence, at: Point) -> str:
    """The mark of a deadline, a meeting or a report. A deadline of the municipality's own is open."""
    return _shape(_kind(one), at, SMALL)


def draw_badge(one: Occurrence, at: Point, number: int) -> str:
    """The same mark, large enough to hold its number; also of a phase whose arc is too short for it."""
    kind = _kind(one)
    ink = {"deadline": CONTRAST, "phase": INK}.get(kind, PAPER)
    text = canvas.text(at[0], at[1] + 3.8, str(number), size=10.5, fill=ink, font_weight=600, text_anchor="middle")
    return _shape(kind, at, BADGE) + text


@dataclass(frozen=True)
class Now:
    """Today on a wheel: the line through the rings, and the word on the rim. Both empty where today is not on it."""

    line: str = ""
    word: str = ""


def draw_today(centre: Centre, radii: tuple[float, float], exact: float, place: float) -> Now:
    """Today: a line through every ring on the day itself, and the word on the rim."""
    head = centre.point(radii[1] + MARK, place)
    foot = centre.point(radii[1], exact)
    line = centre.spoke(*radii, exact, stroke=PAPER, stroke_width=4.5) + centre.spoke(*radii, exact, stroke=INK, stroke_width=2)
    neck = canvas.line(*foot, *head, stroke=INK, width=2)
    pill = canvas.rect(head[0] - 20, head[1] - 9, 40, 18, fill=INK, rx=9)
    word = canvas.text(head[0], head[1] + 4.2, "I dag", size=12, fill=PAPER, font_weight=600, text_anchor="middle")
    return Now(line, neck + pill + word)


def is_on(one: Occurrence, today: date | None) -> bool:
    """Whether a phase is on today."""
    return today is not None and one.kind == "phase" and one.starts <= today <= one.ends


def draw_legend(shown: Sequence[Occurrence], today: date | None, width: float, top: float) -> tuple[str, float]:
    """What the shapes mean, for the kinds that are shown, and the height it takes."""
    kinds = {"now" if is_on(one, today) else _kind(one) for one in shown}
    wanted = [(kind, words) for kind, words in _LEGEND.items() if kind in kinds]
    sizes = [24 + canvas.text_width(words) + 18 for _, words in wanted]
    rows: list[list[int]] = [[]]
    for index, size in enumerate(sizes):
        if rows[-1] and sum(sizes[one] for one in rows[-1]) + size > width + 18:
            rows.append([])
        rows[-1].append(index)
    drawn = []
    for row, members in enumerate(rows):
        x, y = (width - sum(sizes[one] for one in members) + 18) / 2, top + 24 * row
        for one in members:
            drawn.append(_shape(wanted[one][0], (x + 9, y), SMALL + 1) + canvas.text(x + 24, y + 4.5, wanted[one][1]))
            x += sizes[one]
    return "".join(drawn), 24.0 * len(rows)


def _kind(one: Occurrence) -> str:
    return "law" if one.kind == "deadline" and one.rule else one.kind


def _shape(kind: str, at: Point, half: float) -> str:
    if kind in _ARCS:
        return canvas.rect(at[0] - 9, at[1] - half - 1, 18, half * 2 + 2, fill=_ARCS[kind])
    if kind == "law":
        return _diamond(at, half, fill=CONTRAST, stroke=PAPER)
    if kind == "deadline":
        return _diamond(at, half - 0.75, fill=PAPER, stroke=CONTRAST, stroke_width=1.75)
    return _SHAPES[kind](at, half, fill=_COLOURS[kind], stroke=PAPER)
