"""Tables of statistics as JSON-stat 2, the format of Statistics Norway and other agencies."""

from veikart.exchange.jsonstat.cube import Category, Cube, Dimension
from veikart.exchange.jsonstat.reading import MOST_CELLS, read_jsonstat

__all__ = ["MOST_CELLS", "Category", "Cube", "Dimension", "read_jsonstat"]
