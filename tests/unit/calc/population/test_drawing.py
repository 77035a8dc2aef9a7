"""The drawn populations beside the plain projection."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.random_population import make_inputs
from veikart.calc.population import AGES, FEMALE, PopulationInputs, project
from veikart.calc.population.drawing import LEVERS, Drawing, Grouping, draw_groups

NAMES = ("fertility", "survival", "out_domestic", "out_foreign", "in_domestic", "in_foreign", "in_housing")


def _weights() -> np.ndarray:
    weights = np.zeros((4, 2, AGES))
    weights[0] = 1
    weights[1, :, 80:] = 1
    weights[2, FEMALE, 20:40] = 1
    weights[3] = np.linspace(0, 1, AGES)
    return weights


def _draw(inputs: PopulationInputs, factors: dict[str, np.ndarray], draws: int, **options: object) -> np.ndarray:
    return draw_groups(inputs, _weights(), factors, **({"draws": draws, "seed": 1, "municipality": 3201, "noise": False} | options))  # type: ignore[arg-type]


def _draw_precisely(inputs: PopulationInputs, factors: dict[str, np.ndarray], draws: int) -> np.ndarray:
    return Drawing(inputs, _weights(), noise=False, seed=1, municipality=3201, precision=np.float64).draw(factors, draws)


def _change(inputs: PopulationInputs, factors: dict[str, np.ndarray], draw: int) -> PopulationInputs:
    """The inputs with the factors of one draw, none of the chances above 1."""
    by_name = {name: factors.get(lever, np.ones((draw + 1, len(inputs.years))))[draw] for name, lever in zip(NAMES, LEVERS, strict=True)}
    values = {name: getattr(inputs, name) * by_name[name].reshape(-1, *[1] * (getattr(inputs, name).ndim - 1)) for name in NAMES}
    values["survival"] = 1 - np.minimum((1 - inputs.survival) * by_name["survival"][:, None, None], 1)
    out = values["out_domestic"] + values["out_foreign"]
    values["out_domestic"], values["out_foreign"] = np.minimum(out, 1), np.zeros_like(out)
    return PopulationInputs(inputs.first_year, inputs.base, boys=inputs.boys, **values)


def test_a_draw_with_nothing_drawn_is_the_projection() -> None:
    inputs = make_inputs(1, years=6)
    expected = Grouping.of(_weights()).count(project(inputs).persons)
    found = _draw(inputs, {}, 3)
    assert found.shape == (3, 7, 4)
    assert found == pytest.approx(np.broadcast_to(expected, (3, 7, 4)), rel=2e-6)
    assert _draw_precisely(inputs, {}, 1)[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_moves_what_it_should(lever: str) -> None:
    inputs = make_inputs(2, years=4)
    factors = {lever: np.array([[1, 0.5, 2, 1], [30, 40, 0, 1], [1, 1, 1, 1]], float)}
    found = _draw_precisely(inputs, factors, 3)
    for draw in range(3):
        expected = Grouping.of(_weights()).count(project(_change(inputs, factors, draw)).persons)
        assert found[draw] == pytest.approx(expected, rel=1e-12)


def test_the_same_for_any_threads_and_any_cut() -> None:
    inputs = make_inputs(3, years=3)
    rng = np.random.default_rng(1)
    factors = {lever: np.exp(rng.normal(0, 0.1, (2300, 3))) for lever in LEVERS}
    whole = _draw(inputs, factors, 2300)
    assert np.array_equal(whole, _draw(inputs, factors, 2300, threads=2))
    part = {lever: values[700:1800] for lever, values in factors.items()}
    assert np.array_equal(whole[700:1800], _draw(inputs, part, 1100, first_draw=700))


def test_cells_that_weigh_alike_are_added_up_once() -> None:
    grouping = Grouping.of(_weights()[:3])
    assert grouping.runs.tolist() == [[0, 20], [20, 40], [40, 80], [80, 106], [106, 186], [186, 212]]
    assert Grouping.of(np.zeros((1, 2, AGES))).weights.shape == (0, 1)
    persons = np.random.default_rng(1).uniform(0, 9, (5, 2, AGES))
    assert grouping.count(persons) == pytest.approx(np.einsum("ysa,gsa->yg", persons, _weights()[:3]))
