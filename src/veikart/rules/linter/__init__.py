"""The rules as a linter: what the law and the municipality's own targets say of a programme."""

from veikart.rules.linter.linting import lint_programme

__all__ = ["lint_programme"]
