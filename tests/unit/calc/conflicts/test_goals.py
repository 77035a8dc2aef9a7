"""Conflicts that can be found by hand."""

from veikart.calc.conflicts import find_conflicts, find_conflicts_between
from veikart.calc.conflicts.goals import STEPS_FOR_PAIR
from veikart.calc.plan_system import Influence


def _links(*written: str) -> list[Influence]:
    """«a-b» for a weakens b, «a+b» for a strengthens b, with the strength behind where there is one."""
    return [Influence(one[0], one[2], one[1], int(one[3:] or 2)) for one in written]


def _told(*written: str, goals: str) -> list[tuple[str, str]]:
    return [("".join(one.path.elements), "mixed" if one.is_mixed else "") for one in find_conflicts(_links(*written), goals).conflicts]


def test_a_path_with_one_minus_is_a_conflict_and_with_two_is_not() -> None:
    assert _told("a+b", "b-c", goals="ac") == [("abc", "")]
    assert _told("a-b", "b-c", goals="ac") == []


def test_a_way_with_plus_makes_it_mixed() -> None:
    links = _links("a+b", "b-c", "a+d", "d+e", "e+c")
    [one] = find_conflicts(links, "ac").conflicts
    assert one.is_mixed
    assert one.support
    assert one.support.elements == ("a", "d", "e", "c")


def test_of_two_as_short_the_strongest_is_told() -> None:
    assert _told("a+b1", "b-d3", "a+c2", "c-d3", goals="ad") == [("acd", "")]


def test_the_shortest_is_told_though_it_is_weaker() -> None:
    assert _told("a-d1", "a+c3", "c-d3", goals="ad") == [("ad", "")]


def test_the_most_severe_stands_first() -> None:
    assert _told("a+b", "b-c", "c-a1", "d-c3", goals="acd") == [("dc", ""), ("ca", ""), ("abc", "")]


def test_a_way_that_needs_the_same_element_twice_is_none() -> None:
    """The minus lies in a loop beside the way: passing it would mean passing x twice."""
    assert _told("a+x", "x-y", "y+x", "x+b", goals="ab") == []


def test_a_path_longer_than_allowed_is_none() -> None:
    links = _links("a+b", "b+c", "c-d")
    assert find_conflicts(links, "ad", longest=2).conflicts == ()
    assert len(find_conflicts(links, "ad", longest=3).conflicts) == 1


def test_two_parts_of_one_goal_can_be_against_each_other() -> None:
    [one] = find_conflicts_between(_links("a-b"), {"mål": ["a", "b"]}).conflicts
    assert (one.goal, one.weakened) == ("mål", "mål")


def test_a_goal_without_elements_in_the_graph_has_no_conflict() -> None:
    assert find_conflicts(_links("a-b"), ["a", "x"]).conflicts == ()
    assert find_conflicts([], ["a", "x"]).conflicts == ()


def test_a_search_that_is_given_up_is_said() -> None:
    """The only minus lies behind c, which every way must pass: there are thousands of ways to try, and none that holds."""
    crowd = [f"k{number:02}" for number in range(20)]
    links = [Influence(one, other, "+") for one in crowd for other in crowd if one != other]
    links += [Influence("a", crowd[0], "+"), *(Influence(one, "c", "+") for one in crowd)]
    links += [Influence("c", "d", "-"), Influence("d", "c", "+"), Influence("c", "b", "+")]
    search = find_conflicts(links, ["a", "b"])
    assert (search.conflicts, search.left_out) == ((), 1)
    assert STEPS_FOR_PAIR < 20 * 19 * 18
