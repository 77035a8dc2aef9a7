"""The population of municipalities by year of age, from a table of Statistics Norway."""

from veikart.exchange.population.reading import OLDEST_COLUMN, read_population

__all__ = ["OLDEST_COLUMN", "read_population"]
