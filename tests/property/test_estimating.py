"""Whatever the counts are, what is estimated of them can be projected, and adds up."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.nation import YEARS, make_national
from veikart.calc.population import AGES, project
from veikart.calc.population.estimating import estimate_inputs

SIZES = st.sampled_from([0.0, 0.3, 5.0, 80.0, 5_000.0])


@st.composite
def counts(draw: st.DrawFn) -> dict[int, np.ndarray]:
    """Whole persons in some of the years, the last one among them, with no thread from one year to the next."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    years = {2015, *draw(st.sets(st.sampled_from(list(YEARS)), max_size=6))}
    return {year: random.poisson(draw(SIZES), (2, AGES)).astype(float) for year in years}


@settings(max_examples=40, deadline=None)
@given(counts(), st.integers(1, 12))
def test_any_counts_give_rates_that_hold_together(found: dict[int, np.ndarray], years: int) -> None:
    inputs = estimate_inputs(found, make_national(growth=0.01), first_year=2015, years=years)
    for shares in (inputs.survival, inputs.out_domestic, inputs.out_foreign):
        assert shares.min() >= 0
        assert shares.max() <= 1
    for flow in (inputs.in_domestic, inputs.in_foreign, inputs.fertility):
        assert flow.min() >= 0
    projected = project(inputs)
    assert projected.persons.min() >= -1e-6
    moved = projected.in_domestic + projected.in_foreign - projected.out_domestic - projected.out_foreign
    change = (projected.births - projected.deaths + moved).sum((1, 2))
    assert np.allclose(np.diff(projected.persons.sum((1, 2))), change, rtol=1e-9, atol=1e-6)
