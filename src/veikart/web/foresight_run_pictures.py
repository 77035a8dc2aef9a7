"""The pictures of a run's result: what was drawn of each scenario, as it was worked out then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from veikart.calc.outlook import Odds
from veikart.calc.outlook.rows import OutlookLimit
from veikart.rules.foresight.run_results import read_limits, read_odds
from veikart.web.economy_shown import EconomyShown
from veikart.web.foresight_fans import draw_fan, fan_table
from veikart.web.foresight_money import PICTURED, line_name, list_limits, make_money_fan, say_fan
from veikart.web.tables import Context


def list_pictures(shown: EconomyShown, result: Mapping[str, Any]) -> list[Context]:
    """For each scenario of a run with odds its name and its fans; none for other runs. The limits are those of the run; see `say_limits`."""
    limits = read_limits(result)
    limits = list_limits(shown) if limits is None else limits
    found = zip(result.get("names", ()), map(read_odds, result.get("odds", ())), strict=True)
    return [{"name": name, "fans": _fans(odds, limits, at)} for at, (name, odds) in enumerate(found)]


def say_limits(result: Mapping[str, Any]) -> str:
    """Which limits the pictures have, where those of the run were not kept with it."""
    if not result.get("odds") or read_limits(result) is not None:
        return ""
    return _("Grensene i bildene er de som står i økonomiboken nå. De kan være endret siden kjøringen.")


def _fans(odds: Odds, limits: Sequence[OutlookLimit], scenario: int) -> list[Context]:
    return [
        _fan(odds, line, [one for one in limits if one.measure == line], f"run-{scenario}-{line.replace('_', '-')}")
        for line in PICTURED
        if line in odds.quantiles
    ]


def _fan(odds: Odds, line: str, limits: Sequence[OutlookLimit], chart_id: str) -> Context:
    fan = make_money_fan(odds, line, limits, chart_id=chart_id)
    unit = {"nok": _("Mill. kr i planens priser."), "ppm": _("Prosent."), "persons": _("Antall.")}[fan.unit]
    return {
        "heading": say_fan(fan, odds.years[-1]),
        "note": f"{line_name(line)}. {unit}",
        "svg": draw_fan(fan, title=line_name(line), height=240),
        "table": fan_table(fan, caption=line_name(line)),
    }
