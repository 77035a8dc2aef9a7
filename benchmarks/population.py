"""How fast futures of a population are drawn, beside other ways in the same run, and all municipalities in the same room.

    PYTHONPATH=src python -m benchmarks.population [--rounds 5] [--draws 10000] [--other /path/to/python]

Before the clock is started, all must agree on the same draws of the same municipality. Every way then runs some rounds and the best counts; R,
JAX and pandas run in programs of their own, and are left out with a sentence where they are not installed. They are no part of this project:
`apt install r-base-core`, and `python -m venv spike && spike/bin/pip install jax pandas`, then `--other spike/bin/python`. The national runs are
programs of their own too, so that their largest memory can be read (on Linux). Ends with exit code 1 where a claim does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from benchmarks.population_others import Case, draw_noise_with_numpy, draw_with_jax, draw_with_numpy, draw_with_pandas, draw_with_r
from veikart.calc.odds import FactorSpec, draw_factors
from veikart.calc.outlook import LEVELS
from veikart.calc.population import AGES
from veikart.calc.population.drawing import LEVERS, Drawing, Grouping
from veikart.calc.population.inputs import Numbers
from veikart.calc.population.streaming import draw_quantiles
from veikart.exchange.cluster.national import read_municipalities
from veikart.rules.foresight.national import get_national_rules, make_digest, make_output_weights

ONE_BLAS_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""On matrices as small as these, threads of the matrix library wait for each other: NumPy is more than ten times slower with two."""
FOLDER = Path("examples/norge")
BAERUM, FIRST_YEAR, YEARS, SEED, THREADS = "3201", 2019, 20, 2026, 2
SLOW_DRAWS = {"pandas": 1, "R": 1000, "NumPy": 1024, "NumPy noise": 128}
TIMES_R, TIMES_JAX, SHARE_OF_COPY, TIMES_NOISE = 60, 4, 0.7, 10
MOST_SECONDS = {False: 3.0, True: 20.0}
MOST_MEGABYTES, MOST_GROWTH = 1300, 1.10
SOME = 24
"""Municipalities in the long run with noise, which is only there for its memory."""


def make_case(draws: int) -> Case:
    """Bærum from 2019, everybody and thirteen groups of age, all seven levers drawn."""
    inputs, _ = read_municipalities(FOLDER, first_year=FIRST_YEAR, years=YEARS)
    weights = np.zeros((14, 2, AGES))
    weights[0] = 1
    for at in range(13):
        weights[at + 1, :, at * 8 : (at + 1) * 8 if at < 12 else AGES] = 1
    specs = [FactorSpec(lever, "log", 0.05, 0.8) for lever in LEVERS]
    drawn = draw_factors(specs, np.eye(len(specs)), years=YEARS, draws=draws, seed=SEED, municipality=int(BAERUM))
    return Case(inputs[BAERUM], weights, np.ascontiguousarray(drawn.transpose(2, 1, 0)))


def run_ours(case: Case, *, noise: bool = False, precision: type[np.floating] = np.float32, threads: int = THREADS) -> Numbers:
    """The engine's own draws."""
    drawing = Drawing(case.inputs, case.weights, noise=noise, seed=SEED, municipality=int(BAERUM), precision=precision)
    return drawing.draw(case.levers(), case.factors.shape[2], threads=threads)[:, 1:]


def copy_memory(source: Numbers, target: Numbers) -> None:
    """One number read and one written for each cell, in both threads."""
    middle = len(source) // 2
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(np.copyto, (target[:middle], target[middle:]), (source[:middle], source[middle:])))


def best_of(rounds: int, run: Callable[[], object]) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        times.append(time.perf_counter() - began)
    return min(times)


def agree(name: str, found: Numbers, expected: Numbers, share: float) -> None:
    """Stops where two ways differ by more than a share of a group."""
    worst = np.max(np.abs(found - expected) / expected)
    if worst > share:
        sys.exit(f"{name} differs from the others by {worst:.1e}")


def measure_one(case: Case, rounds: int, other: str) -> dict[str, float]:
    """Million cells a second of every way."""
    draws, found = case.factors.shape[2], {}
    few = {name: case.first(min(count, draws)) for name, count in SLOW_DRAWS.items()}
    expected = run_ours(case, precision=np.float64)
    agree("NumPy", draw_with_numpy(few["NumPy"]), expected[: SLOW_DRAWS["NumPy"]], 1e-9)
    agree("float32", run_ours(case), expected, 1e-5)
    noisy, noisy_numpy = run_ours(few["NumPy noise"], noise=True), draw_noise_with_numpy(few["NumPy noise"], SEED)
    agree("noise", noisy.mean(axis=0), noisy_numpy.mean(axis=0), 0.03)
    loop = draw_with_pandas(few["pandas"], 2, other)
    if loop:
        agree("pandas", loop[1], expected[:1], 1e-9)
        found["pandas, løkke"] = few["pandas"].cells() / loop[0]
    r = draw_with_r(few["R"], rounds)
    if r:
        agree("R", r[1], expected[: SLOW_DRAWS["R"]], 1e-9)
        found["R, matriser"] = few["R"].cells() / r[0]
    found["NumPy, float64 i blokker"] = few["NumPy"].cells() / best_of(rounds, lambda: draw_with_numpy(few["NumPy"]))
    ran = draw_with_jax(case, rounds, other)
    if ran:
        for name, seconds, groups, share in zip(("float64", "float32"), *ran, (1e-9, 1e-4), strict=True):
            agree(f"JAX {name}", groups, expected, share)
            found[f"JAX på prosessoren, {name}"] = case.cells() / seconds
    for name, precision in (("float64", np.float64), ("float32", np.float32)):
        found[f"Veikart, {name}, én tråd"] = case.cells() / best_of(rounds, lambda: run_ours(case, precision=precision, threads=1))  # noqa: B023
        found[f"Veikart, {name}, to tråder"] = case.cells() / best_of(rounds * 2, lambda: run_ours(case, precision=precision))  # noqa: B023
    numbers = np.ones(case.cells(), np.float32)
    target = numbers.copy()
    found["minnet: ett tall lest og ett skrevet per celle, float32"] = case.cells() / best_of(rounds * 2, lambda: copy_memory(numbers, target))
    found["NumPy, personer trukket én for én"] = few["NumPy noise"].cells() / best_of(2, lambda: draw_noise_with_numpy(few["NumPy noise"], SEED))
    found["Veikart, personer trukket én for én"] = case.cells() / best_of(2, lambda: run_ours(case, noise=True))
    return {name: value / 1e6 for name, value in found.items()}


def run_national(*, draws: int, noise: bool, most: int | None, threads: int) -> dict[str, float | str]:
    """All municipalities, streamed to quantiles of 33 outputs."""
    inputs, _ = read_municipalities(FOLDER, first_year=FIRST_YEAR, years=YEARS, most=most)
    specs, grouping = get_national_rules().specs, Grouping.of(make_output_weights())

    def work_out(code: str, count: int = draws) -> Numbers:
        drawing = Drawing(inputs[code], grouping, noise=noise, seed=SEED, municipality=int(code))
        return draw_quantiles(drawing, specs, np.eye(len(specs)), LEVELS, draws=count)

    work_out(BAERUM if BAERUM in inputs else next(iter(inputs)), 10)
    began, worked = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(threads) as pool:
        found = list(pool.map(work_out, inputs))
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    megabytes = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0]) / 1024
    return {"seconds": seconds, "processor": worked, "megabytes": megabytes, "digest": make_digest(np.array(found))}


def tell_national(words: str, one: dict[str, float]) -> None:
    """A row of the table."""
    print(f"| {words} | {one['seconds']:.1f} | {one['processor']:.1f} | {one['megabytes']:.0f} |", flush=True)


def ask_national(draws: int, noise: bool, most: int = 0, threads: int = THREADS) -> dict[str, float]:
    """A national run in a program of its own."""
    given = [str(draws), str(int(noise)), str(most), str(threads)]
    told = subprocess.run([sys.executable, "-m", "benchmarks.population", "--national", *given], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(told.stdout)  # type: ignore[no-any-return]


def check_national() -> list[tuple[str, bool]]:
    """The national runs, told, and their claims."""
    claims, told = [], {}
    for noise in (False, True):
        told[noise] = one = ask_national(1000, noise)
        words = "personer trukket én for én" if noise else "ratene trukket"
        tell_national(f"{words}, 1 000 trekninger", one)
        claims.append((f"{words}: ≤ {MOST_SECONDS[noise]:.0f} s", one["seconds"] <= MOST_SECONDS[noise]))
        claims.append((f"{words}: ≤ {MOST_MEGABYTES} MB", one["megabytes"] <= MOST_MEGABYTES))
    alone = ask_national(1000, False, threads=1)
    tell_national("ratene trukket, 1 000 trekninger, én tråd", alone)
    claims.append(("samme fingeravtrykk i én og to tråder", alone["digest"] == told[False]["digest"]))
    many = ask_national(10_000, False)
    tell_national("ratene trukket, 10 000 trekninger", many)
    claims.append((f"minnet vokser ≤ {MOST_GROWTH - 1:.0%}", many["megabytes"] <= MOST_GROWTH * told[False]["megabytes"]))
    few, more = (ask_national(draws, True, SOME) for draws in (1000, 10_000))
    for draws, one in (("1 000", few), ("10 000", more)):
        tell_national(f"personer trukket én for én, {SOME} kommuner, {draws} trekninger", one)
    claims.append((f"minnet vokser ≤ {MOST_GROWTH - 1:.0%}, personer", more["megabytes"] <= MOST_GROWTH * few["megabytes"]))
    return claims


def check_one(speeds: dict[str, float]) -> list[tuple[str, bool]]:
    """The table of one municipality, told, and its claims."""
    for name, value in speeds.items():
        print(f"| {name} | {value:,.3g} | {value / speeds['NumPy, float64 i blokker']:.3g} |".replace(",", " "))
    ours, copied = speeds["Veikart, float32, to tråder"], speeds["minnet: ett tall lest og ett skrevet per celle, float32"]
    noisy = speeds["Veikart, personer trukket én for én"] / speeds["NumPy, personer trukket én for én"]
    claims = [(f"{ours / copied:.2f} av grensen minnet setter, ≥ {SHARE_OF_COPY}", ours >= SHARE_OF_COPY * copied)]
    claims.append((f"{noisy:.1f} ganger NumPy med personer, ≥ {TIMES_NOISE}", noisy >= TIMES_NOISE))
    for name, times in (("R, matriser", TIMES_R), ("JAX på prosessoren, float32", TIMES_JAX), ("pandas, løkke", 1)):
        if name in speeds:
            claims.append((f"{ours / speeds[name]:.1f} ganger {name}, ≥ {times}", ours >= times * speeds[name]))
        else:
            print(f"({name} er ikke installert her, og er ikke målt.)")
    return claims


def main() -> None:
    """Everything, side by side."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--other", default=sys.executable)
    parser.add_argument("--national", nargs=4, type=int, metavar=("DRAWS", "NOISE", "MOST", "THREADS"))
    given = parser.parse_args()
    if not set(ONE_BLAS_THREAD.items()) <= set(os.environ.items()):
        sys.exit(
            subprocess.run([sys.executable, "-m", "benchmarks.population", *sys.argv[1:]], check=False, env=os.environ | ONE_BLAS_THREAD).returncode
        )
    if given.national:
        draws, noise, most, threads = given.national
        print(json.dumps(run_national(draws=draws, noise=bool(noise), most=most or None, threads=threads)))
        return
    claims = check_one(measure_one(make_case(given.draws), given.rounds, given.other)) + check_national()
    for words, holds in claims:
        print("holder:" if holds else "HOLDER IKKE:", words)
    sys.exit(0 if all(holds for _, holds in claims) else 1)


if __name__ == "__main__":
    main()
