"""A dataset bound to the rules in force: statements, ratios and the document check."""

from veikart.rules.programme.programme import Programme, StatementColumn

__all__ = ["Programme", "StatementColumn"]
