"""Influences, loops and conflicts between goals read out in Norwegian, and the findings they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from veikart.calc.conflicts import (
    LONGEST,
    MINUS,
    PLUS,
    REINFORCING,
    ConflictFeed,
    GoalConflict,
    InfluenceLoop,
    InfluencePath,
    LoopSearch,
    find_feeds,
    find_goal_conflicts,
    find_loops,
    get_influences_in_use,
)
from veikart.calc.plan_system import Influence, PlanSystem
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.plan_system.checking import name_of, row_place
from veikart.rules.plan_system.tables import get_tables
from veikart.rules.words.sentences import join_words

VERBS = {PLUS: "styrker", MINUS: "svekker"}
LOOP_WORDS = {True: "Forsterkende sløyfe", False: "Dempende sløyfe"}
STRENGTH_WORDS = {1: " litt", 3: " sterkt"}
LONGEST_NAME = 90
MOST_CONFLICTS, MOST_LOOPS, MOST_MEASURES = 100, 20, 3
"""How many conflicts and loops are told as findings, and how many measures are named in one."""


def describe_path(system: PlanSystem, path: InfluencePath) -> str:
    """The path link by link, each in its own words, and what the first does to the last in all: sentences with full stops."""
    told = f"{_named(system, path.elements[0])} {_chain(system, path.links)}."
    if len(path.links) == 1:
        return told
    first, last = (_named(system, path.elements[place]) for place in (0, -1))
    return f"{told} Samlet: {first} {VERBS[path.sign]} {last}{_lag(path.lag_years)}."


def describe_loop(system: PlanSystem, loop: InfluenceLoop) -> str:
    """The loop from its first element and back to it, with its kind before: one sentence with a full stop."""
    *out, back = loop.path.links
    start = _named(system, loop.path.elements[0])
    kind = LOOP_WORDS[loop.kind == REINFORCING]
    if not out:
        return f"{kind}: {start} {_clause(system, back)}."
    return f"{kind}: {start} {_chain(system, out)}, og så tilbake til {start}: {_named(system, back.source)} {_clause(system, back)}."


def describe_influences(system: PlanSystem) -> tuple[str, ...]:
    """The whole graph in sentences with full stops: one for each element that influences others, what it strengthens first, then what it
    weakens. An element stands after those that lead to it, as far as loops allow. Only elements in use."""
    links: dict[str, list[Influence]] = {}
    for one in get_influences_in_use(system):
        links.setdefault(one.source, []).append(one)
    return tuple(_describe_element(system, links[element]) for element in _reading_order(links))


def find_conflict_findings(system: PlanSystem, measures: Mapping[str, str] | None = None, *, longest: int = LONGEST) -> list[Finding]:
    """The conflicts that the budget pays for (warnings), the loops (notes), and where the search was given up (note).

    `measures` are the budget's measures with kroner, name by id: a measure that is not there feeds nothing. Without it every linked measure
    counts, and they are counted instead of named. The place names the goal, or the first link of the loop, as `table:key`.
    """
    found = find_goal_conflicts(system, longest=longest)
    loops = find_loops(get_influences_in_use(system), longest)
    left = iter(found.conflicts)
    findings = list(islice(_conflict_findings(system, left, measures), MOST_CONFLICTS))
    findings.extend(_loop_findings(system, loops.loops[:MOST_LOOPS]))
    limits = _limits(loops, unseen=sum(1 for _ in left), left_out=found.left_out)
    findings.extend(make_finding("plan-search-limit", Place(), found=one) for one in limits)
    return findings


def _conflict_findings(system: PlanSystem, conflicts: Iterable[GoalConflict], measures: Mapping[str, str] | None) -> Iterator[Finding]:
    for one in conflicts:
        feeds = [feed for feed in find_feeds(system, one) if measures is None or feed.measure in measures]
        if feeds:
            goal = _named(system, one.goal)
            weakened = "en annen del av det samme målet" if one.goal == one.weakened else _named(system, one.weakened)
            yield make_finding(
                "plan-goal-conflict",
                row_place("elements", one.goal),
                name=goal,
                each=weakened,
                expected=_measure_words(feeds, measures),
                found=_conflict_words(system, one),
            )


def _conflict_words(system: PlanSystem, conflict: GoalConflict) -> str:
    """The path, and the way with plus where there is one, without the last full stop."""
    told = describe_path(system, conflict.path)
    if conflict.support:
        told += f" Det finnes også en vei som styrker: {describe_path(system, conflict.support)}"
    return told.removesuffix(".")


def _measure_words(feeds: Iterable[ConflictFeed], names: Mapping[str, str] | None) -> str:
    measures = list(dict.fromkeys(one.measure for one in feeds))
    if names is None:
        return f"{len(measures)} tiltak"
    shown = [f"«{format_text(names[one], longest=LONGEST_NAME)}»" for one in measures[:MOST_MEASURES]]
    left = len(measures) - len(shown)
    return join_words([*shown, f"{left} tiltak til"] if left else shown)


def _loop_findings(system: PlanSystem, loops: Iterable[InfluenceLoop]) -> Iterator[Finding]:
    key_of = get_tables()["influences"].key_of
    for one in loops:
        yield make_finding("plan-loop", row_place("influences", key_of(one.path.links[0])), found=describe_loop(system, one).removesuffix("."))


def _limits(loops: LoopSearch, *, unseen: int, left_out: int) -> Iterator[str]:
    """What was not searched or is not shown, as sentences without a full stop."""
    if unseen:
        yield f"Her står de {MOST_CONFLICTS} alvorligste konfliktene mellom mål. {unseen} til er ikke sett på her"
    if len(loops.loops) > MOST_LOOPS:
        yield f"Her står de {MOST_LOOPS} korteste av {len(loops.loops)} sløyfer"
    if loops.may_be_longer:
        yield (
            f"Det er lett etter sløyfer med opptil {loops.covered} ledd. {loops.largest_part} elementer henger sammen i ring, "
            "så det kan finnes lengre sløyfer"
        )
    if left_out:
        yield f"Mellom {left_out} par av mål er det for mange veier til at alle er fulgt. Der kan det være konflikter som ikke er vist"


def _describe_element(system: PlanSystem, links: Sequence[Influence]) -> str:
    parts = []
    for sign, verb in VERBS.items():
        if told := [_target(system, one) for one in links if one.sign == sign]:
            is_plain = all(one.endswith("»") for one in told)
            parts.append(f"{verb} {join_words(told)}" if is_plain else join_words([f"{verb} {one}" for one in told]))
    return f"{_named(system, links[0].source)} {', men '.join(parts)}."


def _reading_order(links: Mapping[str, Sequence[Influence]]) -> list[str]:
    """The elements with links out, each before what it leads to as far as loops allow."""
    reached = {one.target for out in links.values() for one in out}
    done: list[str] = []
    seen: set[str] = set()
    last_first = list(links)[::-1]
    for top in sorted(last_first, key=lambda one: one in reached):
        waiting = [(top, reversed(links[top]))] if top not in seen else []
        seen.add(top)
        while waiting:
            element, out = waiting[-1]
            after = next((one.target for one in out if one.target in links and one.target not in seen), None)
            if after is None:
                waiting.pop()
                done.append(element)
            else:
                seen.add(after)
                waiting.append((after, reversed(links[after])))
    return done[::-1]


def _chain(system: PlanSystem, links: Sequence[Influence]) -> str:
    """The links as clauses: «som» where the one before ends with the name, else the name again."""
    told = _clause(system, links[0])
    for link in links[1:]:
        joint = "som" if told.endswith("»") else f"og {_named(system, link.source)}"
        told += f", {joint} {_clause(system, link)}"
    return told


def _clause(system: PlanSystem, link: Influence) -> str:
    return f"{VERBS[link.sign]} {_target(system, link)}"


def _target(system: PlanSystem, link: Influence) -> str:
    said = f" (ifølge {format_text(link.said_by, longest=LONGEST_NAME)})" if link.said_by else ""
    return f"{_named(system, link.target)}{STRENGTH_WORDS.get(link.strength or 0, '')}{_lag(link.lag_years)}{said}"


def _lag(years: int | None) -> str:
    return f" etter omtrent {'ett' if years == 1 else years} år" if years else ""


def _named(system: PlanSystem, element: str) -> str:
    return f"«{format_text(name_of(system, 'elements', element), longest=LONGEST_NAME)}»"
