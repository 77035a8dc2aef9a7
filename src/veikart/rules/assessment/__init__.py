"""A programme with what the rules say of it."""

from veikart.rules.assessment.assessing import Assessment, assess

__all__ = ["Assessment", "assess"]
