"""A large municipality's economy from a seed: projects, loans, fee areas with assets and funds, all rows of one book."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from veikart.calc.economy import Assumption, EconomyBook, Setting
from veikart.calc.fees import FeeArea, FeeAsset, FeeOpening, FeeYear
from veikart.calc.financing import FinancingRule
from veikart.calc.funds import Fund, FundMove
from veikart.calc.investments import GROUPS, Project, ProjectGrant, ProjectYear
from veikart.calc.loans import BookValue, Entity, Loan, LoanTerm
from veikart.rules.books import ECONOMY

FIRST, LAST = 2026, 2035
YEARS = tuple(range(FIRST, LAST + 1))
SERIES = {
    "price_growth": (15_000, 40_000),
    "wage_growth": (25_000, 50_000),
    "deflator": (20_000, 45_000),
    "interest_floating": (25_000, 55_000),
    "swap_5_year": (25_000, 45_000),
}


@dataclass(frozen=True)
class Size:
    """How much there is of each thing."""

    projects: int = 1_000
    loans: int = 500
    areas: int = 12
    assets: int = 5_000
    vintages: int = 30


def make_economy(size: Size, seed: int) -> EconomyBook:
    """The book; the same for the same size and seed."""
    chance = random.Random(seed)
    rows: list[tuple[str, list[Any]]] = [
        ("settings", [Setting("stor", "Stor", "Stor kommune", FIRST, LAST, FIRST)]),
        ("assumptions", [Assumption(name, year, chance.randint(*span)) for name, span in SERIES.items() for year in YEARS]),
        *_projects(chance, size.projects),
        *_loans(chance, size.loans),
        *_fees(chance, size),
        ("funds", [Fund(f"fond-{at}", f"Fond {at}", "untied_investment", opening=chance.randint(0, 10**9)) for at in range(5)]),
        ("fund_moves", [FundMove(f"bruk-{year}", "fond-0", year, use=chance.randint(0, 10**7)) for year in YEARS]),
    ]
    tables = ECONOMY.tables
    return EconomyBook({name: {tables[name].key_of(one): one for one in members} for name, members in rows})


def _projects(chance: random.Random, count: int) -> list[tuple[str, list[Any]]]:
    projects, years, grants = [], [], []
    for at in range(count):
        key, first = f"prosjekt-{at}", chance.randint(FIRST, LAST - 4)
        last = first + chance.randint(0, 3)
        group = chance.choice(GROUPS)
        projects.append(
            Project(
                key,
                f"Prosjekt {at}",
                "skole",
                "execution",
                group,
                start_year=first,
                completion_year=last,
                frame_nok=10**9,
                spent_before_nok=chance.randint(0, 10**7),
                price_basis=chance.choice(("fixed", "current")),
                vat_share=200_000 if group == "non_self_financing" else 0,
                lifetime=chance.choice(("10", "20", "40", "50")),
                land_share=chance.choice((0, 0, 100_000)),
                area_m2=chance.randint(0, 10_000),
                fdv_per_m2=chance.randint(400, 900),
                saving_nok=chance.randint(0, 10**6),
                construction_tonnes=chance.randint(0, 5_000),
            )
        )
        years.extend(ProjectYear(key, year, chance.randint(10**6, 10**8)) for year in range(first, last + 1))
        if chance.random() < 0.3:
            grants.append(ProjectGrant(key, last, "state", chance.randint(0, 10**6)))
    return [("projects", projects), ("project_years", years), ("project_grants", grants)]


def _loans(chance: random.Random, count: int) -> list[tuple[str, list[Any]]]:
    purposes = ("non_self_financing", "water_sewage_waste", "housing", "lending")
    loans = []
    for at in range(count):
        purpose, fixed = chance.choice(purposes), chance.random() < 0.4
        loans.append(
            Loan(
                f"lan-{at}",
                f"Lån {at}",
                "kassen",
                purpose,
                "on_lending" if purpose == "lending" else "own",
                chance.choice(("serial", "annuity", "bullet")),
                chance.randint(10**6, 10**9),
                FIRST - 1,
                FIRST,
                FIRST + chance.randint(3, 40),
                chance.randint(10_000, 50_000) if fixed else None,
                chance.randint(FIRST, LAST) if fixed else None,
                chance.randint(-2_000, 8_000),
            )
        )
    return [
        ("entities", [Entity("kassen", "Kommunekassen")]),
        ("loans", loans),
        ("loan_terms", [LoanTerm(one, "kassen", "annuity", 40) for one in purposes]),
        ("book_values", [BookValue("kassen", year, 2 * 10**10 if year == FIRST else None, 6 * 10**8) for year in YEARS]),
        ("financing_rules", [FinancingRule(FIRST, "loans_rest", 500_000, 400_000)]),
    ]


def _fees(chance: random.Random, size: Size) -> list[tuple[str, list[Any]]]:
    areas = [FeeArea(f"omraade-{at}", f"Område {at}", "water", path_years=5) for at in range(size.areas)]
    years = [
        FeeYear(one.id, year, "plan", chance.randint(10**7, 10**8), chance.randint(0, 10**7), 200_000, 0, 20_000) for one in areas for year in YEARS
    ]
    years.extend(FeeYear(one.id, FIRST - 1, "plan", subscribers=20_000, fee=chance.randint(500, 6_000)) for one in areas)
    assets = [
        FeeAsset(
            f"anlegg-{at}",
            chance.choice(areas).id,
            f"Anlegg {at}",
            chance.randint(10**5, 10**8),
            chance.randint(1980, LAST),
            chance.choice((10, 20, 40, 50)),
        )
        for at in range(size.assets)
    ]
    openings = [
        FeeOpening(areas[at % len(areas)].id, FIRST - 1 - at // len(areas), chance.randint(-(10**7), 2 * 10**7)) for at in range(size.vintages)
    ]
    return [("fee_areas", areas), ("fee_years", years), ("fee_assets", assets), ("fee_openings", openings)]
