"""The tables of the economy's book, declared in the TOML files of this folder, each bound to the dataclass of its rows."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from veikart.calc.economy import Assumption, Posting, Setting
from veikart.calc.financing import FinancingRule, FinancingSource
from veikart.calc.investments import Project, ProjectGrant, ProjectSale, ProjectYear
from veikart.calc.loans import BookValue, Entity, Loan, LoanInstalment, LoanTerm
from veikart.calc.pensions import PensionBalance, PensionScheme, PensionYear, PremiumDeviation
from veikart.calc.supervision import Decision, Deficit, Recovery
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.series import get_series_rules
from veikart.rules.tables import TableRule, read_table_rules

_FOLDER = Path(__file__).parent
SHARED = "shared.toml"
"""The tables that come first, wherever tables are listed."""
ROWS: dict[str, type] = {
    "settings": Setting,
    "assumptions": Assumption,
    "postings": Posting,
    "projects": Project,
    "project_years": ProjectYear,
    "project_grants": ProjectGrant,
    "project_sales": ProjectSale,
    "pension_schemes": PensionScheme,
    "pension_years": PensionYear,
    "premium_deviations": PremiumDeviation,
    "pension_balances": PensionBalance,
    "deficits": Deficit,
    "recoveries": Recovery,
    "decisions": Decision,
    "entities": Entity,
    "loans": Loan,
    "loan_instalments": LoanInstalment,
    "loan_terms": LoanTerm,
    "book_values": BookValue,
    "financing_rules": FinancingRule,
    "financing_order": FinancingSource,
}
"""The dataclass of the rows of each table."""


@cache
def get_economy_tables() -> dict[str, TableRule]:
    """Every table by id, the shared ones first, then file by file. Raises ValueError where a file does not fit, or a table stands in two."""
    units = {one.id: one.unit for one in get_series_rules().values()}
    found: dict[str, TableRule] = {}
    for path in sorted(_FOLDER.glob("*.toml"), key=lambda one: (one.name != SHARED, one.name)):
        rules = read_table_rules(tomllib.loads(path.read_text(encoding="utf-8")), ROWS, get_economy_choices, units)
        twice = found.keys() & rules.keys()
        if twice:
            raise ValueError(f"{path.name}: {sorted(twice)} twice")
        found |= rules
    return found
