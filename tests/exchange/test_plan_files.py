"""The reader of plan systems: the smallest good folder and workbook, and one for every way in which they can be broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from tests.exchange.edits import Edit, add, link, make_folder, pipe, remove, sparse, swap, write
from tests.support.plan import get_example_plan, make_small_plan
from veikart.calc.plan_system import Area, PlanSystem
from veikart.exchange.books import read_book_folder, read_book_workbook, write_book_folder, write_book_workbook
from veikart.exchange.books.workbook import sheet_name
from veikart.rules.books import PLAN
from veikart.rules.findings import Finding
from veikart.rules.plan_system import get_tables

SMALL = make_small_plan()
ELEMENT = "trygg-skolevei,assignment,Trygge skoleveier,,,,vei,Veisjef,,2024-06-01,,,,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small plan system as a folder."""
    for name, content in write_book_folder(PLAN, SMALL).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_folder_gives_what_was_written(folder: Path) -> None:
    assert read_book_folder(PLAN, folder) == (SMALL, [])


@pytest.mark.parametrize("system", [SMALL, get_example_plan()], ids=["small", "example"])
def test_workbook_gives_what_was_written(system: PlanSystem) -> None:
    assert read_book_workbook(PLAN, write_book_workbook(PLAN, system, revision=7), name="plan.xlsx") == (system, 7, [])


def test_a_geometry_longer_than_a_cell_comes_back() -> None:
    shape = '{"type":"LineString","coordinates":[' + ",".join(f"[10.{number:06},59.5]" for number in range(2_500)) + "]}"
    system = SMALL.with_rows({"areas": {"a": Area("a", "Langs elva", "corridor", geometry=shape)}})
    assert len(shape) > 32_767
    found, _, findings = read_book_workbook(PLAN, write_book_workbook(PLAN, system, revision=1), name="plan.xlsx")
    assert findings == []
    assert found is not None
    assert found.areas["a"].geometry.count("[") == shape.count("[")


def test_a_long_geometry_comes_back_from_a_folder(folder: Path) -> None:
    shape = '{"type":"LineString","coordinates":[' + ",".join(f"[10.{number:06},59.5]" for number in range(2_500)) + "]}"
    system = SMALL.with_rows({"areas": {"a": Area("a", "Langs elva", "corridor", geometry=shape)}})
    (folder / "areas.csv").write_bytes(write_book_folder(PLAN, system)["areas.csv"])
    found, findings = read_book_folder(PLAN, folder)
    assert findings == []
    assert found is not None


BROKEN_FOLDERS: list[tuple[str, Edit, str, str, int, str, str]] = [
    ("unknown column", swap("plans.csv", "id,name", "id,farge,name"), "column-unknown", "plans.csv", 1, "farge", "farge"),
    ("missing column", swap("terms.csv", ",ends", ",slutt"), "column-missing", "terms.csv", 1, "", "ends"),
    ("unknown file", add("notater.csv", "x"), "file-unknown", "notater.csv", 0, "", "notater.csv"),
    ("a packed file", add("alt.zip", "PK"), "file-archive", "alt.zip", 0, "", "alt.zip"),
    ("wrong encoding", write("units.csv", "id,name\na,Bærum\n".encode("latin-1")), "file-encoding", "units.csv", 2, "", "UTF-8"),
    ("two rows with one key", add("elements.csv", ELEMENT + "\n"), "id-twice", "elements.csv", 9, "", "elements.csv, rad 8"),
    ("unknown reference", swap("elements.csv", "vei,Veisjef", "borte,Veisjef"), "row-reference", "elements.csv", 8, "Eier", "borte"),
    ("circle", add("chain.csv", "visjon,gange,10\n"), "plan-circle", "elements.csv", 3, "", "Sammen"),
    ("dates out of order", swap("terms.csv", "2027-10-18", "2020-10-18"), "plan-dates", "terms.csv", 2, "Til", "18.10.2020"),
    ("goal without parent", swap("chain.csv", "lavutslipp,klima,40\n", ""), "plan-no-parent", "elements.csv", 6, "", "Lave utslipp"),
    ("wrong date", swap("elements.csv", "2024-06-01", "2024-06-31"), "value-kind", "elements.csv", 8, "Frist", "2024-06-31"),
    ("wrong whole number", swap("chain.csv", "klima,visjon,20", "klima,visjon,to"), "value-kind", "chain.csv", 3, "Plass", "to"),
    ("a number out of range", swap("chain.csv", "klima,visjon,20", "klima,visjon,-1"), "value-range", "chain.csv", 3, "Plass", "-1"),
    ("wrong choice", swap("elements.csv", "lavutslipp,sub_goal", "lavutslipp,mål"), "value-choice", "elements.csv", 6, "Slag", "mål"),
    ("a bad id", swap("units.csv", "vei,Vei", "Vei!,Vei"), "id-bad", "units.csv", 2, "Id", "Vei!"),
    ("an empty cell", swap("units.csv", "Vei og trafikk", ""), "cell-missing", "units.csv", 2, "Navn", "Navn"),
    ("a control character", swap("units.csv", "Vei og", "Vei\x07og"), "text-unseen", "units.csv", 2, "name", "U+0007"),
    ("a long text", swap("units.csv", "Vei og", "Vei " + "og " * 5_000), "text-long", "units.csv", 2, "name", "10000"),
    ("shares over a hundred", swap("measures.csv", ",60,", ",61,"), "plan-shares", "measures.csv", 4, "Andel i prosent", "101 %"),
    ("a link for a file", link("levels.csv", "/etc/hostname"), "file-kind", "levels.csv", 0, "", "en lenke"),
    ("a pipe for a file", pipe("levels.csv"), "file-kind", "levels.csv", 0, "", "en enhet eller kø"),
    ("a folder for a file", make_folder("levels.csv"), "file-kind", "levels.csv", 0, "", "en mappe"),
    ("4 GB", sparse("levels.csv", 4_000_000_000), "file-large", "levels.csv", 0, "", "4 GB"),
    ("a quote that is not closed", add("units.csv", 'a,"b'), "file-syntax", "units.csv", 3, "", ""),
    ("semicolons", write("levels.csv", "kind;singular;plural\n"), "csv-separator", "levels.csv", 1, "", "semikolon"),
    ("no system", remove("system.csv"), "file-missing", "system.csv", 0, "", "system.csv"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "edit", "code", "file", "row", "column", "says"), BROKEN_FOLDERS, ids=lambda part: part if isinstance(part, str) else ""
)
def test_broken_folder(folder: Path, name: str, edit: Edit, code: str, file: str, row: int, column: str, says: str) -> None:
    edit(folder)
    system, findings = read_book_folder(PLAN, folder)
    assert system is None
    check(findings, code, (file, row, column), says)


def check(findings: list[Finding], code: str, place: tuple[str, int, str], says: str) -> None:
    told = "\n".join(f"{one.code}, {one.place.words()}: {one.sentence}" for one in findings)
    chosen = [one for one in findings if one.code == code]
    assert chosen, told
    assert place in {(one.place.file, one.place.row, one.place.column) for one in chosen}, told
    assert any(says in one.sentence for one in chosen), told
    assert all(one.sentence and one.remedy for one in findings)


def test_every_wrong_row_is_told_of(folder: Path) -> None:
    swap("elements.csv", "2024-06-01", "snart")(folder)
    swap("terms.csv", "2027-10-18", "senere")(folder)
    _, findings = read_book_folder(PLAN, folder)
    assert {(one.code, one.place.file) for one in findings} == {("value-kind", "elements.csv"), ("value-kind", "terms.csv")}


Cells = dict[str, list[list[object]]]


def cells_of(system: PlanSystem) -> Cells:
    """The sheets of the workbook as rows of values, to be broken and written again."""
    found: Cells = {"Om": [["Endring", 7]]}
    for rule in get_tables().values():
        rows = [[getattr(row, name) for name in rule.fields] for row in system.table(rule.id).values()]
        found[sheet_name(rule)] = [
            [one.label for one in rule.fields.values()],
            *([str(cell) if cell is not None else "" for cell in row] for row in rows),
        ]
    return found


def make_book(cells: Cells) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, tuple):
                        sheet.write_formula(line, column, cell[0], None, cell[1])
                    else:
                        sheet.write(line, column, cell)
    return made.getvalue()


ELEMENTS = "Elementer i målkjeden"
UNITS = "Enheter og utvalg"


def put(sheet: str, row: int, column: int, value: object) -> Callable[[Cells], None]:
    def edit(cells: Cells) -> None:
        lines = cells[sheet]
        lines.extend([""] * len(lines[0]) for _ in range(row - len(lines)))
        lines[row - 1].extend([""] * (column + 1 - len(lines[row - 1])))
        lines[row - 1][column] = value

    return edit


def drop_column(sheet: str, column: int) -> Callable[[Cells], None]:
    return lambda cells: [row.pop(column) for row in cells[sheet]] and None


BROKEN_BOOKS: list[tuple[str, Callable[[Cells], object], str, tuple[str, int, str], str]] = [
    ("renamed sheet", lambda cells: cells.update(Ny=cells.pop(UNITS)), "sheet-unknown", ("Ny", 0, ""), "Ny"),
    ("sheet taken away", lambda cells: cells.pop("Indikatorer"), "sheet-missing", ("plan.xlsx", 0, ""), "Indikatorer"),
    ("no revision", lambda cells: cells.pop("Om"), "sheet-missing", ("plan.xlsx", 0, ""), "Endring"),
    ("revision that is no number", put("Om", 1, 1, "sju"), "sheet-missing", ("plan.xlsx", 0, ""), "Endring"),
    ("unknown column", put(UNITS, 1, 9, "Farge"), "column-unknown", (UNITS, 1, "Farge"), "Farge"),
    ("missing column", drop_column(UNITS, 4), "column-missing", (UNITS, 1, ""), "Merknad"),
    ("column twice", put(UNITS, 1, 6, "Navn"), "column-twice", (UNITS, 1, "Navn"), "Navn"),
    ("an error in a cell", put(UNITS, 2, 4, ("=NA()", "#REF!")), "value-kind", (UNITS, 2, "Merknad"), "#REF!"),
    ("a number with decimals", put(ELEMENTS, 3, 12, 1.5), "value-kind", (ELEMENTS, 3, "Plass"), "1.5"),
    ("a word for a yes", put(ELEMENTS, 3, 12, True), "value-kind", (ELEMENTS, 3, "Plass"), "True"),
    ("wrong choice", put(ELEMENTS, 3, 1, "mål"), "value-choice", (ELEMENTS, 3, "Slag"), "mål"),
    ("unknown reference", put(ELEMENTS, 8, 6, "borte"), "row-reference", (ELEMENTS, 8, "Eier"), "borte"),
    ("two rows with one key", put(UNITS, 3, 0, "vei"), "cell-missing", (UNITS, 3, "Navn"), "Navn"),
    ("a control character", put(UNITS, 2, 4, "a\u202eb"), "text-unseen", (UNITS, 2, "Merknad"), "U+202E"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "code", "place", "says"), BROKEN_BOOKS, ids=[one[0] for one in BROKEN_BOOKS])
def test_broken_workbook(name: str, edit: Callable[[Cells], object], code: str, place: tuple[str, int, str], says: str) -> None:
    cells = cells_of(SMALL)
    edit(cells)
    system, _, findings = read_book_workbook(PLAN, make_book(cells), name="plan.xlsx")
    assert system is None
    check(findings, code, place, says)


def test_findings_of_every_sheet_are_told() -> None:
    cells = cells_of(SMALL)
    put(UNITS, 1, 9, "Farge")(cells)
    put(ELEMENTS, 3, 1, "mål")(cells)
    _, _, findings = read_book_workbook(PLAN, make_book(cells), name="plan.xlsx")
    assert {one.code for one in findings} >= {"column-unknown", "value-choice"}


def test_a_formula_counts_as_what_it_shows() -> None:
    cells = cells_of(SMALL)
    put(ELEMENTS, 3, 12, ("=5+5", 10))(cells)
    system, _, findings = read_book_workbook(PLAN, make_book(cells), name="plan.xlsx")
    assert findings == []
    assert system == SMALL.with_rows({"elements": {"gode-liv": replace(SMALL.elements["gode-liv"], position=10)}})


def test_a_million_empty_rows_are_no_trouble() -> None:
    cells = cells_of(SMALL)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        grey = book.add_format({"bg_color": "#eeeeee"})
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
            if name == UNITS:
                sheet.write_blank(1_048_575, 0, None, grey)
    system, _, findings = read_book_workbook(PLAN, made.getvalue(), name="plan.xlsx")
    assert (system, findings) == (SMALL, [])


def test_a_cell_far_away_is_refused_before_there_is_made_room() -> None:
    cells = cells_of(SMALL)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, rows in cells.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
            if name == UNITS:
                sheet.write_string(1_048_575, 16_383, "x")
    system, _, findings = read_book_workbook(PLAN, made.getvalue(), name="plan.xlsx")
    assert system is None
    assert [one.code for one in findings] == ["file-large"]


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


GOOD = write_book_workbook(PLAN, SMALL, revision=1)
NO_BOOKS = [
    ("empty", b"", "sheet-unreadable"),
    ("words", b"Hei " * 100, "sheet-unreadable"),
    ("cut off", GOOD[:2_000], "sheet-unreadable"),
    ("the end only", GOOD[2_000:], "sheet-unreadable"),
    ("another zip", zipped(a=b"b"), "sheet-unreadable"),
    ("a broken part", GOOD[:600] + bytes(200) + GOOD[800:], "sheet-unreadable"),
    ("too large", bytes(20_000_001), "file-large"),
    ("a bomb", zipped(**{f"xl/{number}.xml": bytes(50_000_000) for number in range(5)}), "file-large"),
]


@pytest.mark.parametrize(("name", "content", "code"), NO_BOOKS, ids=[one[0] for one in NO_BOOKS])
def test_what_is_no_workbook(name: str, content: bytes, code: str) -> None:
    system, seen, findings = read_book_workbook(PLAN, content, name="plan\x00.xlsx")
    assert (system, seen) == (None, None)
    assert [one.code for one in findings] == [code]
    assert "\x00" not in findings[0].sentence
