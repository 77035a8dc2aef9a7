"""A small schema for TOML tables: unknown keys, missing keys and wrong kinds of value become findings."""

from veikart.rules.schema.fields import Field, find_line, read_fields

__all__ = ["Field", "find_line", "read_fields"]
