"""How fast the economy's engines are, beside plain ones in the same run, and what one moved project costs of a full rebuild.

    PYTHONPATH=src python -m benchmarks.economy [--rounds 5] [--seed 1] [--projects 1000] [--loans 500] [--assets 5000]

Before the clock is started, the fast engines and the plain ones must agree to the krone on every project, loan and fee. Every round runs each
thing once, in turn, so that a busy machine is unfair to all alike; the best of the rounds counts, and the plain engines are run once. Ends with
exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable

from benchmarks.economy_making import FIRST, YEARS, Size, make_economy
from tests.support.plain_fees import PlainArea
from tests.support.plain_investments import PlainProject
from tests.support.plain_loans import plain_loan
from veikart.calc.economy import EconomyBook
from veikart.calc.worksheets import Run
from veikart.rules.economy import run_engines
from veikart.rules.economy.assumptions import get_series
from veikart.rules.economy.project_moves import with_moves
from veikart.rules.economy.rates import get_rate

TIMES_PLAIN = 30
MOST_SHARE = 0.15
AIM_SHARE = 0.05
"""What one moved project may cost of a full rebuild, and what it should."""
PROJECT_LINES = ("gross", "vat", "grants", "net", "need", "depreciation", "asset_closing", "running_cost", "savings", "emissions")
NAMES = {"vat": "vat_compensation"}
LASTS = 5
Years = dict[str, list[int]]


def plain_projects(book: EconomyBook) -> dict[str, Years]:
    """Every line of every project, one year at a time."""
    growth = {name: dict(get_series(book, name)) for name in ("price_growth", "deflator")}
    rows: dict[str, list[object]] = defaultdict(list)
    for table in ("project_years", "project_grants"):
        for one in book.table(table).values():
            rows[one.project].append(one)
    found = {}
    for key, project in book.table("projects").items():
        plain = PlainProject(project, rows[key], range(YEARS[0], YEARS[-1] + 1), growth, FIRST)  # type: ignore[arg-type]
        found[key] = {line: [getattr(plain, line)(year) for year in YEARS] for line in PROJECT_LINES}
    return found


def plain_loans(book: EconomyBook) -> dict[str, Years]:
    """Every loan, one year at a time."""
    rates = get_series(book, "interest_floating")
    found = {}
    for key, loan in book.table("loans").items():
        years = plain_loan(loan, YEARS, [rates.get(year, 0) for year in YEARS], {})
        found[key] = {line: [one[line] for one in years] for line in ("interest", "instalment", "closing")}
    return found


def plain_fees(book: EconomyBook) -> dict[str, Years]:
    """Every fee area with its assets and vintages."""
    swap = get_series(book, "swap_5_year")
    rates = {year: swap.get(year, 0) + get_rate("calculated_interest_supplement", year) for year in YEARS}
    found = {}
    for key, area in book.table("fee_areas").items():
        mine = {table: [one for one in book.table(table).values() if one.area == key] for table in ("fee_years", "fee_assets", "fee_openings")}
        rows = {one.year: one for one in mine["fee_years"]}
        plain = PlainArea(area, rows, mine["fee_assets"], mine["fee_openings"], YEARS, rates, dict.fromkeys(YEARS, True), LASTS).find()
        found[key] = {"fee": [plain[year].fee for year in YEARS], "fund_closing": [sum(plain[year].closing.values()) for year in YEARS]}
    return found


def check_agreement(book: EconomyBook, run: Run) -> dict[str, float]:
    """Seconds the plain engines took, by engine. Raises AssertionError where a krone differs."""
    plain: dict[str, tuple[str, Callable[[EconomyBook], dict[str, Years]]]] = {
        "projects": ("projects", plain_projects),
        "loans": ("loans", plain_loans),
        "fees": ("fee_areas", plain_fees),
    }
    seconds = {}
    for name, (sheet_id, work_out) in plain.items():
        start = time.perf_counter()
        found = work_out(book)
        seconds[name] = time.perf_counter() - start
        sheet = run.sheets[sheet_id]
        for key, lines in found.items():
            for line, values in lines.items():
                assert list(sheet.row(key, NAMES.get(line, line))) == values, f"{sheet_id}.{line} of {key}"
    return seconds


def measure(book: EconomyBook, rounds: int) -> dict[str, float]:
    """Seconds for a full rebuild and for one moved project, the best of the rounds."""
    best = {"full rebuild": float("inf"), "one moved project": float("inf")}
    project = next(
        key for key, one in book.table("projects").items() if one.start_year and one.start_year > FIRST and one.group == "non_self_financing"
    )
    for _ in range(rounds):
        start = time.perf_counter()
        full = run_engines(book)
        best["full rebuild"] = min(best["full rebuild"], time.perf_counter() - start)
        moved, findings = with_moves(book, {project: 1})
        assert not findings, findings
        start = time.perf_counter()
        changed = run_engines(moved, full)
        best["one moved project"] = min(best["one moved project"], time.perf_counter() - start)
        anew = run_engines(moved)
        for name, sheet in anew.sheets.items():
            for line, values in sheet.lines.items():
                assert (changed.sheets[name].lines[line] == values).all(), f"{name}.{line} is not what a full rebuild gives"
    return best


def main(arguments: list[str]) -> int:
    """Prints the figures; 0 where every claim holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Size()
    for name, number in (("rounds", 5), ("seed", 1), ("projects", usual.projects), ("loans", usual.loans), ("assets", usual.assets)):
        parser.add_argument(f"--{name}", type=int, default=number)
    chosen = parser.parse_args(arguments)
    size = Size(chosen.projects, chosen.loans, usual.areas, chosen.assets, usual.vintages)
    book = make_economy(size, chosen.seed)
    print(f"{size.projects:,} projects, {size.loans} loans, {size.areas} fee areas, {size.assets:,} assets, {size.vintages} vintages, {len(YEARS)} y")
    plain = check_agreement(book, run_engines(book))
    print("the engines agree to the krone")
    best = measure(book, chosen.rounds)
    for name, seconds in {**{f"plain {name}": one for name, one in plain.items()}, **best}.items():
        print(f"  {name:20} {1000 * seconds:10.1f} ms")
    times, share = sum(plain.values()) / best["full rebuild"], best["one moved project"] / best["full rebuild"]
    claims = (
        (f"a full rebuild at least {TIMES_PLAIN} times as fast as the plain engines", times, times >= TIMES_PLAIN),
        (f"one moved project under {MOST_SHARE:.0%} of a full rebuild", share, share < MOST_SHARE),
    )
    for words, figure, holds in claims:
        print(f"  {'holds' if holds else 'DOES NOT HOLD':14} {words}: {figure:.3f}")
    print(f"  {'reached' if share < AIM_SHARE else 'NOT REACHED':14} the aim of {AIM_SHARE:.0%} for one moved project")
    return 0 if all(holds for _, _, holds in claims) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
