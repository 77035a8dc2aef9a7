"""A programme with what the rules say of it."""

from veikart.rules.assessment.assessing import OF_DOCUMENT, Assessment, assess

__all__ = ["OF_DOCUMENT", "Assessment", "assess"]
