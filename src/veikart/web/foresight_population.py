"""The population as pages show it: with its fan, what was counted, its pyramid, and in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from markupsafe import Markup

from veikart.calc.outlook.needs import NeedOdds
from veikart.calc.population import FEMALE, MALE, Projected
from veikart.calc.population.rounding import round_persons
from veikart.exchange.charts import COUNT, Band, PyramidYear, Series, draw_for_both, fan_chart, pyramid_chart
from veikart.rules.foresight.engines.population import keep_projected
from veikart.rules.foresight.need_odds import EVERYBODY
from veikart.rules.foresight.population import get_foresight_setting
from veikart.rules.words import format_count
from veikart.web.economy_shown import EconomyShown
from veikart.web.foresight_fans import Fan
from veikart.web.tables import Context

ACCOUNT = (
    "opening",
    "births",
    "deaths",
    "natural",
    "in_domestic",
    "out_domestic",
    "net_domestic",
    "in_foreign",
    "out_foreign",
    "net_foreign",
    "in_housing",
    "within",
    "closing",
    "growth",
    "growth_share",
)
"""What the account of a population shows, in the order it is added up."""
HOMES = ("programme", "dwellings", "chain", "direct", "persons")
"""What is shown of the homes of the municipality or an area."""
PYRAMID_OLDEST = 100
"""The last bar of the pyramid holds all who are older."""


def get_projected(shown: EconomyShown) -> Projected:
    """The projection of the municipality's own alternative."""
    return keep_projected(shown.book, shown.long_run)


def get_counted(shown: EconomyShown) -> dict[int, int]:
    """Everybody counted at the end of each year, before and after the projection begins. What is counted on 1 January is the year before.

    A year that is in both tables is the one of the history.
    """
    setting = get_foresight_setting(shown.book)
    found: dict[str, dict[int, int]] = {setting.outcome: {}, setting.history: {}}
    for one in shown.book.table("population").values():
        if one.projection in found:
            by_year = found[one.projection]
            by_year[one.year - 1] = by_year.get(one.year - 1, 0) + one.persons
    return found[setting.outcome] | found[setting.history]


def make_population_fan(odds: NeedOdds) -> Fan:
    """All inhabitants over the draws."""
    return Fan("population", _("Innbyggere"), "persons", odds.years, odds.quantiles[EVERYBODY], odds.central[EVERYBODY], colour="demography")


def draw_population_fan(fan: Fan, counted: dict[int, int], *, title: str, dots_name: str = "") -> Markup:
    """The fan with numbers of other years as points, also before it begins: what was counted, or what `dots_name` says."""
    before = sorted(year for year in counted if year < fan.years[0])
    years, empty = [*before, *fan.years], [None] * len(before)
    bands = [
        Band(name, [*empty, *_whole(fan.level(low))], [*empty, *_whole(fan.level(high))])
        for name, low, high in ((_("80 prosent av trekningene"), 0.1, 0.9), (_("50 prosent av trekningene"), 0.25, 0.75))
    ]
    drawn = draw_for_both(
        fan_chart,
        chart_id=fan.id,
        height=330,
        middle=Series(fan.name, [*empty, *_whole(fan.central)], fan.colour),
        bands=bands,
        years=years,
        dots=Series(dots_name or _("Talt"), [counted.get(year) for year in years]) if counted else None,
        title=title,
        unit=COUNT,
    )
    return Markup(drawn)


def _whole(values: np.ndarray) -> list[int]:
    return [round(one) for one in values.tolist()]


@dataclass(frozen=True)
class Pyramids:
    """The pyramid of every year: the first is what the projection begins from, the others the end of each year. `women` and `men` have shape
    (years, ages)."""

    years: tuple[int, ...]
    women: np.ndarray
    men: np.ndarray

    def year(self, year: int) -> PyramidYear:
        at = self.years.index(year)
        return PyramidYear(str(year), self.women[at].tolist(), self.men[at].tolist())


def make_pyramids(projected: Projected) -> Pyramids:
    """The pyramids of a projection; the year before the first is 1 January of it."""
    persons = projected.persons.copy()
    persons[..., PYRAMID_OLDEST] = persons[..., PYRAMID_OLDEST:].sum(axis=-1)
    whole = round_persons(persons[..., : PYRAMID_OLDEST + 1])
    return Pyramids((projected.years[0] - 1, *projected.years), whole[:, FEMALE], whole[:, MALE])


def show_pyramid(pyramids: Pyramids, year: int) -> Context:
    """What the template asks for: the picture of a year, the years beside it, and the numbers a script plays."""
    years = pyramids.years
    most = int(max(pyramids.women.max(), pyramids.men.max()))
    title = _("Folketallet etter kjønn og alder")
    outline = pyramids.year(years[0]) if year != years[0] else None
    svg = draw_for_both(
        pyramid_chart, chart_id="pyramid", shown=pyramids.year(year), outline=outline, most=most, title=f"{title}, {year}", wide=460, narrow=344
    )
    at = years.index(year)
    return {
        "svg": Markup(svg),
        "year": year,
        "years": years,
        "before": years[at - 1] if at else None,
        "after": years[at + 1] if at + 1 < len(years) else None,
        "first": years[0],
        "persons": format_count(int(pyramids.women[at].sum() + pyramids.men[at].sum())),
        "data": json.dumps({"years": years, "women": pyramids.women.tolist(), "men": pyramids.men.tolist()}, separators=(",", ":")),
    }


def find_year(asked: str, years: Sequence[int]) -> int:
    """The year somebody asked for, the last one where it is not among them."""
    return int(asked) if asked.isdecimal() and int(asked) in years else years[-1]


def say_change(now: int, before: int) -> str:
    """How many more or fewer, in words.

    >>> say_change(1200, 1000), say_change(8, 10)
    ('200 flere', '2 færre')
    """
    words = _("%(count)s flere") if now >= before else _("%(count)s færre")
    return words % {"count": format_count(abs(now - before))}


def draw_persons(values: Sequence[int], years: Sequence[int], *, chart_id: str, title: str) -> Markup:
    """How many there are over the years, as one of many small pictures."""
    middle = Series(title, list(values), "demography")
    return Markup(fan_chart(middle=middle, bands=[], years=years, chart_id=chart_id, title=title, unit=COUNT, width=260, height=150))
