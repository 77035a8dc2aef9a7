"""Rows of declared tables: those of every book are declared, read, written and checked the same way."""

from veikart.rules.tables.checking import Lines, check_references, place_findings, stops
from veikart.rules.tables.decimals import PER_ONE, format_decimal, read_decimal
from veikart.rules.tables.geometries import make_geometry_finding
from veikart.rules.tables.percent import LARGEST_PERCENT, format_percent, read_percent
from veikart.rules.tables.rows import CELL_WRITERS, read_row, restore_row, write_cells, write_row
from veikart.rules.tables.table import KEY_MARK, KINDS, LARGEST_GEOMETRY, LONGEST_KEY, TableField, TableRule, read_table_folder, read_table_rules
from veikart.rules.tables.values import LARGEST_NOK

__all__ = [
    "CELL_WRITERS",
    "KEY_MARK",
    "KINDS",
    "LARGEST_GEOMETRY",
    "LARGEST_NOK",
    "LARGEST_PERCENT",
    "LONGEST_KEY",
    "PER_ONE",
    "Lines",
    "TableField",
    "TableRule",
    "check_references",
    "format_decimal",
    "format_percent",
    "make_geometry_finding",
    "place_findings",
    "read_decimal",
    "read_percent",
    "read_row",
    "read_table_folder",
    "read_table_rules",
    "restore_row",
    "stops",
    "write_cells",
    "write_row",
]
