"""Sums over selections of amounts, and a table with another measure in it."""

import pytest

from tests.support.tiny import make_budget
from veikart.calc.layers import Amount, AmountTable, Budget, Layer, Measure, Selection, Unit, Version
from veikart.calc.layers.amounts import LARGEST_TOTAL_NOK

# «bok» is the beginning of «boker», and «bok.a» of «bok.ab»: none of them lies under another for that.
UNITS = (
    Unit("boker", "Bøker", "sector", "topp"),
    Unit("bok", "Bok", "sector", "topp"),
    Unit("topp", "Toppen", "municipality"),
    Unit("bok.ab", "Bok AB", "programme_area", "boker"),
    Unit("bok.a", "Bok A", "programme_area", "bok"),
)
LAYERS = (Layer("vedtatt", "Vedtatt", "adopted"), Layer("forslag", "Forslag", "proposal"))
MEASURES = (Measure("m1", "vedtatt", "base", "En"), Measure("m2", "forslag", "need", "To"), Measure("m3", "forslag", "restructuring", "Tre"))
AMOUNTS = (
    Amount("m1", "bok", "1010", 2020, 1, 1),
    Amount("m1", "boker", "1010", 2020, 10, 2),
    Amount("m1", "bok.a", "1010", 2020, 100),
    Amount("m2", "bok.ab", "1600", 2020, 1_000, -5),
    Amount("m3", "bok.ab", "1010", 2021, -10_000),
    Amount("m3", "topp", "0230", 2021, 100_000),
)


def _budget(amounts: tuple[Amount, ...] = AMOUNTS) -> Budget:
    return Budget(UNITS, LAYERS, (Version("alt", "Alt", ("vedtatt", "forslag")),), MEASURES, amounts)


def _total(**chosen: object) -> int:
    fixed = {key: frozenset(value) if isinstance(value, set) else value for key, value in chosen.items()}
    return AmountTable.of(_budget()).total(Selection(**fixed))[0]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 91_111),
        ({"units": {"bok"}}, 101),
        ({"units": {"boker"}}, -8_990),
        ({"units": {"bok.a"}}, 100),
        ({"units": {"bok", "boker"}}, -8_889),
        ({"units": {"bok", "bok.a"}}, 101),
        ({"units": {"topp"}}, 91_111),
        ({"units": {"finnes-ikke"}}, 0),
        ({"units": set()}, 0),
        ({"layers": {"vedtatt"}}, 111),
        ({"kinds": {"need", "restructuring"}}, 91_000),
        ({"accounts": {"1010"}}, -9_889),
        ({"measures": {"m1"}}, 111),
        ({"year": 2021}, 90_000),
        ({"year": 1999}, 0),
        ({"layers": {"forslag"}, "units": {"boker"}, "accounts": {"1010"}, "year": 2021}, -10_000),
    ],
)
def test_a_sum_takes_what_the_selection_takes(chosen: dict[str, object], expected: int) -> None:
    assert _total(**chosen) == expected


def test_uncertainty_is_never_negative() -> None:
    table = AmountTable.of(_budget())
    assert table.total(Selection(accounts=frozenset({"1600"}))) == (1_000, 5)
    assert table.total(Selection(units=frozenset({"bok"}))) == (101, 1)


def test_everything_under_a_unit_lies_in_its_range() -> None:
    table = AmountTable.of(_budget())
    below = {table.units.ids[place]: set(table.units.ids[first:end]) for place, (first, end) in enumerate(table.subtree)}
    assert below == {name: _budget().unit_and_below(name) for name in _budget().unit_by_id}


def test_amounts_come_back_as_they_went_in() -> None:
    assert tuple(AmountTable.of(_budget()).amounts(Selection())) == AMOUNTS


def test_an_empty_budget_has_no_years_and_no_sum() -> None:
    table = AmountTable.of(_budget(()))
    assert table.years == ()
    assert table.total(Selection()) == (0, 0)
    assert AmountTable.of(make_budget([], units=())).units.ids == ()


def test_sums_stay_exact_where_a_float_would_not() -> None:
    big = 2**53
    table = AmountTable.of(_budget((Amount("m1", "bok", "1010", 2020, big), Amount("m1", "bok", "1010", 2020, 1))))
    assert table.total(Selection())[0] == big + 1


@pytest.mark.parametrize("nok", [LARGEST_TOTAL_NOK + 1, -LARGEST_TOTAL_NOK - 1, 10**40])
def test_amounts_that_int64_could_not_add_up_are_refused(nok: int) -> None:
    with pytest.raises(OverflowError):
        AmountTable.of(_budget((Amount("m1", "bok", "1010", 2020, nok),)))
    with pytest.raises(OverflowError):
        AmountTable.of(_budget()).with_measure(MEASURES[0], [Amount("m1", "bok", "1010", 2020, nok)])


def test_a_measure_with_other_amounts() -> None:
    moved = Measure("m1", "forslag", "base", "En")
    table = AmountTable.of(_budget()).with_measure(moved, [Amount("m1", "bok.a", "1230", 2021, 7)])
    assert table.total(Selection(layers=frozenset({"vedtatt"})))[0] == 0
    assert table.total(Selection(units=frozenset({"bok"}), accounts=frozenset({"1230"}), year=2021))[0] == 7
    assert table.total(Selection())[0] == 91_111 - 111 + 7


def test_a_new_measure_of_a_new_kind() -> None:
    table = AmountTable.of(_budget()).with_measure(Measure("m9", "forslag", "demography", "Ni"), [Amount("m9", "bok", "1010", 2020, 5)])
    assert table.total(Selection(kinds=frozenset({"demography"})))[0] == 5
    assert table.total(Selection())[0] == 91_116


def test_a_measure_without_amounts_leaves_the_table() -> None:
    table = AmountTable.of(_budget()).with_measure(MEASURES[0], [])
    assert table.total(Selection())[0] == 91_000
    assert table.rows_of("m1").size == 0
    assert AmountTable.of(_budget()).rows_of("ukjent").size == 0


@pytest.mark.parametrize(
    ("measure", "amount", "error"),
    [
        (Measure("m9", "ukjent", "base", ""), Amount("m9", "bok", "1010", 2020, 1), KeyError),
        (MEASURES[0], Amount("m1", "ukjent", "1010", 2020, 1), KeyError),
        (MEASURES[0], Amount("m1", "bok", "1010", 1999, 1), ValueError),
    ],
)
def test_a_measure_that_does_not_fit_is_refused(measure: Measure, amount: Amount, error: type[Exception]) -> None:
    with pytest.raises(error):
        AmountTable.of(_budget()).with_measure(measure, [amount])
