"""The whole is the sum of its parts, order does not matter, twice is once, and the fast ways are the plain ones to the øre."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import plain_ledger
from tests.support.ledger import CODES, as_text, read_text
from veikart.calc.ledger import (
    METHODS,
    LedgerMonths,
    UnitTree,
    add_up_by_key,
    get_weights,
    make_forecast,
    spread_year,
    sum_to_month,
)
from veikart.exchange.ledger import LedgerRead, list_lines, sum_ledger

CHEAP = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=6, deadline=None)
AMOUNT = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=12, max_size=12)
YEAR = st.lists(AMOUNT, min_size=13, max_size=13)
BUDGET = st.lists(AMOUNT, min_size=12, max_size=12)
UNIT = st.tuples(YEAR, st.one_of(st.just([0] * 13), YEAR), BUDGET, st.sampled_from(METHODS), st.one_of(st.none(), AMOUNT))

KEY = st.tuples(
    st.integers(1, 13),
    st.sampled_from(["101001", "112003"]),
    st.sampled_from(["202", ""]),
    st.sampled_from(["3100", "3200"]),
    st.sampled_from(["", "P1"]),
)
LINES = st.lists(st.tuples(KEY, st.integers(-(10**9), 10**9), st.sampled_from(["B1", "B2", "B3"])), min_size=1, max_size=30)


@CHEAP
@given(st.lists(st.tuples(AMOUNT, WEIGHTS), min_size=1, max_size=6))
def test_spread_year_is_the_plain_one_and_sums_to_the_year(drawn: list[tuple[int, list[int]]]) -> None:
    months = spread_year(np.array([one for one, _ in drawn]), np.array([weights for _, weights in drawn]))
    assert months.tolist() == [plain_ledger.spread(amount, weights) for amount, weights in drawn]
    assert months.sum(axis=1).tolist() == [one for one, _ in drawn]


@CHEAP
@given(st.lists(UNIT, min_size=1, max_size=6), st.integers(1, 12))
def test_forecasts_are_the_plain_ones(units: list[tuple], month: int) -> None:
    actual, last_year, budget = (np.array([one[at] for one in units], dtype=np.int64) for at in range(3))
    own = np.array([one[4] or 0 for one in units])
    found = make_forecast(
        LedgerMonths(actual, last_year, budget, month), [one[3] for one in units], own, np.array([one[4] is not None for one in units])
    )
    assert found.tolist() == [plain_ledger.forecast(method, *some, month, mine) for *some, method, mine in units]
    assert sum_to_month(actual, month).tolist() == [plain_ledger.so_far(one[0], month) for one in units]
    assert get_weights(last_year).tolist() == [plain_ledger.weigh(one[1]) for one in units]


@CHEAP
@given(st.lists(st.tuples(st.integers(-1, 30), AMOUNT), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_every_unit_is_the_sum_of_what_is_below_it(drawn: list[tuple[int, int]], random) -> None:
    ids = [f"u{at}" for at in range(len(drawn))]
    parents = {f"u{at}": f"u{parent}" for at, (parent, _) in enumerate(drawn) if 0 <= parent < at}
    order = list(range(len(ids)))
    random.shuffle(order)
    amounts = [amount for _, amount in drawn]
    shuffled = [ids[at] for at in order]
    found = UnitTree.of(shuffled, parents).add_up(np.array([amounts[at] for at in order]))
    expected = dict(zip(ids, plain_ledger.add_up(ids, parents, amounts), strict=True))
    assert dict(zip(shuffled, found.tolist(), strict=True)) == expected
    tops = [one for one in ids if one not in parents]
    assert sum(expected[one] for one in tops) == sum(amounts)
    for one in ids:
        below = [unit for unit in ids if one in plain_ledger.list_above(unit, parents)]
        assert expected[one] == sum(amounts[ids.index(unit)] for unit in below)


@CHEAP
@given(st.lists(st.tuples(st.integers(-1, 5), AMOUNT), max_size=30))
def test_sums_by_key(drawn: list[tuple[int, int]]) -> None:
    found = add_up_by_key(np.array([key for key, _ in drawn], dtype=np.int64), np.array([amount for _, amount in drawn], dtype=np.int64), 6)
    assert found.tolist() == [sum(amount for key, amount in drawn if key == wanted) for wanted in range(6)]


def as_rows(drawn: list[tuple]) -> list[tuple[str, ...]]:
    rows = []
    for at, ((month, account, function, centre, project), ore, voucher) in enumerate(drawn, start=1):
        sign, size = ("-" if ore < 0 else ""), abs(ore)
        cells = (
            voucher,
            str(at),
            "15.02.2019",
            f"2019{month:02}",
            account,
            centre,
            function,
            project,
            "tekst",
            f"{sign}{size // 100},{size % 100:02}",
        )
        rows.append(cells)
    return rows


def read_some(rows: list[tuple[str, ...]], known: tuple = ()) -> LedgerRead:
    return read_text(as_text(rows), codes=CODES, known=known)


def rolled(reads: list[LedgerRead]) -> dict[tuple, tuple[int, int]]:
    keys = ["month", "account", "function", "cost_centre", "project"]
    found = sum_ledger([one.files.rollup for one in reads if one.files], by=keys)
    columns = [found.keys[one].tolist() for one in keys]
    return {
        key: (ore, lines) for *key, ore, lines in zip(*columns, found.amount_ore.tolist(), found.lines.tolist(), strict=True) for key in [tuple(key)]
    }


def rolled_lines(read: LedgerRead) -> dict[tuple, tuple[int, int]]:
    """The lines that were written by the second reading, added up plainly."""
    lines = list_lines([read.files], limit=1000)
    return plain_ledger.roll_up([(one.month, one.account, one.function, one.cost_centre, one.project, one.amount_ore) for one in lines])


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@FEW
@given(LINES, st.randoms(use_true_random=False))
def test_roll_up_is_the_plain_one_in_any_order_and_twice_is_once(drawn: list[tuple], random) -> None:
    rows = as_rows(drawn)
    expected = plain_ledger.roll_up([(*key, ore) for key, ore, _ in drawn])
    first = read_some(rows)
    assert rolled([first]) == expected
    assert first.sum_ore == sum(ore for _, ore, _ in drawn)
    assert sum(one.sum_ore for one in first.months.values()) == first.sum_ore
    assert rolled_lines(first) == expected
    random.shuffle(rows)
    assert rolled([read_some(rows)]) == expected
    again = read_some([*rows, *rows], known=(first.files,))
    assert (again.files, again.lines_identical) == (None, 2 * len(rows))


@FEW
@given(LINES, st.integers(0, 30))
def test_file_in_two_parts_is_the_file(drawn: list[tuple], cut: int) -> None:
    rows = as_rows(drawn)
    parts = [some for some in (rows[:cut], rows[cut:]) if some]
    reads: list[LedgerRead] = []
    for some in parts:
        reads.append(read_some(some, known=tuple(one.files for one in reads)))
    assert rolled(reads) == plain_ledger.roll_up([(*key, ore) for key, ore, _ in drawn])
