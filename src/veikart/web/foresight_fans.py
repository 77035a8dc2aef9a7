"""What the draws came to as people see it: a fan with its numbers, and odds in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from django.utils.translation import gettext as _
from markupsafe import Markup
from numpy.typing import NDArray

from veikart.calc.outlook import LEVELS
from veikart.calc.values import PPM
from veikart.exchange.charts import COUNT, MILL_NOK, PERCENT, WHOLE_MILL_NOK, Band, Series, Unit, draw_for_both, fan_chart
from veikart.rules.words import format_count, format_percent, in_mill
from veikart.web.tables import Context, row

Numbers = NDArray[np.float64]
Level = tuple[str, float]
OUTER, INNER = (0.1, 0.9), (0.25, 0.75)
"""The bands that are drawn: 80 and 50 percent of the draws."""
LARGE = 100_000_000
UNITS: dict[str, Unit] = {"persons": COUNT, "ppm": PERCENT, "nok": MILL_NOK}


@dataclass(frozen=True, eq=False)
class Fan:
    """One line over all draws: its name and unit (nok, ppm or persons), and by year its quantiles, shape (levels, years), and its middle.

    `limits` are named lines across, `steps` a named row of values that the line is held against, both in the unit of the line.
    """

    id: str
    name: str
    unit: str
    years: tuple[int, ...]
    quantiles: Numbers
    central: Numbers
    limits: Sequence[Level] = ()
    steps: tuple[str, Numbers] | None = None
    colour: str = "revenue"
    extra: dict[str, str] = field(default_factory=dict)

    def level(self, share: float) -> Numbers:
        """The quantile, shape (years,). Raises ValueError for a share that is not among LEVELS."""
        found: Numbers = self.quantiles[LEVELS.index(share)]
        return found

    def at(self, share: float, year: int) -> float:
        return float(self.level(share)[self.years.index(year)])


def draw_fan(fan: Fan, *, title: str, height: int = 280) -> Markup:
    """The fan on a wide page and on a phone."""
    return Markup(draw_for_both(fan_chart, chart_id=fan.id, height=height, **_content(fan, title)))


def draw_small_fan(fan: Fan, *, title: str) -> Markup:
    """The fan as one of many small ones."""
    return Markup(fan_chart(chart_id=fan.id, width=260, height=150, **_content(fan, title)))


def _content(fan: Fan, title: str) -> Context:
    unit = _unit(fan)
    bands = [Band(name, _exact(fan.level(low), fan.unit), _exact(fan.level(high), fan.unit)) for name, low, high in _bands()]
    return {
        "middle": Series(fan.name, _exact(fan.central, fan.unit), fan.colour),
        "bands": bands,
        "years": fan.years,
        "limits": [(name, _exact(np.array([value]), fan.unit)[0]) for name, value in fan.limits],
        "steps": Series(fan.steps[0], _exact(fan.steps[1], fan.unit)) if fan.steps else None,
        "title": title,
        "unit": unit,
    }


def _bands() -> list[tuple[str, float, float]]:
    return [(_("80 prosent av trekningene"), *OUTER), (_("50 prosent av trekningene"), *INNER)]


def _unit(fan: Fan) -> Unit:
    if fan.unit == "nok" and float(np.abs(fan.quantiles).max(initial=0)) >= LARGE:
        return WHOLE_MILL_NOK
    return UNITS[fan.unit]


def _exact(values: Numbers, unit: str) -> list[int | Fraction]:
    whole = [round(one) for one in values.tolist()]
    return [Fraction(one, PPM) for one in whole] if unit == "ppm" else list(whole)


def write_value(value: float, unit: str) -> str:
    """A drawn number as it stands in a table: percent with one decimal, millions with one, or whole persons and places.

    >>> write_value(41_230.4, "ppm"), write_value(1299.6, "persons")
    ('4,1\xa0%', '1\u202f300')
    """
    (exact,) = _exact(np.array([value]), unit)
    return UNITS[unit].show(exact)


def fan_table(fan: Fan, *, caption: str, url: Callable[[int], str] | None = None, central_url: Callable[[int], str] | None = None) -> Context:
    """The numbers of the fan, a row for each quantile; the middle opens to how it is worked out, the others to how they are drawn."""
    rows = [_row(level_words(share), values, fan, url) for share, values in zip(LEVELS, fan.quantiles, strict=True)]
    rows.insert(0, _row(_("Uten trekning"), fan.central, fan, central_url or url) | {"kind": "sum"})
    if fan.steps:
        rows.append(_row(fan.steps[0], fan.steps[1], fan, None))
    rows += [_row(name, np.full(len(fan.years), value), fan, None) for name, value in fan.limits]
    unit = {"nok": _("Mill. kr"), "ppm": _("Prosent"), "persons": _("Antall")}[fan.unit]
    return {"caption": caption, "unit": unit, "columns": [{"text": str(year)} for year in fan.years], "rows": rows}


def _row(label: str, values: Numbers, fan: Fan, url: Callable[[int], str] | None) -> Context:
    cells = [{"text": write_value(value, fan.unit), "url": url(year) if url else ""} for year, value in zip(fan.years, values.tolist(), strict=True)]
    return row(label, cells)


def level_words(share: float) -> str:
    """Which draws lie on one side of a quantile."""
    if share == 0.5:
        return _("Midt i trekningene")
    percent = round(share * 100) if share < 0.5 else round((1 - share) * 100)
    words = _("%(percent)s prosent er lavere enn") if share < 0.5 else _("%(percent)s prosent er høyere enn")
    return words % {"percent": percent}


def write_odds(share: float) -> str:
    """Odds as a table and a title have them; what is possible but rounds to none or all is not said to be sure.

    >>> write_odds(0.4), write_odds(0.001), write_odds(0.9999), write_odds(1.0)
    ('40\xa0%', '<1\xa0%', '>99\xa0%', '100\xa0%')
    """
    if 0 < share < 0.005:
        return "<1\u00a0%"
    if 0.995 < share < 1:
        return ">99\u00a0%"
    return format_percent(Fraction(share).limit_denominator(10_000), 0)


def say_odds(share: float) -> str:
    """The same inside a sentence.

    >>> say_odds(0.4), say_odds(0.0), say_odds(0.001)
    ('40 prosent', '0 prosent', 'under 1 prosent')
    """
    words = write_odds(share).replace("\u00a0%", " prosent")
    return words.replace("<", _("under ")).replace(">", _("over "))


def interval_words(fan: Fan, year: int) -> tuple[str, str]:
    """The edges of the 80 percent band as a councillor says them: persons and places rounded, millions whole, percent with one decimal."""
    low, high = (fan.at(share, year) for share in OUTER)
    if fan.unit == "nok":
        return in_mill(round(low)), in_mill(round(high))
    if fan.unit == "ppm":
        return write_value(low, "ppm").split("\u00a0")[0], write_value(high, "ppm")
    return format_count(round_off(low)), format_count(round_off(high))


def round_off(value: float) -> int:
    """A number of people with three figures that tell something.

    >>> round_off(138_412), round_off(1_371), round_off(87)
    (138000, 1370, 87)
    """
    step = 10 ** max(len(str(abs(round(value)))) - 3, 0)
    return round(value / step) * step
