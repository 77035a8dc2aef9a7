"""What parts two versions is exactly what parts them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.budgets import VERSIONS, budgets
from veikart.calc.layers import AmountTable, Budget, compare_versions

NAMES = st.sampled_from([name for name, _ in VERSIONS])


def _sums(budget: Budget, version: str) -> dict[tuple[str, str, str, int], int]:
    layers = set(budget.version_by_id[version].layers)
    sums: dict[tuple[str, str, str, int], int] = {}
    for amount in budget.amounts:
        if budget.measure_by_id[amount.measure].layer in layers:
            key = (amount.measure, amount.unit, amount.account, amount.year)
            sums[key] = sums.get(key, 0) + amount.nok
    return {key: nok for key, nok in sums.items() if nok}


def _differences(budget: Budget, a: str, b: str) -> dict[tuple[str, str, str, int], int]:
    found = compare_versions(budget, AmountTable.of(budget), a=a, b=b)
    return {(one.measure, one.unit, one.account, year): nok for one in found for year, nok in one.nok_by_year.items() if nok}


@settings(deadline=None)
@given(budgets(), NAMES, NAMES)
def test_the_way_back_is_the_way_there_with_the_other_sign(budget: Budget, a: str, b: str) -> None:
    assert _differences(budget, b, a) == {key: -nok for key, nok in _differences(budget, a, b).items()}


@settings(deadline=None)
@given(budgets(), NAMES, NAMES)
def test_a_and_the_difference_is_b_to_the_krone(budget: Budget, a: str, b: str) -> None:
    sums, differences = _sums(budget, a), _differences(budget, a, b)
    added = {key: sums.get(key, 0) + differences.get(key, 0) for key in {*sums, *differences}}
    assert {key: nok for key, nok in added.items() if nok} == _sums(budget, b)


@settings(deadline=None)
@given(budgets(), NAMES, NAMES)
def test_the_largest_stands_first(budget: Budget, a: str, b: str) -> None:
    sizes = [one.size for one in compare_versions(budget, AmountTable.of(budget), a=a, b=b)]
    assert sizes == sorted(sizes, reverse=True)
    assert all(sizes)
