"""Published figures of the income system."""

from fractions import Fraction

import numpy as np

from veikart.calc.grants import equalise, weigh
from veikart.calc.values import PPM
from veikart.rules.economy.engines.grants import RATES
from veikart.rules.economy.income_systems import get_income_system
from veikart.rules.economy.rates import get_rate

BERGEN_2026 = {
    "school": 899_500_000,
    "care": 957_900_000,
    "kindergarten": 1_017_000_000,
    "child_welfare": 938_600_000,
    "social": 1_057_200_000,
    "health": 915_600_000,
    "administration": 865_100_000,
}
"""The sector indices of Bergen in Grønt hefte 2026."""


def test_the_sector_indices_of_bergen_give_the_need_index_that_is_published() -> None:
    system = get_income_system(2026)
    assert system is not None
    assert set(system.sectors) == set(BERGEN_2026)
    index = weigh(BERGEN_2026, system.sectors)
    assert round(Fraction(index, 10**9), 4) == Fraction("0.9506")


def test_the_weights_of_2026_add_up_within_the_four_decimals_they_are_printed_with() -> None:
    system = get_income_system(2026)
    assert system is not None
    assert sum(system.sectors.values()) == PPM
    assert {key: sum(weights.values()) - PPM for key, weights in system.weights.items()} == {
        "school": 0,
        "kindergarten": 0,
        "care": 0,
        "health": 0,
        "child_welfare": -100,
        "social": 100,
        "administration": 100,
    }


def _after(own_percent: int, year: int) -> Fraction:
    """What a small municipality has after the equalisation, of the country's mean, before all pay for the extra."""
    rates = {name: np.int64(get_rate(rate, year)) for name, rate in RATES.items()}
    given = {"population": 1_000, "country_population": 5_000_000, "country_extra_nok": 0, "country_nok": 5_000_000 * 40_000}
    own = 1_000 * 400 * own_percent
    found = equalise(own_nok=np.int64(own), **{name: np.int64(value) for name, value in given.items()}, **rates)
    return Fraction(own + int(found["to_date"]), 1_000 * 40_000)


def test_the_poorest_have_about_93_percent_before_2025_and_at_least_95_after() -> None:
    """As Kommunal Rapport writes of the system that was decided in June 2024."""
    poor = range(40, 90)
    assert min(_after(own, 2024) for own in poor) == Fraction("0.935")
    assert min(_after(own, 2025) for own in poor) == Fraction("0.959")
    assert all(_after(own, 2025) > _after(own, 2024) for own in poor)
