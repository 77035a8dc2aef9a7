"""Real populations put into bands and split again: the shares placed at another age than their own, as docs/guide/les-inn-folketall.md tells them.

Persons on 1 January by sex and year of age in every municipality: Statistics Norway, table 07459 (NLOD).
"""

import csv
import gzip
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from tests.support.tree import ROOT
from veikart.calc.population import AGES
from veikart.calc.population.bands import AgeSpan, add_up_bands, split_bands

COUNTED = ROOT / "examples" / "norge" / "population-by-year-of-age.csv.gz"
LARGE = 20_000
"""Persons of a sex in a municipality."""


def make_bands(starts) -> list[AgeSpan]:
    return [*(AgeSpan(first, following - 1) for first, following in pairwise(starts)), AgeSpan(starts[-1])]


FIVE = make_bands([*range(0, 95, 5)])
SERVICES = make_bands([0, 1, 6, 13, 16, 20, 30, 50, 67, 80, 85, 90, 95])
COARSE = make_bands([0, 1, 6, 13, 16, 20, 45, 67, 80, 90])


@cache
def counted(year: int) -> dict[tuple[str, str], np.ndarray]:
    """By municipality and sex."""
    with gzip.open(COUNTED, "rt", encoding="utf-8") as file:
        rows = csv.reader(line for line in file if f",{year}," in line)
        return {(row[0], row[3]): np.array(row[4:], dtype=float) for row in rows if row[2] == str(year)}


def nation(year: int) -> dict[str, np.ndarray]:
    return {of: sum((one for (_, sex), one in counted(year).items() if sex == of), np.zeros(AGES)) for of in ("female", "male")}


def evenly(bands, totals) -> np.ndarray:
    return np.concatenate([np.full(one.end - one.first, total / (one.end - one.first)) for one, total in zip(bands, totals, strict=True)])


def mistake(split, bands, populations) -> float:
    """Per cent of all persons."""
    wrong = sum(np.abs(split(bands, add_up_bands(bands, one)) - one).sum() for one in populations)
    return round(float(100 * wrong / sum(one.sum() for one in populations)), 1)


@pytest.mark.parametrize(
    ("bands", "whole_nation", "large", "large_evenly"), [(FIVE, 1.3, 3.2, 5.4), (SERVICES, 3.1, 5.2, 10.1), (COARSE, 3.4, 7.7, 11.8)]
)
def test_persons_in_bands(bands, whole_nation, large, large_evenly):
    municipalities = [one for one in counted(2019).values() if one.sum() > LARGE]
    assert mistake(split_bands, bands, list(nation(2019).values())) == whole_nation
    assert mistake(split_bands, bands, municipalities) == large
    assert mistake(evenly, bands, municipalities) == pytest.approx(large_evenly, abs=0.06)


def test_the_pattern_of_the_nation_helps():
    municipalities = [one for one in counted(2019).values() if one.sum() > LARGE]
    pattern = sum(nation(2019).values())
    assert mistake(lambda bands, totals: split_bands(bands, totals, pattern=pattern), FIVE, municipalities) == 2.9


def test_in_small_municipalities_chance_is_larger_than_the_shape():
    small = [one for one in counted(2019).values() if one.sum() < 3_000]
    assert [18 <= mistake(split_bands, bands, small) <= 20.5 for bands in (FIVE, SERVICES, COARSE)] == [True] * 3
    assert [19 <= mistake(evenly, bands, small) <= 22 for bands in (FIVE, SERVICES, COARSE)] == [True] * 3
