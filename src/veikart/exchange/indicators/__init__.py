"""Values of indicators out of tables of statistics: JSON-stat 2, CSV and workbooks, KOSTRA's tables among them."""

from veikart.exchange.indicators.mapping import CHOSEN, INDICATOR, PLACE, TableMapping, guess_mapping, keep_places, read_source, write_source
from veikart.exchange.indicators.moments import read_moment
from veikart.exchange.indicators.reading import read_indicator_table
from veikart.exchange.indicators.table import IndicatorTable, TableCell
from veikart.exchange.indicators.values import ValuesRead, make_values

__all__ = [
    "CHOSEN",
    "INDICATOR",
    "PLACE",
    "IndicatorTable",
    "TableCell",
    "TableMapping",
    "ValuesRead",
    "guess_mapping",
    "keep_places",
    "make_values",
    "read_indicator_table",
    "read_moment",
    "read_source",
    "write_source",
]
