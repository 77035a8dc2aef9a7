"""Numbers with the precision they were printed with, and shares of money to the krone."""

from veikart.calc.values.intervals import Interval
from veikart.calc.values.shares import LARGEST_NOK, PPB, PPM, divide_rounded, make_index, ratio_of, scale, share_of

__all__ = ["LARGEST_NOK", "PPB", "PPM", "Interval", "divide_rounded", "make_index", "ratio_of", "scale", "share_of"]
