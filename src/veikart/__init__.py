"""Veikart: open budgeting for Norwegian municipalities."""
