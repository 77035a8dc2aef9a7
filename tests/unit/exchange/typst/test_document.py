"""The finished document: tagged, in Norwegian, complete, inside its margins, and the same every time."""

import datetime
import itertools
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from tests.support.example import get_example
from veikart.exchange.charts import COLOURS
from veikart.exchange.charts import colours as palette
from veikart.exchange.typst import write_document
from veikart.exchange.typst.blocks import Cell, Chapter, Column, Document, Grid, Heading, KeyFigure, Row, Table, make_text
from veikart.exchange.typst.chapters.sectors import sector_chapter
from veikart.exchange.typst.cover import OPENING
from veikart.exchange.typst.finishing import finish_document, structure_elements
from veikart.exchange.typst.writing import build_document, set_document
from veikart.rules.assessment import Assessment
from veikart.rules.programme import Programme

DAY = datetime.date(2026, 11, 22)
MILLIMETRE = 72 / 25.4
HOSTILE = '#panic("x") *b* _i_ $x^2$ @ref `c` \\ ] } <l> "q" // & </text> = - +'


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told: list[tuple[str, float]] = []
    path = tmp_path_factory.mktemp("document") / "handlingsprogram.pdf"
    write_document(get_example(), path=path, published_on=DAY, progress=lambda words, share: told.append((words, share)))
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1] == ("Ferdig", 1.0)
    return path


@pytest.fixture(scope="module")
def pdf(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(path)


def test_it_is_a_whole_document(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) > 40
    dataset = get_example().programme.dataset
    sectors = [unit.name for unit in dataset.budget.units if unit.kind == "sector"]
    with pdf.open_outline() as outline:
        titles = [_without_number(item.title) for item in outline.root]
        below = [_without_number(inner.title) for item in outline.root for inner in item.children]
    assert [title for title in titles if title in sectors] == sectors
    assert {"Fire år på en side", "Hva er nytt i 2020", "Hovedoversikt", "Lovpålagte oversikter", "Nøkkeltall mot mål", "Investeringer"} <= set(
        titles
    )
    assert {"Funn og dokumentkontroll", "Kilder, forutsetninger og ord"} <= set(titles)
    assert {form.name for form in get_example().programme.forms.values()} <= set(below)


def test_it_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "nb-NO"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == "Bærum kommune: Handlingsprogram 2020–2023"
    assert str(pdf.docinfo["/Author"]) == "Bærum kommune"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")
    assert set(pdf.docinfo.keys()) == {"/Title", "/Author", "/CreationDate", "/ModDate"}
    with pdf.open_metadata() as properties:
        assert properties["dc:title"] == "Bærum kommune: Handlingsprogram 2020–2023"
        assert properties["pdfuaid:part"] == "1"


def test_every_picture_has_words(pdf: pikepdf.Pdf) -> None:
    figures = [one for one in structure_elements(pdf) if str(one.S) == "/Figure"]
    assert len(figures) > 30
    assert all(len(str(one.get("/Alt", ""))) > 20 for one in figures)


def test_every_table_has_heads_over_columns_and_before_rows(pdf: pikepdf.Pdf) -> None:
    tables = [one for one in structure_elements(pdf) if str(one.S) == "/Table"]
    assert len(tables) > 50
    rows = [one for one in structure_elements(pdf) if one.S == pikepdf.Name.TR]
    scopes = [[_scope(cell) for cell in row.K] for row in rows]
    heads = [scope for scope in scopes if set(scope) == {"/Column"}]
    bodies = [scope for scope in scopes if set(scope) != {"/Column"}]
    assert len(heads) == len(tables)
    assert len(bodies) > 900
    assert all(scope[0] == "/Row" and set(scope[1:]) <= {""} for scope in bodies)


def test_levels_of_headings_are_not_skipped(pdf: pikepdf.Pdf) -> None:
    levels = [int(str(one.S)[2:]) for one in structure_elements(pdf) if str(one.S) in {"/H1", "/H2", "/H3"}]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_only_its_own_letters_are_used(pdf: pikepdf.Pdf) -> None:
    names = {str(one.BaseFont) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one}
    assert names
    assert all("Inter" in name for name in names)


def test_contents_link_to_what_they_name(pdf: pikepdf.Pdf) -> None:
    links = [one for page in pdf.pages[1:4] for one in page.get("/Annots", []) if one.Subtype == pikepdf.Name.Link]
    assert len(links) > 100


def test_nothing_of_the_machine_is_in_it(path: Path) -> None:
    content = path.read_bytes()
    assert b"/home/" not in content
    assert b"/tmp/" not in content
    assert path.stat().st_size < 4_000_000


def test_the_same_day_gives_the_same_bytes() -> None:
    document = _small_document([Heading("Likt"), make_text(["To ganger."])])
    first, second = (finish_document(set_document(document), title="T", author="F", day=DAY) for _ in range(2))
    assert first == second


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_no_word_stands_outside_the_margins(path: Path) -> None:
    told = subprocess.run(["pdftotext", "-bbox", "-f", "2", str(path), "-"], capture_output=True, text=True, check=True).stdout
    words = [line for line in told.splitlines() if "<word" in line]
    assert len(words) > 10_000
    outside = [line for line in words if not _is_inside(line)]
    assert not outside, outside[:10]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_hostile_names_are_set_letter_for_letter(tmp_path: Path) -> None:
    columns = (Column(HOSTILE, is_number=False), Column("2020"))
    table = Table(
        HOSTILE,
        columns,
        (
            Row(
                (Cell(HOSTILE), Cell("1,0", "*")),
            ),
        ),
        unit=HOSTILE,
        source=HOSTILE,
        notes=(("*", HOSTILE),),
    )
    blocks = [
        Chapter(HOSTILE, HOSTILE, (KeyFigure(HOSTILE, "1", HOSTILE, HOSTILE),)),
        make_text([HOSTILE]),
        Grid((((make_text([HOSTILE])),),)),
        table,
    ]
    document = replace(_small_document(blocks), title=HOSTILE, subtitle=HOSTILE, municipality=HOSTILE, source=HOSTILE)
    path = tmp_path / "hostile.pdf"
    path.write_bytes(finish_document(set_document(document), title=HOSTILE, author=HOSTILE, day=DAY))
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
    letters = "".join(told.split())
    assert letters.count("".join(HOSTILE.split())) >= 8


def test_hostile_names_in_a_dataset_do_not_stop_the_document() -> None:
    example = get_example().programme.dataset
    budget = example.budget
    units = tuple(replace(unit, name=f"{unit.name} {HOSTILE}") for unit in budget.units)
    measures = tuple(replace(measure, name=f"{measure.name} {HOSTILE}") for measure in budget.measures)
    programme = Programme(replace(example, budget=replace(budget, units=units, measures=measures)))
    sector = next(unit for unit in programme.dataset.budget.units if unit.kind == "sector")
    pdf = set_document(_small_document(sector_chapter(programme, sector)))
    assert pdf.startswith(b"%PDF")


def test_a_dataset_without_findings_targets_and_history_can_be_set() -> None:
    dataset = replace(get_example().programme.dataset, targets=(), history={}, checks=())
    document = build_document(Assessment(Programme(dataset), ()), published_on=DAY)
    assert set_document(document).startswith(b"%PDF")


def _small_document(blocks: list) -> Document:
    names = ("ACCENT", "ACCENT_DEEP", "ACCENT_MIDDLE", "ACCENT_SOFT", "INK", "GREY", "GREY_TEXT", "GREY_SOFT", "GRID", "BAND", "PAPER")
    first = () if blocks and isinstance(blocks[0], Chapter) else (Chapter("Kapittel"),)
    return Document(
        municipality="Kommune",
        title="Tittel",
        subtitle="Undertittel",
        source="Kilde",
        published="22. november 2026",
        day=(2026, 11, 22),
        colours={name.lower(): getattr(palette, name) for name in names} | COLOURS | {"opening": OPENING},
        cover='<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
        band='<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
        blocks=(*first, *blocks),
    )


def _without_number(title: str) -> str:
    number, _, words = str(title).partition(" ")
    return words if number[:1].isdigit() else str(title)


def _scope(cell: pikepdf.Object) -> str:
    """`/Row` or `/Column` for a header, empty for a cell with data."""
    if cell.S == pikepdf.Name.TD:
        return ""
    return next(str(one.Scope) for one in cell.A if one.get("/O") == pikepdf.Name.Table)


def _is_inside(line: str) -> bool:
    places = {key: float(line.partition(f'{key}="')[2].partition('"')[0]) for key in ("xMin", "xMax", "yMin", "yMax")}
    left, right = 23 * MILLIMETRE - 2, (210 - 21) * MILLIMETRE + 6
    return places["xMin"] >= left and places["xMax"] <= right and places["yMin"] > 8 * MILLIMETRE and places["yMax"] < 290 * MILLIMETRE
