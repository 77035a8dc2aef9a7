"""The forecasts that leaders must give themselves: where that is the method chosen, for the periods that are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.reports import Period
from veikart.rules.deviations.forecasting import OWN
from veikart.rules.duties import Duty, DutyAsk, get_unit_parents, walk_units_above

WEIGHT = 24
"""How heavy it weighs among what is due on the same day: before statuses of tasks, after reports."""


def find_forecast_duties(ask: DutyAsk) -> Iterator[Duty]:
    """One for each unit the person leads, and each open period of a part of the year, where the unit's forecast is its own and has not been said."""
    opened = [one for one in ask.book.table("periods").values() if one.status == "open" and one.kind != "annual"]
    led = {one.unit: None for one in ask.posts if one.leads == "yes"}
    if not (opened and led and ask.may("set_forecast")):
        return
    parents = get_unit_parents(ask.system, ask.today)
    for unit in led:
        if _is_own(ask.book, parents, unit):
            yield from (_make(ask, period, unit) for period in opened if not _is_said(ask.book, period, unit))


def _is_own(book: FollowUpBook, parents: Mapping[str, str], unit: str) -> bool:
    """Whether the method that stands nearest the unit is its own forecast, for any group."""
    methods: dict[str, set[str]] = {}
    for one in book.table("ledger_choices").values():
        if one.method:
            methods.setdefault(one.unit, set()).add(one.method)
    nearest = next((methods[above] for above in walk_units_above(parents, unit) if above in methods), set())
    return OWN in nearest


def _is_said(book: FollowUpBook, period: Period, unit: str) -> bool:
    """Whether anything is said of the unit after the last month of the period."""
    return any((one.unit, one.year) == (unit, period.year) and one.month >= period.last_month for one in book.table("own_forecasts").values())


def _make(ask: DutyAsk, period: Period, unit: str) -> Duty:
    name = ask.system.units[unit].name if unit in ask.system.units else unit
    words = f"Gi anslaget for {name} i {period.year}"
    reason = f"Det skal med i rapporten for {period.name.lower()}."
    return Duty(f"forecast-{period.id}-{unit}", period.due, words, "Gi anslag", "ledger-unit", (unit,), WEIGHT, reason, "#prognose")
