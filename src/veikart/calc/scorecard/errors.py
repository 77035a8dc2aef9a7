"""How far off projections were, by years ahead, size of municipality and age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from veikart.calc.population.inputs import Numbers
from veikart.calc.population.national import SIZE_LIMITS, get_size_class
from veikart.calc.scorecard.hindcast import AGE_GROUPS, Hindcast

ALL = "all"
NATION = "nation"
SIZE_CLASSES = tuple(str(at) for at in range(len(SIZE_LIMITS) + 1))


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """The errors of a group of projections. `origin` is the year they were made on 1 January of (None: all of them), `horizon` years ahead,
    `size_class` 0-4 by inhabitants, "all", or "nation" for the municipalities added up; `ages` a group of ages or "all".

    `count` is how many projections. Errors are projected over counted less one: `bias` their mean, `mean_absolute` the mean without sign, and
    `point_80` what 80 per cent of them are below without sign. `covered` is the share of them whose count lay within the band that was promised,
    None where none was.
    """

    origin: int | None
    horizon: int
    size_class: str
    ages: str
    count: int
    bias: float
    mean_absolute: float
    point_80: float
    covered: float | None = None


def list_errors(hindcasts: Sequence[Hindcast], half_widths: Sequence[Numbers] = ()) -> Iterator[ErrorSummary]:
    """All summaries: of each origin by size (all ages) and of the nation (each group of ages), and of all origins together by size and ages.

    `half_widths` are, for each hindcast, half the promised band as a logarithm, shape (municipalities, years); none where nothing is promised.
    """
    longest = max(one.projected.shape[1] for one in hindcasts)
    for horizon in range(1, longest + 1):
        far = [one for one in hindcasts if one.projected.shape[1] >= horizon]
        widths = [width for width, one in zip(half_widths, hindcasts, strict=True) if one in far] if half_widths else []
        for at, one in enumerate(far):
            for ages in (ALL, *AGE_GROUPS):
                yield _sum_nation(one, horizon, ages)
            for size_class in (ALL, *SIZE_CLASSES):
                yield replace(_sum_up([one], horizon, size_class, ALL, widths[at : at + 1]), origin=one.origin)
        for size_class in (ALL, *SIZE_CLASSES):
            for ages in (ALL, *AGE_GROUPS):
                yield _sum_up(far, horizon, size_class, ages, widths)


def _sum_nation(one: Hindcast, horizon: int, ages: str) -> ErrorSummary:
    projected, counted = (_take(persons, horizon, ages) for persons in (one.projected, one.counted))
    there = ~np.isnan(counted)
    error = float(projected[there].sum() / counted[there].sum() - 1)
    return ErrorSummary(one.origin, horizon, NATION, ages, 1, error, abs(error), abs(error))


def _sum_up(hindcasts: Sequence[Hindcast], horizon: int, size_class: str, ages: str, widths: Sequence[Numbers]) -> ErrorSummary:
    errors, covered = [], []
    for at, one in enumerate(hindcasts):
        projected, counted = (_take(persons, horizon, ages) for persons in (one.projected, one.counted))
        chosen = np.array([size_class in {ALL, str(get_size_class(size))} for size in one.sizes]) & ~np.isnan(counted) & (np.nan_to_num(counted) > 0)
        errors.append(projected[chosen] / counted[chosen] - 1)
        if widths and ages == ALL:
            covered.append(np.abs(np.log(counted[chosen] / projected[chosen])) <= widths[at][chosen, horizon - 1])
    every = np.concatenate(errors)
    if not len(every):
        return ErrorSummary(None, horizon, size_class, ages, 0, 0.0, 0.0, 0.0)
    share = float(np.concatenate(covered).mean()) if covered else None
    size = np.abs(every)
    return ErrorSummary(None, horizon, size_class, ages, len(every), float(every.mean()), float(size.mean()), float(np.quantile(size, 0.8)), share)


def _take(persons: Numbers, horizon: int, ages: str) -> Numbers:
    """Persons of a group of ages so many years ahead, shape (municipalities,)."""
    chosen = persons[:, horizon - 1]
    return np.asarray(chosen.sum(-1) if ages == ALL else chosen[:, list(AGE_GROUPS).index(ages)])
