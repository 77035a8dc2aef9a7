"""The economy's book as a folder of CSV tables and as a workbook: what is written is read back, and what is wrong is placed."""

import io
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from tests.support.economy import make_small_economy
from tests.support.tree import ROOT
from veikart.calc.economy import EconomyBook
from veikart.exchange.books import read_book_folder, read_book_workbook, write_book_folder, write_book_workbook
from veikart.exchange.books.workbook import sheet_name
from veikart.rules.books import ECONOMY, PLAN, BookRule

SMALL = make_small_economy()
ASSUMPTIONS = "Forutsetninger"
EXAMPLE = ROOT / "examples" / "baerum-okonomi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small book as a folder."""
    for name, content in write_book_folder(ECONOMY, SMALL).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_folder_gives_what_was_written(folder: Path) -> None:
    assert read_book_folder(ECONOMY, folder) == (SMALL, [])
    lines = (folder / "assumptions.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["series,year,value,source,noted,note", 'price_growth,2026,"2,1","KS, prognose",,']


def test_workbook_gives_what_was_written() -> None:
    assert read_book_workbook(ECONOMY, write_book_workbook(ECONOMY, SMALL, revision=7), name="okonomi.xlsx") == (SMALL, 7, [])


def test_the_example_is_read_and_comes_back(tmp_path: Path) -> None:
    book, findings = read_book_folder(ECONOMY, EXAMPLE)
    assert book is not None, findings
    assert read_book_workbook(ECONOMY, write_book_workbook(ECONOMY, book, revision=1), name="okonomi.xlsx")[0] == book
    for name, content in write_book_folder(ECONOMY, book).items():
        (tmp_path / name).write_bytes(content)
    assert read_book_folder(ECONOMY, tmp_path)[0] == book


def make_workbook(value: object, look: str = "General") -> bytes:
    """The small book as somebody else's spreadsheet writes it, with one cell as given."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write_book_workbook(ECONOMY, SMALL, revision=1)))
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for name in book.sheet_names:
            sheet = workbook.add_worksheet(name)
            for line, row in enumerate(book.get_sheet_by_name(name).to_python()):
                sheet.write_row(line, 0, row)
        cell = workbook.get_worksheet_by_name(ASSUMPTIONS)
        assert cell is not None
        cell.write(1, 2, value, workbook.add_format({"num_format": look}))
    return made.getvalue()


@pytest.mark.parametrize(("value", "ppm"), [("2,37", 23_700), ("2,37 %", 23_700), (2.37, 23_700), (4, 40_000), ("-0.5", -5_000), (0.1 + 0.2, 3_000)])
def test_a_rate_written_in_another_spreadsheet(value: object, ppm: int) -> None:
    found, _, findings = read_book_workbook(ECONOMY, make_workbook(value), name="okonomi.xlsx")
    assert findings == []
    assert found is not None
    assert found.table("assumptions")["price_growth|2026"].value == ppm


BROKEN = [
    ("a word for a rate", "assumptions.csv", '2026,"2,1"', "2026,mye", "value-kind", 2, "Verdi"),
    ("five decimals", "assumptions.csv", '2026,"2,1"', '2026,"2,12345"', "value-kind", 2, "Verdi"),
    ("an unknown series", "assumptions.csv", "price_growth,2026", "været,2026", "value-choice", 2, "Forutsetning"),
    ("a year too many", "assumptions.csv", "price_growth,2027", "price_growth,2026", "id-twice", 3, ""),
    ("last before first", "settings.csv", "2026,2030", "2026,2020", "economy-years", 2, "Siste år"),
    ("a sign of nought", "postings.csv", ",1,change", ",0,change", "value-range", 2, "Fortegn (1 eller -1)"),
]


@pytest.mark.parametrize(("name", "file", "old", "new", "code", "row", "column"), BROKEN, ids=[one[0] for one in BROKEN])
def test_broken_folder(folder: Path, name: str, file: str, old: str, new: str, code: str, row: int, column: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    book, findings = read_book_folder(ECONOMY, folder)
    assert book is None
    finding = next(one for one in findings if one.code == code)
    assert (finding.place.file, finding.place.row, finding.place.column) == (file, row, column)


def test_a_folder_without_settings(folder: Path) -> None:
    (folder / "settings.csv").unlink()
    book, findings = read_book_folder(ECONOMY, folder)
    assert book is None
    assert [one.code for one in findings] == ["file-missing"]


def test_an_empty_book_has_no_files_and_every_sheet() -> None:
    assert write_book_folder(ECONOMY, EconomyBook()) == {}
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write_book_workbook(ECONOMY, EconomyBook(), revision=0)))
    assert book.sheet_names == ["Om", *(sheet_name(one) for one in ECONOMY.tables.values())]


@pytest.mark.parametrize("rule", [PLAN, ECONOMY], ids=lambda one: one.id)
def test_every_table_has_a_sheet_of_its_own(rule: BookRule) -> None:
    names = [sheet_name(one) for one in rule.tables.values()]
    assert len(set(names)) == len(names)
    assert all(len(one) <= 31 and one not in {"Om", ""} for one in names)
