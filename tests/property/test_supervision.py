"""Deficits against the plain engine; what arises is recovered or left; every ground is in order of how near it is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.declared import check_declared_lines
from tests.support.plain_supervision import plain_deficits
from veikart.calc.supervision import (
    STATES,
    BudgetFigures,
    Deficit,
    Limits,
    Recovery,
    judge_accumulated,
    judge_balance,
    judge_recovery,
    make_deficit_sheet,
)
from veikart.calc.values import PPM
from veikart.calc.worksheets import Run

YEARS = range(2020, 2027)
NOK = st.integers(1, 10**9)
LIMITS = Limits(2, 30_000, 5_000, 50_000, 60)


@st.composite
def registers(draw: st.DrawFn) -> tuple[dict[str, Deficit], list[Recovery]]:
    """Up to four deficits with recoveries before, in and after their time, too large and too small."""
    deficits = {
        f"m{at}": Deficit(f"m{at}", year, nok) for at, (year, nok) in enumerate(draw(st.lists(st.tuples(st.integers(2014, 2028), NOK), max_size=4)))
    }
    rows = draw(st.dictionaries(st.tuples(st.sampled_from(sorted(deficits) or ["m0"]), st.integers(2012, 2030)), NOK, max_size=10))
    return deficits, [Recovery(key, year, nok) for (key, year), nok in rows.items() if key in deficits]


@given(registers(), st.integers(0, 4))
@settings(max_examples=60, deadline=None)
def test_deficits_are_recovered_as_the_plain_engine_says(register: tuple[dict[str, Deficit], list[Recovery]], allowed: int) -> None:
    deficits, recoveries = register
    sheet = make_deficit_sheet(deficits, recoveries, YEARS, allowed)
    for key, lines in plain_deficits(deficits, recoveries, YEARS, allowed).items():
        for line, row in lines.items():
            assert sheet.row(key, line) == row, (key, line)
    run = Run()
    run.add(sheet)
    check_declared_lines(run, ("deficits",))
    assert (sheet.lines["closing"] >= 0).all()


@given(
    registers(), st.lists(st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.none() | st.integers(0, 10**10)), min_size=7, max_size=7)
)
@settings(max_examples=40, deadline=None)
def test_every_ground_has_a_state_and_a_reach_that_agree(register: tuple[dict[str, Deficit], list[Recovery]], rows: list) -> None:
    deficits, recoveries = register
    sheet = make_deficit_sheet(deficits, recoveries, YEARS, LIMITS.recovery_years)
    figures = [BudgetFigures(year, 0, *row) for year, row in zip(YEARS, rows, strict=True)]
    grounds = [
        *(judge_balance("b", one, LIMITS) for one in figures),
        *judge_recovery(sheet, YEARS, LIMITS),
        *judge_accumulated(sheet, figures, LIMITS),
    ]
    assert len(grounds) == 3 * len(YEARS)
    for one in grounds:
        assert one.state in STATES
        assert 0 <= one.reach <= PPM
        assert (one.state != "met") or one.reach == PPM
        assert (one.state != "met") or (one.nok is not None and one.nok < 0)
