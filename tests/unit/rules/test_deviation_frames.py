"""What the programme says of a year's budget: frames where no lines give one, and what revisions have changed."""

from types import SimpleNamespace

import numpy as np

from tests.support.tiny_ledger import make_ledger_book, make_ledger_plan
from tests.unit.rules.test_deviations import LINES, make_sums
from veikart.calc.layers import Amount, AmountTable, Budget, Layer, Measure, Unit, Version
from veikart.rules.deviations import make_economy_report

UNITS = (Unit("lillevik", "Lillevik", "municipality"), Unit("skole", "Skole", "programme_area", "lillevik"))
LAYERS = (Layer("vedtatt", "Vedtatt", "adopted"), Layer("rev-1", "Økonomimelding I", "revision"))
MEASURES = (Measure("ramme", "vedtatt", "base", "Skole"), Measure("flere", "rev-1", "need", "Flere elever"), Measure("bygg", "rev-1", "need", "Bygg"))
AMOUNTS = (
    Amount("ramme", "skole", "1NET", 2026, 17_000),
    Amount("flere", "skole", "1010", 2026, 2_400),
    Amount("flere", "skole", "1010", 2027, 9_999),
    Amount("bygg", "skole", "0230", 2026, 5_000),
)


class SmallProgramme(SimpleNamespace):
    """As much of a programme as the report asks for."""

    def cell(self, _form, row, column):
        return SimpleNamespace(nok=17_000) if (row, column.year) == ("skole.netto", 2026) else None


def make_programme(kind="budget"):
    budget = Budget(UNITS, LAYERS, (Version("v", "V", ("vedtatt",)),), MEASURES, AMOUNTS)
    column = SimpleNamespace(year=2026, kind=kind)
    dataset = SimpleNamespace(column_by_year={2026: column})
    return SmallProgramme(dataset=dataset, columns=(column,), budget=budget, table=AmountTable.of(budget))


def make_report(lines, programme):
    return make_economy_report(make_ledger_book(), make_ledger_plan(), programme, make_sums(lines), year=2026, month=2)


def test_revisions_are_added_to_the_year_they_are_of_and_spread_over_it():
    total = make_report(LINES, make_programme()).of_unit("skole").total
    assert (total.budget_nok, total.revised_nok, total.budget_to_date_nok) == (16_800, 19_200, 3_200)
    assert total.expected_deviation_nok == total.revised_nok - total.forecast_nok
    groups = {one.group: one.revised_nok for one in make_report(LINES, make_programme()).of_unit("lillevik").groups}
    assert groups == {"salary": 20_400, "sales": -1_200}


def test_lines_that_do_not_come_to_the_frame_are_told_of():
    assert [one.code for one in make_report(LINES, make_programme()).findings] == ["ledger-frame-differs"]
    finding = make_report(LINES, make_programme()).findings[0]
    assert (finding.found, finding.expected) == ("16\u202f800", "17\u202f000")


def test_a_unit_without_lines_has_its_frame_as_budget():
    lines = [one for one in LINES if one[0] != "budget"]
    report = make_report(lines, make_programme())
    one = report.of_unit("skole")
    assert (one.total.budget_nok, [each.group for each in one.groups]) == (17_000, ["salary", "sales", "unallocated"])
    assert not report.findings
    assert make_report(lines, None).of_unit("skole").total.budget_nok == 0
    assert make_report(lines, make_programme("accounts")).of_unit("skole").total.budget_nok == 0


def test_a_year_of_nothing_has_units_and_no_amounts():
    report = make_report([("accounts", 2020, 1, "100", "101000", "1010", "202", 1)], None)
    assert not np.any(report.amounts.months)
