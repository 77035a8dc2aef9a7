"""All municipalities of a folder with national tables, worked out here or on a cluster, and written to a file."""

from __future__ import annotations

import csv
import gzip
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from veikart.calc.outlook import LEVELS
from veikart.calc.population import PopulationInputs
from veikart.calc.population.estimating import estimate_from_nation, work_out_nation
from veikart.calc.population.inputs import Numbers
from veikart.exchange.cluster.mapping import map_blocks
from veikart.exchange.population.counts import COUNTS, read_counts
from veikart.exchange.population.national import read_national
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.foresight.national import BLOCK_SIZE, get_outputs, join_blocks, make_blocks, make_digest, work_out_block

Progress = Callable[[float, str], None]
DATA_FOLDER = "norge"
"""The national tables that come with the product, among the examples."""
PREPARED = 0.05
"""The share of the work that is reading and estimating."""
COLUMNS = ("scenario", "municipality_code", "output", "year")


@dataclass(frozen=True, eq=False)
class NationalFound:
    """Persons in every municipality: `persons` has shape (scenarios, municipalities, outputs, levels, years), the first year 1 January of
    `first_year` and the others 31 December from `first_year` on."""

    scenarios: tuple[str, ...]
    municipalities: tuple[str, ...]
    first_year: int
    persons: Numbers

    @property
    def digest(self) -> str:
        """A hash of every bit of the numbers."""
        return make_digest(self.persons)


def read_municipalities(folder: Path, *, first_year: int, years: int, most: int | None = None) -> tuple[dict[str, PopulationInputs], list[Finding]]:
    """The inputs of every municipality that is counted on 1 January of the first year, estimated, by code; or none and what is wrong.

    `most` is how many are taken, in the order of their codes. The estimates are made here, on one machine, so that they are the same for all.
    """
    national, findings = read_national(folder)
    if national is None:
        return {}, findings
    try:
        counts = read_counts(folder / COUNTS)
    except (OSError, ValueError):
        return {}, [make_finding("file-missing", Place(file=COUNTS), name=COUNTS)]
    chosen = sorted(code for code, one in counts.items() if first_year in one)[:most]
    if not chosen:
        known = sorted({year for one in counts.values() for year in one})
        words = {"name": "year", "found": str(first_year), "expected": f"{known[0]}–{known[-1]}"}
        return {}, [make_finding("value-choice", Place(file=COUNTS, column="year"), **words)]
    nation = work_out_nation(national, first_year=first_year, years=years)
    return {code: estimate_from_nation(counts[code], nation) for code in chosen}, []


def run_municipalities(
    inputs: dict[str, PopulationInputs],
    scenarios: Sequence[str],
    *,
    draws: int,
    seed: int,
    noise: bool,
    address: str = "",
    threads: int = 0,
    size: int = BLOCK_SIZE,
    progress: Progress | None = None,
) -> NationalFound:
    """Work out the municipalities in the scenarios, in blocks of `size`: here in `threads` threads (0: as many as there are processors), or by the
    workers of the scheduler at `address`. The same to the last bit whatever threads, size and workers. Raises KeyError for a scenario that is not
    declared, ClusterError, and what `progress` raises."""
    blocks = make_blocks(inputs, scenarios, draws=draws, seed=seed, noise=noise, size=size)

    def say(done: int, of: int) -> None:
        if progress:
            progress(PREPARED + (1 - PREPARED) * done / of, f"{done * len(inputs) // of} av {len(inputs)} kommuner")

    found = map_blocks(work_out_block, blocks, address=address, threads=threads or os.cpu_count() or 1, progress=say)
    return NationalFound(tuple(scenarios), tuple(inputs), next(iter(inputs.values())).first_year, join_blocks(found))


def write_national(path: Path, found: NationalFound) -> int:
    """The quantiles as CSV, packed where the name ends in .gz: persons with one decimal. Gives the number of rows. Year 0 of a municipality is
    1 January of the first year and stands as the year before."""
    heads = [f"q{round(level * 100):02d}" for level in LEVELS]
    rows = 0
    with _open(path) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*COLUMNS, *heads])
        for scenario, municipalities in zip(found.scenarios, found.persons, strict=True):
            for code, outputs in zip(found.municipalities, municipalities, strict=True):
                for output, levels in zip(get_outputs(), outputs, strict=True):
                    for at, persons in enumerate(levels.T):
                        writer.writerow([scenario, code, output.id, found.first_year - 1 + at, *(f"{one:.1f}" for one in persons)])
                        rows += 1
    return rows


def _open(path: Path) -> io.TextIOBase:
    if path.suffix == ".gz":
        return io.TextIOWrapper(gzip.GzipFile(path, "wb", mtime=0), encoding="utf-8", newline="")
    return path.open("w", encoding="utf-8", newline="")
