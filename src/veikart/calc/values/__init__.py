"""Numbers with the precision they were printed with, and shares of money to the krone."""

from veikart.calc.values.changes import LeverChange, add_changes, multiply_changes
from veikart.calc.values.intervals import Interval
from veikart.calc.values.shares import LARGEST_NOK, PPB, PPM, divide_rounded, make_index, ratio_of, scale, share_of

__all__ = [
    "LARGEST_NOK",
    "PPB",
    "PPM",
    "Interval",
    "LeverChange",
    "add_changes",
    "divide_rounded",
    "make_index",
    "multiply_changes",
    "ratio_of",
    "scale",
    "share_of",
]
