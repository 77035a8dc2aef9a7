"""What holds for every plan system: in is out, changes can be taken back, every krone is counted once, and moving loses nothing."""

from collections import Counter
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.calc.books import apply_changes, compare_books, invert_changes
from veikart.calc.goals import add_up_goals, divide_measures, split_amount
from veikart.calc.plan_system import ChainLink, Element, Influence, MeasureLink, Plan, PlanSystem, PlanSystemName, move_link
from veikart.calc.plan_system.system import INDICES
from veikart.exchange.books import read_book_folder, read_book_workbook, write_book_folder, write_book_workbook
from veikart.rules.books import PLAN
from veikart.rules.findings import UNSEEN
from veikart.rules.plan_system import check_plan_system, find_circles, get_tables
from veikart.rules.tables import stops

TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=80),
    st.sampled_from(["=1+1", "{=1}", "@SUM(A1)", "+47", "-1", "007", "1.0", "æøå ÆØÅ", 'a "b", c', "a\nb", "_x0041_", "2024-01-01", "TRUE", "#REF!"]),
    st.just("x" * 9_000),
)  # fmt: skip
NAMES = TEXTS.map(lambda text: UNSEEN.sub("", text.replace("\r", " ")).strip()).filter(bool)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2200, 1, 1))
POSITIONS = st.none() | st.integers(0, 1_000_000)
KINDS = ("vision", "main_goal", "sub_goal", "strategy", "assignment", "task")


@st.composite
def systems(draw: st.DrawFn) -> PlanSystem:
    """A plan system that holds together: each level serves the one above."""
    elements, chain = {}, {}
    level = ["v"]
    elements["v"] = Element("v", "vision", draw(NAMES))
    for depth, kind in enumerate(KINDS[1:], start=1):
        below = [f"e{depth}.{number}" for number in range(draw(st.integers(0, 3)))]
        for key in below:
            elements[key] = Element(key, kind, draw(NAMES), text=draw(st.just("") | NAMES), due=draw(DAYS), position=draw(POSITIONS))
            for parent in draw(st.lists(st.sampled_from(level), min_size=1, max_size=2, unique=True)):
                chain[f"{key}|{parent}"] = ChainLink(key, parent, draw(POSITIONS))
        if not below:
            break
        level = below
    ids = sorted(elements)
    pairs = draw(st.lists(st.tuples(st.sampled_from(["m1", "m2", "m3"]), st.sampled_from(ids)), max_size=8, unique=True))
    left = Counter(dict.fromkeys(("m1", "m2", "m3"), 100))
    measures = {}
    for measure, element in pairs:
        share = draw(st.none() | st.integers(1, left[measure])) if left[measure] else None
        left[measure] -= share or 0
        measures[f"{measure}|{element}"] = MeasureLink(measure, element, share, draw(st.just("") | NAMES))
    ends = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda pair: pair[0] != pair[1]), max_size=4, unique=True))
    return PlanSystem(
        system={"p": PlanSystemName("p", draw(NAMES), draw(NAMES))},
        plans={"p": Plan("p", draw(NAMES), "societal_element", adopted=draw(DAYS), note=draw(st.just("") | NAMES))},
        elements=elements,
        chain=chain,
        measures=measures,
        influences={f"{one}|{other}": Influence(one, other, draw(st.sampled_from("+-")), draw(st.none() | st.integers(1, 3))) for one, other in ends},
    )


@given(systems())
@settings(max_examples=25, deadline=None)
def test_a_folder_gives_back_what_was_written(system):
    with TemporaryDirectory() as folder:
        for name, content in write_book_folder(PLAN, system).items():
            (Path(folder) / name).write_bytes(content)
        assert read_book_folder(PLAN, Path(folder)) == (system, [])


@given(systems(), st.integers(0, 10**9))
@settings(max_examples=15, deadline=None)
def test_a_workbook_gives_back_what_was_written(system, revision):
    assert read_book_workbook(PLAN, write_book_workbook(PLAN, system, revision=revision), name="plan.xlsx") == (system, revision, [])


def warmed(system):
    """With everything worked out that is kept."""
    for name in INDICES:
        getattr(system, name)
    return system


@given(systems(), systems())
@settings(max_examples=30, deadline=None)
def test_changes_lead_from_one_to_the_other_and_back(before, after):
    changes = compare_books(before, after, get_tables())
    there = apply_changes(warmed(before), changes)
    assert there == after
    assert apply_changes(warmed(there), invert_changes(changes)) == before
    assert compare_books(before, before, get_tables()) == ()


@given(systems(), systems())
@settings(max_examples=30, deadline=None)
def test_what_is_kept_through_a_change_is_what_would_be_worked_out_anew(before, after):
    changes = compare_books(before, after, get_tables())
    for one in changes:
        before = apply_changes(warmed(before), [one])
        fresh = PlanSystem(**{each.name: before.table(each.name) for each in fields(PlanSystem)})
        for name in INDICES:
            assert getattr(before, name) == getattr(fresh, name), name


AMOUNTS = st.dictionaries(
    st.sampled_from(["m1", "m2", "m3", "m4"]), st.dictionaries(st.sampled_from([2024, 2025]), st.integers(-(10**10), 10**10), min_size=1), max_size=4
)


def plain_above(system, element):
    """The element and everything above it, found by walking every way up."""
    return {element}.union(*(plain_above(system, link.parent) for link in system.chain.values() if link.element == element))


@given(systems(), AMOUNTS, st.sampled_from([("main_goal",), ("sub_goal",), ("main_goal", "sub_goal"), ("task",)]))
@settings(max_examples=80, deadline=None)
def test_every_krone_is_counted_once(system, amounts, kinds):
    portions = divide_measures(system, amounts)
    by_measure = Counter()
    for one in portions:
        for year, nok in one.nok_by_year.items():
            by_measure[one.measure, year] += nok
    assert {key: nok for key, nok in by_measure.items() if nok} == {
        (key, year): nok for key, years in amounts.items() for year, nok in years.items() if nok
    }
    goals, nowhere = add_up_goals(system, portions, kinds)
    assert set(goals) == {key for key, one in system.elements.items() if one.kind in kinds}
    for portion in portions:
        reached = {goal for element in portion.elements for goal in plain_above(system, element)} & set(goals)
        own = [key for key, money in goals.items() if any(one is portion for one in money.own)]
        shared = [key for key, money in goals.items() if any(one is portion for one in money.shared)]
        assert set(own) == (reached if len(reached) == 1 else set())
        assert set(shared) == (reached if len(reached) > 1 else set())
        assert any(one is portion for one in nowhere) == (not reached)
    for year in (2024, 2025):
        once = {id(one): one for money in goals.values() for one in money.shared}.values()
        counted = sum(money.own_nok.get(year, 0) for money in goals.values()) + sum(one.nok_by_year.get(year, 0) for one in (*once, *nowhere))
        assert counted == sum(years.get(year, 0) for years in amounts.values())


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_parts_add_up_to_the_krone(nok, shares):
    shares = [*shares, 100 - sum(shares)] if sum(shares) < 100 else [100]
    parts = split_amount(nok, shares)
    assert sum(parts) == nok
    assert all(abs(100 * part - nok * share) < 100 for part, share in zip(parts, shares, strict=True))


def plain_has_circle(above):
    """Whether something reaches itself, by walking from each."""

    def reaches(start):
        seen, waiting = set(), list(above.get(start, ()))
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(above.get(one, ()))
        return start in seen

    return any(reaches(start) for start in above)


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3, unique=True).map(tuple), max_size=6))
def test_circles_are_found_where_there_are_any_and_are_real(above):
    circles = find_circles(above)
    assert bool(circles) == plain_has_circle(above)
    for circle in circles:
        assert len(set(circle)) == len(circle)
        assert all(after in above[one] for one, after in zip(circle, (*circle[1:], circle[0]), strict=True))


@given(systems(), st.data())
@settings(max_examples=60, deadline=None)
def test_moving_keeps_every_element_and_makes_no_circle_unless_refused(system, data):
    if not system.chain:
        return
    link = data.draw(st.sampled_from(sorted(system.chain.values(), key=lambda one: (one.element, one.parent))))
    parent = data.draw(st.sampled_from([link.parent, *sorted(system.elements)]))
    place = data.draw(st.integers(0, 5))
    moved = apply_changes(system, move_link(system, link.element, old_parent=link.parent, new_parent=parent, place=place))
    assert moved.elements.keys() == system.elements.keys()
    assert f"{link.element}|{parent}" in moved.chain
    others = [one for one in moved.children_in_use(parent) if one != link.element]
    assert others == [one for one in system.children_in_use(parent) if one != link.element]
    assert moved.children_in_use(parent).index(link.element) == min(place, len(others))
    assert not find_circles(moved.parents) or stops(check_plan_system(moved))
