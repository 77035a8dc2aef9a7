"""The only door for writes: one file for each act."""
