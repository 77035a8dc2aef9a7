"""The population of municipalities by year of age, from tables of Statistics Norway and files like them."""

from veikart.exchange.population.book_rows import PopulationRows, make_population_rows
from veikart.exchange.population.statistics_norway import AgeCount, PopulationFile, YearTotal, make_alternative_id, read_statistics

__all__ = [
    "AgeCount",
    "PopulationFile",
    "PopulationRows",
    "YearTotal",
    "make_alternative_id",
    "make_population_rows",
    "read_statistics",
]
