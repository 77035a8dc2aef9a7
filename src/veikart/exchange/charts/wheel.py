"""The one-year and the four-year wheel as a picture, true to the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import cos, pi
from typing import Any

from veikart.calc.wheels import Occurrence, Turn, assign_lanes, number_occurrences
from veikart.exchange.charts import canvas
from veikart.exchange.charts.colours import ACCENT, ACCENT_SOFT, BAND, GREY_SOFT, GREY_TEXT, GRID, INK, PAPER
from veikart.exchange.charts.picture import Picture
from veikart.exchange.charts.polar import Centre, spread_round
from veikart.exchange.charts.wheel_labels import Label, draw_labels, find_height, make_label
from veikart.exchange.charts.wheel_marks import BADGE, MARK, Now, draw_badge, draw_legend, draw_mark, draw_today, is_on
from veikart.rules.words import MONTHS, SHORT_MONTHS, format_short_day, format_span

PHASE = "phase"
NARROW_BELOW = 560
LONGEST_YEAR = 366
LABEL_ROOM, LARGEST = 212.0, 230.0
"""The least room for labels on each side, and the largest wheel."""
LARGEST_ALONE = 270.0
MARGIN, NUMBER_MARGIN = 26.0, 33.0
TICK = 7.0
THICKEST, THINNEST = 40.0, 13.0
TIGHT, LETTER, TWO_LINES = 4.0, 12.0, 32.0


@dataclass(frozen=True)
class _Wheel:
    """The measures of one wheel: rings from the outside in."""

    turn: Turn
    centre: Centre
    outer: float
    rings: tuple[float, ...]
    thick: float
    lanes: Mapping[str, int]
    is_narrow: bool
    has_numbers: bool
    chart_id: str

    @property
    def margin(self) -> float:
        return NUMBER_MARGIN if self.has_numbers else MARGIN

    @property
    def inside(self) -> float:
        """Where the rings of months end and the lanes begin."""
        return self.rings[-1]

    @property
    def inmost(self) -> float:
        """Where the lanes end."""
        return self.inside - self.thick * max(len(set(self.lanes.values())), 1) - 4

    def lane(self, event: str) -> tuple[float, float]:
        """The inner and outer radius of a phase's ring."""
        outer = self.inside - 4 - self.lanes[event] * self.thick
        return outer - self.thick + 3, outer


def wheel_chart(
    *, turn: Turn, occurrences: Sequence[Occurrence], heading: str, today: date | None = None, has_numbers: bool = False, **picture: Any
) -> str:
    """A wheel clockwise from the top: phases as arcs on rings, deadlines, meetings and reports as marks on the rim, today as a line.

    `turn` is a calendar year (months around) or a council term (quarters and years around); `occurrences` are what happens in it, and
    `heading` is the word in the middle. Every arc and mark stands on its day. On a wide picture the names stand beside the wheel. On a narrow
    one, or with `has_numbers` (for a page of paper), they are numbers as `number_occurrences` gives them, and the list beside the picture
    tells what they are.
    `picture` is the words of a Picture.

    >>> from veikart.calc.wheels import turn_of_year
    >>> row = Occurrence("a", "one_year", "deadline", "Årsbudsjettet", date(2024, 12, 31), date(2024, 12, 31), "koml-14-3")
    >>> "Årsbudsjettet" in wheel_chart(turn=turn_of_year(2024), occurrences=[row], heading="2024", chart_id="h", title="Årshjulet")
    True
    """
    about = Picture.of(picture, width=900)
    numbers = number_occurrences(one for one in occurrences if turn.clip(one.starts, one.ends))
    shown = list(numbers)
    wheel = _make_wheel(turn, shown, about, has_numbers=has_numbers or about.width < NARROW_BELOW)
    labels = _labels(wheel, shown, about.width)
    height = max(2 * (wheel.outer + wheel.margin), find_height(labels))
    wheel = replace(wheel, centre=Centre(about.width / 2, height / 2))
    phases = [one for one in shown if one.kind == PHASE]
    rim, now = _rim(wheel, shown, today, numbers)
    marks = [_segments(wheel), *(_arc(wheel, one, today) for one in phases), now.line, *(_arc_words(wheel, one, today, numbers) for one in phases)]
    marks += [_heading(wheel, heading), draw_labels(_labels(wheel, shown, about.width), wheel.centre, height), rim, now.word]
    legend, legend_height = draw_legend(shown, today, about.width, height + 20)
    return about.draw("wheel", [*marks, legend], told=_told(shown, turn, today), height=height + 12 + legend_height)


def _make_wheel(turn: Turn, shown: Sequence[Occurrence], about: Picture, *, has_numbers: bool) -> _Wheel:
    is_narrow = about.width < NARROW_BELOW
    outer = min(LARGEST_ALONE, about.width / 2 - NUMBER_MARGIN) if has_numbers else min(LARGEST, about.width / 2 - LABEL_ROOM)
    rings = [outer]
    for band in (20.0,) if turn.days <= LONGEST_YEAR else (20.0, 22.0):
        rings.append(rings[-1] - band)
    spans: dict[str, list[tuple[date, date]]] = {}
    for one in shown:
        if one.kind == PHASE:
            spans.setdefault(one.event, []).append((one.starts, one.ends))
    lanes = assign_lanes(spans)
    room = (rings[-1] - 4 - (40.0 if is_narrow else 56.0)) / max(len(set(lanes.values())), 1)
    thick = max(min(room, THICKEST), THINNEST)
    return _Wheel(turn, Centre(about.width / 2, 0), outer, tuple(rings), thick, lanes, is_narrow, has_numbers, about.chart_id)


def _fractions(wheel: _Wheel, one: Occurrence) -> tuple[float, float]:
    clipped = wheel.turn.clip(one.starts, one.ends) or (0, 0)
    return float(clipped[0]), float(clipped[1])


def _segments(wheel: _Wheel) -> str:
    """The rings of months, or of quarters and years, and thin lines inwards where each begins."""
    centre, marks = wheel.centre, []
    for ring, (outer, inner, parts) in enumerate(zip(wheel.rings, wheel.rings[1:], _parts(wheel), strict=False)):
        for place, (first, last, words) in enumerate(parts):
            start, end = (float(part) for part in wheel.turn.clip(first, last) or (0, 0))
            fill = BAND if place % 2 else PAPER
            marks.append(canvas.element("path", d=centre.sector(inner, outer, start, end), fill=fill, stroke=GREY_SOFT, stroke_width=0.75))
            if ring == len(wheel.rings) - 2 and wheel.lanes:
                marks.append(centre.spoke(wheel.inmost, inner, start, stroke=GRID))
            if canvas.text_width(words, LETTER) + TIGHT < 2 * pi * (inner + outer) / 2 * (end - start):
                name = f"{wheel.chart_id}-r{ring}-{place}"
                look = {"fill": GREY_TEXT if ring == 0 else INK, "font_weight": 400 if ring == 0 else 600}
                marks.append(centre.words((inner + outer) / 2, (start, end), words, path_id=name, size=LETTER, **look))
    return "".join(marks)


def _parts(wheel: _Wheel) -> list[list[tuple[date, date, str]]]:
    """The days and words of the months, or of the quarters and then the years."""
    turn, names = wheel.turn, SHORT_MONTHS if wheel.is_narrow else MONTHS
    if turn.days <= LONGEST_YEAR:
        months = _every(turn, 1)
        return [[(first, last, names[first.month - 1]) for first, last in months]]
    word = "." if wheel.is_narrow else ". kv."
    quarters = [(first, last, f"{(first.month + 2) // 3}{word}") for first, last in _every(turn, 3)]
    return [quarters, [(first, last, str(first.year)) for first, last in _every(turn, 12)]]


def _every(turn: Turn, months: int) -> list[tuple[date, date]]:
    """The turn cut at the first day of every so many months of the year."""
    starts = [turn.first]
    for year in range(turn.first.year, turn.last.year + 1):
        days = [date(year, month, 1) for month in range(1, 13, months)]
        starts += [day for day in days if turn.first < day <= turn.last]
    return list(zip(starts, [*(day - timedelta(1) for day in starts[1:]), turn.last], strict=True))


def _arc(wheel: _Wheel, one: Occurrence, today: date | None) -> str:
    """A phase on its ring; the one that is on today is filled."""
    arc = wheel.centre.sector(*wheel.lane(one.event), *_fractions(wheel, one))
    return canvas.element("path", d=arc, fill=_fill(one, today), stroke=PAPER)


def _fill(one: Occurrence, today: date | None) -> str:
    return ACCENT if is_on(one, today) else ACCENT_SOFT


def _arc_words(wheel: _Wheel, one: Occurrence, today: date | None, numbers: Mapping[Occurrence, int]) -> str:
    """The name, or the number, along the arc where there is room, with a rim that keeps it readable where the line of today crosses it."""
    start, end = _fractions(wheel, one)
    fill = _fill(one, today)
    look = {"fill": PAPER if fill == ACCENT else INK, "font_weight": 500, "stroke": fill, "stroke_width": 3, "paint_order": "stroke"}
    lines = _fitting(wheel, one, numbers)
    middle = sum(wheel.lane(one.event)) / 2
    radii = [middle + LETTER * 1.2 * ((len(lines) - 1) / 2 - row) for row in range(len(lines))]
    if 0.25 < (start + end) / 2 % 1 < 0.75:
        radii.reverse()
    name = f"{wheel.chart_id}-p{numbers[one]}"
    rows = enumerate(zip(radii, lines, strict=True))
    return "".join(wheel.centre.words(radius, (start, end), line, path_id=f"{name}-{row}", size=LETTER, **look) for row, (radius, line) in rows)


def _fitting(wheel: _Wheel, one: Occurrence, numbers: Mapping[Occurrence, int]) -> list[str]:
    """The name in one line or two along the arc, on a narrow wheel the number; no lines where it does not fit."""
    inner, outer = wheel.lane(one.event)
    start, end = _fractions(wheel, one)
    most = 2 if wheel.thick >= TWO_LINES else 1
    room = 2 * pi * ((inner + outer) / 2 - (LETTER * 0.6 if most > 1 else 0)) * (end - start) - 2 * TIGHT
    number = str(numbers[one])
    wanted = [*([] if wheel.is_narrow else [f"{number} {one.name}" if wheel.has_numbers else one.name]), *([number] if wheel.has_numbers else [])]
    for content in wanted:
        if all(canvas.text_width(word, LETTER) <= room for word in content.split(" ")):
            lines = canvas.wrap(content, room, LETTER)
            if len(lines) <= most:
                return lines
    return []


def _outside(wheel: _Wheel, shown: Sequence[Occurrence]) -> list[Occurrence]:
    """The phases whose arc is too short for what it should say."""
    numbers = number_occurrences(shown)
    return [one for one in shown if one.kind == PHASE and not _fitting(wheel, one, numbers)]


def _labels(wheel: _Wheel, shown: Sequence[Occurrence], width: float) -> list[Label]:
    """What stands beside a wide wheel: every mark, and the phases whose name has no room in the arc."""
    if wheel.has_numbers:
        return []
    measures = (wheel.centre, width, wheel.outer)
    marked = [one for one in shown if one.kind != PHASE]
    places = zip(marked, _rim_places(wheel, marked, None), strict=True)
    labels = [make_label((_days(wheel, one), one.name), place, wheel.outer + MARK, measures) for one, place in places]
    for one in _outside(wheel, shown):
        inner, outer = wheel.lane(one.event)
        labels.append(make_label((_days(wheel, one), one.name), sum(_fractions(wheel, one)) / 2, (inner + outer) / 2, measures))
    return labels


def _days(wheel: _Wheel, one: Occurrence) -> str:
    return format_span(one.starts, one.ends, with_year=wheel.turn.days > LONGEST_YEAR)


def _noon(wheel: _Wheel, one: Occurrence) -> float:
    """The day a mark stands for; the middle of a phase."""
    if one.kind == PHASE:
        return sum(_fractions(wheel, one)) / 2
    return float(wheel.turn.fraction_at_noon(max(one.starts, wheel.turn.first)))


def _rim_places(wheel: _Wheel, marked: Sequence[Occurrence], today: date | None) -> list[float]:
    """Where the marks stand on the rim, as fractions: on their day, moved a little where they would cover each other; today is the last."""
    around = 2 * pi * (wheel.outer + MARK)
    exact = [_noon(wheel, one) for one in marked]
    halves = [BADGE + 1 if wheel.has_numbers else 7.0] * len(marked)
    if today:
        now = float(wheel.turn.fraction_at_noon(today))
        exact.append(now)
        halves.append(12 + 12 * abs(cos(2 * pi * now)))
    return [place / around for place in spread_round([one * around for one in exact], halves, around)]


def _rim(wheel: _Wheel, shown: Sequence[Occurrence], today: date | None, numbers: Mapping[Occurrence, int]) -> tuple[str, Now]:
    """The marks with a tick on their day, and today."""
    now = today if today and wheel.turn.holds(today) else None
    marked = [one for one in shown if one.kind != PHASE] + (_outside(wheel, shown) if wheel.has_numbers else [])
    places = _rim_places(wheel, marked, now)
    drawn = []
    for one, place in zip(marked, places, strict=False):
        inmost = sum(wheel.lane(one.event)) / 2 if one.kind == PHASE else wheel.outer - TICK
        exact = _noon(wheel, one)
        foot, head = wheel.centre.point(wheel.outer, exact), wheel.centre.point(wheel.outer + MARK, place)
        drawn += [wheel.centre.spoke(inmost, wheel.outer, exact, stroke=GREY_TEXT, stroke_width=1), canvas.line(*foot, *head, stroke=GREY_TEXT)]
        drawn.append(draw_badge(one, head, numbers[one]) if wheel.has_numbers else draw_mark(one, head))
    if not now:
        return "".join(drawn), Now()
    return "".join(drawn), draw_today(wheel.centre, (wheel.inmost, wheel.outer), float(wheel.turn.fraction_at_noon(now)), places[-1])


def _heading(wheel: _Wheel, heading: str) -> str:
    """The words in the middle, as large as the hole allows."""
    size = min(28.0, 28.0 * 1.8 * wheel.inmost / max(canvas.text_width(heading, 28.0, is_bold=True), 1))
    return canvas.text(wheel.centre.x, wheel.centre.y + size * 0.36, heading, size=size, font_weight=600, text_anchor="middle")


def _told(shown: Sequence[Occurrence], turn: Turn, today: date | None) -> str:
    is_long = turn.days > LONGEST_YEAR
    told = [f"{format_span(one.starts, one.ends, with_year=is_long)}: {one.name}" for one in shown]
    now = f"I dag er {format_short_day(today, with_year=True)}. " if today and turn.holds(today) else ""
    return now + "; ".join(told) + "."
