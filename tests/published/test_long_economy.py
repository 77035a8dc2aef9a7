"""The long economy of the example: the years of the plan are the programme to the krone, and what is drawn agrees with what is not."""

from __future__ import annotations

from threading import get_ident

import numpy as np
import pytest

from tests.support.economy_example import get_example_book
from tests.support.example import get_example
from tests.support.long_example import DRAWS, SEED, get_example_odds, get_example_plan, get_planned_run
from veikart.calc.economy import EconomyBook
from veikart.calc.outlook.drawing import BLOCK, UNITS
from veikart.calc.values import LeverChange
from veikart.rules.economy import get_sheet_rules
from veikart.rules.economy.explaining import FigureAddress, explain_calculation
from veikart.rules.explaining import explain_figure
from veikart.rules.foresight.odds import work_out_odds
from veikart.rules.foresight.restructuring_words import list_restructuring
from veikart.rules.foresight.scenario_table import compare_scenarios

SHEETS = tuple(key for key, one in get_sheet_rules().items() if one.engine == "long_economy")
PLANNED = {
    "net_result": ("line:5-4:netto-driftsresultat", -1),
    "interest": ("line:5-4:renteutgifter", 1),
    "instalments": ("line:5-4:avdrag", 1),
    "transfer": ("line:5-4:overforing-investering", 1),
    "tax": ("line:5-4:skatt", -1),
    "grant": ("line:5-4:rammetilskudd", -1),
    "investments": ("line:investering:brutto-investeringsutgifter", 1),
    "vat": ("line:investering:mva-kompensasjon", -1),
    "loans": ("line:investering:bruk-av-laan", -1),
    "buffer": ("input:buffer_fund", 1),
    "liquidity": ("input:liquidity_reserve", 1),
    "operating_revenue": ("input:operating_revenue", 1),
}


@pytest.mark.parametrize("line", PLANNED)
def test_years_of_the_plan_are_the_programme(line: str) -> None:
    address, sign = PLANNED[line]
    sheet, programme = get_planned_run().sheets["long_economy"], get_example().programme
    for year in get_example_plan().years:
        assert sheet.value("alle", line, year) == sign * explain_figure(programme, f"{address}@{year}").value


@pytest.mark.parametrize("year", [2020, 2021, 2022, 2023])
def test_services_and_debt_are_the_programme(year: int) -> None:
    run, programme = get_planned_run(), get_example().programme
    for unit in ("grunnskoleopplaering", "barnehager", "pleie-og-omsorg"):
        assert run.sheets["long_services"].value(unit, "cost", year) == explain_figure(programme, f"frame:{unit}@{year}").value
    owed = [explain_figure(programme, f"{one}@{year}").value for one in ("4.9:sum", "4.9:formidlingslaan")]
    assert run.sheets["long_economy"].value("alle", "debt", year) == owed[0] - owed[1]


def test_figure_of_the_plan_opens_to_the_programme() -> None:
    book, run = get_example_book(), get_planned_run()
    found = explain_calculation(book, run, FigureAddress("long_economy", "alle", "plan_loans", 2021))
    assert [(one.figure, one.value) for one in found.inputs] == [("line:investering:bruk-av-laan@2021", -957_300_000)]
    assert found.value == 957_300_000
    assert not explain_calculation(book, run, FigureAddress("long_economy", "alle", "plan_loans", 2030)).inputs
    of_line = explain_calculation(book, run, FigureAddress("long_lines", "barnehager", "plan", 2022))
    assert [one.figure for one in of_line.inputs] == ["frame:barnehager@2022"]


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_formula_holds_to_the_krone(sheet_id: str) -> None:
    sheet, rule = get_planned_run().sheets[sheet_id], get_sheet_rules()[sheet_id]
    assert set(sheet.lines) == set(rule.lines)
    assert sheet.subjects
    for line in rule.lines.values():
        if line.formula:
            assert np.array_equal(line.formula.evaluate(sheet.lines), sheet.lines[line.id]), f"{sheet_id}.{line.id} = {line.formula.text}"


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_every_figure_worked_out_again_is_the_same(sheet_id: str) -> None:
    sheet = get_planned_run().sheets[sheet_id]
    for line in sheet.lines:
        for subject in (sheet.subjects[0], sheet.subjects[-1]):
            for year in (2020, 2023, 2024, 2039):
                found = explain_calculation(get_example_book(), get_planned_run(), FigureAddress(sheet_id, subject, line, year))
                assert found.again in {None, found.value}, f"{sheet_id}.{line} of {subject} in {year}"


def test_draws_lie_around_the_sheets() -> None:
    odds, sheet = get_example_odds(), get_planned_run().sheets["long_economy"]
    for line in UNITS:
        assert odds.central[line].tolist() == list(sheet.row("alle", line))
        assert np.all(np.diff(odds.quantiles[line], axis=0) >= 0)
    low, high = odds.quantiles["result_ratio"][0], odds.quantiles["result_ratio"][-1]
    assert np.all((low < odds.central["result_ratio"]) & (odds.central["result_ratio"] < high))
    assert high[-1] - low[-1] > 2 * (high[0] - low[0])


def test_odds_are_shares_and_the_law_breaks_less_often_than_the_targets() -> None:
    odds = get_example_odds()
    for limit, shares in odds.breaks.items():
        assert np.all((shares >= 0) & (shares <= 1))
        assert shares.max() <= odds.ever[limit] <= shares.sum() + 1e-9
    assert odds.ever["balanse"] < odds.ever["resultatgrad"]
    assert set(odds.breaks) == set(get_example_book().table("outlook_limits"))


def test_drivers_are_levers_largest_first() -> None:
    levers = {one.lever for one in get_example_book().table("uncertainties").values()}
    for found in get_example_odds().drivers.values():
        assert {lever for lever, _ in found} <= levers
        assert [share for _, share in found] == sorted((share for _, share in found), reverse=True)
        assert all(0 < share <= 1 for _, share in found)


def _draw(book: EconomyBook, **more: object) -> object:
    return work_out_odds(book, get_planned_run(), get_example_plan(), **{"draws": DRAWS, "seed": SEED, **more})  # type: ignore[arg-type]


def test_same_seed_gives_the_same_to_the_last_bit_whatever_threads() -> None:
    told: list[float] = []
    one, other = get_example_odds(), _draw(get_example_book(), threads=2, progress=lambda share, _words: told.append(share))
    for line in UNITS:
        assert np.array_equal(one.quantiles[line], other.quantiles[line])  # type: ignore[attr-defined]
    assert one.drivers == other.drivers  # type: ignore[attr-defined]
    assert told[-1] == 1.0
    another = _draw(get_example_book(), seed=SEED + 1)
    assert not np.array_equal(one.quantiles["net_result"], another.quantiles["net_result"])  # type: ignore[attr-defined]


def test_how_far_it_has_come_is_told_in_the_thread_that_asked_and_can_end_it() -> None:
    told: list[tuple[float, int]] = []

    def tell(share: float, _words: str) -> None:
        told.append((share, get_ident()))
        if len(told) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        _draw(get_example_book(), draws=3 * BLOCK, threads=2, progress=tell)
    assert told == [(1 / 3, get_ident()), (2 / 3, get_ident())]


def test_draws_without_spread_are_the_sheets() -> None:
    rows = dict.fromkeys(get_example_book().table("uncertainties"))
    pairs = dict.fromkeys(get_example_book().table("uncertainty_correlations"))
    odds = _draw(get_example_book().with_rows({"uncertainties": rows, "uncertainty_correlations": pairs}), draws=100)
    for line, unit in UNITS.items():
        near = {"nok": 300_000, "ppm": 40, "persons": 5}[unit]
        assert np.abs(odds.quantiles[line] - odds.central[line]).max() <= near, line  # type: ignore[attr-defined]


def test_change_on_top_moves_the_future_from_its_year() -> None:
    moved = _draw(get_example_book(), changes=[LeverChange("interest", 20_000, 2030)], draws=100)
    at = moved.years.index(2030)  # type: ignore[attr-defined]
    before, after = get_example_odds().central["net_result"], moved.central["net_result"]  # type: ignore[attr-defined]
    assert np.array_equal(before[:at], after[:at])
    assert np.all(after[at:] < before[at:])


def test_scenarios_stand_side_by_side() -> None:
    found = compare_scenarios(get_example_book(), get_planned_run(), get_example_plan())
    by_id = {one.id: one for one in found}
    assert [one.id for one in found] == ["", *get_example_book().table("scenarios")]
    last = {key: one.lines["net_result"][-1] for key, one in by_id.items()}
    assert last["alt-pa-en-gang"] < min(last[one] for one in ("hoyere-rente", "inntektssystem", "boliger-uteblir")) < last[""]
    lost = [a - b for a, b in zip(by_id[""].lines["grant"], by_id["inntektssystem"].lines["grant"], strict=True)]
    assert set(lost[:5]) == {0}
    assert abs(lost[5] - 484_000_000) < 25_000_000
    assert by_id["inntektssystem"].first_breaks["balanse"] is not None


def test_need_for_restructuring_names_the_limit_that_decides() -> None:
    found = list_restructuring(get_example_book(), get_planned_run())
    sheet = get_planned_run().sheets["long_restructuring"]
    assert [one.nok for one in found] == list(sheet.row("alle", "need"))
    assert all(one.limit for one in found if one.nok)
    assert found[0].sentence.startswith("Fra 2020 må driften ned med ")
    assert "avgjør" in found[0].sentence


def test_printed_targets_of_the_plan_hold_in_its_years() -> None:
    """Table 4.3: 4.4, 3.4, 3.8 and 4.2 per cent, and a buffer fund of 455, 315, 218 and 160 million."""
    sheet = get_planned_run().sheets["long_economy"]
    assert [round(one / 1_000) / 10 for one in sheet.row("alle", "result_ratio")[:4]] == [4.4, 3.4, 3.8, 4.2]
    assert [one // 1_000_000 for one in sheet.row("alle", "buffer")[:4]] == [455, 315, 218, 160]
