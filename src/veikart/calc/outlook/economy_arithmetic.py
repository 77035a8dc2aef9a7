"""The same model on whole kroner and on thousands of draws: what it adds up with is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from veikart.calc.values import PPB, PPM, divide_rounded, ratio_of, scale, share_of

Values = NDArray[Any]
"""Whole numbers (int64) or draws (float64), in the units of the sheets: kroner, parts per million, parts per thousand million."""
Operation = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Arithmetic:
    """How amounts are multiplied: `share` by parts per million, `scale` by parts per thousand million, `ratio` gives parts per million and 0 where
    there is nothing to divide by, `divide` is by a positive number. `kind` is the dtype of the numbers."""

    kind: type
    share: Operation
    scale: Operation
    ratio: Operation
    divide: Operation

    def numbers(self, values: Any) -> Values:
        """The values as numbers of this kind."""
        return np.asarray(values, dtype=self.kind)


def _drawn_ratio(above: Values, below: Values) -> Values:
    found: Values = np.where(below == 0, 0.0, above * float(PPM) / np.where(below == 0, 1.0, below))
    return found


EXACT = Arithmetic(np.int64, share_of, scale, ratio_of, divide_rounded)
"""Whole kroner, every product rounded with halves away from zero."""
DRAWN = Arithmetic(np.float64, lambda x, y: x * y * 1e-6, lambda x, y: x * y * 1e-9, _drawn_ratio, np.divide)
"""Draws: float64, nothing rounded."""

__all__ = ["DRAWN", "EXACT", "PPB", "PPM", "Arithmetic", "Values"]
