"""A small schema for TOML tables: unknown keys, missing keys and wrong kinds of value become findings."""

from veikart.rules.schema.fields import ID, LONGEST_TEXT, NAME, Field, read_fields
from veikart.rules.schema.lines import find_line

__all__ = ["ID", "LONGEST_TEXT", "NAME", "Field", "find_line", "read_fields"]
