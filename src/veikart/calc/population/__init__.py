"""The population projected by sex and single year of age: the cohort-component method."""

from veikart.calc.population.inputs import AGES, FEMALE, MALE, OLDEST, SEXES, PopulationInputs
from veikart.calc.population.projection import Projected, project

__all__ = ["AGES", "FEMALE", "MALE", "OLDEST", "SEXES", "PopulationInputs", "Projected", "project"]
