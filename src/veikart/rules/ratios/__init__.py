"""The ratios as data."""

from veikart.rules.ratios.reading import get_ratios

__all__ = ["get_ratios"]
