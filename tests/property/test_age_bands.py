"""Bands of ages split into single years: totals are kept to the unit, nobody is negative, and real populations come out near what they are."""

import csv
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.tree import ROOT
from veikart.calc.population import AGES
from veikart.calc.population.bands import AgeSpan, add_up_bands, check_bands, round_bands, split_bands

COUNTED = ROOT / "tests" / "exchange" / "data" / "population-3201-2019.csv"


def make_bands(starts: list[int]) -> list[AgeSpan]:
    return [AgeSpan(first, following - 1) for first, following in pairwise(starts)] + [AgeSpan(starts[-1])]


FIVE = make_bands(list(range(0, 95, 5)))
COARSE = make_bands([0, 1, 6, 13, 16, 20, 30, 50, 67, 80, 85, 90, 95])
STARTS = st.sets(st.integers(1, AGES - 1), max_size=25).map(lambda found: make_bands([0, *sorted(found)]))


@st.composite
def banded(draw):
    bands = draw(STARTS)
    size = st.one_of(st.integers(0, 50), st.integers(0, 100_000), st.just(0))
    return bands, np.array(draw(st.lists(size, min_size=len(bands), max_size=len(bands))), dtype=float)


@given(banded())
@settings(max_examples=40, deadline=None)
def test_every_band_keeps_its_total_and_nobody_is_negative(case):
    bands, totals = case
    found = split_bands(bands, totals)
    assert found.shape == (AGES,)
    assert (found >= 0).all()
    assert add_up_bands(bands, found) == pytest.approx(totals)
    whole = round_bands(bands, found)
    assert (whole >= 0).all()
    assert add_up_bands(bands, whole).tolist() == totals.tolist()
    assert np.abs(whole - found).max() < 1


@given(banded(), st.lists(st.integers(0, 1_000), min_size=AGES, max_size=AGES))
@settings(max_examples=30, deadline=None)
def test_a_pattern_keeps_the_totals_too_and_one_that_fits_comes_out_as_it_is(case, pattern):
    bands, totals = case
    shape = np.array(pattern, dtype=float)
    assert add_up_bands(bands, split_bands(bands, totals, pattern=shape)) == pytest.approx(totals)
    again = split_bands(bands, add_up_bands(bands, 3 * shape), pattern=shape)
    assert again == pytest.approx(3 * shape, abs=1e-3)


def test_bands_that_are_single_years_are_left_as_they_are():
    bands = make_bands(list(range(AGES)))
    totals = np.arange(AGES, dtype=float) % 7
    assert split_bands(bands, totals) == pytest.approx(totals)


@pytest.mark.parametrize(
    ("bands", "wrong"),
    [
        ([AgeSpan(0, 5), AgeSpan(6)], ""),
        ([AgeSpan(0, 5), AgeSpan(7)], "gap"),
        ([AgeSpan(1)], "gap"),
        ([AgeSpan(0, 5), AgeSpan(5)], "overlap"),
        ([AgeSpan(0, 5), AgeSpan(6, 90)], "gap"),
        ([AgeSpan(5, 0), AgeSpan(0)], "order"),
    ],
)
def test_bands_that_are_not_every_age_once(bands, wrong):
    assert check_bands(bands) == wrong
    if wrong:
        with pytest.raises(ValueError, match=wrong):
            split_bands(bands, np.zeros(len(bands)))


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_totals_that_are_none(bad):
    with pytest.raises(ValueError, match="totals"):
        split_bands([AgeSpan(0, 5), AgeSpan(6)], np.array([1.0, bad]))


def counted() -> dict[str, np.ndarray]:
    """Bærum on 1 January 2019. Statistics Norway, table 07459 (NLOD)."""
    with COUNTED.open(encoding="utf-8") as file:
        return {row["sex"]: np.array([int(row[f"age_{age}"]) for age in range(AGES)], dtype=float) for row in csv.DictReader(file)}


def mistake(split: np.ndarray, real: np.ndarray) -> float:
    """The share of the persons who are placed at another age than their own, both ways, in percent."""
    return float(100 * np.abs(split - real).sum() / real.sum())


def evenly(bands: list[AgeSpan], totals: np.ndarray) -> np.ndarray:
    return np.concatenate([np.full(one.end - one.first, total / (one.end - one.first)) for one, total in zip(bands, totals, strict=True)])


@pytest.mark.parametrize(("bands", "most"), [(FIVE, 3.7), (COARSE, 4.5)])
@pytest.mark.parametrize("sex", ["female", "male"])
def test_a_real_population_comes_out_near_what_it_is(bands, most, sex):
    real = counted()[sex]
    totals = add_up_bands(bands, real)
    found = mistake(split_bands(bands, totals), real)
    assert found < most
    assert found < 0.75 * mistake(evenly(bands, totals), real)
