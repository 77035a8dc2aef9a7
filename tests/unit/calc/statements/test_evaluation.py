"""Cells and what they can know: pools with and without a home, accounts that are left out, and units that know more than others."""

from dataclasses import replace

import pytest

from tests.support.tiny import UNITS, YEAR, fill_cells, make_budget, make_engine
from veikart.calc.layers import Amount, AmountTable, Budget, Layer, Measure, Unit, Version
from veikart.calc.statements import (
    ELSEWHERE,
    EXACT,
    JOINED,
    MISSING,
    Account,
    AccountPlan,
    Cell,
    Form,
    Line,
    Row,
    Selector,
    Statement,
    StatementEngine,
)
from veikart.rules.statements import get_forms

PLAN = AccountPlan(
    (
        Account("1010", "Lønn", "expense", 2001),
        Account("1020", "Vikar", "expense", 2001),
        Account("1030", "Mat", "expense", 2001),
        Account("1600", "Salg", "income", 2001),
        Account("1NET", "Netto", "expense", 2001, None, ("1010", "1030")),
        Account("1LON", "Lønn i alt", "expense", 2001, 2020, ("1010", "1020"), "1010"),
    )
)
FORM = Form(
    "prove",
    "Prøve",
    "",
    2001,
    None,
    "expense",
    (
        Line("hode", "Hode", "heading"),
        Line("lonn", "Lønn", "accounts", selectors=(Selector("1010", "1010"),)),
        Line("vikar", "Vikar", "accounts", selectors=(Selector("1020", "1020"),)),
        Line("alle", "Alle", "sum", terms=((1, "lonn"), (1, "vikar"))),
        Line("resten", "Resten", "rest", account_class="1"),
        Line("alt", "Alt", "sum", terms=((1, "alle"), (1, "resten"))),
        Line(
            "enheter",
            "Enheter",
            "each",
            unit_kinds=("sector", "programme_area"),
            parts=(
                Line("lonn", "lønn", "accounts", selectors=(Selector("1010", "1010"),)),
                Line("netto", "", "accounts", selectors=(Selector("1000", "1999"),), note="Alt på enheten."),
            ),
        ),
    ),
)


def _cells(*entries: tuple[str, str, int], unknown: tuple[tuple[str, ...], ...] = (), year: int = YEAR) -> dict[str, Cell]:
    budget = make_budget(entries, year=year)
    statement = StatementEngine(budget, AmountTable.of(budget), PLAN, unknown=unknown).statement(FORM, "versjon")
    return {row.id: cell for row in statement.rows for cell in row.cells.values()}


def test_lines_and_units_add_up() -> None:
    cells = _cells(("grunnskole", "1010", 7), ("barnehage", "1010", 5), ("kultur", "1030", 3), ("felles", "1600", -2))
    kroner = {row: cell.nok for row, cell in cells.items()}
    assert (kroner["lonn"], kroner["alle"], kroner["resten"], kroner["alt"]) == (12, 12, 1, 13)
    assert (kroner["skole.lonn"], kroner["grunnskole.lonn"], kroner["kultur.lonn"]) == (12, 7, 0)
    assert (kroner["skole.netto"], kroner["kultur.netto"]) == (12, 3)
    assert {cell.state for cell in cells.values()} == {EXACT}


def test_a_pool_with_a_home_joins_its_home_and_leaves_the_others() -> None:
    cells = _cells(("skole", "1LON", 10), ("kultur", "1010", 1))
    assert cells["lonn"] == Cell(11, 0, JOINED, ("1LON",))
    assert cells["vikar"] == Cell(0, 0, ELSEWHERE, ("1LON",))
    assert cells["alle"] == Cell(11), "on the sum it does not matter which of them it is"
    assert cells["resten"] == Cell(0)


def test_a_pool_without_a_home_hides_what_it_may_belong_to() -> None:
    cells = _cells(("skole", "1NET", 10), ("skole", "1020", 4))
    assert cells["lonn"] == Cell(0, 0, MISSING, ("1NET",))
    assert cells["resten"] == Cell(0, 0, MISSING, ("1NET",))
    assert cells["vikar"] == Cell(4)
    assert cells["alt"] == Cell(14)


def test_only_the_units_that_hold_the_pool_are_hidden() -> None:
    cells = _cells(("grunnskole", "1NET", 10), ("barnehage", "1010", 4))
    assert cells["grunnskole.lonn"].state == MISSING
    assert cells["skole.lonn"].state == MISSING, "the sector holds what its programme area holds"
    assert cells["barnehage.lonn"] == Cell(4)
    assert cells["kultur.lonn"] == Cell(0)
    assert cells["skole.netto"] == Cell(14)


def test_pools_that_cancel_out_over_the_municipality_still_hide_the_lines() -> None:
    cells = _cells(("grunnskole", "1NET", 10), ("barnehage", "1NET", -10))
    assert cells["lonn"].state == MISSING
    assert cells["grunnskole.lonn"].state == MISSING
    assert cells["alt"] == Cell(0)


def test_a_pool_emptied_on_the_same_unit_hides_nothing() -> None:
    cells = _cells(("grunnskole", "1NET", 10), ("grunnskole", "1NET", -10), ("grunnskole", "1010", 10))
    assert cells["lonn"] == Cell(10)


def test_a_pool_is_a_pool_only_in_its_years() -> None:
    assert _cells(("skole", "1LON", 10), year=2020)["lonn"].state == JOINED
    assert _cells(("skole", "1LON", 10), year=2021)["lonn"].state == EXACT


def test_accounts_the_source_leaves_out_hide_what_parts_them() -> None:
    cells = _cells(("skole", "1010", 10), unknown=(("1010", "1030"),))
    assert cells["lonn"] == Cell(0, 0, MISSING, ("1010", "1030"))
    assert cells["resten"].state == MISSING
    assert cells["vikar"] == Cell(0)
    assert cells["alt"] == Cell(10)
    assert cells["skole.lonn"].state == MISSING
    assert cells["skole.netto"] == Cell(10)


def test_uncertainty_adds_up_and_is_never_negative() -> None:
    budget = make_budget([("skole", "1010", 10), ("skole", "1600", -4)], half=3)
    assert _statement(budget).row("alt").cells[YEAR] == Cell(6, 6)
    taken_back = make_budget([("skole", "1010", 10)], half=-3)
    assert _statement(taken_back).row("alt").cells[YEAR] == Cell(10, 3)


def _statement(budget: Budget) -> Statement:
    return StatementEngine(budget, AmountTable.of(budget), PLAN).statement(FORM, "versjon")


def test_rows_as_shown() -> None:
    rows = {row.id: row for row in _statement(make_budget([("skole", "1010", 1)])).rows}
    assert list(rows)[:7] == ["hode", "lonn", "vikar", "alle", "resten", "alt", "skole.lonn"]
    assert rows["hode"].cells == {}
    assert (rows["grunnskole.lonn"].label, rows["grunnskole.netto"].label) == ("Grunnskole, lønn", "Grunnskole")
    assert (rows["skole.netto"].level, rows["grunnskole.netto"].level) == (1, 2)
    assert (rows["skole.netto"].is_strong, rows["grunnskole.netto"].is_strong) == (True, False)
    assert rows["skole.netto"].note == "Alt på enheten."
    assert (rows["skole.netto"].line, rows["skole.netto"].unit) == ("enheter", "skole")


def test_one_cell_without_its_row() -> None:
    statement = _statement(make_budget([("skole", "1010", 1)]))
    assert statement.cell("skole.lonn", YEAR) == Cell(1)
    assert statement.cell("lonn", 1999) is None
    assert statement.cell("hode", YEAR) is None
    for unknown in ("ukjent", "enheter", "ukjent.netto", "kommune.netto"):
        with pytest.raises(KeyError):
            statement.cell(unknown, YEAR)
        with pytest.raises(KeyError):
            statement.row(unknown)


def test_ids_that_begin_alike_are_different_units() -> None:
    units = (*UNITS, Unit("skole-2", "Skole 2", "sector", "kommune"), Unit("skole-2.a", "Skole 2 A", "programme_area", "skole-2"))
    statement = _statement(make_budget([("skole-2.a", "1010", 5), ("grunnskole", "1010", 2)], units=units))
    assert [statement.cell(f"{unit}.netto", YEAR).nok for unit in ("skole", "skole-2", "skole-2.a")] == [2, 5, 5]


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(KeyError):
        make_engine(make_budget([("skole", "1010", 1)])).statement(get_forms()["1A"], "ukjent")


def test_an_account_outside_the_plan_is_refused() -> None:
    budget = make_budget([("skole", "1XYZ", 1)])
    with pytest.raises(KeyError):
        make_engine(budget)


def test_layers_of_a_version_only() -> None:
    budget = Budget(
        UNITS,
        (Layer("a", "A", "adopted"), Layer("b", "B", "proposal")),
        (Version("en", "", ("a",)), Version("to", "", ("a", "b")), Version("dobbelt", "", ("b", "b"))),
        (Measure("ma", "a", "base", ""), Measure("mb", "b", "need", "")),
        (Amount("ma", "skole", "1010", 2020, 1), Amount("mb", "skole", "1010", 2020, 10), Amount("mb", "skole", "1010", 2021, 100)),
    )
    engine = StatementEngine(budget, AmountTable.of(budget), PLAN)
    sums = {name: [cell.nok for cell in engine.statement(FORM, name).row("alt").cells.values()] for name in ("en", "to", "dobbelt")}
    assert sums == {"en": [1, 0], "to": [11, 100], "dobbelt": [10, 100]}
    assert engine.account_total("to", "1010", 2020) == (11, 0)
    assert engine.account_total("to", "1020", 2020) == (0, 0)
    assert engine.account_total("to", "ukjent", 2020) == engine.account_total("to", "1010", 1999) == (0, 0)


def test_the_amounts_behind_a_row_and_their_signs() -> None:
    engine = make_engine(make_budget([("grunnskole", "1010", 7), ("kultur", "1010", 5), ("skole", "1600", -2)]))
    drift = get_forms()["drift"]
    row = engine.statement(drift, "versjon").row("skole.inntekt")
    places, weights = engine.selected_rows(drift, row, "versjon")
    assert [(int(engine.table.nok[place]), int(weight)) for place, weight in zip(places, weights, strict=True)] == [(-2, -1)]
    whole = Row("kommune.netto", "sektorer", "", "", "unit", 0, False, "kommune", {})
    assert len(engine.selected_rows(drift, whole, "versjon")[0]) == 3, "a unit without a row of its own can be asked for"


def test_a_changed_measure_leaves_the_engine_it_came_from() -> None:
    budget = make_budget([("grunnskole", "1010", 7), ("kultur", "1010", 5)])
    engine = StatementEngine(budget, AmountTable.of(budget), PLAN)
    before = engine.statement(FORM, "versjon").row("grunnskole.netto").cells[YEAR]
    changed = engine.changed(budget.measures[0], [Amount("m0", "barnehage", "1NET", YEAR, 20)])
    now = changed.statement(FORM, "versjon")
    assert before == Cell(7) == engine.statement(FORM, "versjon").row("grunnskole.netto").cells[YEAR]
    assert [now.cell(f"{unit}.netto", YEAR).nok for unit in ("grunnskole", "barnehage", "skole", "kultur")] == [0, 20, 20, 5]
    assert now.cell("lonn", YEAR).state == MISSING
    back = changed.changed(budget.measures[0], [budget.amounts[0]])
    assert back.statement(FORM, "versjon").rows == engine.statement(FORM, "versjon").rows


def test_a_change_that_does_not_fit_is_refused() -> None:
    budget = make_budget([("grunnskole", "1010", 7)])
    engine = StatementEngine(budget, AmountTable.of(budget), PLAN)
    measure = budget.measures[0]
    for amount, error in (
        (Amount("m0", "ukjent", "1010", YEAR, 1), KeyError),
        (Amount("m0", "skole", "1XYZ", YEAR, 1), KeyError),
        (Amount("m0", "skole", "1010", 1999, 1), ValueError),
        (Amount("m0", "skole", "1010", YEAR, 10**19), OverflowError),
    ):
        with pytest.raises(error):
            engine.changed(measure, [amount])
    with pytest.raises(KeyError):
        engine.changed(replace(measure, layer="ukjent"), [])


def test_rounded_inputs_of_a_real_form() -> None:
    cells = fill_cells("1A", [("finans", "1870", -50), ("skole", "1010", 50)], half=5)
    assert cells["merforbruk"] == Cell(0, 10)
