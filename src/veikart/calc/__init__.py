"""Arithmetic only: no files, no clock, no database."""
