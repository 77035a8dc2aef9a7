"""The only door for writes: one file for each act, with its right, its transaction and its audit entry."""
