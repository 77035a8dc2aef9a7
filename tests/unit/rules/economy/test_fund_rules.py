"""What is wrong with funds is told of, and every line of their sheets is what it is declared to be."""

import numpy as np
import pytest

from tests.support.fund_book import MILL, make_funds
from veikart.calc.economy import Assumption, EconomyBook
from veikart.calc.funds import Fund, FundMove, ManagedAllocation, ManagedYear
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy.checking.funds import check_funds, find_funds
from veikart.rules.economy.engines.funds import run_funds
from veikart.rules.economy.engines.prices import run_prices
from veikart.rules.economy.explaining import FigureAddress, explain_calculation
from veikart.rules.economy.lines import LineRule, get_sheet_rules

SHEETS = ("managed_classes", "managed_fund", "funds", "fund_groups", "fund_totals", "liquidity")


def _run(book: EconomyBook, earlier: Run | None = None) -> Run:
    run = Run(earlier)
    run_prices(book, run)
    run_funds(book, run)
    return run


def _findings(**changed: list) -> list[str]:
    book = make_funds(**changed)
    return [one.code for one in (*check_funds(book), *find_funds(book, _run(book)))]


def test_a_whole_book_has_nothing_to_tell_of() -> None:
    assert _findings() == []
    assert list(check_funds(EconomyBook())) == []
    assert list(find_funds(EconomyBook(), Run())) == []


@pytest.mark.parametrize(("code", "changed"), [
    ("fund-move-year", {"fund_moves": [FundMove("x", "buffer", 2031, MILL)]}),
    ("fund-bounds", {"funds": [Fund("buffer", "B", "buffer", opening=500 * MILL, floor=100 * MILL, ceiling=90 * MILL)], "fund_moves": []}),
    ("fund-target-year", {"funds": [Fund("buffer", "B", "buffer", opening=MILL, target=MILL, target_year=2040)], "fund_moves": []}),
    ("fund-rate-range", {"assumptions": [Assumption("interest_floating", year, 2_000_000) for year in range(2026, 2030)]}),
    ("assumption-missing", {"assumptions": []}),
    ("managed-year-missing", {"managed_years": [ManagedYear("f", 2027, MILL, 20_000)]}),
    ("managed-shares", {"managed_allocation": [ManagedAllocation("f", "aksjer", 2026, "Aksjer", 900_000, 63_000)]}),
    ("liquidity-missing", {"liquidity_balances": []}),
    ("fund-use-missing", {"fund_moves": [FundMove("x", "buffer", 2027, use=501 * MILL)]}),
    ("fund-below-floor", {"fund_moves": [FundMove("x", "buffer", 2027, use=420 * MILL)]}),
    ("fund-target-missed", {"fund_moves": [FundMove("x", "buffer", 2029, use=420 * MILL, price="current")]}),
    ("fund-over-ceiling", {"fund_moves": [FundMove("x", "buffer", 2027, 200 * MILL)]}),
    ("managed-withdrawal-missing", {"managed_years": [ManagedYear("f", 2026, 0, 0, withdrawal=9_000 * MILL)]}),
    ("managed-base-capital", {"managed_years": [ManagedYear("f", 2026, 0, 0, withdrawal=1_100 * MILL)]}),
    ("managed-real-value", {"managed_years": [ManagedYear("f", 2026, 0, 20_000), ManagedYear("f", 2027, 0, 20_000, withdrawal=300 * MILL)]}),
])  # fmt: skip
def test_what_is_wrong_is_told_of(code: str, changed: dict[str, list]) -> None:
    assert code in _findings(**changed)


def test_a_fund_that_stays_under_its_floor_is_told_of_once() -> None:
    assert _findings(fund_moves=[FundMove("x", "buffer", 2027, use=420 * MILL)]).count("fund-below-floor") == 1


def test_a_finding_names_the_fund_the_year_and_the_kroner() -> None:
    book = make_funds(fund_moves=[FundMove("x", "buffer", 2027, use=520 * MILL, price="current")])
    found = next(one for one in find_funds(book, _run(book)) if one.code == "fund-use-missing")
    assert found.sentence == "Bufferfondet: planen er å bruke 520,0 mill. kr i 2027, men fondet har bare 500,0 mill. kr."
    assert (found.place.figure, found.place.year) == ("funds:buffer", 2027)


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_line_is_what_it_is_declared_to_be(sheet_id: str) -> None:
    book = make_funds()
    run = _run(book)
    sheet, rule = run.sheets[sheet_id], get_sheet_rules()[sheet_id]
    assert set(sheet.lines) == set(rule.lines)
    for line in rule.lines.values():
        expected = _worked_out(line, sheet, run, book)
        assert expected is None or (expected == sheet.lines[line.id]).all(), f"{sheet_id}.{line.id}"


def _worked_out(line: LineRule, sheet: Sheet, run: Run, book: EconomyBook) -> np.ndarray | None:
    other, _, name = line.source.partition(".")
    match line.origin:
        case "formula":
            return line.formula.evaluate(sheet.lines)
        case "total_of":
            return np.array([run.sheets[other].total(name, None if one == "alle" else one) if len(run.sheets[other].groups) else
                             run.sheets[other].total(name) for one in sheet.subjects])  # fmt: skip
        case "taken":
            return np.array([run.sheets[other].row(line.taken_subject or one, name) for one in sheet.subjects])
        case "input":
            return np.array([[getattr(book.table(other)[one], name) or 0] * len(sheet.years) for one in sheet.subjects])
        case "series":
            return np.array([[book.table("assumptions")[f"{line.source}|{year}"].value if f"{line.source}|{year}" in book.table("assumptions") else 0
                              for year in sheet.years]])  # fmt: skip
    return None


def test_a_moved_plan_leaves_the_managed_fund_as_it_is() -> None:
    book = make_funds()
    first = _run(book)
    again = _run(book.with_rows({"fund_moves": {"b26": FundMove("b26", "buffer", 2027, use=33 * MILL)}}), first)
    assert again.sheets["managed_fund"] is first.sheets["managed_fund"]
    assert again.sheets["funds"] is not first.sheets["funds"]
    assert again.sheets["liquidity"].value("alle", "closing", 2026) == first.sheets["liquidity"].value("alle", "closing", 2026) + 33 * MILL


@pytest.mark.parametrize(("line", "table", "key"), [
    ("weight", "managed_allocation", "f|aksjer|2026"),
    ("fund_opening", "managed_funds", "f"),
])  # fmt: skip
def test_a_class_is_explained_by_its_own_row_and_by_its_fund(line: str, table: str, key: str) -> None:
    book = make_funds()
    found = explain_calculation(book, _run(book), FigureAddress("managed_classes", "f|aksjer", line, 2027))
    assert [(one.table, one.key) for one in found.rows] == [(table, key)]
