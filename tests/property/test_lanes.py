"""Phases at the same time stand on separate rings, on no more rings than there must be."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.wheels import assign_lanes

FIRST = date(2024, 1, 1)
SPANS = st.lists(st.tuples(st.integers(0, 365), st.integers(0, 200)), max_size=25)


def _spans(lengths: list[tuple[int, int]]) -> dict[str, list[tuple[date, date]]]:
    days = [(FIRST + timedelta(start), FIRST + timedelta(start + length)) for start, length in lengths]
    return {str(number): [span] for number, span in enumerate(days)}


@given(SPANS)
def test_no_two_cover_each_other(lengths: list[tuple[int, int]]) -> None:
    spans = _spans(lengths)
    lanes = assign_lanes(spans)
    assert set(lanes) == set(spans)
    for one, [(starts, ends)] in spans.items():
        for other, [(other_starts, other_ends)] in spans.items():
            assert one == other or lanes[one] != lanes[other] or ends < other_starts or other_ends < starts


@given(SPANS)
def test_no_more_lanes_than_the_busiest_day_has_phases(lengths: list[tuple[int, int]]) -> None:
    spans = _spans(lengths)
    days = [FIRST + timedelta(number) for number in range(600)]
    busiest = max(sum(starts <= day <= ends for [(starts, ends)] in spans.values()) for day in days)
    assert len(set(assign_lanes(spans).values())) == busiest


@given(SPANS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(lengths: list[tuple[int, int]], chance) -> None:
    spans = _spans(lengths)
    shuffled = list(spans.items())
    chance.shuffle(shuffled)
    assert assign_lanes(dict(shuffled)) == assign_lanes(spans)


def test_both_ends_of_a_phase_over_new_year_are_on_one_ring() -> None:
    winter = [(date(2023, 11, 1), date(2024, 1, 31)), (date(2024, 11, 1), date(2025, 1, 31))]
    autumn = [(date(2024, 9, 1), date(2024, 12, 31))]
    assert assign_lanes({"winter": winter, "autumn": autumn, "none": []}) == {"winter": 0, "autumn": 1}
