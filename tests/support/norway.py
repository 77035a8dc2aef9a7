"""Norway as it was counted, from the files of the example, read once."""

from __future__ import annotations

from functools import cache

from tests.support.tree import ROOT
from veikart.calc.population.national import NationalRates
from veikart.exchange.population.counts import COUNTS, Counts, read_counts
from veikart.exchange.population.national import read_national

NORGE = ROOT / "examples" / "norge"


@cache
def get_national() -> NationalRates:
    """The nation's rates and counts."""
    national, _ = read_national(NORGE)
    assert national is not None
    return national


@cache
def get_counts() -> Counts:
    """Every municipality that is counted, also those that have come since 2005."""
    return read_counts(NORGE / COUNTS)
