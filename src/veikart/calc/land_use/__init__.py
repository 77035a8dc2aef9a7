"""The land-use strategy: where homes are built, in which order, and the shapes of the areas."""

from veikart.calc.land_use.geometry import GeometryInvalid, Shape, read_geometry, read_shape, turn_rings
from veikart.calc.land_use.homes import (
    PRIORITY_KINDS,
    AimPeriod,
    AreaHomes,
    HomeYear,
    add_up_homes,
    count_area_homes,
    count_homes,
    find_aim,
    split_by_aim,
)
from veikart.calc.land_use.order import EarlyStart, find_early_homes, find_early_starts

__all__ = [
    "PRIORITY_KINDS",
    "AimPeriod",
    "AreaHomes",
    "EarlyStart",
    "GeometryInvalid",
    "HomeYear",
    "Shape",
    "add_up_homes",
    "count_area_homes",
    "count_homes",
    "find_aim",
    "find_early_homes",
    "find_early_starts",
    "read_geometry",
    "read_shape",
    "split_by_aim",
    "turn_rings",
]
