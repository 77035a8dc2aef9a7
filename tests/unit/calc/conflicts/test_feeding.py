"""Conflicts between goals through the elements that serve them, and the measures that feed them."""

from datetime import date

from tests.support.conflicting import make_system
from veikart.calc.conflicts import find_feeds, find_goal_conflicts, get_influences_in_use
from veikart.calc.plan_system import MeasureLink


def _pairs(*written: str, kinds: tuple[str, ...] = ("main_goal", "sub_goal"), **options: object) -> list[tuple[str, str, str]]:
    system = make_system(*written, **options)  # type: ignore[arg-type]
    return [(one.goal, one.weakened, " ".join(one.path.elements)) for one in find_goal_conflicts(system, kinds=kinds).conflicts]


def test_strategies_are_lifted_to_the_lowest_goals_they_serve() -> None:
    assert _pairs("fortetting-rimelig") == [("klima-sub", "bolig-sub", "fortetting rimelig")]


def test_between_main_goals_only() -> None:
    assert _pairs("fortetting-rimelig", kinds=("main_goal",)) == [("klima", "bolig", "fortetting rimelig")]


def test_through_consequences() -> None:
    assert _pairs("fortetting+dyrere", "dyrere-rimelig") == [("klima-sub", "bolig-sub", "fortetting dyrere rimelig")]


def test_a_goal_itself_may_be_where_it_ends() -> None:
    assert _pairs("fortetting-bolig") == [("klima-sub", "bolig", "fortetting bolig")]


def test_a_sub_goal_may_weaken_its_own_main_goal() -> None:
    assert _pairs("fortetting-klima") == [("klima-sub", "klima", "fortetting klima")]


def test_an_element_no_longer_in_use_does_not_count() -> None:
    system = make_system("fortetting-rimelig", retired={"rimelig": date(2024, 1, 1)})
    assert find_goal_conflicts(system).conflicts == ()
    assert get_influences_in_use(system) == ()


def test_a_consequence_alone_is_no_goal() -> None:
    assert _pairs("fortetting-dyrere") == []


def _feeds(*measures: MeasureLink, influences: tuple[str, ...] = ("fortetting+dyrere", "dyrere-rimelig")) -> list[tuple[str, str, str]]:
    system = make_system(*influences, measures=measures)
    return [(one.measure, one.element, one.on_path) for one in find_feeds(system, find_goal_conflicts(system).conflicts[0])]


def test_measures_of_the_path_and_below_it_feed_the_conflict() -> None:
    links = (MeasureLink("m1", "fortetting", 40), MeasureLink("m2", "oppdrag"))
    assert _feeds(*links) == [("m1", "fortetting", "fortetting"), ("m2", "oppdrag", "fortetting")]


def test_money_to_the_goal_as_a_whole_feeds_it_last() -> None:
    links = (MeasureLink("m1", "klima-sub"), MeasureLink("m2", "fortetting"), MeasureLink("m3", "bolig-sub"), MeasureLink("m4", "klima"))
    assert _feeds(*links) == [("m2", "fortetting", "fortetting"), ("m1", "klima-sub", "")]


def test_a_measure_for_what_is_weakened_pulls_the_other_way() -> None:
    assert _feeds(MeasureLink("m1", "rimelig")) == []
    against = ("fortetting-dyrere", "dyrere+rimelig")
    assert _feeds(MeasureLink("m1", "dyrere"), influences=against) == []


def test_a_measure_and_element_is_told_once() -> None:
    feeds = _feeds(MeasureLink("m1", "fortetting"), MeasureLink("m1", "klima-sub", 10))
    assert feeds == [("m1", "fortetting", "fortetting"), ("m1", "klima-sub", "")]
