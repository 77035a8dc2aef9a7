"""Whether a plan system holds together: references, circles, what serves what, dates in order, shares."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from veikart.calc.plan_system import Element, PlanSystem
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.plan_system.catalogues import ELEMENT_KIND, get_chain_rules, get_choices
from veikart.rules.plan_system.indicators import check_indicators, list_asked
from veikart.rules.plan_system.tables import get_tables
from veikart.rules.tables import Lines, check_references, place_findings

_ORDERED = {
    "terms": (("constituted", "ends"),),
    "plans": (("valid_from", "valid_to"), ("adopted", "revision_due"), ("adopted", "valid_to")),
    "assessments": (("starts", "finishes"),),
    "steps": (("entered", "earliest_exit"),),
}
"""Dates that may not come in the other order, by table."""


def check_plan_system(system: PlanSystem, lines: Lines | None = None) -> list[Finding]:
    """Everything that is wrong with the plan system as it stands, all grade stop; nothing is stored while there is any.

    `lines` tells where in the files each row stood; without it a finding's place names the row by its key.
    """
    checks: tuple[Callable[[PlanSystem], Iterable[Finding]], ...] = (
        _check_references,
        _check_order_of_dates,
        _check_chain_kinds,
        _check_parents,
        _check_circles,
        _check_shares,
        _check_elements,
        _check_influences,
        _check_steps,
        _check_retirement,
        check_indicators,
    )
    return place_findings((finding for check in checks for finding in check(system)), lines)


def row_place(table: str, key: str, field: str = "") -> Place:
    """The place of a row: its table's name, the field's label, and `table:key` for the page that mends it."""
    return get_tables()[table].place_of(key, field)


def name_of(system: PlanSystem, table: str, key: str) -> str:
    """What people call a row: its name, or its key where it has none."""
    row = system.table(table).get(key)
    return getattr(row, "name", "") or key


def _check_references(system: PlanSystem) -> Iterator[Finding]:
    return check_references(get_tables(), system.table)


def _check_order_of_dates(system: PlanSystem) -> Iterator[Finding]:
    for table, pairs in _ORDERED.items():
        labels = get_tables()[table].fields
        for key, row in system.table(table).items():
            for first, second in pairs:
                early, late = getattr(row, first), getattr(row, second)
                if early and late and early > late:
                    words = {"first": labels[first].label, "second": labels[second].label, "name": name_of(system, table, key)}
                    yield make_finding("plan-dates", row_place(table, key, second), found=_day(late), expected=_day(early), **words)


def _day(one: date) -> str:
    return f"{one.day}.{one.month}.{one.year}"


def _check_chain_kinds(system: PlanSystem) -> Iterator[Finding]:
    words, rules = get_choices(ELEMENT_KIND), get_chain_rules()
    for key, link in system.chain.items():
        element, parent = system.elements.get(link.element), system.elements.get(link.parent)
        if element and parent and parent.kind not in rules[element.kind].serves:
            allowed = ", ".join(words[kind].lower() for kind in rules[element.kind].serves) or "ingenting"
            named = {"name": element.name, "kind": words[element.kind].lower(), "parent": parent.name}
            yield make_finding("plan-chain-kind", row_place("chain", key, "parent"), found=words[parent.kind].lower(), expected=allowed, **named)


def _check_parents(system: PlanSystem) -> Iterator[Finding]:
    rules, words = get_chain_rules(), get_choices(ELEMENT_KIND)
    for key, element in system.elements.items():
        if rules[element.kind].needs_parent and element.retired is None and not _has_parent_in_use(system, key):
            allowed = ", ".join(words[kind].lower() for kind in rules[element.kind].serves)
            yield make_finding("plan-no-parent", row_place("elements", key), name=element.name, expected=allowed)


def _has_parent_in_use(system: PlanSystem, key: str) -> bool:
    above = (system.elements.get(one) for one in system.parents.get(key, ()))
    return any(one is not None and one.retired is None for one in above)


def _check_circles(system: PlanSystem) -> Iterator[Finding]:
    names: Mapping[str, Element] = system.elements
    for circle in find_circles(system.parents):
        path = " → ".join(names[one].name if one in names else one for one in (*circle, circle[0]))
        yield make_finding("plan-circle", row_place("elements", circle[0]), found=path)
    above = {key: (plan.parent,) for key, plan in system.plans.items() if plan.parent}
    for circle in find_circles(above):
        path = " → ".join(name_of(system, "plans", one) for one in (*circle, circle[0]))
        yield make_finding("plan-circle", row_place("plans", circle[0], "parent"), found=path)
    for circle in find_circles(list_asked(system)):
        path = " → ".join(name_of(system, "indicators", one) for one in (*circle, circle[0]))
        yield make_finding("plan-circle", row_place("indicators", circle[0], "expression"), found=path)
    yield from _check_unit_circles(system)


def _check_unit_circles(system: PlanSystem) -> Iterator[Finding]:
    for day in sorted({one.valid_from for one in system.placements.values()}):
        above: dict[str, tuple[str, ...]] = {}
        for place in sorted(system.placements.values(), key=lambda one: one.valid_from):
            if place.valid_from <= day:
                above[place.unit] = (place.parent,) if place.parent else ()
        for circle in find_circles(above):
            path = " → ".join(name_of(system, "units", one) for one in (*circle, circle[0]))
            yield make_finding("plan-circle", row_place("units", circle[0]), found=path)
            return


def find_circles(above: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """One circle for every knot of things that stand above themselves, each as the way round.

    >>> find_circles({"a": ("b",), "b": ("a",), "c": ("a",)})
    [('a', 'b')]
    """
    done: set[str] = set()
    circles: list[tuple[str, ...]] = []
    for start in above:
        path: dict[str, Iterator[str]] = {}
        if start not in done:
            path[start] = iter(above[start])
        while path:
            one = next(reversed(path))
            following = next(path[one], None)
            if following is None:
                done.add(one)
                path.popitem()
            elif following in path:
                ways = list(path)
                circles.append(tuple(ways[ways.index(following) :]))
                done.update(path)
                break
            elif following not in done:
                path[following] = iter(above.get(following, ()))
    return circles


def _check_shares(system: PlanSystem) -> Iterator[Finding]:
    for measure, links in system.links_by_measure.items():
        total = sum(link.share_percent or 0 for link in links)
        if total > 100:
            place = row_place("measures", get_tables()["measures"].key_of(links[-1]), "share_percent")
            yield make_finding("plan-shares", place, name=measure, found=f"{total} %", expected="100 %")


def _check_elements(system: PlanSystem) -> Iterator[Finding]:
    rules = get_chain_rules()
    for key, element in system.elements.items():
        if rules[element.kind].needs_year and element.year is None:
            yield make_finding("cell-missing", row_place("elements", key, "year"), name="År")
    if len(system.system) > 1:
        yield make_finding("plan-two-systems", row_place("system", list(system.system)[-1]), found=str(len(system.system)), expected="1")


def _check_influences(system: PlanSystem) -> Iterator[Finding]:
    for key, one in system.influences.items():
        if one.source == one.target:
            yield make_finding("plan-own-influence", row_place("influences", key, "target"), name=name_of(system, "elements", one.source))


def _check_steps(system: PlanSystem) -> Iterator[Finding]:
    for process, steps in system.steps_by_process.items():
        for before, after in itertools.pairwise(steps):
            if after.entered < before.entered:
                words = {"first": f"Steg {before.number}", "second": f"Steg {after.number}", "name": process}
                place = row_place("steps", get_tables()["steps"].key_of(after), "entered")
                yield make_finding("plan-dates", place, found=_day(after.entered), expected=_day(before.entered), **words)


def _check_retirement(system: PlanSystem) -> Iterator[Finding]:
    """A retired element is retired after it was born."""
    born: dict[str, list[date]] = defaultdict(list)
    for one in system.lineage.values():
        if one.change in {"split", "merged", "replaced"}:
            born[one.element].append(one.date)
    for key, days in born.items():
        element = system.elements.get(key)
        if element and element.retired and element.retired < min(days):
            words = {"first": "Oppstått", "second": "Avsluttet fra", "name": element.name}
            yield make_finding("plan-dates", row_place("elements", key, "retired"), found=_day(element.retired), expected=_day(min(days)), **words)
