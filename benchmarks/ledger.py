"""How fast a year of ledger lines goes from a file to a report of deviations, beside pandas and DuckDB written by hand in the same run.

    PYTHONPATH=src python -m benchmarks.ledger [--lines 10000000] [--rounds 2] [--other /path/to/python] [--folder …]

Every way is a program of its own, given the same files: a year of lines, a budget by month, the units. It reads and checks every line, adds up, and
writes the same report; the reports must be the same to the øre before anything is told. Then the same with every line stored too, so that vouchers
can be looked into: we do that when somebody has confirmed what was read. Time is of the whole program, with what it takes to start it, and the best
round counts; memory is the largest the program had in use. What is compiled once for an installation is compiled before the clock starts. Judge
seconds only where the machine is quiet, and else by seconds of the processor.
pandas is no part of this project: `python -m venv spike && spike/bin/pip install pandas pyarrow`, then `--other spike/bin/python`; it is left out
with a sentence where it is not installed. Ends with exit code 1 where a claim does not hold.
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
REPORT, STORED = "report", "lines"
OURS, HAND, BARE = "Veikart", "DuckDB for hånd", "DuckDB for hånd, ingenting kontrollert"
PANDAS, CATEGORIES, ARROW = "pandas", "pandas, kategorier", "pandas, kategorier og Arrow"
ENGINES = {PANDAS: "plain", CATEGORIES: "c", ARROW: "pyarrow"}
WORK = {REPORT: "", STORED: ", og hver linje lagret"}
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it has made of its sources, as it does where nobody has said otherwise."""
TIMES_PANDAS, TIMES_DUCKDB, MOST_MEGABYTES = 5.0, 1.5, 2000


@dataclass(frozen=True)
class Measured:
    """The best round of a way: seconds of the program and of the processor, the largest memory in megabytes, and seconds to the end of each part."""

    seconds: float
    processor: float
    megabytes: float
    parts: dict[str, float]


@dataclass(frozen=True)
class Way:
    """A way to do a work."""

    name: str
    work: str = REPORT

    def get_command(self, case: Path, target: Path, other: str) -> list[str]:
        """What runs it."""
        given = [str(case), str(target)]
        if self.name == OURS:
            return [sys.executable, "-m", "benchmarks.ledger_ours", *given, self.work]
        if self.name in (HAND, BARE):
            return [sys.executable, str(HERE / "ledger_duckdb.py"), *given, "bare" if self.name == BARE else self.work]
        return [other, str(HERE / "ledger_pandas.py"), *given, ENGINES[self.name], self.work]


def list_ways(other: str) -> list[Way]:
    """Every way there is here: first to the report, then with the lines stored."""
    pandas = list(ENGINES) if has_pandas(other) else []
    return [*(Way(name) for name in (OURS, HAND, BARE, *pandas)), *(Way(name, STORED) for name in (OURS, HAND, *pandas))]


def run_once(command: list[str]) -> Measured:
    """A program from its start to its end."""
    with tempfile.TemporaryFile("w+") as told:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=told, text=True, env=ENVIRONMENT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{command[1:3]}: {process.returncode}")
        told.seek(0)
        return Measured(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, json.loads(told.read()))


def measure(way: Way, case: Path, other: str, rounds: int) -> tuple[Measured, str]:
    """The best round, and the report."""
    found = []
    for _ in range(rounds):
        target = case / "out"
        shutil.rmtree(target, ignore_errors=True)
        found.append(run_once(way.get_command(case, target, other)))
        report = (target / "report.csv").read_text(encoding="utf-8")
        shutil.rmtree(target)
    return min(found, key=lambda one: one.seconds), report


def compile_ours(case: Path) -> None:
    """Our way once, of a small case."""
    subprocess.run(Way(OURS).get_command(case, case / "out", ""), check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)


def has_pandas(interpreter: str) -> bool:
    """Whether an interpreter has what the pandas way takes."""
    return not subprocess.run([interpreter, "-c", "import pandas, pyarrow"], check=False, capture_output=True).returncode


def measure_all(case: Path, other: str, rounds: int) -> dict[Way, Measured]:
    """Every way, told as it is measured; stops where two reports differ."""
    subprocess.run(["cat", str(case / LINES)], check=True, stdout=subprocess.DEVNULL)  # the file is in memory for everyone
    ways = list_ways(other)
    if Way(PANDAS) not in ways:
        print("(pandas er ikke installert her, og er ikke målt.)")
    found: dict[Way, Measured] = {}
    expected = ""
    for way in ways:
        found[way], report = measure(way, case, other, rounds)
        expected = expected or report
        if report != expected:
            sys.exit(f"{way.name}: rapporten er en annen")
        parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in found[way].parts.items())
        print(
            f"| {way.name}{WORK[way.work]} | {found[way].seconds:.1f} | {found[way].processor:.1f} | {found[way].megabytes:.0f} | {parts} |",
            flush=True,
        )
    return found


def check(found: dict[Way, Measured]) -> list[tuple[str, bool]]:
    """The claims, of the way to the report; the rest is told."""
    ours = found[Way(OURS)]
    claims = [
        (f"{one.megabytes:.0f} MB{WORK[way.work]}, < {MOST_MEGABYTES}", one.megabytes < MOST_MEGABYTES)
        for way, one in found.items()
        if way.name == OURS
    ]
    times = ours.seconds / found[Way(HAND)].seconds
    claims.append((f"{times:.2f} ganger tiden til DuckDB for hånd, ≤ {TIMES_DUCKDB}", times <= TIMES_DUCKDB))
    if Way(PANDAS) in found:
        times = found[Way(PANDAS)].seconds / ours.seconds
        claims.append((f"{times:.1f} ganger så fort som pandas, ≥ {TIMES_PANDAS:.0f}", times >= TIMES_PANDAS))
    for way, one in found.items():
        mine = found[Way(OURS, way.work)]
        if way.name != OURS:
            times = f"{one.seconds / mine.seconds:.1f} ganger tiden, {one.processor / mine.processor:.1f} ganger prosessoren"
            print(f"{way.name}{WORK[way.work]}: {times}, {one.megabytes / mine.megabytes:.1f} ganger minnet.")
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
        for folder, lines in ((case / "small", 1000), (case, given.lines)):
            making = f"from pathlib import Path; from benchmarks.ledger_making import make_case; make_case(Path({str(folder)!r}), {lines})"
            subprocess.run(
                [sys.executable, "-c", making], check=True
            )  # a small parent: a program's memory counts from that of the one that started it
        compile_ours(case / "small")
        size = (case / LINES).stat().st_size / 1e6
        print(f"{given.lines:,} linjer, {size:,.0f} MB; belastning {os.getloadavg()[0]:.1f}".replace(",", " "))
        print("| måte | sekunder | prosessor | MB | til og med |\n|---|---|---|---|---|")
        claims = check(measure_all(case, given.other, given.rounds))
    for words, holds in claims:
        print(f"{'holder' if holds else 'HOLDER IKKE'}: {words}")
    sys.exit(not all(holds for _, holds in claims))


if __name__ == "__main__":
    main()
