"""The planning strategy as a document: tagged, complete, and the same every time."""

import datetime
import io

import pikepdf
import pytest

from tests.support.plan import get_example_plan, make_small_plan
from veikart.exchange.typst.blocks import Chapter, Document, Figure, Heading, Table
from veikart.exchange.typst.finishing import structure_elements
from veikart.exchange.typst.planning_strategy import build_planning_strategy, write_planning_strategy

DAY = datetime.date(2026, 11, 22)
TERM = "2023-2027"


def build() -> Document:
    system = get_example_plan()
    return build_planning_strategy(system, system.terms[TERM], published_on=DAY, today=DAY, is_draft=False)


def table(title: str) -> Table:
    return next(one for one in build().blocks if isinstance(one, Table) and one.title.startswith(title))


@pytest.fixture(scope="module")
def written() -> bytes:
    system = get_example_plan()
    return write_planning_strategy(system, system.terms[TERM], published_on=DAY, today=DAY, is_draft=False)


def test_every_assessment_is_printed_under_its_verdict() -> None:
    system = get_example_plan()
    rows = table("Vurdering").rows
    names = [row.cells[0].text for row in rows if row.style != "group"]
    assessed = [system.plans[one.plan].name for one in system.assessments.values() if one.term == TERM]
    assert sorted(names) == sorted(assessed)
    groups = [row.cells[0].text for row in rows if row.style == "group"]
    assert groups == ["Videreføres (11)", "Revideres (15)", "Oppheves (3)", "Ny plan (2)"]


def test_the_person_months_add_up() -> None:
    system = get_example_plan()
    *rows, total = table("Ressurser").rows
    whole = sum(one.person_months or 0 for one in system.assessments.values() if one.term == TERM)
    assert int(total.cells[-1].text) == whole == sum(int(row.cells[-1].text or 0) for row in rows)
    assert sum(int(cell.text or 0) for cell in total.cells[4:-1]) == whole


def test_it_has_its_chapters_steps_and_pictures() -> None:
    blocks = build().blocks
    chapters = [one.title for one in blocks if isinstance(one, Chapter)]
    assert chapters == ["Planbehovet i perioden", "Plansystemet", "Vurdering av planene", "Ressurser og tidsplan", "Saksgang og frister", "Kilder"]
    assert [row.cells[0].text for row in table("Stegene").rows] == ["Utkast", "Forslaget er offentlig", "Til vedtak", "Vedtatt"]
    assert table("Frister").rows[-1].cells[-1].text == "Gjort 20. mars 2024"
    figures = [one.title for one in blocks if isinstance(one, Figure)]
    assert figures == ["Fireårshjulet 2023–2027", "Når planene lages og revideres", "Slik går saken: planstrategi"]
    days = [row.cells[3].text for row in table("Perioden").rows]
    assert days[0] == "Kommunestyret konstitueres"
    assert "Siste dag for å legge ut forslaget til planstrategi" in days
    assert "Planer som ikke er vurdert" in {one.title for one in blocks if isinstance(one, Heading)}


def test_it_is_tagged_and_says_what_it_is(written: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(written))
    assert str(pdf.Root.Lang) == "nb-NO"
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.docinfo["/Title"]) == "Bærum kommune: Planstrategi Kommunestyret 2023–2027"
    kinds = {str(one.S) for one in structure_elements(pdf)}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= kinds
    with pdf.open_metadata() as properties:
        assert properties["pdfuaid:part"] == "1"


def test_the_same_plan_and_day_give_the_same_file(written: bytes) -> None:
    system = get_example_plan()
    assert write_planning_strategy(system, system.terms[TERM], published_on=DAY, today=DAY, is_draft=False) == written


def test_a_draft_says_so_and_a_plan_with_nothing_assessed_is_a_document_too() -> None:
    system = make_small_plan()
    document = build_planning_strategy(system, system.terms[TERM], published_on=DAY, today=DAY, is_draft=True)
    assert document.published == "Utkast, 22. november 2026"
    written = write_planning_strategy(system, system.terms[TERM], published_on=DAY, today=DAY, is_draft=True)
    assert len(pikepdf.open(io.BytesIO(written)).pages) > 3
