"""A small book of the economy with loans, funds for investments, and what the financing asks for."""

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.financing import FinancingRule, FinancingSource
from veikart.calc.funds import Fund, FundMove
from veikart.calc.investments import Project, ProjectGrant, ProjectYear
from veikart.calc.loans import BookValue, Entity, Loan, LoanInstalment, LoanTerm
from veikart.calc.worksheets import Lines, Run, make_sheet
from veikart.rules.economy.engines.financing import run_financing
from veikart.rules.economy.engines.loans import run_loans
from veikart.rules.economy.engines.prices import run_prices

YEARS = (2026, 2027, 2028)
SETTING = Setting("s", "Eksempel", "Lillevik", YEARS[0], YEARS[-1], YEARS[0])
TREASURY, UNDERTAKING = Entity("kassen", "Kommunekassen", "treasury", "outside"), Entity("tomter", "Tomter KF", "undertaking")
LOANS = {
    "skoler": Loan("skoler", "Skoler", "kassen", "non_self_financing", "own", "serial", 400_000_000, 2025, 2026, 2045),
    "vann": Loan("vann", "Vann", "kassen", "water_sewage_waste", "own", "annuity", 200_000_000, 2025, 2026, 2055, 25_000, 2026, 5_000),
    "startlan": Loan("startlan", "Startlån", "kassen", "lending", "on_lending", "planned", 90_000_000, 2025, 2026, 2050, None, None, -1_000),
    "kirke": Loan("kirke", "Kirke", "kassen", "church", "own", "bullet", 30_000_000, 2025, 2026, 2028),
    "tomt": Loan("tomt", "Tomt", "tomter", "non_self_financing", "own", "serial", 60_000_000, 2026, 2027, 2046),
}
SERIES = {
    "interest_floating": 40_000,
    "inhabitants": 21_000,
    "received_instalments": 4_000_000,
    "unused_loans": 5_000_000,
    "transfer_from_operations": 30_000_000,
    "share_purchases": 2_000_000,
    "lending_out": 5_000_000,
}


def loan_book(**tables: dict[str, object]) -> EconomyBook:
    """The book; a table given is put in the place of the one there."""
    rows: dict[str, dict[str, object]] = {
        "settings": {"s": SETTING},
        "assumptions": {f"{one}|{year}": Assumption(one, year, value) for one, value in SERIES.items() for year in YEARS},
        "entities": {one.id: one for one in (TREASURY, UNDERTAKING)},
        "loans": dict(LOANS),
        "loan_instalments": {f"startlan|{year}": LoanInstalment("startlan", year, 3_000_000) for year in YEARS},
        "loan_terms": {one: LoanTerm(one, "kassen", "serial", 25) for one in ("non_self_financing", "lending")},
        "book_values": {
            f"kassen|{year}": BookValue("kassen", year, 900_000_000 if year == YEARS[0] else None, 27_000_000) for year in YEARS
        },
        "financing_rules": {"2026": FinancingRule(2026, "loans_rest", 500_000, 400_000)},
        "financing_order": {"transfer": FinancingSource("transfer", 1), "funds": FinancingSource("funds", 2)},
        **tables,
    }  # fmt: skip
    return EconomyBook(rows)


def loan_run(book: EconomyBook, investments: dict[str, int] | None = None) -> Run:
    """The financing and the loans of a book, with investments of so much a year by line, all in the first class, and 10 millions of funds."""
    run = Run()
    run_prices(book, run)
    given = {"gross": 100_000_000, "vat_compensation": 18_000_000, "grants": 12_000_000, "sales": 0} | (investments or {})
    subjects = ("non_self_financing", "water_sewage_waste", "housing", "lending", "alle")
    run.add(make_sheet("investments", subjects, YEARS, {line: _only_first(nok) for line, nok in given.items()}))
    run.add(make_sheet("fund_groups", ("untied_investment",), YEARS, {"use": [[10_000_000] * len(YEARS)]}))
    run_financing(book, run)
    run_loans(book, run)
    return run


def _only_first(nok: int) -> Lines:
    return make_sheet("x", ("a",) * 5, YEARS, {"x": [[nok] * 3, [0] * 3, [0] * 3, [0] * 3, [nok] * 3]}).lines["x"]


def whole_loan_book(**tables: dict[str, object]) -> EconomyBook:
    """The book with the school and the fund that `loan_run` only has the sums of, so that every engine may run."""
    dated = {"start_year": 2026, "completion_year": 2028, "price_basis": "current", "vat_share": 180_000}
    school = Project("skole", "Ny skole", "skole", "execution", "non_self_financing", **dated)
    rows: dict[str, dict[str, object]] = {
        "projects": {"skole": school},
        "project_years": {f"skole|{year}": ProjectYear("skole", year, 100_000_000) for year in YEARS},
        "project_grants": {f"skole|{year}|state": ProjectGrant("skole", year, "state", 12_000_000) for year in YEARS},
        "funds": {"salg": Fund("salg", "Salg av eiendom", "untied_investment", opening=30_000_000)},
        "fund_moves": {f"salg-{year}": FundMove(f"salg-{year}", "salg", year, use=10_000_000, price="current") for year in YEARS},
        **tables,
    }  # fmt: skip
    return loan_book(**rows)
