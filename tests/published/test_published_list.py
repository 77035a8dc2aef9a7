"""The table of published cases in the documentation: what it names is there."""

import re

from tests.support.example import get_example
from tests.support.tree import ROOT

LIST = ROOT / "docs" / "explanation" / "published-economy.md"
ECONOMY = ("demography", "fees", "financing", "funds", "grants", "investments", "loans", "managed_fund", "pensions", "prices", "appropriations")


def _tests_named() -> set[str]:
    return set(re.findall(r"`([\w/]*test_\w+\.py)`", LIST.read_text(encoding="utf-8")))


def test_every_test_that_is_named_is_there() -> None:
    missing = [one for one in _tests_named() if not (ROOT / ("" if "/" in one else "tests/published") / one).is_file()]
    assert not missing


def test_every_test_of_the_economy_is_named() -> None:
    assert {f"test_{one}.py" for one in ECONOMY} <= _tests_named()


def test_every_row_says_what_came_out_and_where_it_is_tested() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cases = [row for row in rows if row[0] != "Tilfelle"]
    assert len(cases) > 45
    for row in cases:
        assert len(row) == 4, row
        assert row[0] and row[1] and row[3].endswith("`"), row
        assert row[2] or "Mangler inndata" not in row[1], row


def test_there_is_no_table_4_11() -> None:
    tables = get_example().programme.dataset.table_by_id
    assert "4.11" not in tables
    assert {"4.10", "4.12"} <= set(tables)
