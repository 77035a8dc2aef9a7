"""A form worked out for an account plan, and the forms that cannot be."""

from dataclasses import replace

import pytest

from veikart.calc.statements import Account, AccountPlan, Form, Line, Selector, compile_form

PLAN = AccountPlan(
    (
        Account("1010", "Lønn", "expense", 2001),
        Account("1020", "Vikar", "expense", 2001),
        Account("1600", "Salg", "income", 2001),
        Account("0230", "Bygg", "expense", 2001),
        Account("1NET", "Netto", "expense", 2001, None, ("1010", "1020")),
        Account("1SAM", "Samlet", "expense", 2001, None, ("1010", "1600"), "1010"),
    )
)
KINDS = ("sector", "post")
WAGES = Line("lonn", "Lønn", "accounts", selectors=(Selector("1010", "1010"),))


def _form(*lines: Line, outside: tuple[Selector, ...] = ()) -> Form:
    return Form("prove", "Prøve", "", 2001, None, "expense", lines, outside=outside)


def _weight(form: Form, row: str, account: str, kind: str = "sector") -> int:
    return compile_form(form, PLAN, KINDS).weight(row, kind=kind, account=account)


def test_a_selector_takes_a_range_of_codes_of_the_same_length() -> None:
    assert Selector("1010", "1600").takes("1020", "sector")
    assert not Selector("10", "16").takes("1020", "sector")
    assert not Selector("1010", "1600", frozenset({"post"})).takes("1020", "sector")


def test_weights_of_each_kind_of_line() -> None:
    form = _form(
        WAGES,
        Line("salg", "Salg", "accounts", sign=-1, selectors=(Selector("1600", "1600", frozenset({"post"})),)),
        Line("resten", "Resten", "rest", account_class="1"),
        Line("inntekt", "Inntekt", "rest", account_class="1", side="income"),
        Line("sum", "Sum", "sum", terms=((1, "lonn"), (-1, "salg"))),
    )
    assert _weight(form, "lonn", "1010") == 1
    assert _weight(form, "lonn", "1020") == 0
    assert [_weight(form, "salg", "1600", kind) for kind in KINDS] == [0, -1]
    assert _weight(form, "resten", "1020") == 1
    assert _weight(form, "resten", "1010") == 0, "a named account is not part of the rest"
    assert [_weight(form, "resten", "1600", kind) for kind in KINDS] == [1, 0]
    assert _weight(form, "resten", "0230") == 0, "another account class"
    assert [_weight(form, "inntekt", code) for code in ("1600", "1020")] == [1, 0]
    assert [_weight(form, "sum", "1600", kind) for kind in KINDS] == [0, 1]


def test_what_stands_outside_is_in_no_line_and_not_in_the_rest() -> None:
    form = _form(Line("resten", "Resten", "rest", account_class="1"), outside=(Selector("1010", "1020", frozenset({"post"})),))
    assert [_weight(form, "resten", "1010", kind) for kind in KINDS] == [1, 0]


def test_a_pool_counts_as_what_it_may_hold_where_that_is_one_thing() -> None:
    form = _form(Line("lonn", "Lønn", "accounts", selectors=(Selector("1010", "1020"),)), Line("salg", "Salg", "rest", account_class="1"))
    assert _weight(form, "lonn", "1NET") == 1
    assert _weight(form, "salg", "1NET") == 0, "although the rest would take a code that nobody names"
    assert _weight(form, "lonn", "1SAM") == 1, "shown on its home"
    assert _weight(form, "salg", "1SAM") == 0


def test_a_pool_without_a_home_counts_nowhere_where_its_accounts_part() -> None:
    form = _form(WAGES, Line("resten", "Resten", "rest", account_class="1"), Line("sum", "Sum", "sum", terms=((1, "lonn"), (1, "resten"))))
    assert [_weight(form, row, "1NET") for row in ("lonn", "resten", "sum")] == [0, 0, 1]


def test_a_line_may_name_a_pool_for_one_kind_of_unit_only() -> None:
    form = _form(Line("alt", "Alt", "accounts", selectors=(Selector("1010", "1020"), Selector("1NET", "1NET", frozenset({"post"})))), WAGES_AGAIN)
    assert [_weight(form, "alt", "1NET", kind) for kind in KINDS] == [1, 1]


WAGES_AGAIN = Line("salg", "Salg", "accounts", selectors=(Selector("1600", "1600"),))


def test_two_lines_that_take_one_account_are_refused() -> None:
    with pytest.raises(ValueError, match="lonn-2: takes an account that another line takes"):
        compile_form(_form(WAGES, replace(WAGES, id="lonn-2")), PLAN, KINDS)


def test_two_lines_may_share_an_account_on_different_kinds_of_unit() -> None:
    sector, post = (replace(WAGES, id=kind, selectors=(Selector("1010", "1010", frozenset({kind})),)) for kind in KINDS)
    compile_form(_form(sector, post), PLAN, KINDS)


def test_a_line_that_takes_what_stands_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="takes an account"):
        compile_form(_form(WAGES, outside=(Selector("1000", "1099"),)), PLAN, KINDS)


def test_a_sum_that_adds_a_line_below_it_is_refused() -> None:
    with pytest.raises(ValueError, match="sum: adds lonn, which does not stand above it"):
        compile_form(_form(Line("sum", "Sum", "sum", terms=((1, "lonn"),)), WAGES), PLAN, KINDS)


def test_a_sum_that_adds_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="does not stand above it"):
        compile_form(_form(WAGES, Line("sum", "Sum", "sum", terms=((1, "sum"),))), PLAN, KINDS)


def test_a_line_and_a_part_of_the_same_name_are_refused() -> None:
    each = Line("enhet", "", "each", unit_kinds=("sector",), parts=(Line("netto", "", "rest", account_class="1"),))
    with pytest.raises(ValueError, match=r"two rows are called enhet\.netto"):
        compile_form(_form(replace(WAGES, id="enhet.netto"), each), PLAN, KINDS)


def test_a_krone_that_counts_too_often_is_refused() -> None:
    with pytest.raises(ValueError, match="counts more than"):
        compile_form(_form(WAGES, Line("sum", "Sum", "sum", terms=((1, "lonn"),) * 10)), PLAN, KINDS)


def test_an_unknown_row_has_no_weight() -> None:
    with pytest.raises(KeyError):
        _weight(_form(WAGES), "ukjent", "1010")


def test_a_form_without_lines_for_a_budget_without_units() -> None:
    compiled = compile_form(_form(), PLAN, ())
    assert compiled.lines == 0
