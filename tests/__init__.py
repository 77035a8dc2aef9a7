"""The tests of Veikart."""
