"""Two versions side by side."""

from dataclasses import replace

import pytest

from veikart.calc.layers import Amount, AmountTable, Budget, Difference, Layer, Measure, Unit, Version, compare_versions

BUDGET = Budget(
    units=(Unit("skole", "Skole", "sector"),),
    layers=tuple(Layer(name, name, "proposal") for name in ("felles", "forslag", "endring")),
    versions=(
        Version("forslag", "", ("felles", "forslag")),
        Version("endret", "", ("felles", "endring")),
        Version("begge", "", ("felles", "forslag", "endring")),
        Version("dobbelt", "", ("felles", "forslag", "forslag")),
    ),
    measures=(
        Measure("felles", "felles", "base", "Felles"),
        Measure("lite", "forslag", "need", "Lite"),
        Measure("stort", "endring", "need", "Stort"),
        Measure("null", "endring", "need", "Null"),
    ),
    amounts=(
        Amount("felles", "skole", "1010", 2020, 1_000_000),
        Amount("lite", "skole", "1010", 2020, 5),
        Amount("lite", "skole", "1010", 2021, 6),
        Amount("stort", "skole", "1600", 2020, -70),
        Amount("null", "skole", "1010", 2020, 3),
        Amount("null", "skole", "1010", 2020, -3),
    ),
)
TABLE = AmountTable.of(BUDGET)


def test_only_what_differs_largest_first() -> None:
    assert compare_versions(BUDGET, TABLE, a="forslag", b="endret") == [
        Difference("stort", "skole", "1600", {2020: -70}),
        Difference("lite", "skole", "1010", {2020: -5, 2021: -6}),
    ]


def test_a_version_is_equal_to_itself() -> None:
    assert compare_versions(BUDGET, TABLE, a="begge", b="begge") == []


def test_a_layer_listed_twice_counts_once_as_in_the_statements() -> None:
    assert compare_versions(BUDGET, TABLE, a="forslag", b="dobbelt") == []


def test_equal_sizes_stand_by_id() -> None:
    amounts = (Amount("stort", "skole", "1010", 2020, 5), Amount("lite", "skole", "1010", 2020, 5))
    budget = replace(BUDGET, amounts=amounts)
    found = compare_versions(budget, AmountTable.of(budget), a="forslag", b="endret")
    assert [(one.measure, one.size) for one in found] == [("lite", 5), ("stort", 5)]


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        compare_versions(BUDGET, TABLE, a="forslag", b="ukjent")
