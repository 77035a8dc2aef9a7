"""A municipality that keeps ordinary accounts on every kind of unit, the central ones too: the forms fit it as they fit the example."""

from functools import cache

import pytest

from tests.support.tree import ROOT
from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.assessment import Assessment, assess
from veikart.rules.linter.placing import COMPLETE_FORMS

YEARS = (2026, 2027, 2028, 2029)
SHARED = ("reserve", "folkevalgte", "fellesutgifter", "finans", "kraftfond")


@cache
def _second() -> Assessment:
    dataset, findings = read_dataset(ROOT / "tests" / "exchange" / "data" / "ordinary-accounts", get_account_plan())
    assert dataset is not None, findings
    return assess(dataset)


def _kroner(form: str, row: str) -> int:
    return _second().programme.figures(form, row, "forslag")[2026][0]


@pytest.mark.parametrize(("form", "last"), [(form, last) for form, last, _ in COMPLETE_FORMS])
def test_every_complete_form_ends_at_zero(form: str, last: str) -> None:
    figures = _second().programme.figures(form, last, "forslag")
    assert [figures[year][0] for year in YEARS] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("total", "whole", "parts", "rows"),
    [
        ("1A", "sum-fordelt", "1B", ("kalkulatoriske", *SHARED, "sektorer", "internfinansierende", "ikke-delt")),
        ("5-4", "bevilgninger", "5-4-2", (*SHARED, "kalkyle", "verksted", "sektorer")),
        ("2A", "investeringer", "2B", ("reserve", "folkevalgte", "kraftfond", "oppvekst")),
        ("2A", "investeringer", "5-5-2", ("reserve", "folkevalgte", "kraftfond", "oppvekst")),
    ],
)
def test_the_forms_by_unit_add_up(total: str, whole: str, parts: str, rows: tuple[str, ...]) -> None:
    own = {row.id for row in _second().programme.statement(parts, "forslag").rows}
    ids = [row if row in own else next(one for one in (f"{row}.netto", f"{row}.brutto") if one in own) for row in rows]
    assert sum(_kroner(parts, row) for row in ids) == _kroner(total, whole)


def test_ordinary_accounts_on_central_units_have_a_line() -> None:
    """Pay, pension and grants on the common unit, a fee on the finance unit; not among the gains of the fund, as its own costs are."""
    assert _kroner("drift", "sentrale") == (8000 - 6000 + 1500 - 700 - 800 + 400) * 1000
    assert _kroner("drift", "kursgevinster") == (4000 + 2000 - 600 - 300) * 1000
    assert _kroner("drift", "kalkulatoriske") == 7_000_000
    assert _kroner("investering", "dekning") == _kroner("2A", "dekning") == _kroner("5-5", "dekning") == 2_500_000


def test_what_has_no_line_of_its_own_is_told() -> None:
    found = {(one.code, one.place.figure) for one in _second().findings if one.code != "minimum-instalment-unknown"}
    assert found == {("account-without-line", f"line:{row}@{year}") for row in ("5-6:uten-linje", "5-5:andre") for year in YEARS}
