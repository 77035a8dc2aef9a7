"""The account plan by year."""

from veikart.rules.accounts.reading import get_account_plan

__all__ = ["get_account_plan"]
