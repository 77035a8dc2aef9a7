"""The fast loans are the slow ones to the krone; debt out is debt in, plus new, less paid."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plain_loans import plain_loan, plain_minimum
from veikart.calc.loans import (
    BASES,
    KINDS,
    PURPOSES,
    BookValue,
    Entity,
    Loan,
    LoanTerm,
    NewAssets,
    count_loans,
    make_debt_sheet,
    make_loan_sheet,
    make_minimum_sheet,
    make_vintages,
)
from veikart.calc.values import PPB

YEARS = tuple(range(2026, 2034))
ENTITIES = {
    "kommunen-selv": Entity("kommunen-selv", "Kommunekassen", "treasury", "outside"),
    "foretaket": Entity("foretaket", "Foretaket", "undertaking"),
}
NAMES = ["Alle", *PURPOSES]


@st.composite
def loans(draw: st.DrawFn) -> Loan:
    year = draw(st.integers(2023, 2031))
    first = year + draw(st.integers(0, 4))
    rate = draw(st.none() | st.integers(0, 120_000))
    return Loan(
        draw(st.text("abcdefgh", min_size=1, max_size=6)),
        "Et lån",
        draw(st.sampled_from(sorted(ENTITIES))),
        draw(st.sampled_from(PURPOSES)),
        draw(st.sampled_from(BASES)),
        draw(st.sampled_from(KINDS)),
        draw(st.integers(0, 10**10)),
        year,
        first,
        first + draw(st.integers(0, 40)),
        rate,
        draw(st.none() | st.integers(2024, 2036)),
        draw(st.integers(-5_000, 20_000)),
    )


PORTFOLIOS = st.lists(loans(), max_size=6, unique_by=lambda one: one.id).map(lambda found: {one.id: one for one in found})
RATES = st.lists(st.integers(0, 90_000), min_size=len(YEARS), max_size=len(YEARS))
PLANS = st.dictionaries(st.tuples(st.text("abcdefgh", min_size=1, max_size=2), st.sampled_from(YEARS)), st.integers(0, 10**9), max_size=5)


@settings(max_examples=50)
@given(PORTFOLIOS, RATES, PLANS)
def test_fast_is_slow_to_the_krone(portfolio, rates, planned) -> None:
    sheet = make_loan_sheet("loans", portfolio, YEARS, rates, planned)
    for key, loan in portfolio.items():
        plain = plain_loan(loan, YEARS, rates, planned)
        for line in plain[0]:
            assert sheet.row(key, line) == tuple(one[line] for one in plain), line


@settings(max_examples=50)
@given(PORTFOLIOS, RATES, PLANS)
def test_debt_out_is_debt_in_plus_new_less_paid(portfolio, rates, planned) -> None:
    lines = make_loan_sheet("loans", portfolio, YEARS, rates, planned).lines
    owed = lines["brought"][:, 0].copy()
    for at in range(len(YEARS)):
        assert (lines["opening"][:, at] == owed).all()
        assert (lines["instalment"][:, at] >= 0).all()
        assert (lines["instalment"][:, at] <= owed).all()
        owed = owed + lines["raised"][:, at] - lines["instalment"][:, at]
        assert (lines["closing"][:, at] == owed).all()


@settings(max_examples=30)
@given(PORTFOLIOS, RATES, st.lists(st.integers(0, 10**9), min_size=len(YEARS), max_size=len(YEARS)))
def test_purposes_add_up_to_everything(portfolio, rates, raised) -> None:
    terms = {"housing": LoanTerm("housing", "foretaket", "annuity", 25), "lending": LoanTerm("lending", "kommunen-selv", "serial", 30)}
    vintages = make_vintages(terms, {"housing": raised}, YEARS, {"housing": "Boliger", "lending": "Videre utlån"})
    existing, new = make_loan_sheet("loans", portfolio, YEARS, rates, {}), make_loan_sheet("new_loans", vintages, YEARS, rates, {})
    debt = make_debt_sheet(existing, new, [1000] * len(YEARS), [PPB] * len(YEARS), NAMES)
    for line in ("opening", "raised", "interest", "instalment", "closing", "one_point", "service"):
        assert (debt.lines[line][0] == debt.lines[line][1:].sum(axis=0)).all()
    assert (debt.lines["raised"][debt.place["housing"]] == existing.total("raised", "housing") + raised).all()
    assert (debt.lines["closing_fixed"] == debt.lines["closing"]).all()


@settings(max_examples=30)
@given(PORTFOLIOS, st.lists(st.integers(5_000, 80_000), min_size=len(YEARS), max_size=len(YEARS)), st.integers(1, 3))
def test_a_point_more_is_as_much_more_where_instalments_do_not_move(portfolio, rates, points) -> None:
    """Serial, bullet and planned loans pay back alike at any rate, so a rise moves interest by so many times the line, but for rounding."""
    still = {key: one for key, one in portfolio.items() if one.kind != "annuity"}
    now = make_loan_sheet("loans", still, YEARS, rates, {})
    risen = make_loan_sheet("loans", still, YEARS, [one + points * 10_000 for one in rates], {})
    more = risen.lines["interest"] - now.lines["interest"]
    assert (abs(more - points * now.lines["one_point"]) <= 1 + points).all()


@settings(max_examples=40)
@given(PORTFOLIOS, RATES, st.data())
def test_least_instalment_is_the_slow_one_and_land_only_takes_the_municipalitys_rate(portfolio, rates, data) -> None:
    money = st.integers(0, 4 * 10**9)
    values = {
        (entity, year): BookValue(entity, year, data.draw(st.none() | money), data.draw(money) // 10, data.draw(st.none() | money))
        for entity in ENTITIES
        for year in data.draw(st.sets(st.sampled_from(YEARS), max_size=4))
    }
    loan_sheet = make_loan_sheet("loans", portfolio, YEARS, rates, {})
    sheet = make_minimum_sheet(ENTITIES, [count_loans(ENTITIES, loan_sheet, tuple(portfolio.values()))], values, NewAssets(), name="Kommunen")
    rows = {key: (loan, plain_loan(loan, YEARS, rates, {})) for key, loan in portfolio.items()}
    plain = {"kommunen-selv": plain_minimum(ENTITIES["kommunen-selv"], None, rows, values, YEARS)}
    for at, year in enumerate(YEARS):
        own = plain["kommunen-selv"][at]
        other = plain_minimum(ENTITIES["foretaket"], own["rate"], rows, values, YEARS)[at]
        for key, expected in (("kommunen-selv", own), ("foretaket", other)):
            found = {line: sheet.value(key, line, year) for line in ("debt", "minimum", "paid", "charged")}
            assert found == {line: expected[line] for line in found}
            assert sheet.value(key, "depreciation_rate", year) == expected["rate"]


def test_five_hundred_loans_are_quick() -> None:
    many = {
        f"l{at}": Loan(f"l{at}", "", "a", PURPOSES[at % 5], "own", KINDS[at % 2], 10**7 + at, 2025, 2026, 2035 + at % 30, None, None, at * 7)
        for at in range(500)
    }
    sheet = make_loan_sheet("loans", many, tuple(range(2026, 2036)), [40_000] * 10, {})
    assert sheet.lines["closing"].shape == (500, 10)
