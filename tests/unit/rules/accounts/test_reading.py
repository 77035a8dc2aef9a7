"""The account plan's reader, and the plan itself."""

from typing import Any

import pytest

from veikart.rules.accounts import get_account_plan
from veikart.rules.accounts.reading import read_account_plan

WAGES = {"code": "1010", "name": "Lønn", "side": "expense", "valid_from": 2001}
SALES = {"code": "1600", "name": "Salg", "side": "income", "valid_from": 2001}


def _plan(*accounts: dict[str, Any], **others: Any) -> Any:
    return read_account_plan({"account": list(accounts), **others})


def test_a_pool_of_a_range_holds_every_account_in_it() -> None:
    pool = {**WAGES, "code": "1NET", "candidates": ["1000-1099", "1600"], "home": "1010"}
    plan = _plan(WAGES, SALES, pool, {**WAGES, "code": "1UTG"})
    assert plan.for_year(2020)["1NET"].candidates == ("1010", "1600")


@pytest.mark.parametrize(
    ("account", "words"),
    [
        ({**WAGES, "farge": "rød"}, "farge"),
        ({key: value for key, value in WAGES.items() if key != "side"}, "side"),
        ({**WAGES, "side": "begge"}, "begge"),
        ({**WAGES, "valid_from": "2001"}, "2001"),
        ({**WAGES, "code": "101"}, "fire tegn"),
        ({**WAGES, "candidates": ["1700-1799"]}, "ingen kontoer i 1700-1799"),
        ({**WAGES, "code": "1NET", "candidates": ["1600"], "home": "1010"}, "home 1010"),
        ({**WAGES, "home": "1010"}, "home 1010"),
    ],
)
def test_an_account_that_is_not_as_it_should_be(account: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        _plan(SALES, account)


@pytest.mark.parametrize(("first_to", "second_from"), [(None, 2020), (2020, 2020), (2021, 2020)])
def test_years_that_overlap_are_refused(first_to: int | None, second_from: int) -> None:
    first = WAGES if first_to is None else {**WAGES, "valid_to": first_to}
    with pytest.raises(ValueError, match="1010: årene overlapper"):
        _plan({**WAGES, "valid_from": second_from}, first)


def test_years_that_follow_each_other_are_not_refused() -> None:
    assert len(_plan({**WAGES, "valid_to": 2019}, {**WAGES, "valid_from": 2020}).accounts) == 2


def test_an_unknown_list_is_refused() -> None:
    with pytest.raises(ValueError, match="konto"):
        _plan(WAGES, konto=[])
    with pytest.raises(ValueError, match="account"):
        read_account_plan({})


def test_the_plan_keeps_its_word() -> None:
    plan = get_account_plan()
    assert plan is get_account_plan()
    for account in plan.accounts:
        assert account.account_class in "019", account.code
        assert all(code in plan.codes for code in account.candidates)
        if account.code[1:].isdigit():
            side = "expense" if account.code[1:] < "600" else "income"
            assert account.side == side, account.code


def test_only_on_operations_or_investment() -> None:
    """From the list of codes that the control programme of the state refuses in one of the two."""
    codes = set(get_account_plan().codes)
    only_investment = ("280", "512", "521", "522", "529", "670", "910", "911", "912", "921", "922", "929", "970")
    only_operations = ("070", "080", "110", "114", "240", "509", "570", "590", "600", "629", "630", "640", "800", "870", "909", "990")
    assert not [code for code in only_investment if f"1{code}" in codes]
    assert not [code for code in only_operations if f"0{code}" in codes]
