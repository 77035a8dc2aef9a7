"""The areas of the land-use strategy as GeoJSON."""

from veikart.exchange.geojson.reading import LARGEST_FILE, AreasRead, read_areas
from veikart.exchange.geojson.writing import write_areas

__all__ = ["LARGEST_FILE", "AreasRead", "read_areas", "write_areas"]
