"""The forms themselves, each on a budget small enough to add up by head, and on what municipalities have adopted."""

import pytest

from tests.support.tiny import UNITS, YEAR, fill_cells, fill_form, make_engine
from veikart.calc.layers import Amount, Budget, Layer, Measure, Version
from veikart.calc.statements import MISSING, Selector, compile_form
from veikart.rules.accounts import get_account_plan
from veikart.rules.law import get_rules
from veikart.rules.linter.placing import COMPLETE_FORMS
from veikart.rules.statements import get_forms

OPERATIONS = (
    ("finans", "1870", -1000),
    ("finans", "1800", -400),
    ("finans", "1871", -50),
    ("finans", "1877", -5),
    ("finans", "1810", -20),
    ("skole", "1810", -3),
    ("finans", "1900", -30),
    ("finans", "1905", -12),
    ("finans", "1909", -8),
    ("finans", "1509", 1),
    ("finans", "1500", 70),
    ("finans", "1510", 90),
    ("finans", "1530", 2),
    ("finans", "1540", 11),
    ("finans", "1940", -4),
    ("finans", "1550", 6),
    ("finans", "1950", -1),
    ("finans", "1570", 33),
    ("kultur", "1940", -7),
    ("grunnskole", "1010", 800),
    ("barnehage", "1230", 300),
    ("barnehage", "1600", -60),
    ("kultur", "1470", 200),
    ("felles", "1010", 100),
    ("utvalg", "1010", 5),
    ("intern", "1230", 9),
    ("intern", "1620", -9),
    ("kalkyle", "1INN", -18),
)
"""Adds up to zero: 1A gives −1264 to share out and 1B shares it out."""

INVESTMENT = (
    ("skole", "0230", 500),
    ("kultur", "0470", 40),
    ("felles", "0BRU", 60),
    ("finans", "0529", 10),
    ("finans", "0520", 20),
    ("finans", "0522", 15),
    ("finans", "0510", 5),
    ("finans", "0512", 8),
    ("finans", "0540", 3),
    ("finans", "0550", 2),
    ("skole", "0670", -25),
    ("skole", "0700", -35),
    ("skole", "0729", -90),
    ("skole", "0810", -15),
    ("finans", "0910", -350),
    ("finans", "0912", -15),
    ("finans", "0920", -9),
    ("finans", "0922", -8),
    ("finans", "0929", -6),
    ("finans", "0940", -40),
    ("finans", "0950", -37),
    ("finans", "0970", -33),
)
"""Adds up to zero."""


EXPECTED = {
    "drift": {
        "skatteinntekter": 1000,
        "rammetilskudd": 400,
        "andre-skatter": 55,
        "andre-statstilskudd": 20,
        "kalkulatoriske": 18,
        "sum-sentrale-inntekter": 1493,
        "felles.utgift": 100,
        "felles.netto": 100,
        "skole.utgift": 1100,
        "skole.inntekt": 63,
        "skole.netto": 1037,
        "kultur.netto": 200,
        "sum-sektorer.utgift": 1400,
        "sum-sektorer.inntekt": 63,
        "sum-sektorer.netto": 1337,
        "politiske-utvalg": 5,
        "internfinansierende": 0,
        "ikke-delt": 0,
        "netto-driftsutgifter": 1342,
        "brutto-driftsresultat": 151,
        "kursgevinster": 19,
        "sum-finansinntekter": 49,
        "sum-finansutgifter": 160,
        "netto-driftsresultat": 40,
        "overfort-investering": 33,
        "disposisjonsfond": 0,
        "bundne": 5,
        "tidligere-aars-resultat": 2,
        "regnskapsresultat": 0,
    },
    "investering": {
        "brutto-investeringsutgifter": 600,
        "salgsinntekter": -25,
        "tilskudd": -50,
        "netto-investeringsutgifter": 525,
        "skole.netto": 425,
        "felles.netto": 60,
        "avdrag": 13,
        "utlaan": 35,
        "finansieringsbehov": 583,
        "sum-finansiering": -583,
        "udekket": 0,
    },
    "1A": {
        "sum-frie-inntekter": -1475,
        "andre-statstilskudd": -20,
        "renteinntekter": -42,
        "netto-finans": 111,
        "til-ubundne": 11,
        "bruk-ubundne": -4,
        "netto-avsetninger": 14,
        "overfort-investering": 33,
        "til-fordeling": -1317,
        "sum-fordelt": 1317,
        "merforbruk": 0,
    },
    "1B": {
        "kalkulatoriske": -18,
        "sektorovergripende": 105,
        "sektorer": 1230,
        "skole.netto": 1037,
        "grunnskole.netto": 800,
        "barnehage.netto": 240,
        "kultur.netto": 193,
        "internfinansierende": 0,
        "ikke-delt": 0,
        "sum-fordelt": 1317,
    },
    "2A": {
        "investeringer": 600,
        "finansieringsbehov": 663,
        "salg": -31,
        "sum-ekstern": -553,
        "bruk-av-avsetninger": -77,
        "sum-intern": -110,
        "sum-finansiering": -663,
        "udekket": 0,
    },
    "2B": {"totalt": 600, "felles.brutto": 60, "skole.brutto": 500, "kultur.brutto": 40},
    "5-4": {
        "andre-generelle": -25,
        "sum-generelle": -1475,
        "bevilgninger": 1324,
        "brutto-driftsresultat": -151,
        "netto-finans": 111,
        "netto-driftsresultat": -40,
        "overforing-investering": 33,
        "bundne-fond": 5,
        "disposisjonsfond": 0,
        "dekning": 2,
        "sum-disponeringer": 40,
        "fremfort": 0,
    },
    "5-4-2": {"poster": 87, "sektorer": 1237, "skole.netto": 1037, "barnehage.netto": 240, "kultur.netto": 200, "bevilgninger": 1324},
    "5-5": {
        "varige-driftsmidler": 560,
        "tilskudd-andre": 40,
        "sum-utgifter": 635,
        "sum-inntekter": -530,
        "netto-videreutlaan": 0,
        "sum-overforing": -105,
        "andre": 0,
        "udekket": 0,
    },
    "5-5-2": {"felles.brutto": 60, "skole.brutto": 500, "kultur.brutto": 40, "sum": 600},
    "5-6": {
        "sum-driftsinntekter": -1565,
        "lonn": 905,
        "kjop": 309,
        "overforinger": 200,
        "sum-driftsutgifter": 1414,
        "brutto-driftsresultat": -151,
        "netto-finans": 111,
        "netto-driftsresultat": -40,
        "fremfort": 0,
    },
}


def test_the_entries_balance() -> None:
    assert sum(nok for _, _, nok in OPERATIONS) == 0
    assert sum(nok for _, _, nok in INVESTMENT) == 0


@pytest.mark.parametrize("form", list(get_forms()))
def test_each_form_on_a_tiny_budget(form: str) -> None:
    filled = fill_form(form, (*OPERATIONS, *INVESTMENT))
    assert {row: filled[row] for row in EXPECTED[form]} == EXPECTED[form]


def test_what_is_not_parted_by_account_is_told() -> None:
    """Gross investment and calculated revenue stand on pools here."""
    unsure = {
        form: {row: cell.state for row, cell in fill_cells(form, (*OPERATIONS, *INVESTMENT)).items() if cell.state != "exact"} for form in EXPECTED
    }
    assert {form: states for form, states in unsure.items() if states} == {
        "5-5": {"varige-driftsmidler": "joined", "tilskudd-andre": "elsewhere"},
        "5-6": {"staten": "missing", "andre": "missing", "brukerbetalinger": "missing", "salg-leie": "missing"},
    }


def test_depreciation_goes_in_and_out_again() -> None:
    entries = [("skole", "1010", 100), ("skole", "1590", 40), ("finans", "1990", -40), ("finans", "1870", -100)]
    lines = fill_form("5-4", entries)
    assert (lines["brutto-driftsresultat"], lines["motpost-avskrivninger"], lines["netto-driftsresultat"]) == (40, -40, 0)
    assert (lines["bevilgninger"], lines["sum-netto-driftsutgifter"]) == (100, 140)


def test_a_source_without_depreciation_cannot_show_the_gross_result() -> None:
    cells = fill_cells("5-4", [("skole", "1010", 100), ("finans", "1870", -100)], unknown=(("1590", "1990"),))
    missing = {row for row, cell in cells.items() if cell.state == MISSING}
    assert missing == {"avskrivninger", "sum-netto-driftsutgifter", "brutto-driftsresultat", "motpost-avskrivninger"}
    assert cells["netto-driftsresultat"].nok == 0


SANDNES = {
    2021: (-1909000, -2640500, -51000, -87909, 4459451, 257000, -38200, -127000, 86291, 279341, 29684, 3292, -4450),
    2022: (-1958000, -2671500, -53000, -77617, 4459621, 270000, -42100, -133250, 93927, 295622, 83005, 3292, 0),
}
SANDNES_ACCOUNTS = ("1800", "1870", "1871", "1877", "1NET", "1590", "1900", "1905", "1500", "1510", "1570", "1550", "1940")
SANDNES_SUMS = {
    2021: {"5": -4688409, "8": 4716451, "9": 28042, "15": 200432, "16": -257000, "17": -28526, "22": 28526, "23": 0},
    2022: {"5": -4760117, "8": 4729621, "9": -30496, "15": 214199, "16": -270000, "17": -86297, "22": 86297, "23": 0},
}


@pytest.mark.parametrize("year", [2021, 2022])
def test_sandnes_appropriation_statement(year: int) -> None:
    """Sandnes kommune, økonomiplan 2021–2024, § 5-4 first paragraph, 1000 kroner: every sum to the thousand."""
    entries = [("skole" if code == "1NET" else "finans", code, nok) for code, nok in zip(SANDNES_ACCOUNTS, SANDNES[year], strict=True)]
    entries.append(("finans", "1990", -SANDNES[year][5]))
    numbers = {line.number: line.id for line in get_forms()["5-4"].lines if line.number}
    filled = fill_form("5-4", entries, year=year)
    assert {number: filled[numbers[number]] for number in SANDNES_SUMS[year]} == SANDNES_SUMS[year]


def test_baerum_form_1a_2020() -> None:
    """Bærum kommune, budget 2020, forms 1A and 1B, in 100 000 kroner."""
    form_1a = [("1870", -69312), ("1800", -15396), ("1810", -2216), ("1900", -1195), ("1909", -450), ("1500", 2483), ("1510", 4009)]
    form_1a += [("1540", 420), ("1940", -2440), ("1570", 6811)]
    form_1b = [("kalkyle", "1INN", -1364), ("felles", "1NET", 3569), ("intern", "1NET", 0), ("kultur", "1NET", 6982)]
    form_1b += [("skole", "1NET", 30686), ("grunnskole", "1NET", 31300), ("barnehage", "1NET", 6113)]
    lines = fill_form("1A", [*(("finans", code, nok) for code, nok in form_1a), *form_1b])
    wanted = ("sum-frie-inntekter", "netto-finans", "netto-avsetninger", "til-fordeling", "sum-fordelt", "merforbruk")
    # As printed the first sum is 8692,4: the parts are rounded, and add up to 8692,4 as well.
    assert [lines[row] for row in wanted] == [-86924, 4847, -2020, -77286, 77286, 0]


def test_every_form_fits_the_account_plan_and_names_a_rule() -> None:
    plan, kinds = get_account_plan(), tuple(dict.fromkeys(unit.kind for unit in UNITS))
    for form in get_forms().values():
        compile_form(form, plan, kinds)
        assert form.rule in get_rules(), form.id
        for line in form.lines:
            for one in (line, *line.parts):
                for selector in one.selectors:
                    assert any(selector.takes(code, next(iter(selector.kinds or kinds))) for code in plan.codes), f"{form.id} {one.id} {selector}"
                assert selector_kinds(one.selectors) | one.kinds | set(one.unit_kinds) <= set(kinds), f"{form.id} {one.id}"


def selector_kinds(selectors: tuple[Selector, ...]) -> set[str]:
    return {kind for selector in selectors for kind in selector.kinds}


COMPLETE = {"drift": -1, "1A": 1, "5-4": 1, "5-6": 1, "investering": 1, "2A": 1, "5-5": 1}
"""What a krone spent does to the last line of each form that all amounts belong to."""


def test_every_account_is_on_one_line_of_the_complete_forms() -> None:
    """A krone on any account that is in use, on any kind of unit, moves the last line by a krone, but for what stands outside."""
    plan, kinds = get_account_plan(), tuple(dict.fromkeys(unit.kind for unit in UNITS))
    assert {form_id for form_id, _, _ in COMPLETE_FORMS} == set(COMPLETE)
    for form_id, last, _ in COMPLETE_FORMS:
        form = get_forms()[form_id]
        compiled = compile_form(form, plan, kinds)
        account_class = "0" if form_id in {"investering", "2A", "5-5"} else "1"
        for kind in kinds:
            for code in plan.for_year(YEAR):
                if code[0] == account_class and not any(one.takes(code, kind) for one in form.outside):
                    assert compiled.weight(last, kind=kind, account=code) == COMPLETE[form_id], f"{form_id} {code} {kind}"
        assert not compiled.unplaced(last).any()


def test_two_years_do_not_mix() -> None:
    amounts = (Amount("m", "finans", "1870", 2020, -1), Amount("m", "finans", "1870", 2021, -20))
    budget = Budget(UNITS, (Layer("lag", "", "base"),), (Version("versjon", "", ("lag",)),), (Measure("m", "lag", "base", ""),), amounts)
    row = make_engine(budget).statement(get_forms()["1A"], "versjon").row("skatt")
    assert {year: cell.nok for year, cell in row.cells.items()} == {2020: -1, 2021: -20}
