"""Each finding of the economy's rules, provoked on the smallest dataset; and no finding where there is nothing to find."""

from dataclasses import replace

import pytest

from tests.support.tree import ROOT
from veikart.calc.documents import Check, Dataset
from veikart.calc.layers import Amount, Measure, Unit
from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.findings import GRADES, Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme

SMALLEST = ROOT / "tests" / "exchange" / "data" / "smallest"
YEARS = (2026, 2027, 2028, 2029)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """A balanced budget with a check that agrees."""
    read, findings = read_dataset(SMALLEST, get_account_plan())
    assert read is not None, findings
    return read


def lint(dataset: Dataset) -> list[Finding]:
    return lint_programme(Programme(dataset))


def with_measure(dataset: Dataset, *, account: str, nok: int, unit: str = "felles", kind: str = "finance", years: tuple[int, ...] = YEARS) -> Dataset:
    """The dataset with one more measure of `nok` kroner in each of the years."""
    budget = dataset.budget
    measure = Measure("nytt", budget.versions[-1].layers[-1], kind, "Nytt tiltak")
    amounts = tuple(Amount("nytt", unit, account, year, nok) for year in years)
    return replace(dataset, budget=replace(budget, measures=(*budget.measures, measure), amounts=(*budget.amounts, *amounts)))


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def test_a_balanced_budget_has_no_stop(dataset):
    assert not [finding for finding in lint(dataset) if finding.grade == "stop"]


def test_balance(dataset):
    found = [one for one in lint(with_measure(dataset, account="1NET", unit="skole", nok=2_000_000, years=(2027,))) if one.code == "balance"]
    assert {one.place.year for one in found} == {2027}
    assert all(one.grade == "stop" and one.rule == "koml-14-10" for one in found)
    assert any("2,0 mill. kr" in one.sentence for one in found)


def test_balance_forgives_no_more_than_the_rounding_of_the_inputs(dataset):
    half = sum(one.half_width_nok for one in dataset.budget.amounts if one.year == 2027)
    inside = lint(with_measure(dataset, account="1NET", unit="skole", nok=half, years=(2027,)))
    outside = lint(with_measure(dataset, account="1NET", unit="skole", nok=half + 1, years=(2027,)))
    assert "balance" not in codes(inside)
    assert "balance" in codes(outside)


def test_transfer_differs(dataset):
    found = [one for one in lint(with_measure(dataset, account="1570", nok=5_000_000)) if one.code == "transfer-differs"]
    assert [one.place.year for one in found] == list(YEARS)
    assert found[0].rule == "kostra-140"


def test_depreciation_offset(dataset):
    found = [one for one in lint(with_measure(dataset, account="1590", nok=4_000_000)) if one.code == "depreciation-offset"]
    assert [one.place.year for one in found] == list(YEARS)


def test_identity_is_broken_only_by_a_form_that_does_not_fit(dataset, monkeypatch):
    """The forms cannot disagree on real amounts, since both add up the same; a line that is pointed wrong is found."""
    monkeypatch.setattr("veikart.rules.linter.linting.EQUAL_LINES", (("1A", "skatt", "5-4", "rammetilskudd", 1),))
    found = [one for one in lint(dataset) if one.code == "identity"]
    assert {one.place.year for one in found} == set(YEARS)


def test_target_minimum_and_aim(dataset):
    poorer = with_measure(dataset, account="1NET", unit="skole", nok=2_900_000)
    found = lint(poorer)
    assert {one.place.year for one in found if one.code == "target-minimum"} == set(YEARS)
    assert "target-aim" in codes(found)
    assert "target-minimum" not in codes(lint(dataset))


def test_target_unknown(dataset):
    found = [one for one in lint(replace(dataset, inputs=())) if one.code == "target-unknown"]
    assert [one.place.year for one in found] == list(YEARS)


def test_unspecified_saving(dataset):
    common = Unit("til-fordeling", "Til fordeling", "post", dataset.budget.units[0].id)
    wider = replace(dataset, budget=replace(dataset.budget, units=(*dataset.budget.units, common)))
    parked = with_measure(wider, account="1NET", unit="til-fordeling", kind="restructuring", nok=-50_000_000, years=(2029,))
    found = [one for one in lint(parked) if one.code == "unspecified-saving"]
    assert [(one.grade, one.place.year) for one in found] == [("warning", 2029)]
    assert "50,0 mill. kr" in found[0].sentence
    placed = with_measure(dataset, account="1NET", unit="skole", kind="restructuring", nok=-50_000_000, years=(2029,))
    assert "unspecified-saving" not in codes(lint(placed))


def test_plan_years(dataset):
    found = [one for one in lint(replace(dataset, plan_years=YEARS[:3])) if one.code == "plan-years"]
    assert [(one.found, one.expected) for one in found] == [("3", "4")]


def test_minimum_instalment_unknown(dataset):
    assert "minimum-instalment-unknown" in codes(lint(dataset))


def test_document_disagrees(dataset):
    wrong = Check("1:sum", "[1:skole] + [1:barnehage]", "sum")
    found = [one for one in lint(replace(dataset, checks=(wrong,))) if one.code == "document-disagrees"]
    assert len(found) == len(YEARS)
    assert found[0].found == "95,0 mill. kr"
    assert found[0].expected == "65,0 mill. kr"


def test_check_nothing(dataset):
    empty = Check("1:sum", "[1:skole@-1]", "same", columns=("2026",))
    assert "check-nothing" in codes(lint(replace(dataset, checks=(empty,))))


def test_the_gravest_come_first(dataset):
    grades = [GRADES.index(one.grade) for one in lint(with_measure(dataset, account="1570", nok=5_000_000))]
    assert grades == sorted(grades)
