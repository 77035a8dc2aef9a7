"""A year of ledger lines as an accounting system would write them, made from a seed: few accounts in each cost centre, vouchers that sum to zero."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np

from veikart.rules.ledger import get_ledger_codes

YEAR, SEED, MONTH = 2019, 2026, 8
"""The report is of the months to and with August."""
CENTRES, ACCOUNTS, FUNCTIONS, PROJECTS, LINES_A_VOUCHER = 500, 300, 100, 50, 25
UNITS, SECTORS = 60, 6
LINES, BUDGET, PLACES, PARENTS, CODES = "lines.csv", "budget.csv", "places.csv", "parents.csv", "codes.csv"


def make_case(folder: Path, lines: int) -> None:
    """Every file of a case: lines, a budget by month, the unit of each cost centre, the unit above each unit, and the codes of the year."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(SEED)
    plan = sorted(code for code in get_ledger_codes(YEAR) if code.startswith("1"))
    accounts = [f"{code}{at:02}" for at in range(10) for code in plan][:ACCOUNTS]
    centres = [f"{10000 + 7 * at}" for at in range(CENTRES)]
    _write_rows(folder / CODES, "code", [[code] for code in plan])
    _write_rows(folder / PLACES, "cost_centre,unit", [[one, f"enhet-{at % UNITS}"] for at, one in enumerate(centres)])
    above = [[f"enhet-{at}", f"sektor-{at % SECTORS}"] for at in range(UNITS)]
    _write_rows(folder / PARENTS, "unit,parent", [["kommune", ""], *([f"sektor-{at}", "kommune"] for at in range(SECTORS)), *above])
    database = duckdb.connect()
    database.execute("SET enable_progress_bar = false")
    database.execute("CREATE TABLE accounts AS SELECT unnest(?) AS code, unnest(?) AS id", [accounts, list(range(ACCOUNTS))])
    database.execute("CREATE TABLE centres AS SELECT unnest(?) AS code, unnest(?) AS id", [centres, list(range(CENTRES))])
    _write_budget(database, rng, folder / BUDGET)
    _write_lines(database, rng, folder / LINES, lines)


def _write_rows(path: Path, headings: str, rows: list[list[str]]) -> None:
    path.write_text("\n".join([headings, *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")


def _write_budget(database: duckdb.DuckDBPyConnection, rng: np.random.Generator, path: Path) -> None:
    centre, account, month = (grid.ravel() for grid in np.meshgrid(np.arange(CENTRES), np.arange(60), np.arange(1, 13), indexing="ij"))
    columns = {
        "centre": centre,
        "account": (account * 7 + centre * 13) % ACCOUNTS,
        "month": month,
        "nok": rng.integers(-20_000, 200_000, len(centre)),
    }
    database.register("budget", columns)
    database.execute(
        f'COPY (SELECT a.code AS "Konto", c.code AS "Ansvar", printf(\'{YEAR}%02d\', month) AS "Periode", nok AS "Budsjett" FROM budget b '
        f"JOIN accounts a ON a.id = b.account JOIN centres c ON c.id = b.centre ORDER BY 2, 1, 3) TO '{path}' (HEADER, DELIMITER ';')"
    )


def _write_lines(database: duckdb.DuckDBPyConnection, rng: np.random.Generator, path: Path, lines: int) -> None:
    vouchers = max(lines // LINES_A_VOUCHER, 1)
    voucher = np.sort(rng.integers(0, vouchers, lines))
    first = np.flatnonzero(np.r_[True, voucher[1:] != voucher[:-1]])
    number = np.arange(lines) - np.repeat(first, np.diff(np.r_[first, lines])) + 1
    centre = np.minimum((rng.pareto(1.0, lines) * 40).astype(np.int64), CENTRES - 1)
    ore = np.rint(rng.lognormal(7, 2, lines) * 100).astype(np.int64) * np.where(rng.random(lines) < 0.2, -1, 1)
    ore[np.r_[first[1:], lines] - 1] -= np.add.reduceat(ore, first)
    columns = {
        "voucher": voucher,
        "number": number,
        "month": voucher * 12 // vouchers + 1,
        "day": voucher * 7 % 28 + 1,
        "account": (np.minimum((rng.pareto(1.2, lines) * 12).astype(np.int64), 59) * 7 + centre * 13) % ACCOUNTS,
        "centre": centre,
        "function": (centre // 5 + (rng.random(lines) < 0.15)) % FUNCTIONS,
        "project": np.where(rng.random(lines) < 0.85, 0, (centre * 3 + rng.integers(0, 3, lines)) % PROJECTS),
        "ore": ore,
        "text": rng.integers(0, lines // 3 + 1, lines),
    }
    database.register("made", columns)
    sign = "CASE WHEN ore < 0 THEN '-' ELSE '' END"
    words = "CASE text % 4 WHEN 0 THEN 'Faktura ' WHEN 1 THEN 'Lønn ' WHEN 2 THEN 'Varekjøp ' ELSE 'Ompostering ' END"
    database.execute(
        f'COPY (SELECT \'B\' || (1000000 + voucher) AS "Bilagsnr", number AS "Linje", printf(\'%02d.%02d.{YEAR}\', day, month) AS "Bilagsdato", '
        f'printf(\'{YEAR}%02d\', month) AS "Periode", a.code AS "Konto", printf(\'%05d\', 10000 + centre * 7) AS "Ansvar", '
        "printf('%03d', 100 + function * 3) AS \"Funksjon\", CASE WHEN project = 0 THEN '' ELSE printf('P%04d', project) END AS \"Prosjekt\", "
        f"({words}) || text AS \"Tekst\", ({sign}) || (abs(ore) // 100) || ',' || printf('%02d', abs(ore) % 100) AS \"Beløp\" "
        f"FROM made JOIN accounts a ON a.id = made.account ORDER BY voucher, number) TO '{path}' (HEADER, DELIMITER ';')"
    )
