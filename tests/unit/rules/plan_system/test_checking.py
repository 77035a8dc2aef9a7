"""What keeps a plan system from being stored, and what it lacks: one case for each finding."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.plan import get_example_plan, make_small_plan, with_element
from veikart.calc.plan_system import (
    ChainLink,
    Descent,
    Element,
    Indicator,
    IndicatorLink,
    Influence,
    MeasureLink,
    Placement,
    PlanSystem,
    PlanSystemName,
    PlanUnit,
    ProcessStep,
)
from veikart.rules.books import make_stale_file_finding
from veikart.rules.findings import Place
from veikart.rules.plan_system import check_coverage, check_plan_system, find_circles, get_tables, read_chain
from veikart.rules.tables import read_row, stops, write_row

SMALL = make_small_plan()


def with_row(table: str, key: str, row: object, system: PlanSystem = SMALL) -> PlanSystem:
    return system.with_rows({table: {key: row}})


UNITS = {one: PlanUnit(one, one.title(), "unit") for one in ("a", "b")}
RINGED = SMALL.with_rows(
    {"units": UNITS, "placements": {f"{one}|2024-01-01": Placement(one, date(2024, 1, 1), other) for one, other in (("a", "b"), ("b", "a"))}}
)
SPLIT = with_row("lineage", "gange|klima|2024-01-01|split", Descent("gange", "klima", date(2024, 1, 1), "split"))
STEPS = {f"x|{number}": ProcessStep("x", number, "draft", day) for number, day in ((1, date(2024, 2, 1)), (2, date(2024, 1, 1)))}
OWN_PARENT = with_row("plans", "samfunnsdel", replace(SMALL.plans["samfunnsdel"], parent="samfunnsdel"))
YEARLESS = SMALL.with_rows({"elements": {"h": Element("h", "main_effort", "Ny")}, "chain": {"h|gange": ChainLink("h", "gange")}})
MEASURED = SMALL.with_rows({"indicators": {"i": Indicator("i", "I")}, "indicator_links": {"i|gange": IndicatorLink("i", "gange")}})

REFUSED = [
    ("row-reference", with_element(SMALL, "gange", owner="finnes-ikke"), "elements:gange", ("Eier", "finnes-ikke", "Enheter og utvalg")),
    ("row-reference", with_row("elements", "klima", None), "chain:", ("klima",)),
    ("plan-dates", with_row("terms", "t", replace(SMALL.terms["2023-2027"], id="t", ends=date(2020, 1, 1))), "terms:t", ("18.10.2023", "1.1.2020")),
    ("plan-dates", with_element(SPLIT, "gange", retired=date(2023, 1, 1)), "elements:gange", ("Oppstått", "Avsluttet fra")),
    ("plan-dates", SMALL.with_rows({"steps": STEPS}), "steps:x|2", ("Steg 1", "Steg 2")),
    ("plan-chain-kind", with_row("chain", "klima|gange", ChainLink("klima", "gange")), "chain:klima|gange", ("hovedmål", "strategi", "visjon")),
    ("plan-no-parent", with_row("elements", "ny", Element("ny", "task", "Ny oppgave")), "elements:ny", ("Ny oppgave", "oppdrag")),
    ("plan-circle", with_row("chain", "visjon|gange", ChainLink("visjon", "gange")), "elements:", ("Sammen → ",)),
    ("plan-circle", OWN_PARENT, "plans:samfunnsdel", ("Samfunnsdelen",)),
    ("plan-circle", RINGED, "units:a", ("A → B → A",)),
    ("plan-shares", with_row("measures", "barnehage|gange", MeasureLink("barnehage", "gange", 1)), "measures:", ("101 %", "100 %")),
    ("cell-missing", YEARLESS, "elements:h", ("År",)),
    ("plan-two-systems", with_row("system", "b", PlanSystemName("b", "B", "B")), "system:b", ("2",)),
    ("plan-own-influence", with_row("influences", "klima|klima", Influence("klima", "klima", "+")), "influences:klima|klima", ("Klimaklok",)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "system", "figure", "says"), REFUSED, ids=lambda part: part if isinstance(part, str) else "")
def test_what_does_not_hold_is_refused(code, system, figure, says):
    found = [one for one in stops(check_plan_system(system)) if one.code == code]
    assert found, [one.code for one in check_plan_system(system)]
    assert all(one.place.figure.startswith(figure.partition(":")[0]) for one in found)
    assert any(one.place.figure.startswith(figure) for one in found)
    assert any(all(words in one.sentence for words in says) for one in found), [one.sentence for one in found]


def test_what_holds_has_no_findings():
    assert check_plan_system(SMALL) == []
    assert check_plan_system(get_example_plan()) == []
    assert check_plan_system(PlanSystem()) == []


def test_a_finding_says_where_in_the_files_the_row_stood():
    lines = {("elements", "gange"): Place(file="elements.csv", row=7)}
    (finding,) = check_plan_system(with_element(SMALL, "gange", owner="finnes-ikke"), lines)
    assert (finding.place.file, finding.place.row, finding.place.column) == ("elements.csv", 7, "Eier")


LACKS = [
    ("plan-no-owner", SMALL, "elements:trygg-skolevei", False),
    ("plan-no-owner", with_element(SMALL, "trygg-skolevei", role=""), "elements:trygg-skolevei", True),
    ("plan-no-owner", with_row("units", "vei", replace(SMALL.units["vei"], closed=date(2024, 1, 1))), "elements:trygg-skolevei", True),
    ("plan-late", SMALL, "elements:trygg-skolevei", True),
    ("plan-late", with_element(SMALL, "trygg-skolevei", status="done"), "elements:trygg-skolevei", False),
    ("plan-overdue", with_row("plans", "samfunnsdel", replace(SMALL.plans["samfunnsdel"], revision_due=date(2024, 1, 1))), "plans:samfunnsdel", True),
    ("plan-overdue", SMALL, "plans:samfunnsdel", False),
    ("plan-idle-strategy", with_element(SMALL, "trygg-skolevei", retired=date(2024, 1, 1)), "elements:gange", True),
    ("plan-idle-strategy", SMALL, "elements:gange", False),
    ("plan-no-indicator", SMALL, "elements:klima", True),
    ("plan-no-indicator", MEASURED, "elements:klima", False),
    ("plan-no-goal", SMALL, "measure:uten", True),
    ("plan-no-goal", SMALL, "measure:gangvei", False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "system", "figure", "is_there"), LACKS, ids=lambda part: part if isinstance(part, str) else "")
def test_what_the_plan_lacks(code, system, figure, is_there):
    found = check_coverage(system, today=date(2024, 7, 1), measures={"uten": "Uten mål", "gangvei": "Gangvei"})
    assert ((code, figure) in {(one.code, one.place.figure) for one in found}) == is_there
    assert all(one.grade != "stop" for one in found)


def test_a_file_from_an_older_revision_is_named():
    finding = make_stale_file_finding(3, 5)
    assert (finding.code, finding.grade) == ("stale-file", "stop")
    assert "3" in finding.sentence
    assert "5" in finding.sentence


@pytest.mark.parametrize("text", ["", "+ Folkehelse", "A\n+ ", "A\n+ A", "A\n+ B\nA\n+ B", "x" * 301])
def test_a_line_that_is_no_chain(text):
    entry, findings = read_chain(text, SMALL)
    assert entry is None
    assert {one.code for one in findings} == {"plan-chain-line"}


def test_a_chain_knows_the_elements_that_are_there():
    entry, findings = read_chain("gå og sykle til skolen\n+ Folkehelse\n− Biltrafikk\n\nFolkehelse\n+ Gode liv", SMALL, said_by="Pia")
    assert findings == []
    assert [(one.source, one.sign, one.target) for one in entry.influences] == [
        ("gange", "+", "folkehelse"), ("folkehelse", "-", "biltrafikk"), ("folkehelse", "+", "gode-liv"),
    ]  # fmt: skip
    assert [one.id for one in entry.consequences] == ["folkehelse", "biltrafikk"]


def test_every_knot_gives_one_circle():
    assert find_circles({}) == []
    assert find_circles({"a": ("a",)}) == [("a",)]
    assert len(find_circles({"a": ("b", "c"), "b": ("a",), "c": ("d",), "d": ("c",)})) == 2


@pytest.mark.parametrize("table", get_tables())
def test_every_row_of_the_example_is_read_as_it_is_written(table):
    rule = get_tables()[table]
    for key, row in get_example_plan().table(table).items():
        assert rule.key_of(row) == key
        assert read_row(rule, write_row(row), Place()) == (row, [])


def test_labels_are_one_of_each_in_every_table():
    for rule in get_tables().values():
        labels = [one.label for one in rule.fields.values()]
        assert len(set(labels)) == len(labels), rule.id


def test_a_key_stands_on_one_line_and_is_not_too_long():
    rule = get_tables()["reports"]
    row, findings = read_row(rule, {"element": "a", "report": "Tertial\n 1"}, Place())
    assert (row.report, findings) == ("Tertial 1", [])
    _, findings = read_row(rule, {"element": "a", "report": "x" * 400}, Place())
    assert [one.code for one in findings] == ["text-long"]
