"""How long all municipalities take, and that they are the same to the last bit however the work is cut and shared out.

    PYTHONPATH=src python -m benchmarks.national [--draws 1000] [--municipalities 357] [--noise] [--cluster]

Reading the tables and estimating the rates is timed apart. Then the municipalities are worked out in one thread, in two, and in blocks of another
size, each once after one small run that lets numba read its compiled code; with `--cluster` also by two Dask workers of one thread each over TCP on
this machine, warm and with one of them killed in the middle. Memory is the most this process has held. Ends with exit code 1 where two digests
differ. How fast a draw is, beside other ways, is told by benchmarks.population.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.support.cluster import start_cluster
from tests.support.tree import ROOT
from veikart.calc.population import PopulationInputs
from veikart.exchange.cluster.national import NationalFound, read_municipalities, run_municipalities
from veikart.rules.foresight.national import BLOCK_SIZE

Work = Callable[[], NationalFound]
WARM = {"draws": 8, "seed": 1, "noise": False}


def main() -> int:
    """Print what everything took; 1 where the digests differ."""
    options = _parse()
    started = time.perf_counter()
    inputs, findings = read_municipalities(ROOT / "examples" / "norge", first_year=2019, years=20, most=options.municipalities)
    assert not findings, findings[0].sentence
    _tell("read and estimated", time.perf_counter() - started)
    how = {"draws": options.draws, "seed": options.seed, "noise": options.noise}
    run_municipalities(inputs, ["main"], **{**WARM, "noise": options.noise})
    digests = {_time(name, work) for name, work in _list_work(inputs, how).items()}
    if options.cluster:
        digests |= _time_cluster(inputs, how)
    noise = "with" if options.noise else "without"
    print(f"{len(inputs)} municipalities, {options.draws} draws, {noise} noise: {len(digests)} digest, {min(digests)}")
    return 0 if len(digests) == 1 else 1


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--municipalities", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--cluster", action="store_true")
    return parser.parse_args()


def _list_work(inputs: dict[str, PopulationInputs], how: dict[str, Any]) -> dict[str, Work]:
    return {
        "2 threads": lambda: run_municipalities(inputs, ["main"], **how, threads=2),
        "1 thread": lambda: run_municipalities(inputs, ["main"], **how, threads=1),
        "2 threads, blocks of 7": lambda: run_municipalities(inputs, ["main"], **how, threads=2, size=7),
    }


def _time(name: str, work: Work) -> str:
    started = time.perf_counter()
    found = work()
    _tell(name, time.perf_counter() - started)
    return found.digest


def _time_cluster(inputs: dict[str, PopulationInputs], how: dict[str, Any]) -> set[str]:
    with start_cluster(workers=2) as cluster:
        few, there = dict(list(inputs.items())[: 2 * BLOCK_SIZE]), {"address": cluster.address}
        warm = {**WARM, "noise": how["noise"]}
        _time("2 Dask workers, started and warmed up", lambda: run_municipalities(few, ["main"], **warm, **there))

        def kill(share: float, _words: str) -> None:
            if share > 0.3 and cluster.workers[0].poll() is None:
                cluster.workers[0].kill()

        whole = _time("2 Dask workers over TCP", lambda: run_municipalities(inputs, ["main"], **how, **there))
        lost = _time("2 Dask workers, one killed", lambda: run_municipalities(inputs, ["main"], **how, **there, progress=kill))
    return {whole, lost}


def _tell(name: str, seconds: float) -> None:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:40} {seconds:8.2f} s   {most:8.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
