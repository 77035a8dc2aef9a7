"""Units below units."""

import numpy as np
import pytest

from veikart.calc.ledger import UnitTree, add_up_by_key

TREE = UnitTree.of(
    ["kommune", "oppvekst", "skole", "barnehage", "utenfor"],
    {"oppvekst": "kommune", "skole": "oppvekst", "barnehage": "oppvekst", "utenfor": "ukjent"},
)


def test_units_are_the_sum_of_what_is_below_them_for_every_column():
    amounts = np.array([[1, 10], [2, 20], [3, 30], [4, 40], [5, 50]])
    assert TREE.add_up(amounts).tolist() == [[10, 100], [9, 90], [3, 30], [4, 40], [5, 50]]
    assert amounts[0].tolist() == [1, 10]


def test_tree_without_units_or_with_rings():
    assert UnitTree.of([], {}).add_up(np.zeros((0, 2))).shape == (0, 2)
    with pytest.raises(ValueError, match="below itself"):
        UnitTree.of(["a", "b"], {"a": "b", "b": "a"})
    with pytest.raises(ValueError, match="twice"):
        UnitTree.of(["a", "a"], {})


def test_keys_below_zero_are_left_out():
    assert add_up_by_key(np.array([-1, 1, 1]), np.array([5, 6, 7]), 2).tolist() == [0, 13]
