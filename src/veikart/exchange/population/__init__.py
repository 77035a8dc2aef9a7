"""The population of municipalities by year of age, from tables of Statistics Norway and files like them."""

from veikart.exchange.population.reading import OLDEST_COLUMN, read_population
from veikart.exchange.population.statistics_norway import AgeCount, PopulationFile, YearTotal, make_alternative_id, read_statistics

__all__ = ["OLDEST_COLUMN", "AgeCount", "PopulationFile", "YearTotal", "make_alternative_id", "read_population", "read_statistics"]
