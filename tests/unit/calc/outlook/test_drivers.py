"""What drives a spread: the lever that moves it stands first, and one that does not is left out."""

import numpy as np

from veikart.calc.outlook.drivers import MOST_RANKED, measure_drivers, rank_levers

DRAWS, YEARS = 1_500, 5


def _levers() -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    return {one: random.normal(size=(DRAWS, YEARS)) for one in ("interest", "tax", "grant")}


def test_what_moves_a_line_stands_first() -> None:
    levers = _levers()
    line = 3 * levers["interest"][:, -1] + levers["tax"].mean(axis=1)
    found = measure_drivers(line, rank_levers(levers))
    assert [lever for lever, _ in found][:2] == ["interest", "tax"]
    assert found[0][1] > 0.9
    assert "grant" not in dict(found)


def test_a_line_of_one_lever_alone_is_all_of_it() -> None:
    levers = _levers()
    assert dict(measure_drivers(np.exp(-levers["tax"][:, -1]), rank_levers(levers)))["tax"] > 0.999


def test_nothing_drives_what_stands_still() -> None:
    assert measure_drivers(np.full(DRAWS, 7.0), rank_levers(_levers())) == ()
    assert measure_drivers(np.arange(DRAWS, dtype=float), rank_levers({"still": np.ones((DRAWS, YEARS))})) == ()


def test_draws_after_the_first_are_not_asked() -> None:
    random = np.random.default_rng(2)
    lever = random.normal(size=(MOST_RANKED + 500, 2))
    changed = lever.copy()
    changed[MOST_RANKED:] = 0
    line = lever[:, -1] + random.normal(size=len(lever))
    assert measure_drivers(line, rank_levers({"one": lever})) == measure_drivers(line, rank_levers({"one": changed}))
