"""The projection in JAX on the processor, all draws at once and in blocks that fit its cache; the best of the two is printed, for each precision.

Run by benchmarks/population.py with an interpreter that has jax: reads and writes the files of benchmarks/population_others.py.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

jax.config.update("jax_enable_x64", True)
BLOCK = 200


def project(base, fertility, rates, weights, boys, factors):  # type: ignore[no-untyped-def]
    """Groups of every draw and year: factors (7, years, draws), rates (years, 6, 212), persons inside [212, draws]."""
    one = jnp.asarray(1, base.dtype)

    def step(persons, given):  # type: ignore[no-untyped-def]
        births, rate, lever = given
        sexes = persons.reshape(2, 106, -1)
        born = (births[1:] @ jnp.concatenate([sexes[0, :104], sexes[0, 104:105] + sexes[0, 105:]])) * lever[0]
        newborn = jnp.stack([born * (one - boys), born * boys])[:, None]
        older = jnp.concatenate([newborn, sexes[:, :104], sexes[:, 104:105] + sexes[:, 105:]], axis=1).reshape(212, -1)
        dead = jnp.minimum(rate[0][:, None] * lever[1], one)
        out = jnp.minimum(rate[1][:, None] * lever[2] + rate[2][:, None] * lever[3], one)
        arrived = rate[3][:, None] * lever[4] + rate[4][:, None] * lever[5] + rate[5][:, None] * lever[6]
        moved = jnp.maximum(older * (one - dead) * (one - out) + arrived, 0)
        return moved, weights @ moved

    start = jnp.broadcast_to(base[:, None], (212, factors.shape[2]))
    return lax.scan(step, start, (fertility, rates, factors.transpose(1, 0, 2)))[1]


def in_blocks(base, fertility, rates, weights, boys, factors):  # type: ignore[no-untyped-def]
    """The same, BLOCK draws at a time."""
    blocks = factors.reshape(7, factors.shape[1], -1, BLOCK).transpose(2, 0, 1, 3)
    return lax.map(lambda one: project(base, fertility, rates, weights, boys, one), blocks)


def main() -> None:
    """Prints seconds for float64 and float32."""
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    names = ("base", "fertility", "rates", "weights", "boys", "factors")
    for precision in (np.float64, np.float32):
        given = [jnp.asarray(np.load(folder / f"{name}.npy").astype(precision)) for name in names]
        best = float("inf")
        for way in (project, in_blocks):
            compiled = jax.jit(way)
            found = compiled(*given).block_until_ready()
            for _ in range(rounds):
                began = time.perf_counter()
                found = compiled(*given).block_until_ready()
                best = min(best, time.perf_counter() - began)
            if way is project:
                np.save(folder / f"jax_{np.dtype(precision).name}.npy", np.asarray(found))
        print(best)


main()
