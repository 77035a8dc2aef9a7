"""Our own way from a file of ledger lines to a report of deviations, in a program of its own. Run by benchmarks/ledger.py.

With `lines`, what is read is confirmed after the report: the file is held against its hash, and every line is written.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.ledger_making import BUDGET, CODES, LINES, MONTH, PARENTS, PLACES, YEAR
from veikart.calc.ledger import LedgerMonths, UnitTree, add_up_by_key, forecast_linear, make_deviations, sum_to_month
from veikart.exchange.ledger import LedgerCodes, LedgerLayout, LedgerSums, read_ledger_csv, sum_ledger, write_ledger_lines

GROUPS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
LAYOUT = LedgerLayout(
    voucher="Bilagsnr", line="Linje", date="Bilagsdato", period="Periode", account="Konto", cost_centre="Ansvar", function="Funksjon",
    project="Prosjekt", text="Tekst", amount="Beløp", double_entry=True,
)  # fmt: skip
BUDGET_LAYOUT = LedgerLayout(period="Periode", account="Konto", cost_centre="Ansvar", amount="Budsjett")


def read_column(path: Path) -> list[list[str]]:
    """The rows of a small file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def main() -> None:
    """Reads, checks, adds up and reports, and stores the lines where that is asked; prints the seconds of each part."""
    folder, target, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    began, parts = time.perf_counter(), {}
    codes = LedgerCodes(frozenset(code for (code,) in read_column(folder / CODES)))
    rollups = {}
    files = (("accounts", LINES, LAYOUT), ("budget", BUDGET, BUDGET_LAYOUT))
    for kind, name, layout in files:
        (target / kind).mkdir(parents=True)
        read = read_ledger_csv(folder / name, layout, source="s", kind=kind, year=YEAR, codes=codes, folder=target / kind)
        if read.files is None or read.findings:
            sys.exit(f"{name}: {[one.sentence for one in read.findings]}")
        rollups[kind] = read.files.rollup
        parts[kind] = time.perf_counter() - began
    places = dict(read_column(folder / PLACES))
    parents = dict(read_column(folder / PARENTS))
    tree = UnitTree.of(list(parents), parents)
    months = {kind: _by_unit(sum_ledger([path], by=["month", "kostra", "cost_centre"]), tree, places) for kind, path in rollups.items()}
    _write(target / "report.csv", tree, months)
    parts["report"] = time.perf_counter() - began
    if way == "lines":
        for kind, name, layout in files:
            with (folder / name).open("rb") as stream:
                hashlib.file_digest(stream, "sha256")
            if write_ledger_lines(folder / name, layout, source="s", kind=kind, year=YEAR, folder=target / kind):
                sys.exit(f"{name}: linjene er andre enn summene")
        parts["lines"] = time.perf_counter() - began
    print(json.dumps(parts))


def _by_unit(sums: LedgerSums, tree: UnitTree, places: dict[str, str]) -> np.ndarray:
    """Øre of each unit and all below it by group and month: (units, groups, 12)."""
    at_unit = {one: at for at, one in enumerate(tree.ids)}
    unit = np.array([at_unit[places[str(one)]] for one in sums.values["cost_centre"]])[sums.places["cost_centre"]]
    group = np.array([int(one[1]) for one in sums.values["kostra"]])[sums.places["kostra"]]
    key = (unit * len(GROUPS) + group) * 12 + sums.keys["month"] - 1
    cells = add_up_by_key(key, sums.amount_ore, len(tree.ids) * len(GROUPS) * 12)
    return tree.add_up(cells.reshape(len(tree.ids), len(GROUPS), 12))


def _write(path: Path, tree: UnitTree, months: dict[str, np.ndarray]) -> None:
    actual, budget = (months[kind].reshape(-1, 12) for kind in ("accounts", "budget"))
    so_far = make_deviations(sum_to_month(budget, MONTH), sum_to_month(actual, MONTH))
    year = forecast_linear(LedgerMonths(actual, actual, budget, MONTH))
    rows = [(unit, group) for unit in tree.ids for group in GROUPS]
    columns = (so_far.budget.tolist(), so_far.actual.tolist(), so_far.amount.tolist(), so_far.share.tolist(), year.tolist())
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["unit", "account_group", "budget", "actual", "deviation", "share", "forecast"])
        writer.writerows(sorted((*row, *cells) for row, *cells in zip(rows, *columns, strict=True)))


if __name__ == "__main__":
    main()
