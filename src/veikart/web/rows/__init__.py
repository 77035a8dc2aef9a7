"""Rows of any book on pages: in words, in forms, in the history, and as files."""
