"""Areas written as GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from veikart.calc.land_use import read_geometry, turn_rings
from veikart.calc.plan_system import Area
from veikart.rules.tables import write_row

COLLECTION, FEATURE = "FeatureCollection", "Feature"
GEOMETRY = "geometry"
REVISION = "revision"


def write_areas(areas: Iterable[Area], *, revision: int) -> bytes:
    """The areas as a FeatureCollection in WGS 84, UTF-8; borders turn as RFC 7946 asks for. What `read_areas` reads back.

    An area without a geometry, or with one that cannot be drawn, has the geometry null. `revision` is the change the file is written at.
    Source: RFC 7946.
    """
    collection = {"type": COLLECTION, REVISION: revision, "features": [_feature(one) for one in areas]}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def _feature(area: Area) -> dict[str, Any]:
    properties = {name: None if value == "" else value for name, value in write_row(area).items() if name != GEOMETRY}
    geometry = turn_rings(json.loads(area.geometry)) if read_geometry(area.geometry) else None
    return {"type": FEATURE, "id": area.id, GEOMETRY: geometry, "properties": properties}
