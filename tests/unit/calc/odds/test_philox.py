"""The random numbers are the published ones, and lie evenly."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.plain_odds import plain_philox, plain_share
from veikart.calc.odds.philox import FACTORS, NOISE, SEED_BITS, fill_shares, make_key, mix_words

# Random123, tests/kat_vectors: philox4x32 10, counter, key, answer.
KNOWN = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


def _words(text: str) -> list[np.uint64]:
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_the_published_answers(counter: str, key: str, answer: str) -> None:
    assert list(mix_words(*_words(counter), *_words(key))) == _words(answer)
    assert plain_philox([int(word) for word in _words(counter)], [int(word) for word in _words(key)]) == [int(word) for word in _words(answer)]


def test_shares_are_those_of_plain_integers_from_any_draw_on() -> None:
    found, key = np.empty((2, 9)), make_key(7 << 40, NOISE)
    fill_shares(found, np.uint64(2**32 - 3), (np.uint64(3), np.uint64(4), np.uint64(5)), key)
    for at, draw in enumerate([2**32 - 3, 2**32 - 2, 2**32 - 1, 0, 1, 2, 3, 4, 5]):
        words = plain_philox([draw, 3, 4, 5], [int(word) for word in key])
        assert found[:, at].tolist() == [plain_share(*words[:2]), plain_share(*words[2:])]


def test_shares_lie_evenly_and_know_nothing_of_each_other() -> None:
    found = np.empty((2, 100_000))
    fill_shares(found, np.uint64(0), (np.uint64(0), np.uint64(0), np.uint64(0)), make_key(1, FACTORS))
    counts = np.histogram2d(found[0], found[1], bins=16, range=((0, 1), (0, 1)))[0]
    expected = found.shape[1] / 256
    assert 170 < ((counts - expected) ** 2 / expected).sum() < 350  # chi-square with 255 degrees of freedom: mean 255, 99.9 % below 332


def test_a_seed_has_its_bits_and_each_purpose_its_key() -> None:
    assert make_key(5, FACTORS) != make_key(5, NOISE) != make_key(5 + (1 << 32), NOISE)
    for seed in (-1, 1 << SEED_BITS):
        with pytest.raises(ValueError, match="seed"):
            make_key(seed, NOISE)
