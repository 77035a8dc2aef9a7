"""What a projection is worked out from: the first population, and the rates and flows of every year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SEXES = ("female", "male")
FEMALE, MALE = range(2)
OLDEST = 105
"""The last year of age; it holds all who are older too."""
AGES = OLDEST + 1
FLOWS = ("in_domestic", "in_foreign", "in_housing")


@dataclass(frozen=True, eq=False)
class PopulationInputs:
    """Everything one projection needs. Ages are whole years at the end of the year, 0 to 105 and older; sexes are in the order of SEXES.

    `base` is persons on 1 January of `first_year`, shape (sexes, ages). The others are by year from `first_year` on, first axis years:
    `fertility` births per woman in the year, by her age at the end of it, shape (years, ages); `survival` the chance of living through the year,
    by age at the end of it (age 0: from birth), shape (years, sexes, ages), as are the rest; `out_domestic` and `out_foreign` the shares of those
    who survive that move out; `in_domestic`, `in_foreign` and `in_housing` persons who move in, the last ones to new homes (net, so it may be
    negative where homes go out of use). `boys` is the share of boys among those born.
    """

    first_year: int
    base: Numbers
    fertility: Numbers
    survival: Numbers
    out_domestic: Numbers
    out_foreign: Numbers
    in_domestic: Numbers
    in_foreign: Numbers
    in_housing: Numbers
    boys: float = 0.513

    def __post_init__(self) -> None:
        shape = (len(self.fertility), len(SEXES), AGES)
        if self.base.shape != shape[1:] or self.fertility.shape != (shape[0], AGES):
            raise ValueError(f"base {self.base.shape}, fertility {self.fertility.shape}")
        for name in ("survival", "out_domestic", "out_foreign", *FLOWS):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name}: {getattr(self, name).shape}, expected {shape}")

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are projected; the population of a year is that of its last day."""
        return tuple(range(self.first_year, self.first_year + len(self.fertility)))
