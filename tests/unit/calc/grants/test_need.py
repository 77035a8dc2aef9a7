"""The need index from counts and weights."""

from veikart.calc.grants import make_criterion_index, make_need_sheets, weigh

WEIGHTS = {"school": {"age_6_12": 750_000, "basis": 250_000}, "care": {"age_80_89": 1_000_000}}
SECTORS = {"school": 400_000, "care": 600_000}
COUNTS = {(2026, "age_6_12"): (120, 1_000, 1_000, 10_000), (2026, "basis"): (1, 1_000, 5, 10_000), (2026, "age_80_89"): (40, 1_000, 500, 10_000)}


def test_an_index_is_per_inhabitant_against_the_country():
    assert make_criterion_index(12, 1_000, 100, 10_000) == 1_200_000_000
    assert make_criterion_index(1, 3, 1, 2) == 666_666_667
    assert make_criterion_index(0, 5, 1, 2) == 0


def test_nothing_to_divide_by_gives_nothing():
    assert make_criterion_index(5, 0, 1, 2) == make_criterion_index(5, 1, 0, 2) == 0


def test_the_need_index_is_weighed_twice():
    index, sectors = make_need_sheets((2025, 2026), {2026: WEIGHTS}, {2026: SECTORS}, COUNTS)
    assert index.row("school|age_6_12", "criterion_index") == (0, 1_200_000_000)
    assert index.row("school|basis", "contribution") == (0, 500_000_000)
    assert sectors.row("school", "sector_index") == (0, 1_400_000_000)
    assert sectors.row("care", "sector_index") == (0, 800_000_000)
    assert tuple(sectors.total("contribution")) == (0, 1_040_000_000)


def test_without_weights_there_is_no_index():
    index, sectors = make_need_sheets((2020,), {}, {}, {})
    assert index.subjects == sectors.subjects == ()
    assert tuple(sectors.total("contribution")) == (0,)


def test_a_missing_index_counts_as_nothing():
    assert weigh({"a": 1_000_000_000}, {"a": 500_000, "b": 500_000}) == 500_000_000
