"""The statements as dated data."""

from veikart.rules.statements.reading import get_forms

__all__ = ["get_forms"]
