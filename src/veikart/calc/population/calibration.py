"""A projection made to come to totals that are known: what is scaled, by how much, and what it came to, year by year.

Flows that are known are met first: births by fertility, deaths by the chance of dying, moves by the shares that move out and the persons that move
in. Then persons are met by moving: those who move in are multiplied by a factor and the shares that move out divided by the same one (the
plus-minus method), so no flow turns negative and ages keep their pattern. Where several totals hold for the same people (all, and by band), each
has its factor, found by going round until all hold. **Source**: W. E. Deming and F. F. Stephan (1940) for going round; C. A. Akers and J. S. Siegel
(1965), as in S. K. Smith, J. Tayman and D. A. Swanson, State and Local Population Projections, for plus-minus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from veikart.calc.population.inputs import AGES, OLDEST, SEXES, Numbers, PopulationInputs
from veikart.calc.population.projection import Projected, project

PERSONS, BIRTHS, DEATHS = "persons", "births", "deaths"
MOVES = ("out_domestic", "out_foreign", "in_domestic", "in_foreign")
MEASURES = (PERSONS, BIRTHS, DEATHS, *MOVES)
"""What a total may be of: persons on 1 January, and what moves them during the year."""
LEAST_FACTOR, MOST_FACTOR = 0.5, 2.0
"""A factor outside these says that the total, or the projection, is about something else."""
MOST_ROUNDS = 300
NEAR = 1e-7
"""Persons that a total is met within, where it can be."""
_PLACE = {"": slice(0, len(SEXES)), **{sex: slice(at, at + 1) for at, sex in enumerate(SEXES)}}


@dataclass(frozen=True, slots=True)
class PopulationTarget:
    """A total that is known: `count` persons of `measure` (one of MEASURES), those of a sex (empty for both) and of ages at the end of the year,
    both included, OLDEST for it and all who are older. Persons are those of 1 January of `year`; births, deaths and moves those during it."""

    measure: str
    year: int
    count: int
    sex: str = ""
    age_from: int = 0
    age_to: int = OLDEST
    source: str = ""
    note: str = ""

    @property
    def series(self) -> TargetSeries:
        """What it is a total of, whatever the year."""
        return TargetSeries(self.measure, self.sex, self.age_from, self.age_to)


@dataclass(frozen=True, slots=True)
class TargetSeries:
    """What totals are of: a measure, a sex (empty for both) and ages, both included."""

    measure: str
    sex: str = ""
    age_from: int = 0
    age_to: int = OLDEST

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Who it is about, shape (sexes, ages)."""
        found = np.zeros((len(SEXES), AGES), dtype=np.bool_)
        found[_PLACE[self.sex], self.age_from : self.age_to + 1] = True
        return found


@dataclass(frozen=True, eq=False)
class Calibration:
    """What was scaled. Arrays have shape (series, years) in the order of `series` and `years`, persons at the end of the year.

    `before` is what the projection came to with the years before it calibrated, `target` the total (what it came to where none is known),
    `factor` what births, deaths or moves were multiplied by (for persons: those who move in multiplied, those who move out divided; 1 where no
    total is known), `after` what it came to. `is_set` is where a total is known, `is_met` where it was met within half a person.
    """

    series: tuple[TargetSeries, ...]
    years: tuple[int, ...]
    before: Numbers
    target: Numbers
    factor: Numbers
    after: Numbers
    is_set: NDArray[np.bool_]

    @property
    def is_met(self) -> NDArray[np.bool_]:
        """Where what is known was reached, within half a person."""
        found: NDArray[np.bool_] = np.abs(self.after - self.target) <= 0.5
        return found

    @property
    def is_far(self) -> NDArray[np.bool_]:
        """Where the factor is outside LEAST_FACTOR to MOST_FACTOR."""
        found: NDArray[np.bool_] = (self.factor < LEAST_FACTOR) | (self.factor > MOST_FACTOR)
        return found


def rake(counts: Numbers, masks: Sequence[NDArray[np.bool_]], totals: Sequence[float]) -> tuple[Numbers, Numbers]:
    """The counts scaled so that those under each mask come to its total, as nearly as they can together, and the factor of each mask.

    Counts that are 0 stay 0; a mask without any keeps the factor 1.

    >>> rake(np.array([2.0, 6.0]), [np.array([True, False]), np.array([True, True])], [3, 12])[0].round(6).tolist()
    [3.0, 9.0]
    """
    found, factors = counts.astype(np.float64), np.ones(len(masks))
    for _ in range(MOST_ROUNDS):
        moved = 0.0
        for at, (mask, total) in enumerate(zip(masks, totals, strict=True)):
            reached = float(found[mask].sum())
            if reached > 0:
                found[mask] *= total / reached
                factors[at] *= total / reached
                moved = max(moved, abs(total - reached))
        if moved <= NEAR:
            break
    return found, factors


def calibrate_inputs(inputs: PopulationInputs, targets: Sequence[PopulationTarget]) -> tuple[PopulationInputs, Calibration]:
    """The inputs scaled so that their projection comes to the totals, and what was scaled. Totals of other years are left out.

    The population of the first 1 January is not scaled: it is what it is. Births are for all mothers and both sexes.
    """
    known = {(one.series, one.year - 1 if one.measure == PERSONS else one.year): float(one.count) for one in targets}
    series = tuple(dict.fromkeys(one for one, year in known if year in inputs.years))
    shape = (len(series), len(inputs.years))
    before, target, after, factor, is_set = np.zeros(shape), np.zeros(shape), np.zeros(shape), np.ones(shape), np.zeros(shape, dtype=np.bool_)
    base, done = inputs.base, []
    for at, year in enumerate(inputs.years):
        part = _take_year(inputs, at, base)
        set_now = {place: known[one, year] for place, one in enumerate(series) if (one, year) in known}
        before[:, at] = _measure(series, project(part))
        for measure in (BIRTHS, DEATHS, *MOVES, PERSONS):
            places = [place for place in set_now if series[place].measure == measure]
            if places:
                part, factor[places, at] = _SCALE.get(measure, _scale_flow)(
                    part, measure, [series[one] for one in places], [set_now[one] for one in places]
                )
        projected = project(part)
        after[:, at] = _measure(series, projected)
        is_set[list(set_now), at] = True
        target[:, at] = [set_now.get(place, after[place, at]) for place in range(len(series))]
        base = projected.persons[1]
        done.append(part)
    return _join_years(inputs, done), Calibration(series, inputs.years, before, target, factor, after, is_set)


def apply_scaling(inputs: PopulationInputs, before: PopulationInputs, after: PopulationInputs) -> PopulationInputs:
    """The inputs scaled as `before` was to become `after`: an alternative, or a changed lever, on top of a calibrated projection.

    Chances of dying, not of living, are scaled. What is 0 in `before` is left as it is. All three are of the same years.
    """

    def scale(now: Numbers, old: Numbers, new: Numbers) -> Numbers:
        found: Numbers = now * np.divide(new, old, out=np.ones_like(new), where=old > 0)
        return found

    scaled = {name: scale(*(getattr(one, name) for one in (inputs, before, after))) for name in ("fertility", *MOVES)}
    dying = scale(*(1 - one.survival for one in (inputs, before, after)))
    return _hold_moves(replace(inputs, survival=1 - np.minimum(dying, 1.0), **scaled))


_BY_YEAR = ("fertility", "survival", "out_domestic", "out_foreign", "in_domestic", "in_foreign", "in_housing")


def _take_year(inputs: PopulationInputs, at: int, base: Numbers) -> PopulationInputs:
    arrays = {name: getattr(inputs, name)[at : at + 1] for name in _BY_YEAR}
    return replace(inputs, first_year=inputs.first_year + at, base=base, **arrays)


def _join_years(inputs: PopulationInputs, parts: Sequence[PopulationInputs]) -> PopulationInputs:
    return replace(inputs, **{name: np.concatenate([getattr(one, name) for one in parts]) for name in _BY_YEAR})


def _measure(series: Sequence[TargetSeries], projected: Projected) -> list[float]:
    """What each series comes to in a projection of one year."""
    return [float(_flow(projected, one.measure)[_mask(one)].sum()) for one in series]


def _flow(projected: Projected, measure: str) -> Numbers:
    found: Numbers = projected.persons[1] if measure == PERSONS else getattr(projected, measure)[0]
    return found


def _mask(one: TargetSeries) -> NDArray[np.bool_]:
    """Births are all births, at whatever age and sex they are asked for."""
    return TargetSeries(BIRTHS).mask if one.measure == BIRTHS else one.mask


Scaled = tuple[PopulationInputs, Numbers]


def _scale_births(part: PopulationInputs, measure: str, series: Sequence[TargetSeries], totals: Sequence[float]) -> Scaled:
    """The last total is the one that holds: births have no parts here."""
    del series
    reached = float(_flow(project(part), measure).sum())
    factor = totals[-1] / reached if reached > 0 else 1.0
    return replace(part, fertility=part.fertility * factor), np.full(len(totals), factor)


def _scale_flow(part: PopulationInputs, measure: str, series: Sequence[TargetSeries], totals: Sequence[float]) -> Scaled:
    """Deaths and moves: the flow of the year raked, and its rates by as much, never above one."""
    flow = _flow(project(part), measure)
    raked, factors = rake(flow, [one.mask for one in series], totals)
    scale = np.divide(raked, flow, out=np.ones_like(flow), where=flow > 0)
    if measure == DEATHS:
        return replace(part, survival=1 - np.minimum((1 - part.survival) * scale, 1.0)), factors
    moved = {measure: getattr(part, measure) * scale}
    return _hold_moves(replace(part, **moved)), factors


def _hold_moves(part: PopulationInputs) -> PopulationInputs:
    """No more than all move out."""
    both = np.maximum(part.out_domestic + part.out_foreign, 1.0)
    return replace(part, out_domestic=part.out_domestic / both, out_foreign=part.out_foreign / both)


def _scale_persons(part: PopulationInputs, measure: str, series: Sequence[TargetSeries], totals: Sequence[float]) -> Scaled:
    """Those who move in times a factor, those who move out divided by it, one total after the other until all hold."""
    factors, masks = np.ones(len(totals)), [one.mask for one in series]
    for _ in range(MOST_ROUNDS):
        moved = 0.0
        for at, (mask, total) in enumerate(zip(masks, totals, strict=True)):
            projected = project(part)
            moved = max(moved, abs(total - float(_flow(projected, measure)[mask].sum())))
            factor = _find_factor(projected, mask, total)
            part = _move(part, mask, factor)
            factors[at] *= factor
        if moved <= NEAR:
            break
    return part, factors


def _find_factor(projected: Projected, mask: NDArray[np.bool_], total: float) -> float:
    """The factor f that makes persons who stay, plus in times f, less out divided by f, come to the total; 1 where nobody moves."""
    moved_in = float((projected.in_domestic[0] + projected.in_foreign[0])[mask].sum())
    moved_out = float((projected.out_domestic[0] + projected.out_foreign[0])[mask].sum())
    net = total - float(projected.persons[1][mask].sum()) + moved_in - moved_out
    if moved_in > 0:
        factor = (net + float(np.sqrt(net * net + 4 * moved_in * moved_out))) / (2 * moved_in)
        return max(factor, _LEAST)
    return min(moved_out / -net, _MOST) if net < 0 < moved_out else 1.0


_LEAST, _MOST = 1e-6, 1e6


def _move(part: PopulationInputs, mask: NDArray[np.bool_], factor: float) -> PopulationInputs:
    scale = np.where(mask, factor, 1.0)
    moved = {name: getattr(part, name) * (scale if name.startswith("in") else 1 / scale) for name in MOVES}
    return _hold_moves(replace(part, **moved))


_SCALE = {BIRTHS: _scale_births, PERSONS: _scale_persons}
