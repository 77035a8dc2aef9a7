"""A book of funds to add up by head: a buffer fund with bounds, a fund with interest, one for investments, and a managed fund."""

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.funds import Fund, FundMove, LiquidityBalance, ManagedAllocation, ManagedFund, ManagedYear
from veikart.rules.economy.tables import get_economy_tables

MILL = 1_000_000
ROWS = {
    "settings": [Setting("s", "Eksempel", "Eksempel", 2026, 2029, 2026)],
    "assumptions": [
        *(Assumption("deflator", year, 29_000) for year in range(2026, 2030)),
        *(Assumption("interest_floating", year, 20_000) for year in range(2026, 2030)),
        Assumption("liquidity_change", 2028, -3 * MILL),
    ],
    "funds": [
        Fund("buffer", "Bufferfondet", "buffer", opening=500 * MILL, floor=100 * MILL, ceiling=600 * MILL, target=100 * MILL, target_year=2029),
        Fund("gaver", "Gavefond", "tied_operating", opening=20 * MILL, interest="interest_floating"),
        Fund("salg", "Salgsinntekter", "untied_investment", opening=80 * MILL),
    ],
    "fund_moves": [
        FundMove("b26", "buffer", 2026, use=33 * MILL),
        FundMove("b27", "buffer", 2027, 10 * MILL, 139_600_000),
        FundMove("s26", "salg", 2026, use=25 * MILL, price="current"),
    ],
    "managed_funds": [ManagedFund("f", "Forvaltningsfondet", opening=2_433 * MILL, base_capital=1_500 * MILL, real_target=2_433 * MILL)],
    "managed_allocation": [
        ManagedAllocation("f", "aksjer", 2026, "Aksjer", 400_000, 63_000),
        ManagedAllocation("f", "obligasjoner", 2026, "Obligasjoner", 600_000, 22_000),
    ],
    "managed_years": [ManagedYear("f", 2026, 4 * MILL, 20_000)],
    "liquidity_balances": [LiquidityBalance(2025, reserve=1_483 * MILL), LiquidityBalance(2027, 3_000 * MILL, 1_500 * MILL, 200 * MILL)],
}


def make_funds(**changed: list) -> EconomyBook:
    """The book, with the rows of some tables put in place of its own."""
    rules = get_economy_tables()
    return EconomyBook({table: {rules[table].key_of(row): row for row in rows} for table, rows in {**ROWS, **changed}.items()})
