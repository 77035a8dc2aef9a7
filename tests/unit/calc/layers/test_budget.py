"""What lies above and below a unit."""

from tests.support.tiny import make_budget


def test_a_unit_and_everything_below_it() -> None:
    budget = make_budget([])
    assert budget.unit_and_below("skole") == {"skole", "grunnskole", "barnehage"}
    assert budget.unit_and_below("grunnskole") == {"grunnskole"}


def test_what_lies_above_from_the_top_down() -> None:
    budget = make_budget([])
    assert [unit.id for unit in budget.ancestors("grunnskole")] == ["kommune", "skole"]
    assert budget.ancestors("kommune") == ()


def test_the_top_has_the_empty_parent() -> None:
    budget = make_budget([])
    assert [unit.id for unit in budget.children[""]] == ["kommune"]
    assert [unit.id for unit in budget.children["skole"]] == ["grunnskole", "barnehage"]
