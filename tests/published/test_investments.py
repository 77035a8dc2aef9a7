"""The investments of Bærum's action programme 2020–2023: tables 11.2, 11.8 and 9.5 from the rows of the example.

Printed are the gross amount of each area and year (11.8), the net of each sector (11.2), and four projects with their years (9.5). All other
projects are in an annex that is not here, so what is left of each area is one row. Not printed, and so examples: which projects and givers the
grants of 11.2 come from and which area sells, which year a frame is spent, lifetimes, and the share of value added tax that is compensated. For the
last reason the compensation of 11.2 cannot be worked out; the rows give one of the right size, and nothing is fitted.
"""

import csv
from functools import cache

import pytest

from tests.support.economy_example import get_example_book, get_example_run
from tests.support.tree import ROOT
from veikart.calc.documents.printed import UNITS
from veikart.calc.worksheets import Sheet
from veikart.rules.words.numbers import format_decimal

TABLES = ROOT / "examples" / "baerum-2020-2023" / "tables"
ORGANISATION = ROOT / "examples" / "baerum-2020-2023" / "organisation.csv"
YEARS = (2020, 2021, 2022, 2023)
MILL = UNITS["mill_nok"]
EXAMPLE = "ikke trykt i kilden"


@cache
def _printed(table: str) -> dict[str, dict[int, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"]: {year: row[str(year)] for year in YEARS} for row in csv.DictReader(file)}


@cache
def _parents() -> dict[str, str]:
    with ORGANISATION.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["parent"] for row in csv.DictReader(file)}


def _sheet(name: str) -> Sheet:
    return get_example_run().sheets[name]


def _same(nok: int, text: str) -> bool:
    """Whether the kroner are printed as the text, to its last decimal, whatever its sign and spaces."""
    plain = text.replace(" ", "").lstrip("-")
    return format_decimal(abs(nok) / MILL, len(plain.partition(",")[2])).replace("\u202f", "") == plain


def _sum(line: str, units: set[str], year: int) -> int:
    sheet = _sheet("projects")
    return sum(sheet.value(one, line, year) for one, unit in zip(sheet.subjects, sheet.units, strict=True) if unit in units)


def test_a_printed_text_is_read_to_its_last_decimal() -> None:
    assert _same(2_977_051_000, "2 977,1")
    assert _same(408_351_000, "-408,4")
    assert not _same(408_349_000, "-408,4")


@pytest.mark.parametrize(
    ("row", "line"),
    [("brutto-investeringsutgifter", "gross"), ("salgsinntekter", "sales"), ("tilskudd", "grants"), ("netto-investeringsutgifter", "net")],
)
def test_main_lines_of_11_2_are_those_of_the_rows(row: str, line: str) -> None:
    sheet = _sheet("investments")
    for year in YEARS:
        assert _same(sheet.value("alle", line, year), _printed("11.2")[row][year]), (row, year)


@pytest.mark.parametrize(
    "area", ["digit-administrasjon-eiendom", "barn-og-unge", "bistand-og-omsorg", "miljo-idrett-og-kultur", "fornebu", "oppgradering"]
)
def test_net_of_every_area_of_11_2_is_that_of_its_projects(area: str) -> None:
    units = {area, *(unit for unit, parent in _parents().items() if parent == area)}
    for year in YEARS:
        assert _same(_sum("net", units, year), _printed("11.2")[area][year]), year


def test_gross_of_every_area_of_11_8_is_that_of_its_projects() -> None:
    areas = [one for one in _printed("11.8") if one in _parents() and one not in _parents().values()]
    assert len(areas) == 17
    for area in areas:
        for year in YEARS:
            assert _same(_sum("gross", {area}, year), _printed("11.8")[area][year]), (area, year)


@pytest.mark.parametrize(
    ("row", "project"),
    [
        ("sykkel-handlingsplan", "sykkel"),
        ("nullutslippsteknologi", "nullutslippsbiler"),
        ("infrastruktur-lading-tjenestebiler", "lading-tjenestebiler"),
        ("ladepunkter", "ladepunkter"),
    ],
)
def test_projects_of_9_5_are_as_printed(row: str, project: str) -> None:
    for year in YEARS:
        assert _same(_sheet("projects").value(project, "gross", year), _printed("9.5")[row][year] or "0"), year


def test_compensation_of_11_2_cannot_be_worked_out_without_the_share_of_each_area() -> None:
    """A fifth of everything but water, sewage, waste and homes is near the print; which part of it that is compensated, is not printed."""
    sheet = _sheet("investments")
    worked_out = [format_decimal(sheet.value("alle", "vat_compensation", year) / MILL) for year in YEARS]
    assert worked_out == ["462,6", "422,4", "417,6", "398,4"]
    assert list(_printed("11.2")["mva-kompensasjon"].values()) == ["-473,8", "-424,1", "-422,7", "-413,4"]


def test_giver_of_most_is_the_housing_bank_as_the_text_says() -> None:
    """4.5.2: more than 1,7 thousand million in grants, 1,2 of it from the housing bank. The yearly sums are printed, the givers examples."""
    grants = get_example_book().table("project_grants").values()
    given = {giver: sum(one.amount_nok for one in grants if one.giver == giver) for giver in {one.giver for one in grants}}
    assert sum(given.values()) > 1_700 * MILL
    assert format_decimal(given["housing_bank"] / (1_000 * MILL)) == "1,2"


def test_what_is_not_printed_is_marked() -> None:
    """Amounts come from 9.5, from 11.8, or are said not to be printed; and nothing is said of the years after the plan."""
    book = get_example_book()
    for table in ("project_years", "project_grants", "project_sales"):
        rows = book.table(table).values()
        assert all(EXAMPLE in one.source or "abell 9.5" in one.source or "abell 11.8" in one.source for one in rows)
        assert {one.year for one in rows} <= set(YEARS)
    assert all(EXAMPLE in one.note for one in book.table("projects").values() if one.lifetime and one.id != "ikke-fordelt")
