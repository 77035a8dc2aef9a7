"""What the guide says of how levers are drawn: every lever under its distribution, and how far the example's move after some years."""

from __future__ import annotations

import re

import pytest

from tests.support.economy_example import get_example_book
from tests.support.tree import ROOT
from veikart.calc.odds.factors import FactorSpec
from veikart.calc.values import PPM
from veikart.rules.foresight.levers import get_levers

GUIDE = (ROOT / "docs" / "guide" / "langtidsanalysen.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in GUIDE.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize(("draw", "words"), [("log", "log-normal"), ("add", "normal")])
def test_every_lever_stands_under_its_distribution(draw: str, words: str) -> None:
    (row,) = (row for row in ROWS if row[0] == words)
    assert set(row[2].split(", ")) == {one.name.lower() for one in get_levers().values() if one.draw == draw}


@pytest.mark.parametrize("name", ["innvandring", "boligbygging", "rente"])
def test_levers_move_as_far_as_is_printed(name: str) -> None:
    (row,) = (row for row in ROWS if row[0] == name)
    (lever,) = (one for one in get_levers().values() if one.name.lower() == name)
    (entered,) = (one for one in get_example_book().table("uncertainties").values() if one.lever == lever.id)
    spec = FactorSpec(lever.id, lever.draw, entered.spread / PPM, entered.persistence / PPM)
    printed = [float(re.sub(r"[^\d,]", "", cell).replace(",", ".")) for cell in row[1:]]
    found = [spec.spread * 100, spec.persistence * 100, *(spec.get_spread_after(years) * 100 for years in (1, 5, 20))]
    assert printed == pytest.approx(found, abs=0.051)
