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
from veikart.calc.population.bands import AgeSpan, add_up_bands, split_bands, split_rates

COUNTED = ROOT / "examples" / "norge" / "population-by-year-of-age.csv.gz"
LARGE = 20_000
"""Persons of a sex in a municipality."""


def make_bands(starts) -> list[AgeSpan]:
    return [*(AgeSpan(first, following - 1) for first, following in pairwise(starts)), AgeSpan(starts[-1])]


FIVE = make_bands([*range(0, 95, 5)])
SERVICES = make_bands([0, 1, 6, 13, 16, 20, 30, 50, 67, 80, 85, 90, 95])
COARSE = make_bands([0, 1, 6, 13, 16, 20, 45, 67, 80, 90])
DYING_FIVE = make_bands([0, 40, *range(45, 100, 5)])
DYING_TEN = make_bands([0, 40, 50, 60, 70, 80, 90])


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


def leaving(year: int, sex: str) -> tuple[np.ndarray, np.ndarray]:
    """Those fewer a year later, as a share, by age at the end of the year; and how many they are shares of. From 60 on that is mostly deaths."""
    before, after = nation(year)[sex], nation(year + 1)[sex]
    exposure = np.concatenate((before[:1], before[: AGES - 1]))
    rates = np.zeros(AGES)
    rates[40:105] = np.clip(1 - after[40:105] / before[39:104], 0, None)
    return rates, exposure


@pytest.mark.parametrize("sex", ["female", "male"])
@pytest.mark.parametrize("year", [2014, 2018])
def test_rates_in_bands(sex, year):
    rates, exposure = leaving(year, sex)
    for bands, (least, most), (least_evenly, most_evenly) in ((DYING_FIVE, (3.5, 6), (12.5, 14.5)), (DYING_TEN, (19.5, 27), (24.5, 28.5))):
        in_bands = add_up_bands(bands, rates * exposure) / add_up_bands(bands, exposure)

        def wrong(found, rates=rates, exposure=exposure) -> float:
            return float(100 * (np.abs(found - rates) * exposure)[60:100].sum() / (rates * exposure)[60:100].sum())

        assert least < wrong(split_rates(bands, in_bands, exposure)) < most
        assert (
            least_evenly
            < wrong(np.concatenate([np.full(one.end - one.first, rate) for one, rate in zip(bands, in_bands, strict=True)]))
            < most_evenly
        )
        assert wrong(split_rates(bands, in_bands, exposure, shape=np.exp(0.1 * np.arange(AGES)))) < 4
