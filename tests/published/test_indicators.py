"""The long-term key figures of the example, worked out from the values it prints, against the means it prints."""

import csv
import re
from fractions import Fraction

import pytest

from tests.support.example import get_example
from tests.support.indicators import get_example_indicators
from tests.support.plan import get_example_plan
from tests.support.tree import ROOT
from veikart.calc.indicators import SeriesBook, group_values, read_target, work_out_long_term
from veikart.calc.values import Interval
from veikart.rules.indicators import read_indicators
from veikart.rules.indicators.printed import compare_printed_means
from veikart.rules.words import format_decimal

TABLES = ("5.2", "5.5", "6.2", "6.6", "7.2", "7.5", "7.7", "7.10", "8.1", "8.2", "8.3", "9.1")
FOLDER = ROOT / "examples" / "baerum-2020-2023" / "tables"
ROUNDED_AWAY = {
    "6.2.heldogns": ("-2,2", "-2,1"),
    "6.2.uten-tjenester": ("1,4", "1,3"),
    "8.2.institusjonslokaler": ("8,33", "8,32"),
    "8.2.vedlikehold": ("37", "38"),
}
"""What comes out of the printed values, and what is printed: the yearly values are rounded before they are printed, the mean was worked out of
them as they were, and the printed mean is one that they can give."""
NOTHING_PRINTED = ("6.6.stasjonaer-bemanning", "7.5.veier-tg1", "8.2.ledighet")
"""Where the cell of the mean is empty: there is nothing in the base year, so the engine has none either."""


def _printed_rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for table in TABLES:
        with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found.extend((f"{table}.{row['row']}", row) for row in csv.DictReader(file) if row["row"] != "aar")
    return found


PRINTED = _printed_rows()


@pytest.fixture(scope="module")
def series_book() -> SeriesBook:
    book = get_example_indicators()
    return SeriesBook(get_example_plan().indicators, book.table("indicator_places"), group_values(book.table("indicator_values").values()))


def _number(text: str) -> Fraction:
    return Fraction(text.replace("%", "").replace("\u00a0", "").replace(" ", "").replace(",", "."))


def _decimals(text: str) -> int:
    return len(text.replace("%", "").strip().partition(",")[2])


def test_every_printed_value_is_in_the_example(series_book):
    for key, row in PRINTED:
        series = series_book.series(key, "baerum")
        for heading, text in row.items():
            if heading.isdigit() and not (key.startswith(("7.7.", "7.10.")) and heading != "2018"):
                point = series[int(heading), ""]
                assert point.value == (_number(text) if text.strip() else None), (key, heading)
                assert point.state or text.strip(), (key, heading)


WITH_MEAN = [(key, row["snitt"]) for key, row in PRINTED if row.get("snitt")]


def test_most_tables_print_a_mean():
    assert len(WITH_MEAN) == 34
    assert {key.rpartition(".")[0] for key, _ in WITH_MEAN} == {"5.2", "5.5", "6.2", "6.6", "7.2", "7.5", "8.1", "8.2"}


@pytest.mark.parametrize(("key", "printed"), WITH_MEAN)
def test_the_mean_of_the_last_three_years_is_the_one_printed(series_book, key, printed):
    definition = series_book.definitions[key]
    found = work_out_long_term(
        series_book.series(key, "baerum"),
        definition.base_year,
        last_year=2018,
        direction=definition.direction,
        decimals=definition.decimals,
    )
    assert [one.year for one in found.points] == [2016, 2017, 2018]
    decimals = _decimals(printed)
    worked_out = format_decimal(found.change.value, decimals).replace("\u2212", "-").replace("\u202f", " ")
    shown = printed.replace("%", "").strip().replace("\u00a0", " ")
    assert (worked_out, shown) == ROUNDED_AWAY.get(key, (shown, shown))
    assert found.change.meets(Interval.rounded(_number(printed), half_width=Fraction(1, 2 * 10**decimals)))


def test_the_page_tells_the_printed_means_that_are_the_same_and_those_within_the_rounding():
    indicators = read_indicators(get_example_plan(), get_example_indicators())
    found = compare_printed_means(indicators, get_example().programme.dataset.table_by_id)
    verdicts = {one.indicator.id: one.verdict for one in found}
    assert len(verdicts) == 34
    assert {key for key, verdict in verdicts.items() if verdict == "within"} == set(ROUNDED_AWAY)
    assert set(verdicts.values()) == {"same", "within"}
    assert {key: one.text for key, one in zip(verdicts, found, strict=True)} == dict(WITH_MEAN)


@pytest.mark.parametrize("key", NOTHING_PRINTED)
def test_where_no_mean_is_printed_none_is_worked_out(series_book, key):
    found = work_out_long_term(series_book.series(key, "baerum"), 2014, last_year=2018, direction="up")
    assert (found.change, found.moved, found.why) == (None, "unknown", "no_base")


def test_every_row_is_accounted_for():
    without = {key for key, row in PRINTED if "snitt" in row and not row["snitt"]}
    assert without == set(NOTHING_PRINTED)


def test_every_target_in_the_guide_is_read():
    guide = (ROOT / "docs" / "guide" / "indikatorer.md").read_text(encoding="utf-8")
    written = [text for line in guide.splitlines() if line.startswith("| `") for text in re.findall(r"`([^`]+)`", line)]
    assert len(written) > 12
    for text in written:
        read_target(text)
