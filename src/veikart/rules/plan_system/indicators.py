"""Whether the indicators of a plan system can be worked out and judged: expressions that can be read, and targets that say one thing."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.formulas import FormulaError
from veikart.calc.indicators import Ask, TargetUnreadable, read_expression, read_target
from veikart.calc.plan_system import Indicator, IndicatorTarget, PlanSystem
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.plan_system.tables import get_tables

TARGET_EXAMPLES = "< 2 %, ≥ 67 %, 3–5, ikke høyere enn året før, bedre enn landet"
_ANY_UNIT = frozenset({"", "antall"})
_SAME_UNIT = {"%": "prosent", "pst": "prosent", "pst.": "prosent", "kr": "kroner", "kr.": "kroner", "stk": "antall", "stk.": "antall"}


def check_indicators(system: PlanSystem) -> Iterator[Finding]:
    """Findings on expressions, targets and years of the indicators, all grade stop."""
    for one in system.indicators.values():
        yield from _check_years(one)
        if one.expression:
            asks, findings = _read_asks(one)
            yield from findings or _check_asks(system, one, asks)
    for key, target in system.indicator_targets.items():
        yield from _check_target(system, key, target)


def list_asked(system: PlanSystem) -> dict[str, tuple[str, ...]]:
    """The indicators that each one with an expression is worked out from."""
    return {
        key: tuple(dict.fromkeys(ask.indicator for ask in _read_asks(one)[0] if ask.indicator in system.indicators))
        for key, one in system.indicators.items()
        if one.expression
    }


def _place(table: str, key: str, field: str) -> Place:
    return get_tables()[table].place_of(key, field)


def _check_years(one: Indicator) -> Iterator[Finding]:
    if one.aim_from and one.aim_to and one.aim_from > one.aim_to:
        labels = get_tables()["indicators"].fields
        words = {"first": labels["aim_from"].label, "second": labels["aim_to"].label, "name": one.name}
        yield make_finding("plan-dates", _place("indicators", one.id, "aim_to"), found=str(one.aim_to), expected=str(one.aim_from), **words)


def _read_asks(one: Indicator) -> tuple[tuple[Ask, ...], list[Finding]]:
    try:
        return read_expression(one.expression)[1], []
    except FormulaError as error:
        place = _place("indicators", one.id, "expression")
        return (), [make_finding("indicator-expression", place, name=one.name, found=format_text(str(error), longest=300))]


def _check_asks(system: PlanSystem, one: Indicator, asks: tuple[Ask, ...]) -> Iterator[Finding]:
    table, place = get_tables()["indicators"], _place("indicators", one.id, "expression")
    if not asks:
        yield make_finding("indicator-expression", place, name=one.name, found="den bruker ingen indikator")
    for ask in dict.fromkeys(ask.indicator for ask in asks if ask.indicator not in system.indicators):
        yield make_finding("row-reference", place, name=table.fields["expression"].label, found=format_text(ask), expected=table.name)


def _check_target(system: PlanSystem, key: str, target: IndicatorTarget) -> Iterator[Finding]:
    indicator, place = system.indicators.get(target.indicator), _place("indicator_targets", key, "target")
    if target.until is not None and target.until < target.year:
        labels = get_tables()["indicator_targets"].fields
        words = {"first": labels["year"].label, "second": labels["until"].label, "name": indicator.name if indicator else target.indicator}
        yield make_finding("plan-dates", _place("indicator_targets", key, "until"), found=str(target.until), expected=str(target.year), **words)
    try:
        read = read_target(target.target)
    except TargetUnreadable:
        yield make_finding("indicator-target", place, found=format_text(target.target), expected=TARGET_EXAMPLES)
        return
    if indicator is None:
        return
    if not _is_same_unit(read.unit, indicator.unit):
        yield make_finding("indicator-target-unit", place, name=indicator.name, found=format_text(read.unit), expected=indicator.unit)
    if read.comparator in {"bare", "better", "not_worse"} and indicator.direction not in {"up", "down"}:
        yield make_finding("indicator-target-direction", place, name=indicator.name, found=format_text(target.target))


def _is_same_unit(written: str, unit: str) -> bool:
    first, second = (_SAME_UNIT.get(one.strip().casefold(), one.strip().casefold()) for one in (written, unit))
    return first in _ANY_UNIT or second in _ANY_UNIT or second.startswith(first)
