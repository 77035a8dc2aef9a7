"""Loops that can be found by hand."""

from veikart.calc.conflicts import BALANCING, REINFORCING, InfluenceGraph, InfluencePath, find_loops
from veikart.calc.conflicts.loops import BLOCK
from veikart.calc.plan_system import Influence


def _ring(names: list[str], signs: str) -> list[Influence]:
    return [Influence(*pair, sign) for *pair, sign in zip(names, [*names[1:], names[0]], signs, strict=True)]


def _everyone_to_everyone(count: int) -> list[Influence]:
    names = [f"e{number:02}" for number in range(count)]
    return [Influence(source, target, "+") for source in names for target in names if source != target]


def test_two_minuses_reinforce_and_one_holds_back() -> None:
    assert [one.kind for one in find_loops(_ring(["a", "b", "c"], "+--")).loops] == [REINFORCING]
    assert [one.kind for one in find_loops(_ring(["a", "b", "c"], "++-")).loops] == [BALANCING]


def test_a_loop_begins_at_the_lowest_id_and_stands_once() -> None:
    loops = find_loops(_ring(["c", "a", "b"], "+++")).loops
    assert [one.path.elements for one in loops] == [("a", "b", "c", "a")]


def test_an_element_that_strengthens_itself_is_a_loop_of_one() -> None:
    search = find_loops([Influence("a", "a", "+")])
    assert [one.path.elements for one in search.loops] == [("a", "a")]
    assert not search.may_be_longer


def test_without_loops_nothing_is_found_and_nothing_is_left_out() -> None:
    search = find_loops([Influence("a", "b", "+"), Influence("b", "c", "-")])
    assert (search.loops, search.covered, search.largest_part, search.may_be_longer) == ((), 8, 0, False)
    assert find_loops([]).loops == ()


def test_the_shortest_stands_first_then_the_strongest() -> None:
    links = [*_ring(["a", "b", "c"], "+++"), Influence("d", "e", "+", 1), Influence("e", "d", "+", 3), Influence("f", "g", "+", 3)]
    links.append(Influence("g", "f", "+", 2))
    assert [one.path.elements[0] for one in find_loops(links).loops] == ["f", "d", "a"]


def test_a_longer_loop_than_asked_for_is_not_found_but_said() -> None:
    names = [f"e{number}" for number in range(9)]
    search = find_loops(_ring(names, "+" * 9))
    assert (search.loops, search.covered, search.largest_part, search.may_be_longer) == ((), 8, 9, True)
    assert len(find_loops(_ring(names, "+" * 9), longest=9).loops) == 1


def test_too_many_loops_are_searched_shorter_and_it_is_said() -> None:
    search = find_loops(_everyone_to_everyone(20), most=1000)
    assert (len(search.loops), search.covered, search.may_be_longer) == (190, 2, True)
    assert find_loops(_everyone_to_everyone(20), most_steps=1000).covered == 2


def test_a_ring_over_several_blocks_is_found() -> None:
    names = [f"e{number:04}" for number in range(BLOCK + 10)]
    links = [*_ring(names, "+" * len(names)), Influence(names[-1], names[-3], "-"), Influence(names[1], names[0], "+")]
    search = find_loops(links)
    assert [one.path.elements for one in search.loops] == [
        (names[0], names[1], names[0]),
        (names[-3], names[-2], names[-1], names[-3]),
    ]
    assert search.may_be_longer


def test_the_weakest_link_and_the_stated_lags_count() -> None:
    path = InfluencePath((Influence("a", "b", "+", 3, 2), Influence("b", "c", "-", None, None), Influence("c", "d", "-", 3, 5)))
    assert (path.sign, path.strength, path.lag_years) == ("+", 2, 7)
    assert InfluencePath((Influence("a", "b", "-", 1),)).lag_years is None


def test_of_two_links_between_the_same_the_last_counts() -> None:
    graph = InfluenceGraph.of([Influence("a", "b", "+"), Influence("a", "b", "-")])
    assert graph.path([0, 1]).sign == "-"
