"""The rules: law, paragraph, and how sure we are of the wording."""

from veikart.rules.law.reading import MARKS, Rule, get_rules

__all__ = ["MARKS", "Rule", "get_rules"]
