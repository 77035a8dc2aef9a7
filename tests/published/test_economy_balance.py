"""Whatever moves in the example's book, the budget stays in balance to the krone: investments by their financing, operations by the buffer fund."""

from dataclasses import replace

import pytest

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.example import get_example
from veikart.calc.economy import EconomyBook
from veikart.rules.economy import run_engines
from veikart.rules.economy.effects import list_effects
from veikart.rules.economy.project_moves import with_moves

DATASET = get_example().programme.dataset
MOVED = sorted(key for key in get_example_book().table("projects") if not with_moves(get_example_book(), {key: 1})[1])[::4]
CHANGED = sorted(key for key, one in get_example_book().table("assumptions").items() if one.year == DATASET.plan_years[1])


def _open_nok(book: EconomyBook) -> dict[tuple[str, int], int]:
    """What the effects leave open, by class of account and year."""
    effects, findings = list_effects(book, run_engines(book, get_example_run()), get_example_run(), DATASET.budget, DATASET.plan_years)
    assert not findings, [one.sentence for one in findings]
    found = {(account_class, year): 0 for account_class in "01" for year in DATASET.plan_years}
    for amount in (amount for one in effects for amount in one.amounts if amount.account[0] in "01"):
        found[amount.account[0], amount.year] += amount.nok
    return found


@pytest.mark.parametrize("project", MOVED)
def test_a_moved_project_leaves_nothing_open(project: str) -> None:
    moved, _ = with_moves(get_example_book(), {project: 1})
    assert set(_open_nok(moved).values()) == {0}


@pytest.mark.parametrize("key", CHANGED)
def test_another_assumption_leaves_nothing_open(key: str) -> None:
    book = get_example_book()
    row = book.table("assumptions")[key]
    changed = book.with_rows({"assumptions": {key: replace(row, value=row.value + row.value // 10 + 10_000)}})
    assert set(_open_nok(changed).values()) == {0}


def test_the_book_as_it_was_adopted_does_nothing() -> None:
    effects, findings = list_effects(get_example_book(), get_example_run(), get_example_run(), DATASET.budget, DATASET.plan_years)
    assert not effects
    assert not findings
