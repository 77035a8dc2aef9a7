"""The need for restructuring: the least that operations must be cut by, from a year on, for each limit to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.outlook.economy import FOR_MEASURES, Prepared, prepare_economy, walk_economy
from veikart.calc.outlook.economy_arithmetic import DRAWN, EXACT
from veikart.calc.outlook.economy_inputs import EconomyInputs, Future
from veikart.calc.outlook.economy_limits import Limit

STEP = 1_000
"""Kroner: a need is rounded up to whole steps."""
_TRIES, _NEAR = 16, 8
"""Cuts tried at a time between one that is too small and one that is enough, and steps that rounding may have moved it."""
Whole = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Needs:
    """By limit: `nok` is the least that operations must be cut by every year from a year on for the limit to hold in that year and all after, whole
    thousand kroner of the plan's prices, shape (years,); `can` is False where no cut is enough, and then `nok` is 0."""

    nok: Mapping[str, Whole]
    can: Mapping[str, NDArray[np.bool_]]

    def largest(self, years: int) -> Whole:
        """What every limit together needs in each year: the most that one of them does."""
        return np.max([np.zeros(years, dtype=np.int64), *self.nok.values()], axis=0)

    def binding(self, at: int) -> str:
        """The limit that needs most from the year at a place, or the first that no cut is enough for; empty where nothing is needed."""
        hopeless = next((limit for limit, can in self.can.items() if not can[at]), "")
        most = max(self.nok, key=lambda limit: self.nok[limit][at], default="")
        return most if most and self.nok[most][at] > 0 else hopeless


def find_needs(inputs: EconomyInputs, future: Future, limits: Sequence[Limit]) -> Needs:
    """The need of each limit from each year on, for one future in whole kroner (arrays of shape (years, 1)).

    The more is cut, the more holds: the least is searched for between nothing and all that comes in, many cuts at a time, unrounded. What is found is
    tried in whole kroner, and searched for in them where rounding has moved it.
    """
    shape = (len(limits), len(inputs.years))
    pairs = _Pairs(*(one.ravel() for one in np.indices(shape)))
    search = _Search(prepare_economy(inputs, _as_drawn(future), DRAWN), limits)
    exact = _Search(prepare_economy(inputs, future, EXACT), limits)
    nothing = np.zeros(len(pairs.limit), dtype=np.int64)
    most = nothing + _round_up(float(np.max(exact.ready.frame["operating_revenue"])))
    is_broken = exact.breaks(pairs, nothing[:, None])[:, 0]
    can = ~is_broken | ~exact.breaks(pairs, most[:, None])[:, 0]
    chosen = np.flatnonzero(is_broken & can)
    nok = nothing.copy()
    nok[chosen] = _search(search, pairs.take(chosen), nothing[chosen], most[chosen])
    nok[chosen] = _correct(exact, pairs.take(chosen), nok[chosen], most[chosen])
    ids = [one.id for one in limits]
    return Needs(dict(zip(ids, nok.reshape(shape), strict=True)), dict(zip(ids, can.reshape(shape), strict=True)))


def _search(search: _Search, pairs: _Pairs, low: Whole, high: Whole) -> Whole:
    """The least cuts that are enough: `low` is not, `high` is."""
    while np.any(high - low > STEP):
        steps = (high - low)[:, None] // STEP * np.arange(1, _TRIES + 1) // (_TRIES + 1)
        cuts = low[:, None] + steps * STEP
        broken = search.breaks(pairs, cuts)
        low = np.max(np.where(broken, cuts, low[:, None]), axis=1)
        high = np.min(np.where(broken, high[:, None], np.where(cuts > low[:, None], cuts, high[:, None])), axis=1)
    return high


def _correct(exact: _Search, pairs: _Pairs, found: Whole, most: Whole) -> Whole:
    """The cuts to the last step: those found without rounding, moved some steps where rounding asks for it, or searched for once more."""
    found, left = found.copy(), np.arange(len(found))
    for steps in (np.arange(-1, 1), np.arange(-_NEAR, _NEAR + 1)):
        if not len(left):
            return found
        cuts = np.maximum(found[left, None] + steps * STEP, 0)
        broken = exact.breaks(pairs.take(left), cuts)
        count = broken.sum(axis=1)
        is_right = (count > 0) & (count < len(steps)) & (broken == (np.arange(len(steps)) < count[:, None])).all(axis=1)
        found[left[is_right]] = cuts[is_right, count[is_right]]
        left = left[~is_right]
    found[left] = _search(exact, pairs.take(left), np.zeros_like(most[left]), most[left])
    return found


def _round_up(nok: float) -> int:
    return int(-(-max(nok, 0.0) // STEP)) * STEP + STEP


def _as_drawn(future: Future) -> Future:
    drivers = {key: values.astype(np.float64) for key, values in future.drivers.items()}
    levers = {key: values.astype(np.float64) for key, values in future.levers.items()}
    return Future(drivers, future.population.astype(np.float64), future.working_age.astype(np.float64), levers)


@dataclass(frozen=True, eq=False)
class _Pairs:
    """A limit and the year it is to hold from, by place; both of shape (pairs,)."""

    limit: NDArray[np.intp]
    start: NDArray[np.intp]

    def take(self, chosen: NDArray[np.intp]) -> _Pairs:
        return _Pairs(self.limit[chosen], self.start[chosen])


@dataclass(frozen=True, eq=False)
class _Search:
    """Cuts tried on one future."""

    ready: Prepared
    limits: Sequence[Limit]

    def breaks(self, pairs: _Pairs, cuts: Whole) -> NDArray[np.bool_]:
        """Whether each pair's limit is broken from its year on with each of its cuts, shape (pairs, cuts)."""
        years, tries = self.ready.inputs.years, cuts.shape[1]
        since = np.arange(len(years))[:, None] >= np.repeat(pairs.start, tries)
        cut = cuts.reshape(1, -1) * since
        found = walk_economy(self.ready, cut=self.ready.arithmetic.numbers(cut), only=FOR_MEASURES)
        limit_of = np.repeat(pairs.limit, tries)
        broken = np.zeros(cut.shape, dtype=bool)
        for at, limit in enumerate(self.limits):
            part = limit_of == at
            broken[:, part] = limit.is_broken(np.broadcast_to(found[limit.measure], cut.shape)[:, part], years)
        by_pair: NDArray[np.bool_] = (broken & since).any(axis=0).reshape(cuts.shape)
        return by_pair
