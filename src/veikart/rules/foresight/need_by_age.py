"""How much the income system takes an inhabitant of each age to need, next to the average of the country.

**Source**: the rule `utgiftsutjevning`, and the persons of the country in `need_by_age.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import numpy as np

from veikart.calc.population import AGES, OLDEST
from veikart.calc.population.inputs import Numbers
from veikart.calc.values import PPM
from veikart.rules.economy.income_systems import get_income_system

_FILE = Path(__file__).with_name("need_by_age.toml")
_GROUP = re.compile(r"age_(\d+)(?:_(\d+))?")
LATEST = 9999
"""A year after every income system that is read in: the newest weights hold."""


@cache
def get_need_by_age() -> Numbers:
    """The need of an inhabitant of each age, 1 for the country's average, shape (ages,).

    Formula: for a group of ages, the weights of the sectors times the weight of the group in each, divided by the group's share of the country's
    inhabitants. What the other criteria weigh (zones, immigrants, mortality …) is the same for all ages, so that the country's average is 1.
    """
    system = get_income_system(LATEST)
    persons = tomllib.loads(_FILE.read_text(encoding="utf-8"))["persons"]
    found, country = np.zeros(AGES), sum(persons.values())
    weighed = {group: _weigh(group) for group in persons} if system else {}
    for group, weight in weighed.items():
        first, last = get_group_ages(group)
        found[first : last + 1] = weight * country / persons[group]
    return found + (1.0 - sum(weighed.values()))


def _weigh(criterion: str) -> float:
    """What a criterion weighs in all sectors together, as a share of one."""
    system = get_income_system(LATEST)
    if system is None:
        return 0.0
    return sum(system.sectors[sector] / PPM * weights.get(criterion, 0) / PPM for sector, weights in system.weights.items())


def get_group_ages(group: str) -> tuple[int, int]:
    """The first and last age of a group. Raises ValueError for what is no group of ages.

    >>> get_group_ages("age_6_12"), get_group_ages("age_0"), get_group_ages("age_90")
    ((6, 12), (0, 0), (90, 105))
    """
    match = _GROUP.fullmatch(group)
    if match is None:
        raise ValueError(group)
    first = int(match[1])
    if match[2] is not None:
        return first, int(match[2])
    return first, 0 if first == 0 else OLDEST
