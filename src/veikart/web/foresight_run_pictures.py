"""The pictures of a run's result: what was drawn of each scenario, as it was worked out then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from veikart.calc.outlook import Odds
from veikart.rules.foresight.run_results import read_odds
from veikart.web.economy_shown import EconomyShown
from veikart.web.foresight_fans import draw_fan, fan_table
from veikart.web.foresight_money import PICTURED, line_name, list_limits, make_money_fan, say_fan
from veikart.web.tables import Context


def list_pictures(shown: EconomyShown, result: Mapping[str, Any]) -> list[Context]:
    """For each scenario of a run with odds its name and its fans; none for other runs. The limits are those of the book that is shown."""
    found = zip(result.get("names", ()), map(read_odds, result.get("odds", ())), strict=True)
    return [{"name": name, "fans": _fans(shown, odds, at)} for at, (name, odds) in enumerate(found)]


def _fans(shown: EconomyShown, odds: Odds, scenario: int) -> list[Context]:
    return [_fan(shown, odds, line, f"run-{scenario}-{line.replace('_', '-')}") for line in PICTURED if line in odds.quantiles]


def _fan(shown: EconomyShown, odds: Odds, line: str, chart_id: str) -> Context:
    fan = make_money_fan(odds, line, list_limits(shown, line), chart_id=chart_id)
    unit = {"nok": _("Mill. kr i planens priser."), "ppm": _("Prosent."), "persons": _("Antall.")}[fan.unit]
    return {
        "heading": say_fan(fan, odds.years[-1]),
        "note": f"{line_name(line)}. {unit}",
        "svg": draw_fan(fan, title=line_name(line), height=240),
        "table": fan_table(fan, caption=line_name(line)),
    }
