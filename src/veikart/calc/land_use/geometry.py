"""Geometries in degrees: read, held to RFC 7946, and turned the way it asks for. Source: RFC 7946, sections 3.1 and 4."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Position = tuple[float, float]
"""Degrees east and degrees north, WGS 84."""
Line = tuple[Position, ...]

POINTS, LINES, POLYGONS = "points", "lines", "polygons"
_KINDS = {
    "Point": (POINTS, 0),
    "MultiPoint": (POINTS, 1),
    "LineString": (LINES, 1),
    "MultiLineString": (LINES, 2),
    "Polygon": (POLYGONS, 2),
    "MultiPolygon": (POLYGONS, 3),
}
"""What each type is made of, and how many lists stand around its positions."""
_EASTING, _NORTHING = (50_000.0, 1_300_000.0), (6_300_000.0, 8_000_000.0)
"""Metres: where Norway lies in UTM, zones 31 to 35."""
_LATITUDES, _LONGITUDES = (57.0, 81.0), (4.0, 34.0)
"""Degrees: where Norway lies, islands in the north included."""


class GeometryInvalid(ValueError):
    """The geometry cannot be read. `why` is type (not one we draw), form (not built as its type asks), metres (UTM, not degrees),
    swapped (degrees north first), degrees (outside the globe), or ring (a border that is not closed); `found` is what stood there."""

    def __init__(self, why: str, found: str = "") -> None:
        super().__init__(f"{why}: {found}")
        self.why = why
        self.found = found


@dataclass(frozen=True, slots=True)
class Shape:
    """A geometry as what it is drawn by: points, lines, and polygons as rings, the outer border first. Degrees, longitude first."""

    points: Line = ()
    lines: tuple[Line, ...] = ()
    polygons: tuple[tuple[Line, ...], ...] = ()

    @property
    def positions(self) -> Line:
        """Every position, in order."""
        rings = [ring for polygon in self.polygons for ring in polygon]
        return (*self.points, *(one for line in (*self.lines, *rings) for one in line))


def read_geometry(text: str) -> Shape | None:
    """The shape in a row's GeoJSON text; None where there is none or it cannot be drawn.

    >>> read_geometry('{"type":"Point","coordinates":[10.5,59.9]}').points
    ((10.5, 59.9),)
    """
    try:
        return read_shape(json.loads(text)) if text else None
    except (ValueError, RecursionError):
        return None


def read_shape(geometry: object) -> Shape:
    """The shape of a GeoJSON geometry. Heights are left out. Raises GeometryInvalid."""
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if not isinstance(geometry, Mapping) or kind not in _KINDS:
        raise GeometryInvalid("type", str(kind or "ingenting"))
    made_of, depth = _KINDS[kind]
    coordinates = _nested(geometry.get("coordinates"), depth)
    if made_of == POINTS:
        return Shape(points=coordinates if depth else (coordinates,))
    if made_of == LINES:
        lines = coordinates if depth == 2 else (coordinates,)
        if any(len(line) < 2 for line in lines):
            raise GeometryInvalid("form", "en linje med bare ett punkt")
        return Shape(lines=lines)
    polygons = coordinates if depth == 3 else (coordinates,)
    for ring in (ring for polygon in polygons for ring in polygon):
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise GeometryInvalid("ring", f"{len(ring)} punkter")
    return Shape(polygons=polygons)


def _nested(part: object, depth: int) -> Any:
    """The positions inside `depth` lists, as tuples. Raises GeometryInvalid."""
    if depth == 0:
        return _position(part)
    if not isinstance(part, list) or not part:
        raise GeometryInvalid("form", "en tom liste" if part == [] else "noe annet enn en liste")
    return tuple(_nested(one, depth - 1) for one in part)


def _position(part: object) -> Position:
    if not isinstance(part, list) or len(part) not in {2, 3} or not all(type(one) in {int, float} for one in part):
        raise GeometryInvalid("form", "en posisjon som ikke er to tall")
    east, north = part[0], part[1]
    found = f"{_shown(east)}, {_shown(north)}"
    for one, other in ((east, north), (north, east)):
        if _EASTING[0] <= one <= _EASTING[1] and _NORTHING[0] <= other <= _NORTHING[1]:
            raise GeometryInvalid("metres", found)
    if not (-180 <= east <= 180 and -90 <= north <= 90):
        raise GeometryInvalid("degrees", found)
    if _LATITUDES[0] <= east <= _LATITUDES[1] and _LONGITUDES[0] <= north <= _LONGITUDES[1]:
        raise GeometryInvalid("swapped", found)
    return float(east), float(north)


def _shown(number: float) -> str:
    if not -1e9 < number < 1e9:
        return "et altfor stort tall"
    return f"{number:g}" if abs(number) < 1000 else f"{number:.0f}"


def turn_rings(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """The same geometry with outer borders against the clock and holes with it, as RFC 7946, section 3.1.6, asks for.

    >>> turn_rings({"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]})["coordinates"]
    [[[0, 0], [1, 1], [0, 1], [0, 0]]]
    """
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        coordinates = _turned(coordinates)
    elif geometry["type"] == "MultiPolygon":
        coordinates = [_turned(polygon) for polygon in coordinates]
    return {"type": geometry["type"], "coordinates": coordinates}


def _turned(polygon: list[list[list[float]]]) -> list[list[list[float]]]:
    return [ring if (_double_area(ring) >= 0) == (place == 0) else ring[::-1] for place, ring in enumerate(polygon)]


def _double_area(ring: list[list[float]]) -> float:
    """Twice the area a ring goes around, in square degrees, positive against the clock."""
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))
