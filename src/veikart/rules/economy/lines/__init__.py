"""The lines of the engines' sheets as declared in this folder: their names, units, and what each is worked out from."""

from veikart.rules.economy.lines.reading import LineRule, SheetRule, get_sheet_rules, read_sheet_rules

__all__ = ["LineRule", "SheetRule", "get_sheet_rules", "read_sheet_rules"]
