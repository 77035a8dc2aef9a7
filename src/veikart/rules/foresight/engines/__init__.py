"""Each engine bound to the rows of the book."""
