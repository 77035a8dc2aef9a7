"""A book of fees to add up by head: water with a surplus and both calculations of a year, waste with a deficit, and building cases."""

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.fees import FeeArea, FeeAsset, FeeItem, FeeOpening, FeePrice, FeeYear
from veikart.rules.economy.tables import get_economy_tables

MILL = 1_000_000
YEARS = range(2026, 2030)
ROWS = {
    "settings": [Setting("s", "Eksempel", "Eksempel", 2026, 2029, 2026)],
    "assumptions": [Assumption("swap_5_year", year, 15_000) for year in YEARS],
    "fee_areas": [
        FeeArea("vann", "Vann", "water", unit="va", standard="Bolig på 120 m²", bill_count=1, path_years=3),
        FeeArea("renovasjon", "Renovasjon", "waste", unit="ren", bill_count=1),
        FeeArea("byggesak", "Byggesak", "building", unit="bygg"),
    ],
    "fee_years": [
        FeeYear("vann", 2025, "plan", fee=2_100),
        FeeYear("vann", 2026, "plan", direct=19 * MILL, subscribers=10_000, fee=2_200),
        FeeYear("vann", 2026, "accounts", direct=20 * MILL, subscribers=10_000, fee=2_200),
        *(FeeYear("vann", year, "plan", direct=20 * MILL, subscribers=10_000) for year in YEARS[1:]),
        FeeYear("renovasjon", 2025, "plan", fee=3_000),
        *(FeeYear("renovasjon", year, "plan", direct=32 * MILL, subscribers=10_000) for year in YEARS),
        *(FeeYear("byggesak", year, "plan", direct=10 * MILL, fee_income=9 * MILL if year == 2026 else 10 * MILL) for year in YEARS),
    ],
    "fee_assets": [FeeAsset("ledning", "vann", "Ledning", 20 * MILL, 2020, 40)],
    "fee_openings": [FeeOpening("vann", 2024, 3 * MILL), FeeOpening("renovasjon", 2025, -2 * MILL)],
    "fee_items": [FeeItem("kubikk", "vann", "Vann per kubikkmeter", "m³", share=MILL, volume=160)],
    "fee_prices": [FeePrice("kubikk", 2024, 12, 50)],
}


def make_fees(**changed: list) -> EconomyBook:
    """The book, with other rows in the tables that are named."""
    rules = get_economy_tables()
    return EconomyBook({table: {rules[table].key_of(row): row for row in rows} for table, rows in {**ROWS, **changed}.items()})
