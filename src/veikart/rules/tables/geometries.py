"""What is wrong with a geometry, as a finding."""

from __future__ import annotations

from veikart.calc.land_use import GeometryInvalid
from veikart.rules.findings import Finding, Place, format_text, make_finding

_CODES = {
    "type": "geometry-type",
    "form": "geometry-form",
    "metres": "geometry-metres",
    "swapped": "geometry-swapped",
    "degrees": "geometry-degrees",
    "ring": "geometry-ring",
}


def make_geometry_finding(error: GeometryInvalid, place: Place) -> Finding:
    """The finding for a geometry that cannot be read. Grade stop."""
    return make_finding(_CODES[error.why], place, found=format_text(error.found))
