"""Findings about the economy: in what is entered, and in what comes out of it."""
