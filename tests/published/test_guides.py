"""The worked examples of the guides come out as they are printed: the rows are read as files are, and the engines run."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.guides import read_printed_book
from tests.support.tree import ROOT
from veikart.calc.outlook import PlanFigures
from veikart.calc.worksheets import Run, Sheet
from veikart.rules.economy import LineRule, SheetRule, get_sheet_rules, run_engines
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.foresight import run_foresight
from veikart.rules.tables import stops

HEADING = "## Regneeksempel"
PARTS = {"ppm": 10_000, "index": 1_000_000_000, "tonnes": 1_000_000, "decimal": 1_000_000}
"""How many parts one of what is printed is: a percent, an index of 1, a tonne, one; others are whole."""
GUIDES = sorted(path for path in (ROOT / "docs" / "guide").glob("*.md") if HEADING in path.read_text(encoding="utf-8"))


def _read_table(text: str) -> tuple[list[int], list[list[str]]]:
    lines = [[one.strip() for one in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    heads = [one for one in lines if one[:3] == ["Ark", "Emne", "Linje"]]
    assert heads, "no table with the columns Ark, Emne, Linje"
    body = [one for one in lines if not re.fullmatch(r":?-+:?", one[0]) and one[0] != "Ark"]
    return [int(one) for one in heads[0][3:]], [one for one in body if len(one) == len(heads[0])]


def _find(run: Run, sheet_name: str, subject: str, line_name: str) -> tuple[Sheet, str, LineRule]:
    rules: list[SheetRule] = [one for one in get_sheet_rules().values() if one.name == sheet_name]
    found = [
        (run.sheets[rule.id], key, line)
        for rule in rules
        if rule.id in run.sheets
        for key in run.sheets[rule.id].subjects
        for line in rule.lines.values()
        if subject in (key, run.sheets[rule.id].name(key)) and line.name == line_name
    ]
    assert len(found) == 1, f"{len(found)} figures are called {sheet_name}, {subject}, {line_name}"
    return found[0]


def _is_printed(text: str, value: int, unit: str) -> bool:
    """Whether the number comes out as printed, to its last decimal."""
    plain = re.sub(r"[\s\u00a0\u2009\u202f]|%|kr", "", text).replace("−", "-").replace(",", ".")
    printed = Decimal(plain)
    exact = Decimal(value) / PARTS.get(unit, 1)
    decimals = -int(printed.as_tuple().exponent)
    return abs(exact - printed) <= Decimal(1) / 2 / 10**decimals if unit in PARTS else exact == printed


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_worked_example_comes_out_as_printed(path: Path) -> None:
    text = path.read_text(encoding="utf-8").partition(HEADING)[2].split("\n## ")[0]
    book = read_printed_book(text)
    assert not [one.sentence for one in stops(check_economy_book(book))]
    run = run_foresight(book, run_engines(book), PlanFigures())
    years, rows = _read_table(text)
    assert len(rows) >= 3
    for sheet_name, subject, line_name, *printed in rows:
        sheet, key, line = _find(run, sheet_name, subject, line_name)
        for year, text_of_year in zip(years, printed, strict=True):
            value = sheet.value(key, line.id, year)
            assert _is_printed(text_of_year, value, line.unit), f"{sheet_name}, {subject}, {line_name}, {year}: {text_of_year} is {value}"
