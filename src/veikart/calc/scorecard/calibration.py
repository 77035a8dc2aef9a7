"""From measured errors to what is drawn: the spread of each lever, so that the drawn fan is as wide as the errors were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

import numpy as np

from veikart.calc.population.inputs import Numbers, PopulationInputs
from veikart.calc.population.projection import project
from veikart.calc.scorecard.spreads import NEWBORN, OLDEST, TOTAL, MeasuredSpreads

STEP = 0.01
PERSISTENCES = tuple(at / 20 for at in range(21))
"""The persistences that are tried."""
_NOBODY = 1e-9
"""So many persons are added, so that a place where nobody lives is moved by nothing."""
_COUNTED = {TOTAL: slice(None), NEWBORN: slice(0, 1), OLDEST: slice(80, None)}


@dataclass(frozen=True, slots=True)
class CalibratedSpread:
    """How a lever is drawn: x(t) = persistence x x(t - 1) + spread x a standard normal, and the lever is multiplied by e to the power of x.
    `is_national` where it is the same in every municipality. `misfit` is the largest distance between the spread that is drawn and the one that
    was measured, over the years ahead it was fitted to, as a share of the measured."""

    lever: str
    spread: float
    persistence: float
    is_national: bool
    misfit: float


def measure_sensitivities(inputs: PopulationInputs, lever: str, what: str = TOTAL) -> Numbers:
    """What one year of a lever moves: the change of the logarithm of the persons counted (`what`: TOTAL, NEWBORN or OLDEST) at the end of each year
    (rows) when x is one in one year (columns), in a straight line from a small step. Shape (years, years), zero above the diagonal.

    The levers are those of the draws: fertility, mortality, in_domestic, in_foreign, out_domestic, out_foreign, housing.
    """
    return _measure_lever(inputs, lever)[what]


@lru_cache(maxsize=64)
def _measure_lever(inputs: PopulationInputs, lever: str) -> dict[str, Numbers]:
    """The sensitivities of everything that is counted, from the year that is moved on only, as nothing before it changes."""
    years, before = len(inputs.fertility), project(inputs).persons
    moved = {what: np.zeros((years, years)) for what in _COUNTED}
    for year in range(years):
        factor = np.ones(years - year)
        factor[0] = np.exp(STEP)
        after = project(change_lever(_begin_later(inputs, year, before[year]), lever, factor)).persons[1:]
        for what, ages in _COUNTED.items():
            counted = [persons[..., ages].sum((1, 2)) + _NOBODY for persons in (after, before[year + 1 :])]
            moved[what][year:, year] = np.log(counted[0] / counted[1]) / STEP
    return moved


def _begin_later(inputs: PopulationInputs, year: int, base: Numbers) -> PopulationInputs:
    """The inputs from the year with this place on, with the persons there are then."""
    by_year = [one.name for one in fields(inputs) if one.name not in {"first_year", "base", "boys"}]
    return replace(inputs, first_year=inputs.first_year + year, base=base, **{name: getattr(inputs, name)[year:] for name in by_year})


def change_lever(inputs: PopulationInputs, lever: str, factor: Numbers) -> PopulationInputs:
    """The inputs with a lever multiplied by a factor in each year, shape (years,). Raises KeyError for a lever that does not move a population.

    Mortality is the chance of dying in the year; no chance or share goes above one.
    """
    by_year = factor[:, None, None]
    if lever == "mortality":
        return replace(inputs, survival=1 - np.minimum((1 - inputs.survival) * by_year, 1))
    if lever == "fertility":
        return replace(inputs, fertility=inputs.fertility * factor[:, None])
    if lever == "housing":
        return replace(inputs, in_housing=inputs.in_housing * by_year)
    name = {"in_domestic": "in_domestic", "in_foreign": "in_foreign", "out_domestic": "out_domestic", "out_foreign": "out_foreign"}[lever]
    changed = getattr(inputs, name) * by_year
    return replace(inputs, **{name: np.minimum(changed, 1) if name.startswith("out") else changed})


def get_variance(sensitivities: Numbers, persistence: float) -> Numbers:
    """The variance of the logarithm at the end of each year, shape (years,), of a lever whose yearly shocks have a spread of one.

    >>> get_variance(np.tril(np.ones((3, 3))), 0.0).tolist()
    [1.0, 2.0, 3.0]
    """
    return np.asarray((_follow_shocks(sensitivities, persistence) ** 2).sum(1))


def _follow_shocks(sensitivities: Numbers, persistence: float) -> Numbers:
    """What the shock of a year (columns) moves at the end of each year (rows), with what is remembered of it."""
    years = len(sensitivities)
    lag = np.arange(years)[:, None] - np.arange(years)
    return np.asarray(sensitivities @ np.where(lag >= 0, float(persistence) ** np.maximum(lag, 0), 0.0))


def fit_spread(lever: str, sensitivities: Sequence[Numbers], wanted: Numbers, *, is_national: bool) -> CalibratedSpread:
    """The spread and persistence of one lever (or of several that are drawn alike, apart) whose variance comes nearest to `wanted` by year.

    Nearest is the least sum of squared distances, each as a share of what is wanted. No spread where nothing is wanted or nothing moves.
    """
    best = CalibratedSpread(lever, 0.0, 0.0, is_national, 1.0)
    least = float(len(wanted))
    for persistence in PERSISTENCES:
        share = sum(get_variance(one[: len(wanted), : len(wanted)], persistence) for one in sensitivities) / np.maximum(wanted, 1e-12)
        if not share.any():
            continue
        size = float(share.sum() / (share**2).sum())
        distance = float(((size * share - 1) ** 2).sum())
        if distance < least:
            least = distance
            best = CalibratedSpread(lever, float(np.sqrt(size)), persistence, is_national, float(np.abs(np.sqrt(size * share) - 1).max()))
    return best


def calibrate_spreads(
    inputs: PopulationInputs, measured: MeasuredSpreads, *, years: int = 10, known: Mapping[str, CalibratedSpread] | None = None
) -> list[CalibratedSpread]:
    """The spreads of the levers of a municipality's population, so that the drawn fan is as wide as the measured errors, one to `years` years ahead.

    What is national: fertility from the errors of the newborn, mortality from those of 80 and older, moving from abroad from what the two leave of
    the errors of all ages. What is the municipality's own: moving in from and out to other municipalities, drawn alike and apart. `known` are
    other levers whose spread is entered already, as housing: what they bring is taken off, from the national or the local part. `inputs` must be
    `years` years or more.
    """
    ahead = np.arange(1.0, years + 1)
    size = float(inputs.base.sum())
    fertility = fit_spread(
        "fertility", [measure_sensitivities(inputs, "fertility", NEWBORN)], measured.national[NEWBORN].at(ahead) ** 2, is_national=True
    )
    mortality = fit_spread(
        "mortality", [measure_sensitivities(inputs, "mortality", OLDEST)], measured.national[OLDEST].at(ahead) ** 2, is_national=True
    )
    others = list((known or {}).values())
    explained = _add_variances(inputs, [fertility, mortality, *(one for one in others if one.is_national)], years)
    national = measured.national[TOTAL].at(ahead) ** 2
    foreign = fit_spread(
        "in_foreign", [measure_sensitivities(inputs, "in_foreign")], np.maximum(national - explained, national / 100), is_national=True
    )
    local = measured.get_local(size, ahead) ** 2
    own = local - _add_variances(inputs, [one for one in others if not one.is_national], years)
    moving = [measure_sensitivities(inputs, lever) for lever in ("in_domestic", "out_domestic")]
    domestic = fit_spread("in_domestic", moving, np.maximum(own, local / 100), is_national=False)
    return [fertility, mortality, foreign, domestic, replace(domestic, lever="out_domestic")]


def _add_variances(inputs: PopulationInputs, spreads: Sequence[CalibratedSpread], years: int) -> Numbers:
    return sum((_draw_variance(inputs, one, years) for one in spreads), np.zeros(years))


def _draw_variance(inputs: PopulationInputs, one: CalibratedSpread, years: int) -> Numbers:
    return one.spread**2 * get_variance(measure_sensitivities(inputs, one.lever), one.persistence)[:years]


def get_drawn_spread(inputs: PopulationInputs, spreads: Sequence[CalibratedSpread], correlations: Numbers | None = None) -> Numbers:
    """The spread of the number of inhabitants at the end of each year when the levers are drawn so, as a standard deviation of the logarithm, in a
    straight line from small steps; shape (years,). `correlations` are those of the year's shocks, shape (levers, levers); apart where None.

    Formula: the sum over all pairs of levers of their correlation times what the shocks of one move times what those of the other move.
    """
    if not spreads:
        return np.zeros(len(inputs.fertility))
    moved = np.array([one.spread * _follow_shocks(measure_sensitivities(inputs, one.lever), one.persistence) for one in spreads])
    together = np.eye(len(spreads)) if correlations is None else correlations
    return np.asarray(np.sqrt(np.einsum("ab,ays,bys->y", together, moved, moved)))
