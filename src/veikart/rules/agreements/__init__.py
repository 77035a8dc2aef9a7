"""Leader agreements: what a leader answers for in a year, who may see it, and who may say yes to it."""

from veikart.rules.agreements.reading import PRIVATE_TABLES, get_agreement, get_agreements, get_lines, get_superior, may_see_agreement

__all__ = ["PRIVATE_TABLES", "get_agreement", "get_agreements", "get_lines", "get_superior", "may_see_agreement"]
