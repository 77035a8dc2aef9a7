"""The statutory forms of a year that is over, filled in from a ledger that can be added up by head."""

import numpy as np

from tests.support.example import get_example
from tests.support.tiny_ledger import make_ledger_book, make_ledger_plan
from veikart.exchange.ledger import LedgerSums
from veikart.rules.accounts import get_account_plan
from veikart.rules.reports import make_yearly_accounts
from veikart.rules.reports.year_amounts import ACCOUNTS, ADOPTED, FORM_COLUMNS, LAST, REVISED, make_year_amounts
from veikart.rules.reports.year_forms import YearForms

SCHOOLS = [
    # kind, year, month, cost centre, account, kostra, function, øre
    ("accounts", 2025, 12, "100", "101000", "1010", "202", 390_000),
    ("accounts", 2026, 1, "100", "101000", "1010", "202", 150_049),
    ("accounts", 2026, 2, "200", "101000", "1010", "202", 250_049),
    ("accounts", 2026, 2, "200", "160000", "1600", "202", -10_000),
    ("budget", 2026, 0, "100", "101000", "1010", "202", 420_000),
    ("budget", 2026, 0, "100", "160000", "1600", "202", -20_000),
    ("budget", 2026, 0, "100", "180000", "1800", "840", -500_000),
    ("budget", 2026, 0, "100", "150000", "1500", "870", 100_000),
]
WHOLE = [
    ("accounts", 2026, 3, "100", "180000", "1800", "840", -480_000),
    ("accounts", 2026, 3, "100", "181000", "1810", "850", -20_000),
    ("accounts", 2026, 4, "100", "150000", "1500", "870", 90_000),
    ("accounts", 2026, 5, "100", "023000", "0230", "222", 70_000),
]


def make_forms(lines, programme=None, year=2026) -> YearForms:
    columns = dict(
        zip(("kind", "year", "month", "cost_centre", "account", "kostra", "function"), zip(*(one[:7] for one in lines), strict=True), strict=True)
    )
    found = {name: np.unique(np.array(columns[name]), return_inverse=True) for name in FORM_COLUMNS}
    values, places = ({name: one[at] for name, one in found.items()} for at in (0, 1))
    sums = LedgerSums(values, places, np.array([one[7] for one in lines]), np.ones(len(lines), dtype=np.int64))
    return YearForms(make_year_amounts(make_ledger_book(), make_ledger_plan(), programme, get_account_plan(), sums, year))


def test_a_line_has_accounts_both_budgets_and_the_year_before():
    line = make_forms(SCHOOLS).line("5-4", "bevilgninger")
    assert line.nok == {ACCOUNTS: 3_901, REVISED: 4_000, ADOPTED: 4_000, LAST: 3_900}  # 1500,49 + 2500,49 − 100 is rounded once
    assert (line.deviation_nok, line.share_ppm) == (99, 24_750)


def test_what_the_ledger_lacks_is_not_known_and_neither_are_its_sums():
    forms = make_forms(SCHOOLS)
    lacking = {one.row.id for one in forms.lines("5-4") if one.is_lacking}
    assert {"rammetilskudd", "sum-generelle", "renteutgifter", "netto-finans", "netto-driftsresultat"} <= lacking
    assert "bevilgninger" not in lacking
    assert forms.line("5-4", "rammetilskudd").nok == {ACCOUNTS: None, REVISED: -5_000, ADOPTED: -5_000, LAST: None}
    assert forms.line("5-4", "rammetilskudd").deviation_nok is None
    assert forms.line("5-4", "skatt").nok[ACCOUNTS] == 0  # nobody has budgeted any
    assert forms.line("5-5", "varige-driftsmidler").is_lacking  # no investments at all are read in


def test_the_appropriations_are_divided_on_areas_and_come_to_the_line():
    forms = make_forms(SCHOOLS)
    rows = {one.row.id: one for one in forms.lines("5-4-2")}
    assert rows["skole.netto"].nok == {ACCOUNTS: 3_901, REVISED: 4_000, ADOPTED: 4_000, LAST: 3_900}
    assert rows["bevilgninger"].nok == forms.line("5-4", "bevilgninger").nok
    figure = {one.id: one for one in make_yearly_accounts(forms).figures}["5-4-2.skole.netto.accounts"]
    assert (figure.ledger_unit, figure.ledger_accounts) == ("skole", ("1010", "1600"))


def test_an_area_with_a_budget_and_no_accounts_is_not_known():
    forms = make_forms([("accounts", 2020, 1, "100", "101000", "1010", "202", 100)], get_example().programme, 2020)
    areas = {one.row.unit: one for one in forms.lines("5-4-2") if one.row.unit}
    assert areas["barnehager"].nok[ACCOUNTS] is None and areas["barnehager"].is_lacking
    assert areas["barnehager"].nok[REVISED]


def test_a_whole_ledger_comes_to_its_result():
    forms = make_forms([*SCHOOLS, *WHOLE])
    assert not [one.row.id for one in forms.lines("5-4") if one.is_lacking]
    assert forms.line("5-4", "andre-generelle").nok[ACCOUNTS] == -200  # on a function of finance, so it is the municipality's own
    assert forms.line("5-4", "bevilgninger").nok[ACCOUNTS] == 3_901
    assert forms.line("5-4", "netto-driftsresultat").nok[ACCOUNTS] == forms.line("5-6", "netto-driftsresultat").nok[ACCOUNTS] == -199
    assert forms.line("5-5", "varige-driftsmidler").nok[ACCOUNTS] == 700
    assert forms.parts("5-4", "bevilgninger", ACCOUNTS) == (("1010", 4_001), ("1600", -100))


def test_the_report_says_what_is_lacking_and_never_fills_it_in_from_the_budget():
    made = make_yearly_accounts(make_forms(SCHOOLS))
    told = " ".join(text for block in made.statements if block.type == "paragraphs" for text in block.texts)
    assert "Ikke i regnskapet som er lest inn: rammetilskudd og renteutgifter. De linjene" in told
    assert "Ikke levert: regnskapet for 2026 som er lest inn, har ingen bilag i investeringer." in told
    assert "Balansen er ikke levert" in told
    table = next(one for one in made.statements if one.type == "table")
    assert [one.heading for one in table.columns][1:5] == ["Regnskap 2026", "Regulert budsjett 2026", "Opprinnelig budsjett 2026", "Regnskap 2025"]
    grant = next(row for row in table.rows if row.number == "1")
    assert [one.text for one in grant.cells[1:]] == ["–", "0,0", "0,0", "–", "–", "–"]
    assert "kan ikke regnes ut" in " ".join(made.sentences)


def test_every_figure_of_the_ledger_says_which_accounts_it_is_of():
    figures = {one.id: one for one in make_yearly_accounts(make_forms([*SCHOOLS, *WHOLE])).figures}
    one = figures["5-4.bevilgninger.accounts"]
    assert (one.ledger_year, one.ledger_accounts) == (2026, ("1010", "1600"))
    assert [part.name[:4] for part in one.inputs] == ["1010", "1600"]
    assert figures["5-4.bevilgninger.last"].ledger_year == 2025
    assert figures["5-4.bevilgninger.deviation"].inputs[0].figure == "5-4.bevilgninger.revised"


def test_every_cell_of_the_tables_opens():
    made = make_yearly_accounts(
        make_forms([("accounts", 2020, 1, "100", "101000", "1010", "202", 1), *_in_2020(WHOLE)], get_example().programme, 2020)
    )
    known = {one.id for one in made.figures}
    tables = [one for one in (*made.statements, *made.ratios) if one.type == "table"]
    shown = {cell.figure for table in tables for row in table.rows for cell in row.cells if cell.figure}
    assert len(shown) > 100
    assert shown <= known
    assert {part.figure for one in made.figures for part in one.inputs if part.figure} <= known


def _in_2020(lines):
    return [(kind, 2020, *rest) for kind, _year, *rest in lines]


def test_the_budget_is_that_of_the_programme_and_the_ledgers_lines_say_what_a_frame_is_of():
    programme = get_example().programme
    forms = make_forms(
        [("budget", 2020, 0, "100", "101000", "1010", "202", 100_000), ("accounts", 2020, 1, "100", "101000", "1010", "202", 1)], programme, 2020
    )
    for row in ("rammetilskudd", "renteutgifter"):
        assert forms.line("5-4", row).nok[ADOPTED] == programme.figures("5-4", row, programme.main_version)[2020][0]
    known = {name for name, _nok in forms.list_units_without_accounts("5-4", "bevilgninger")}
    assert "Barnehager" in known


def test_the_targets_are_held_against_the_accounts_and_not_the_budget():
    made = make_yearly_accounts(
        make_forms([("accounts", 2020, 1, "100", "101000", "1010", "202", 1)], get_example().programme, 2020), get_example().programme
    )
    assert made.ratios[0].columns[1].heading == "Regnskap 2020"
    assert [row.cells[1].text for row in made.ratios[0].rows] == ["–"] * len(made.ratios[0].rows)
    assert "Kan ikke regnes ut av regnskapet for 2020" in made.verdicts[0]
