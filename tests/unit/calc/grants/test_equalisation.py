"""The income equalisation by hand: a country of one rich and one poor municipality of the same size."""

import numpy as np

from veikart.calc.grants import accumulate_shares, equalise


def _equalise(own: int, country: int, **changed: int):
    given = {
        "population": 100,
        "country_population": 200,
        "country_extra_nok": 0,
        "symmetric_share": 600_000,
        "extra_share": 350_000,
        "extra_limit": 900_000,
    }
    arrays = {name: np.int64(value) for name, value in (given | changed).items()}
    found = equalise(own_nok=np.int64(own), country_nok=np.int64(country), **arrays)
    return {name: int(value) for name, value in found.items()}


def test_the_rich_pays_six_tenths_of_what_it_has_more():
    found = _equalise(15_000, 20_000)
    assert (found["even_tax"], found["gap"], found["symmetric"], found["extra"]) == (10_000, -5_000, -3_000, 0)


def test_the_poor_gets_it_and_extra_below_nine_tenths():
    found = _equalise(5_000, 20_000)
    assert (found["symmetric"], found["shortfall"], found["extra"]) == (3_000, 4_000, 1_400)


def test_all_pay_for_the_extra_by_inhabitant():
    rich, poor = _equalise(15_000, 20_000, country_extra_nok=1_400), _equalise(5_000, 20_000, country_extra_nok=1_400)
    assert rich["draw"] == poor["draw"] == 700
    assert rich["to_date"] + poor["to_date"] == 0


def test_the_share_from_2025_evens_out_more():
    assert _equalise(15_000, 20_000, symmetric_share=640_000)["symmetric"] == -3_200


def test_the_poorest_comes_up_to_about_95_percent_in_the_system_from_2025():
    """A municipality with 70 percent: 0.64 x 30 + 0.35 x 20 brings it to 96.2, before the draw."""
    found = _equalise(7_000, 20_000, symmetric_share=640_000)
    assert 7_000 + found["symmetric"] + found["extra"] == 9_620


def test_without_the_country_nothing_is_evened_out():
    assert set(_equalise(15_000, 0).values()) == {0}
    assert set(_equalise(15_000, 20_000, population=0).values()) == {0}
    assert _equalise(15_000, 20_000, country_population=0)["draw"] == 0


def test_months_are_added_up_and_december_is_the_whole_year():
    shares = accumulate_shares({1: (200_000, 100_000), 2: (300_000, 300_000)})
    assert shares[:2] == [(200_000, 100_000), (500_000, 400_000)]
    assert shares[10:] == [(500_000, 400_000), (1_000_000, 1_000_000)]


def test_without_months_each_has_a_twelfth():
    shares = accumulate_shares({})
    assert shares[0] == (83_333, 83_333)
    assert shares[5] == (500_000, 500_000)
    assert shares[11] == (1_000_000, 1_000_000)
