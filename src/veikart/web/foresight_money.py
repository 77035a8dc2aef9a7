"""The long economy as pages show it: its lines as fans with their limits, and the limits over the years in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from veikart.calc.outlook import Odds
from veikart.calc.outlook.rows import OutlookLimit
from veikart.rules.economy import get_sheet_rules
from veikart.rules.words.sentences import capitalise
from veikart.web.economy_links import calculation_url
from veikart.web.economy_shown import EconomyShown
from veikart.web.foresight_fans import Fan, say_odds, write_value
from veikart.web.tables import Context

ALL, SHEET = "alle", "long_economy"
PICTURED = ("result_ratio", "debt_ratio", "buffer", "liquidity")
"""The lines that the pages draw, in the order they are shown."""
COLOURS = {"result_ratio": "result", "debt_ratio": "debt", "buffer": "fund", "liquidity": "revenue", "population": "demography"}
LEAST = "least"


def line_name(line: str) -> str:
    """What people call a line of the long economy. Raises KeyError."""
    return get_sheet_rules()[SHEET].lines[line].name


def list_limits(shown: EconomyShown, measure: str = "") -> list[OutlookLimit]:
    """The limits, or those of one measure, in the order they are entered."""
    return [one for one in shown.book.table("outlook_limits").values() if measure in {"", one.measure}]


def find_limit(shown: EconomyShown, limit: str) -> OutlookLimit:
    """A limit by its id. Raises KeyError."""
    found: OutlookLimit = shown.book.table("outlook_limits")[limit]
    return found


def limit_value(limit: OutlookLimit) -> int | None:
    """The limit in the unit of what it measures: kroner or parts per million; None where neither is entered."""
    return limit.value_share if limit.value_share is not None else limit.value_nok


def name_limit(limit: OutlookLimit, unit: str) -> str:
    """What a limit is called with what it asks for, as «Netto driftsresultat, minst 3,0 %»; only its name where it asks for nothing at all."""
    value = limit_value(limit)
    return f"{limit.name}, {_side_words(limit, unit)}" if value else limit.name


def _side_words(limit: OutlookLimit, unit: str) -> str:
    value = write_value(limit_value(limit) or 0, unit) + (_(" mill. kr") if unit == "nok" else "")
    return (_("minst %(value)s") if limit.side == LEAST else _("høyst %(value)s")) % {"value": value}


def make_money_fan(odds: Odds, line: str, limits: Sequence[OutlookLimit], *, chart_id: str) -> Fan:
    """A line over all draws with its limits. Raises KeyError for a line that is not drawn."""
    unit = odds.units[line]
    values = [(capitalise(_side_words(one, unit)), limit_value(one)) for one in limits]
    drawn = tuple((name, float(value)) for name, value in values if value is not None)
    return Fan(
        chart_id,
        line_name(line),
        unit,
        odds.years,
        odds.quantiles[line],
        odds.central[line],
        limits=drawn,
        colour=COLOURS.get(line, "revenue"),
    )


def central_input(line: str, year: int, value: float, unit: str) -> Context:
    """The figure without draws as a part of an explanation, with the way to how it is worked out."""
    label = _("%(name)s, uten trekning") % {"name": line_name(line)}
    return {"label": label, "text": write_value(value, unit), "url": calculation_url(SHEET, ALL, line, year)}


def say_fan(fan: Fan, year: int) -> str:
    """Where a line is in a year, as a councillor says it.

    «Netto driftsresultat: mellom −3,0 og 6,3 % i 2039, med 80 prosent sannsynlighet», or only what it is where the draws do not spread.
    """
    low, high = (write_value(fan.at(share, year), fan.unit) for share in (0.1, 0.9))
    words: dict[str, Any] = {
        "name": fan.name.partition(",")[0],
        "year": year,
        "low": low.split("\u00a0")[0],
        "high": high,
        "unit": _(" mill. kr") if fan.unit == "nok" else "",
    }
    if low == high:
        return _("%(name)s: %(high)s%(unit)s i %(year)s") % words
    return _("%(name)s: mellom %(low)s og %(high)s%(unit)s i %(year)s, med 80 prosent sannsynlighet") % words


def say_break(odds: Odds, limit: OutlookLimit) -> str:
    """How likely a limit is to be broken in the last year, and in some year on the way."""
    shares = odds.breaks[limit.id].tolist()
    top = max(range(len(shares)), key=lambda at: shares[at])
    words = {"last": odds.years[-1], "odds": say_odds(shares[-1]), "top": say_odds(shares[top]), "year": odds.years[top]}
    if not any(shares):
        return _("brytes ikke i noen trekning")
    if top == len(shares) - 1:
        return _("%(odds)s sannsynlighet for brudd i %(last)s") % words
    return _("mest i %(year)s, %(top)s, og %(odds)s i %(last)s") % words
