"""One small programme for every finding about the economy, and one without any."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.support.tiny import UNITS, make_check, make_dataset, make_programme, make_table
from veikart.calc.documents import Input, Target
from veikart.calc.layers import Amount, Budget, Layer, Measure, Version
from veikart.calc.statements import Line
from veikart.rules.findings import GRADES, Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme

BALANCED = (("finans", "1870", -100), ("skole", "1010", 100))
KNOWN = tuple(Input(name, name, "1") for name in ("depreciation", "loan_debt_opening", "depreciable_assets_opening"))
YEARS = (2020, 2021, 2022, 2023)


def _lint(entries: Any = BALANCED, **fields: Any) -> list[Finding]:
    return lint_programme(make_programme(entries, **{"inputs": KNOWN, **fields}))


def _found(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def _ratio(formula: str, *targets: Target) -> dict[str, Any]:
    """Fields that make the buffer fund what the formula gives, with these targets."""
    return {"inputs": (*KNOWN, Input("buffer_fund", "Bufferfondet", formula)), "targets": targets}


def _target(aim: int | None = None, minimum: int | None = None, applies: str = "each_year", ratio: str = "buffer_fund") -> Target:
    return Target(ratio, None if aim is None else Fraction(aim), None if minimum is None else Fraction(minimum), applies, "Kommunestyret", "4.3")


def test_a_programme_in_order_has_no_findings() -> None:
    assert _lint() == []


def test_balance() -> None:
    found = _found(_lint([*BALANCED, ("kultur", "1230", 20_000_000)]), "balance")
    assert {finding.place.year for finding in found} == set(YEARS)
    assert {finding.place.figure.split("@")[0] for finding in found} == {"line:1A:merforbruk", "line:5-4:fremfort", "line:drift:regnskapsresultat"}
    assert found[0].grade == "stop"
    assert "ikke i balanse i 2020" in found[0].sentence
    assert "20,0 mill. kr" in found[0].sentence


def test_balance_of_investment() -> None:
    found = _found(_lint([*BALANCED, ("skole", "0230", 7_000_000)]), "balance")
    assert {finding.place.figure.split("@")[0] for finding in found} == {"line:2A:udekket", "line:5-5:udekket", "line:investering:udekket"}


@pytest.mark.parametrize(("half", "codes"), [(0, {"balance"}), (24, {"balance"}), (25, set()), (26, set())])
def test_what_rounding_can_explain_is_in_balance(half: int, codes: set[str]) -> None:
    one = make_programme([("finans", "1870", -100), ("skole", "1010", 150)], inputs=KNOWN)
    budget = one.dataset.budget
    amounts = tuple(Amount(a.measure, a.unit, a.account, a.year, a.nok, half) for a in budget.amounts)
    programme = Programme(make_dataset(Budget(budget.units, budget.layers, budget.versions, budget.measures, amounts), inputs=KNOWN))
    assert {finding.code for finding in lint_programme(programme)} == codes


def test_a_reconciling_amount_alone_does_not_raise_the_alarm() -> None:
    """A negative half width is taken as its size: nothing may become less sure than nothing."""
    amounts = tuple(Amount("m", "finans", "1870", year, 0, -5) for year in YEARS)
    budget = Budget(UNITS, (Layer("lag", "", "base"),), (Version("v", "V", ("lag",)),), (Measure("m", "lag", "base", "M"),), amounts)
    assert lint_programme(Programme(make_dataset(budget, inputs=KNOWN))) == []


def test_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    """No amount sets the forms against each other, as both add up the same; two lines that are not the same quantity do, in every column."""
    monkeypatch.setattr("veikart.rules.linter.linting.EQUAL_LINES", (("5-4", "netto-driftsresultat", "5-6", "netto-finans", 1),))
    found = _found(_lint([*BALANCED, ("skole", "1010", 9_000_000)], plan_years=(2019, *YEARS)), "identity")
    assert [finding.place.figure for finding in found] == [f"line:5-4:netto-driftsresultat@{year}" for year in (2019, *YEARS)]
    assert "9,0 mill. kr" in found[0].sentence


def test_account_without_line() -> None:
    """Loans to others in operations have no line of their own in § 5-6; nothing is lost from the sum."""
    found = _lint([*BALANCED, ("skole", "1520", 9_000_000), ("finans", "1870", -9_000_000)])
    assert {(finding.code, finding.grade) for finding in found} == {("account-without-line", "warning")}
    assert [finding.place.figure for finding in found] == [f"line:5-6:uten-linje@{year}" for year in YEARS]
    assert "9,0 mill. kr på konto 1520 Utlån (Skole) i 2020 har ingen egen linje i «Økonomisk oversikt etter art" in found[0].sentence


def test_account_without_line_in_investment() -> None:
    found = _lint([*BALANCED, ("skole", "0500", 4_000_000), ("finans", "0910", -4_000_000)])
    assert [(finding.code, finding.place.figure) for finding in found] == [("account-without-line", f"line:5-5:andre@{year}") for year in YEARS]


def test_a_form_that_leaves_an_account_out() -> None:
    """A form whose sum does not count an account of its class, without saying that it stands outside."""
    programme = make_programme(BALANCED, inputs=KNOWN)
    form = programme.forms["5-4"]
    kept = tuple(line for line in form.lines if line.kind != "rest")
    programme.forms = {**programme.forms, "5-4": replace(form, lines=(*kept[:5], Line("bevilgninger", "Bevilgninger", "accounts"), *kept[5:]))}
    found = [one for one in lint_programme(programme) if one.code == "account-without-line"]
    assert [one.place.figure for one in found] == [f"line:5-4:fremfort@{year}" for year in YEARS]
    assert "1010" in found[0].sentence


def test_transfer_differs() -> None:
    entries = [
        *BALANCED,
        ("finans", "1570", 30_000_000),
        ("finans", "1870", -30_000_000),
        ("skole", "0230", 20_000_000),
        ("finans", "0970", -20_000_000),
    ]
    found = _lint(entries)
    assert {finding.code for finding in found} == {"transfer-differs"}
    assert "overfører driften 30,0 mill. kr til investering, mens investeringsbudsjettet tar imot 20,0 mill. kr" in found[0].sentence


def test_depreciation_offset() -> None:
    found = _lint([*BALANCED, ("skole", "1590", 30_000_000), ("finans", "1990", -20_000_000), ("finans", "1870", -10_000_000)])
    (first, *_) = _found(found, "depreciation-offset")
    assert "(art 590) 30,0 mill. kr, mens motposten (art 990) er 20,0 mill. kr" in first.sentence
    assert _found(_lint([*BALANCED, ("skole", "1590", 5), ("finans", "1990", -5)]), "depreciation-offset") == []


def test_target_aim() -> None:
    found = _lint(**_ratio("90000000", _target(aim=100_000_000)))
    assert [(finding.code, finding.grade, finding.place.figure) for finding in found] == [("target-aim", "note", "ratio:buffer_fund@2023")]
    assert "gjennomsnittet for perioden er 90 mill. kr. Vedtatt måltall er 100 mill. kr" in found[0].sentence
    assert _lint(**_ratio("100000000", _target(aim=100_000_000))) == []


def test_target_minimum() -> None:
    found = _lint(**_ratio("90000000", _target(minimum=100_000_000)))
    assert [(finding.code, finding.place.year) for finding in found] == [("target-minimum", year) for year in YEARS]
    assert "Bufferfondet er 90 mill. kr i 2020. Vedtatt minimum er 100 mill. kr." in found[0].sentence


def test_target_minimum_for_the_last_year_only() -> None:
    found = _lint(**_ratio("90000000", _target(minimum=100_000_000, applies="last_year")))
    assert [finding.place.year for finding in found] == [2023]


def test_target_unknown() -> None:
    found = _lint(**_ratio("[borte:tall]", _target(minimum=1)))
    assert [(finding.code, finding.place.year) for finding in found] == [("target-unknown", year) for year in YEARS]
    assert "Bufferfondet mangler" in found[0].sentence


def test_a_ratio_over_nothing_is_unknown_and_not_a_crash() -> None:
    inputs = (*KNOWN, Input("operating_revenue", "Driftsinntekter", "{line 1A eiendomsskatt}"))
    found = _lint(inputs=inputs, targets=(_target(minimum=1, ratio="result_ratio"),))
    assert {finding.code for finding in found} == {"target-unknown"}
    assert "å dele på som ikke er null mangler" in found[0].sentence


def _with_saving(*savings: tuple[str, str, int]) -> list[Finding]:
    """Findings with savings of name, unit and size in 2021, and as much new revenue lost."""
    layers, versions = (Layer("lag", "", "base"),), (Version("v", "V", ("lag",)),)
    measures = tuple(Measure(f"s{place}", "lag", "restructuring", name) for place, (name, _, _) in enumerate(savings))
    amounts = [Amount(f"s{place}", unit, "1NET", 2021, nok) for place, (_, unit, nok) in enumerate(savings)]
    amounts += [Amount("rest", "finans", "1870", 2021, -sum(nok for _, _, nok in savings))]
    budget = Budget(UNITS, layers, versions, (*measures, Measure("rest", "lag", "base", "Skatt")), tuple(amounts))
    return _found(lint_programme(Programme(make_dataset(budget, inputs=KNOWN))), "unspecified-saving")


def test_unspecified_saving() -> None:
    (found,) = _with_saving(("Omstilling", "felles", -50_000_000))
    assert found.grade == "warning"
    assert found.place.figure == "frame:felles@2021"
    assert "«Omstilling» er en innsparing på 50,0 mill. kr i 2021, ført på fellesposten Diverse felles" in found.sentence


def test_a_saving_that_is_placed_or_taken_back_is_not_unspecified() -> None:
    assert _with_saving(("Omstilling", "skole", -50)) == []
    assert _with_saving(("Omstilling", "felles", -50), ("Omstilling", "felles", 50)) == []
    assert _with_saving(("Omstilling", "felles", 50)) == []
    (found,) = _with_saving(("Omstilling", "felles", -50_000_000), ("Omstilling", "felles", 20_000_000))
    assert "30,0 mill. kr" in found.sentence


def test_plan_years() -> None:
    found = _lint(plan_years=(2020, 2021, 2022))
    assert [finding.code for finding in found] == ["plan-years"]
    assert "har 3 år. Den skal ha minst 4" in found[0].sentence


def test_minimum_instalment_unknown() -> None:
    found = _lint(inputs=KNOWN[:1])
    assert [(finding.code, finding.grade) for finding in found] == [("minimum-instalment-unknown", "note")]
    assert "avskrivninger" not in found[0].sentence.split("fordi")[1].split("har")[1].split(",")[0]


TABLE = make_table("11.4", {"ramme": {"2023": "245,9"}, "sum": {"2023": "240,9"}}, page=142)


def test_document_disagrees() -> None:
    found = _lint(tables=(TABLE,), checks=(make_check("11.4:ramme", "[11.4:sum]"),))
    assert [(finding.code, finding.grade, finding.place.figure) for finding in found] == [("document-disagrees", "warning", "11.4:ramme@2023")]
    assert found[0].place.printed == found[0].place.words() == "tabell 11.4, side 142, rad «Ramme», kolonne «Kolonne 2023»"
    assert "245,9 mill. kr" in found[0].sentence
    assert "gir 240,9 mill. kr" in found[0].sentence
    assert "Forskjellen på 5,0 mill. kr" in found[0].sentence


def test_check_nothing() -> None:
    found = _lint(tables=(TABLE,), checks=(make_check("11.4:ramme", "[11.4:borte]"),))
    assert [(finding.code, finding.place.file, finding.place.row) for finding in found] == [("check-nothing", "checks/prove.toml", 1)]


def test_the_worst_stands_first() -> None:
    found = _lint([*BALANCED, ("skole", "1010", 5)], tables=(TABLE,), checks=(make_check("11.4:ramme", "[11.4:sum]"),), inputs=())
    grades = [GRADES.index(finding.grade) for finding in found]
    assert grades == sorted(grades)
    assert {finding.grade for finding in found} == set(GRADES)
