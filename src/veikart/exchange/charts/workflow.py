"""A declared workflow as a picture: the states from the top down, the ways on between them, the ways back at the side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_SOFT, GREY, GREY_TEXT, INK, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.rules.law import get_rules
from veikart.rules.plan_system.workflows import ROLE_WORDS, State, Transition, Workflow

BOX, GAP, LANE, ARROW = 54.0, 58.0, 20.0, 6.0
NARROW_BELOW = 480


@dataclass(frozen=True)
class _Drawing:
    workflow: Workflow
    box: float
    lanes: Mapping[tuple[str, str], int]
    width: float

    def lane(self, place: int) -> float:
        return self.box + 16 + LANE * place

    @property
    def right(self) -> float:
        return self.lane(max(self.lanes.values(), default=0))

    def top(self, state: str) -> float:
        return 10 + list(self.workflow.states).index(state) * (BOX + GAP)


def workflow_chart(*, workflow: Workflow, current: str = "", **picture: Any) -> str:
    """The states as boxes with who has the case and how long it lasts at least, and the transitions as arrows with the words on the button.

    `current` is the state a process is in, which is filled. `picture` is the words of a Picture.

    >>> from veikart.rules.plan_system.workflows import get_workflows
    >>> "minst 30 dager" in workflow_chart(workflow=get_workflows()["planning_strategy"], chart_id="a", title="Planstrategi")
    True
    """
    about = Picture.of(picture, width=560)
    box = about.width * 0.56 if about.width < NARROW_BELOW else 280.0
    states = list(workflow.states)
    back = sorted((one for one in workflow.transitions if _steps(states, one) < 0), key=lambda one: -_steps(states, one))
    drawing = _Drawing(workflow, box, _assign_lanes(states, back), about.width)
    marks = [_back(drawing, one) if _steps(states, one) < 0 else _on(drawing, one) for one in workflow.transitions]
    marks += [_box(drawing, state, is_current=state.id == current) for state in workflow.states.values()]
    names = {key: one.name for key, one in workflow.states.items()}
    told = "; ".join(f"fra «{names[one.starts]}» til «{names[one.ends]}»: {one.name}" for one in workflow.transitions)
    now = f"Saken er i «{names[current]}». " if current in names else ""
    return about.draw("workflow", marks, told=f"{now}{workflow.name}: {told}.", height=drawing.top(states[-1]) + BOX + 2)


def _steps(states: list[str], one: Transition) -> int:
    return states.index(one.ends) - states.index(one.starts)


def _assign_lanes(states: list[str], back: list[Transition]) -> dict[tuple[str, str], int]:
    """The lane of each way back: the innermost where it meets no other, the shorter ways first."""
    lanes: dict[tuple[str, str], int] = {}
    for one in back:
        low, high = states.index(one.ends), states.index(one.starts)
        taken = {lane for (starts, ends), lane in lanes.items() if states.index(ends) < high and low < states.index(starts)}
        lanes[one.starts, one.ends] = next(place for place in range(len(back)) if place not in taken)
    return lanes


def _box(drawing: _Drawing, state: State, *, is_current: bool) -> str:
    top, ink = drawing.top(state.id), PAPER if is_current else INK
    days = get_rules()[state.rule].days if state.rule else None
    under = ROLE_WORDS[state.owner].capitalize() + (f", minst {days} dager" if days else "")
    shape = canvas.rect(1, top, drawing.box - 2, BOX, fill=ACCENT if is_current else PAPER, stroke=ACCENT, stroke_width=1.5, rx=4)
    if state.is_final:
        shape += canvas.rect(5, top + 4, drawing.box - 10, BOX - 8, fill="none", stroke=ACCENT_SOFT if is_current else ACCENT, rx=2)
    if is_current:
        x = drawing.box - 62
        shape += canvas.rect(x, top - 9, 56, 18, fill=INK, rx=9)
        shape += canvas.text(x + 28, top + 4.2, "Her nå", size=canvas.SMALL_SIZE, fill=PAPER, font_weight=600, text_anchor="middle")
    name = canvas.text(14, top + 23, state.name, fill=ink, font_weight=600)
    return shape + name + canvas.text(14, top + 41, under, size=canvas.SMALL_SIZE, fill=PAPER if is_current else GREY_TEXT)


def _on(drawing: _Drawing, one: Transition) -> str:
    """A way on: an arrow down to the next box."""
    top, end, x = drawing.top(one.starts) + BOX, drawing.top(one.ends), 28.0
    words = canvas.wrap(one.name, drawing.box - 48)
    return canvas.line(x, top, x, end - ARROW, stroke=GREY, width=1.5) + _head(x, end, 0) + canvas.lines_of_text(44, (top + end) / 2, words)


def _back(drawing: _Drawing, one: Transition) -> str:
    """A way back: out to a lane of its own, up, and in again a little below the middle; its words stand right of all lanes."""
    place = drawing.lanes[one.starts, one.ends]
    start, end = drawing.top(one.starts) + 16, drawing.top(one.ends) + BOX - 10 - 8 * place
    path = "".join(f"{letter}{canvas.number(value)}" for letter, value in (("H", drawing.lane(place)), ("V", end), ("H", drawing.box + ARROW)))
    line = canvas.element("path", d=f"M{canvas.number(drawing.box)} {canvas.number(start)}{path}", fill="none", stroke=GREY, stroke_width=1.5)
    words = canvas.wrap(one.name, drawing.width - drawing.right - 14)
    return line + _head(drawing.box, end, -1) + canvas.lines_of_text(drawing.right + 12, start, words, size=canvas.SMALL_SIZE)


def _head(x: float, y: float, side: int) -> str:
    """An arrow head with its point at the place, down (0) or to the left (-1)."""
    corners = f"{-ARROW:g} {-ARROW * 1.4:g}h{ARROW * 2:g}z" if side == 0 else f"{ARROW * 1.4:g} {-ARROW:g}v{ARROW * 2:g}z"
    return canvas.element("path", d=f"M{canvas.number(x)} {canvas.number(y)}l{corners}", fill=GREY)
