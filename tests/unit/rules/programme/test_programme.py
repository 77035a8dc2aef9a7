"""A data set with what follows from it."""

from fractions import Fraction

import pytest

from tests.support.tiny import UNITS, make_dataset, make_programme, make_table
from veikart.calc.documents import Column, Input, Target
from veikart.calc.layers import Amount, Budget, Layer, Measure, Version
from veikart.calc.values import Interval
from veikart.rules.programme import NO_DIVISOR, Programme
from veikart.rules.ratios import get_ratios

YEARS = (2020, 2021, 2022, 2023)
BUDGET = Budget(
    UNITS,
    (Layer("regnskap", "", "accounts"), Layer("plan", "", "proposal"), Layer("endring", "", "amendment")),
    (Version("regnskap", "Regnskapet", ("regnskap",)), Version("plan", "Planen", ("plan",)), Version("endret", "Endret", ("plan", "endring"))),
    (Measure("r", "regnskap", "base", "R"), Measure("p", "plan", "base", "P"), Measure("e", "endring", "need", "E")),
    (
        Amount("r", "finans", "1870", 2019, -5),
        *(Amount("p", "finans", "1870", year, -10) for year in YEARS),
        Amount("e", "finans", "1870", 2021, -1),
    ),
)
COLUMNS = (Column("2019", "Regnskap 2019", 2019, "regnskap", "accounts"), *(Column(str(y), f"Plan {y}", y, "plan", "plan") for y in YEARS))


def _programme(**fields: object) -> Programme:
    return Programme(make_dataset(BUDGET, plan_years=YEARS, columns=COLUMNS, **fields))


def test_another_version_takes_the_plan_years_only() -> None:
    columns = _programme().columns_for("endret")
    assert [(column.year, column.version) for column in columns] == [(2019, "regnskap"), *((year, "endret") for year in YEARS)]
    with pytest.raises(KeyError):
        _programme().columns_for("ukjent")


def test_a_cell_and_a_row_by_year() -> None:
    programme = _programme()
    assert [programme.cell("1A", "skatt", column).nok for column in programme.columns_for("endret")] == [-5, -10, -11, -10, -10]
    assert programme.figures("1A", "skatt", "endret")[2021] == (-11, 0, "exact")
    assert programme.main_version == "plan"


def test_rows_leave_out_units_that_hold_nothing() -> None:
    programme = make_programme([("skole", "1010", 5)])
    shown = {row.id for row in programme.rows("1B", programme.columns) if row.unit}
    assert shown == {"skole.netto"}
    assert {row.id for row in programme.rows("1B", programme.columns, with_empty=True) if row.unit} >= {"skole.netto", "kultur.netto", "felles.netto"}


def test_a_ratio_by_year_with_what_is_missing() -> None:
    table = make_table("4.5", {"inntekt": {"2018": "7", "2019": "5", "2020": "10", "2022": "0"}}, unit="nok")
    inputs = (Input("buffer_fund", "Fondet", "[4.5:inntekt]"), Input("operating_revenue", "Inntekter", "[4.5:inntekt]"))
    programme = _programme(tables=(table,), inputs=inputs, history={"buffer_fund": "[4.5:inntekt] * 2", "result_ratio": "1 / [4.5:borte]"})
    fund = programme.series("buffer_fund")
    assert {year: interval.value for year, interval in fund.values.items()} == {2019: 5, 2020: 10, 2022: 0}
    assert fund.missing == {2021: "Fondet", 2023: "Fondet"}
    assert {year: interval.value for year, interval in fund.history.items()} == {2018: 14}
    assert programme.series("result_ratio").missing[2022] == NO_DIVISOR
    assert programme.series("equity_financing").missing[2020] == "{input equity_financing}"
    with pytest.raises(KeyError):
        programme.series("ukjent")


def test_an_input_falls_back_on_what_is_otherwise_there() -> None:
    table = make_table("4.5", {"a": {"2020": "1"}, "b": {"2020": "2", "2021": "3"}}, unit="nok")
    programme = _programme(tables=(table,), inputs=(Input("buffer_fund", "Fondet", "[4.5:a]", "[4.5:b]"),))
    series = programme.series("buffer_fund")
    assert {year: interval.value for year, interval in series.values.items()} == {2020: 1, 2021: 3}
    assert isinstance(series.values[2020], Interval)


def test_the_lines_a_formula_is_worked_out_from() -> None:
    programme = _programme(inputs=(Input("buffer_fund", "", "{line 1A skatt}", "{line 1A avdrag}"), Input("loan_debt", "", "{account=0910}")))
    assert programme.lines_in("{input buffer_fund} + [4.5:a]") == {("1A", "skatt"), ("1A", "avdrag")}
    assert programme.lines_in("{ratio buffer_fund}") == {("1A", "skatt"), ("1A", "avdrag")}
    assert programme.lines_in("{input loan_debt} + {line 1A skatt}") is None
    assert programme.lines_in("{input ukjent} + 1") == frozenset()


def test_what_the_municipality_says_of_a_ratio_stands_with_its_note() -> None:
    """Beside the note that the ratio has everywhere; the other ratios, and the ratios of other programmes, are as they were."""
    remark = "Budsjett 2019 er fra to kilder."
    targets = tuple(Target(ratio, None, Fraction(1), "each_year", "", "", remark) for ratio in ("buffer_fund", "liquidity_reserve"))
    ratios = _programme(targets=targets).ratios
    assert ratios["buffer_fund"].note == remark
    assert ratios["liquidity_reserve"].note == f"{get_ratios()['liquidity_reserve'].note} {remark}"
    assert ratios["debt_ratio"] == get_ratios()["debt_ratio"] == _programme().ratios["debt_ratio"]
