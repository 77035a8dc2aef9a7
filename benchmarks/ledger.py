"""How fast a year of ledger lines goes from a file to a report of deviations, beside pandas and DuckDB written by hand in the same run.

    PYTHONPATH=src python -m benchmarks.ledger [--lines 10000000] [--rounds 2] [--other /path/to/python] [--folder …]

Every way is a program of its own, given the same files: a year of lines, a budget by month, the units. It reads, checks and stores every line,
adds up, and writes the same report; the reports must be the same to the øre before anything is told. Time is of the whole program, with what it
takes to start it, and the best round counts; memory is the largest the program had in use. pandas is no part of this project:
`python -m venv spike && spike/bin/pip install pandas pyarrow`, then `--other spike/bin/python`; it is left out with a sentence where it is not
installed. Ends with exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ledger_making import LINES

HERE = Path(__file__).parent
OURS, WHOLE, BARE = "Veikart", "DuckDB for hånd", "DuckDB for hånd, bare rapporten"
PANDAS, CATEGORIES, ARROW = "pandas", "pandas, kategorier", "pandas, kategorier og Arrow"
TIMES_PANDAS, TIMES_DUCKDB, MOST_MEGABYTES = 5.0, 1.5, 2000


@dataclass(frozen=True)
class Measured:
    """The best round of a way: seconds of the program and of the processor, the largest memory in megabytes, and seconds to the end of each part."""

    seconds: float
    processor: float
    megabytes: float
    parts: dict[str, float]


def get_command(way: str, case: Path, target: Path, other: str) -> list[str]:
    """What runs a way."""
    if way == OURS:
        return [sys.executable, "-m", "benchmarks.ledger_ours", str(case), str(target)]
    if way in (WHOLE, BARE):
        return [sys.executable, str(HERE / "ledger_duckdb.py"), str(case), str(target), "whole" if way == WHOLE else "bare"]
    return [other, str(HERE / "ledger_pandas.py"), str(case), str(target), {PANDAS: "plain", CATEGORIES: "c", ARROW: "pyarrow"}[way]]


def run_once(command: list[str]) -> Measured:
    """A program from its start to its end."""
    with tempfile.TemporaryFile("w+") as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=told, text=True)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command[1:3]}: {process.returncode}")
        told.seek(0)
        return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json.loads(told.read()))


def measure(way: str, case: Path, other: str, rounds: int) -> tuple[Measured, str]:
    """The best round, and the report."""
    found = []
    for _ in range(rounds):
        target = case / "out"
        shutil.rmtree(target, ignore_errors=True)
        found.append(run_once(get_command(way, case, target, other)))
        report = (target / "report.csv").read_text(encoding="utf-8")
        shutil.rmtree(target)
    return min(found, key=lambda one: one.seconds), report


def has_pandas(interpreter: str) -> bool:
    """Whether an interpreter has what the pandas way takes."""
    return not subprocess.run([interpreter, "-c", "import pandas, pyarrow"], check=False, capture_output=True).returncode


def measure_all(case: Path, other: str, rounds: int) -> dict[str, Measured]:
    """Every way, told as it is measured; stops where two reports differ."""
    subprocess.run(["cat", str(case / LINES)], check=True, stdout=subprocess.DEVNULL)  # the file is in memory for everyone
    ways = [OURS, WHOLE, BARE, *([PANDAS, CATEGORIES, ARROW] if has_pandas(other) else [])]
    if len(ways) == 3:
        print("(pandas er ikke installert her, og er ikke målt.)")
    found: dict[str, Measured] = {}
    expected = ""
    for way in ways:
        found[way], report = measure(way, case, other, rounds)
        expected = expected or report
        if report != expected:
            sys.exit(f"{way}: rapporten er en annen")
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found[way].parts.items())
        print(f"| {way} | {found[way].seconds:.1f} | {found[way].processor:.1f} | {found[way].megabytes:.0f} | {parts} |", flush=True)
    return found


def check(found: dict[str, Measured]) -> list[tuple[str, bool]]:
    """The claims."""
    ours = found[OURS]
    claims = [(f"{ours.megabytes:.0f} MB, < {MOST_MEGABYTES}", ours.megabytes < MOST_MEGABYTES)]
    times = ours.seconds / found[WHOLE].seconds
    claims.append((f"{times:.2f} ganger tiden til DuckDB for hånd, ≤ {TIMES_DUCKDB}", times <= TIMES_DUCKDB))
    if PANDAS in found:
        times = found[PANDAS].seconds / ours.seconds
        claims.append((f"{times:.1f} ganger så fort som pandas, ≥ {TIMES_PANDAS:.0f}", times >= TIMES_PANDAS))
        for way in (CATEGORIES, ARROW):
            print(f"Mot {way}: {found[way].seconds / ours.seconds:.1f} ganger så fort, {found[way].megabytes / ours.megabytes:.1f} ganger minnet.")
    print(f"Mot DuckDB for hånd som bare lager rapporten: {ours.seconds / found[BARE].seconds:.2f} ganger tiden.")
    return claims


def main() -> None:
    """Everything, side by side."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--other", default=sys.executable)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        case = Path(name)
        making = f"from pathlib import Path; from benchmarks.ledger_making import make_case; make_case(Path({name!r}), {given.lines})"
        subprocess.run([sys.executable, "-c", making], check=True)  # a small parent: a program's memory counts from that of the one that started it
        size = (case / LINES).stat().st_size / 1e6
        print(f"{given.lines:,} linjer, {size:,.0f} MB; belastning {os.getloadavg()[0]:.1f}".replace(",", " "))
        print("| måte | sekunder | prosessor | MB | til og med |\n|---|---|---|---|---|")
        claims = check(measure_all(case, given.other, given.rounds))
    for words, holds in claims:
        print(f"{'holder' if holds else 'HOLDER IKKE'}: {words}")
    sys.exit(not all(holds for _, holds in claims))


if __name__ == "__main__":
    main()
