"""Numbers with the precision they were printed with."""

from veikart.calc.values.intervals import Interval

__all__ = ["Interval"]
