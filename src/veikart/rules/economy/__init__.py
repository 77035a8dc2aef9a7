"""The economy's engines bound to the rules in force: tables, assumptions, lines, and what they do to the budget."""

from veikart.rules.economy.lines import LineRule, SheetRule, get_sheet_rules
from veikart.rules.economy.running import run_engines

__all__ = ["LineRule", "SheetRule", "get_sheet_rules", "run_engines"]
