"""How far accounts are from budgets."""

import numpy as np
import pytest

from veikart.calc.ledger import Threshold, find_large, make_deviations

DEVIATIONS = make_deviations(np.array([1000, 1000, -500, 0, 0]), np.array([1100, 990, -450, 3, 0]))


def test_deviation_is_positive_where_less_is_used_or_more_earned():
    assert DEVIATIONS.amount.tolist() == [-100, 10, -50, -3, 0]
    assert DEVIATIONS.share.tolist() == [-100_000, 10_000, -100_000, 0, 0]


@pytest.mark.parametrize(
    ("threshold", "large"),
    [
        (Threshold(), [False] * 5),
        (Threshold(amount=50), [True, False, True, False, False]),
        (Threshold(share=100_000), [True, False, True, True, False]),
        (Threshold(amount=60, share=10_000), [True, True, True, True, False]),
        (Threshold(amount=60, share=10_000, both=True), [True, False, False, False, False]),
        (Threshold(amount=0), [True, True, True, True, False]),
    ],
)
def test_large_by_kroner_by_share_by_one_or_by_both(threshold, large):
    assert find_large(DEVIATIONS, threshold).tolist() == large
