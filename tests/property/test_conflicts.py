"""Loops and conflicts are those that a plain engine finds by walking every path."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_conflicts import plain_conflicts, plain_loops
from veikart.calc.conflicts import find_conflicts, find_conflicts_between, find_loops
from veikart.calc.plan_system import Influence

NAMES = st.sampled_from("abcdefg")
PAIRS = st.lists(st.tuples(NAMES, NAMES), max_size=20, unique=True)
LONGEST = st.integers(1, 8)


@st.composite
def influences(draw: st.DrawFn) -> list[Influence]:
    """Signed links among seven elements, no two between the same; self-links too."""
    rest = st.tuples(st.sampled_from("+-"), st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, 0, 1, 5]))
    return [Influence(source, target, *draw(rest)) for source, target in draw(PAIRS)]


@settings(deadline=None)
@given(influences(), LONGEST)
def test_loops_are_those_of_the_plain_engine(links: list[Influence], longest: int) -> None:
    assert [(one.path.elements, one.kind) for one in find_loops(links, longest).loops] == plain_loops(links, longest)


@settings(deadline=None)
@given(influences(), LONGEST)
def test_when_no_longer_loop_may_be_there_is_none(links: list[Influence], longest: int) -> None:
    if not find_loops(links, longest).may_be_longer:
        assert plain_loops(links, longest) == plain_loops(links, 8)


@settings(deadline=None)
@given(influences(), st.integers(1, 5))
def test_with_too_many_loops_the_short_ones_are_all_there(links: list[Influence], most: int) -> None:
    found = find_loops(links, most=most)
    assert len(found.loops) <= most
    assert [one.path.elements for one in found.loops] == [path for path, _ in plain_loops(links, found.covered)]
    assert found.may_be_longer or len(plain_loops(links, 8)) <= most


@settings(deadline=None)
@given(influences(), st.sets(NAMES, max_size=5), LONGEST)
def test_conflicts_are_those_of_the_plain_engine(links: list[Influence], goals: set[str], longest: int) -> None:
    found = find_conflicts(links, goals, longest)
    support = [len(one.support.links) if one.support else 0 for one in found.conflicts]
    told = [(one.goal, one.weakened, one.path.elements, links) for one, links in zip(found.conflicts, support, strict=True)]
    assert told == plain_conflicts(links, {goal: [goal] for goal in goals}, longest)
    assert not found.left_out


@settings(deadline=None)
@given(influences(), st.dictionaries(st.sampled_from("XYZ"), st.sets(NAMES, max_size=4)), LONGEST)
def test_conflicts_between_goals_with_elements_are_those_of_the_plain_engine(
    links: list[Influence], members: dict[str, set[str]], longest: int
) -> None:
    found = find_conflicts_between(links, members, longest).conflicts
    told = [(one.goal, one.weakened, one.path.elements, one.is_mixed) for one in found]
    assert told == [(*rest, links > 0) for *rest, links in plain_conflicts(links, members, longest)]


@settings(deadline=None)
@given(influences(), st.randoms(use_true_random=False))
def test_order_of_the_links_does_not_matter(links: list[Influence], chance: object) -> None:
    mixed = list(links)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert find_loops(mixed) == find_loops(links)
    assert find_conflicts(mixed, "abc") == find_conflicts(links, "abc")
