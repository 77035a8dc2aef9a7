"""Bærum's Handlingsprogram 2020–2023, chapter 9: tables 9.1, 9.2, 9.3, 9.4 and 9.5 against what the engine makes of the rows they are entered as.

Printed: the net effect of each line from 2009 to 2030. Not printed: who decides, how sure it is, when the effect comes, and the emissions of 2009
by the method the effects are worked out by. Those are entered as examples, marked so, and nothing here rests on them but where it is said.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.economy_example import get_example_book, get_example_long_run
from veikart.calc.values import Interval
from veikart.rules.economy import run_engines
from veikart.rules.economy.checking import check_economy_book
from veikart.rules.economy.result_findings import find_in_results

BUDGET, PROGRAMME = "klima-2030", "Handlingsprogram 2020–2023"
LINES = (-25.4, -32.3, 0.2, 8.3, -0.2, 5.0, -4.0, 13.9, -3.4, -24.7, -2.0, 4.0, 3.2, 0.3)
"""Table 9.3 from top to bottom, thousand tonnes."""
MILLION = 1_000_000


def _printed_lines(run):
    """The change to 2030 of each row that is of the table, by the line it stands on, millionths of a tonne."""
    found = {}
    for table, line, sign in (("climate_growth", "own", 1), ("climate_measures", "own", -1)):
        for key, row in get_example_book().table(table).items():
            if row.source == f"{PROGRAMME}, tabell 9.3" and not getattr(row, "part_of", ""):
                found[row.number] = sign * run.sheets[table].value(key, line, 2030)
    return found


def test_every_line_of_table_9_3_is_there_to_the_decimal() -> None:
    found = _printed_lines(get_example_long_run())
    assert [found[number] for number in range(1, 15)] == [round(one * 10) * 100 * MILLION for one in LINES]


def test_the_net_effect_is_57_1_thousand_tonnes() -> None:
    path = get_example_long_run().sheets["climate_path"]
    assert path.value(BUDGET, "change", 2030) == sum(_printed_lines(get_example_long_run()).values()) == -57_100 * MILLION
    assert path.value(BUDGET, "growth", 2030) == 34_900 * MILLION
    assert path.value(BUDGET, "reduction", 2030) == 92_000 * MILLION


def test_the_target_of_table_9_2_is_forty_percent_less_than_2009() -> None:
    target = Interval.exact(get_example_long_run().sheets["climate_path"].value(BUDGET, "target", 2030))
    assert target.meets(Interval.rounded(Fraction(131_000 * MILLION), half_width=500 * MILLION))


def test_tables_9_1_and_9_2_are_of_one_vintage() -> None:
    path = get_example_long_run().sheets["climate_path"]
    for year, exact, rounded in ((2016, 182_002, 182), (2017, 161_055, 161)):
        assert path.value(BUDGET, "account", year) == exact * MILLION
        assert Interval.exact(exact).meets(Interval.rounded(rounded * 1_000, half_width=500))
    assert {one.vintage for one in get_example_book().table("emissions").values() if one.municipality == "3201"} == {"md-2019"}


def test_the_climate_budget_does_not_reach_its_target() -> None:
    """219 thousand tonnes less 57,1 is 161,9; the target is 131,4. The text says that one is well under way."""
    path = get_example_long_run().sheets["climate_path"]
    assert (path.value(BUDGET, "net", 2030), path.value(BUDGET, "gap", 2030)) == (161_900 * MILLION, 30_500 * MILLION)
    found = [one for one in find_in_results(get_example_book(), get_example_long_run()) if one.code == "climate-gap"]
    assert len(found) == 1


def test_numbers_of_another_vintage_are_kept_out_until_somebody_says_how_they_are_turned() -> None:
    """The chapter sets effects by the former method beside emissions by the new one; the engine does not, unless it is told to."""
    said = [one for one in check_economy_book(get_example_book()) if one.code == "climate-converted"]
    assert len(said) == 1
    assert "på 14 av linjene" in said[0].sentence
    silent = get_example_book().with_rows({"climate_conversions": dict.fromkeys(get_example_book().table("climate_conversions"))})
    kept_out = [one for one in check_economy_book(silent) if one.code == "climate-vintage"]
    assert len(kept_out) == 1
    path = run_engines(silent).sheets["climate_path"]
    assert (path.value(BUDGET, "change", 2030), path.value(BUDGET, "net", 2030)) == (0, 219_000 * MILLION)


@pytest.mark.parametrize(("table", "kind", "sums"), [("9.4", "operation", (15.8, 14.5, 14.8, 14.5)), ("9.5", "investment", (44.8, 19.5, 34.5, 19.5))])
def test_the_costs_of_tables_9_4_and_9_5_add_up_to_what_is_printed(table: str, kind: str, sums: tuple[float, ...]) -> None:
    rows = [one for one in get_example_book().table("climate_costs").values() if one.source.startswith(f"{PROGRAMME}, tabell {table}")]
    assert {one.kind for one in rows} == {kind}
    for year, printed in zip(range(2020, 2024), sums, strict=True):
        assert sum(one.nok for one in rows if one.year == year) == round(printed * 10) * 100_000


def test_sectors_of_another_vintage_stand_beside_and_are_not_added() -> None:
    totals = get_example_long_run().sheets["climate_totals"]
    assert set(totals.subjects) == {"md-2019|3201", "md-2024|4001", "md-2024|4003"}
    assert totals.value("md-2024|4003", "tonnes", 2024) == 118_118_630_000
