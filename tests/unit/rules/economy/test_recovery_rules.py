"""Recoveries that come too early, too late, or do not fit the deficit."""

from __future__ import annotations

import pytest

from veikart.calc.economy import EconomyBook, Setting
from veikart.calc.supervision import Deficit, Recovery
from veikart.calc.worksheets import Run
from veikart.rules.economy.checking.supervision import check_supervision
from veikart.rules.economy.engines.supervision import run_supervision

MILL = 1_000_000


def _book(recoveries: dict[int, int], *, decided: int | None = None, nok: int = 10) -> EconomyBook:
    return EconomyBook(
        {
            "settings": {"s": Setting("s", "Eksempel", "Eksempel", 2026, 2030, 2026)},
            "deficits": {"m": Deficit("m", 2025, nok * MILL, decided)},
            "recoveries": {f"m|{year}": Recovery("m", year, paid * MILL) for year, paid in recoveries.items()},
        }
    )


@pytest.mark.parametrize(
    ("recoveries", "decided", "codes"),
    [
        ({2026: 5, 2027: 5}, None, []),
        ({2025: 5, 2027: 5}, None, ["recovery-early"]),
        ({2026: 5, 2027: 6}, None, ["recovery-excess"]),
        ({2026: 5}, None, ["recovery-missing"]),
        ({2026: 5, 2028: 5}, None, ["recovery-late"]),
        ({2026: 5, 2028: 5}, 3, []),
        ({2026: 5, 2029: 5}, 4, []),
        ({2026: 5, 2030: 5}, 5, ["recovery-late"]),
        ({2026: 5, 2027: 5}, 1, []),
    ],
)
def test_recoveries(recoveries: dict[int, int], decided: int | None, codes: list[str]) -> None:
    assert [one.code for one in check_supervision(_book(recoveries, decided=decided))] == codes


def test_sentences() -> None:
    (late,) = check_supervision(_book({2026: 5, 2028: 5}))
    assert late.sentence == "Merforbruket fra 2025 dekkes inn over 3 år. Det kan dekkes inn over 2 år."
    assert late.rule == "koml-14-11"
    (missing,) = check_supervision(_book({2026: 5}))
    assert missing.place.figure == "deficits:m"
    assert "bare 5,0 mill. kr er dekket inn" in missing.sentence


def test_the_sheet_of_deficits() -> None:
    run, book = Run(), _book({2026: 4, 2028: 6})
    run_supervision(book, run)
    assert run.sheets["deficits"].row("m", "overdue") == (0, 6 * MILL, 6 * MILL, 0, 0)
    again = Run(run)
    run_supervision(book, again)
    assert again.sheets["deficits"] is run.sheets["deficits"]
