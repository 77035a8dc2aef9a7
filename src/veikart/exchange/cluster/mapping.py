"""A function of each block, in threads of this process or by the workers of a scheduler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from importlib import import_module
from typing import Any, TypeVar

Block = TypeVar("Block")
Result = TypeVar("Result")
Progress = Callable[[int, int], None]
"""Takes how many blocks are done, and how many there are. Called at least once a second; what it raises ends the work."""
SECONDS = 0.5
"""Between two words on how far it has come, where nothing has been done in between."""


class ClusterError(Exception):
    """The cluster cannot be used; the text is a Norwegian sentence."""


def map_blocks(
    function: Callable[[Block], Result], blocks: Sequence[Block], *, address: str = "", threads: int = 1, progress: Progress | None = None
) -> list[Result]:
    """What the function gives for each block, in the order of the blocks.

    Without an `address` it is worked out here, in `threads` threads; with one (tcp://host:port or tls://host:port) by the workers of the Dask
    scheduler that answers there. There the function must be one that stands in a module, blocks and results are sent over the network, and a
    block whose worker is lost is worked out by another. Raises what the function or `progress` raises, when what has begun is over; and
    ClusterError where nobody answers, where there are no workers, or where a worker has another program than this one.
    """
    say = progress or _say_nothing
    if not blocks:
        return []
    if not address:
        return _map_here(function, blocks, threads, say)
    # Dask takes more than a second to load, and only those who have a cluster need it.
    scheduled: Any = import_module("veikart.exchange.cluster.scheduled")
    found: list[Result] = scheduled.map_scheduled(function, blocks, address=address, progress=say)
    return found


def _map_here(function: Callable[[Block], Result], blocks: Sequence[Block], threads: int, progress: Progress) -> list[Result]:
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        waiting = [pool.submit(function, one) for one in blocks]
        try:
            left = set(waiting)
            while left:
                progress(len(waiting) - len(left), len(waiting))
                over, left = wait(left, SECONDS, FIRST_COMPLETED)
                _raise_first(one.exception() for one in over)
            progress(len(waiting), len(waiting))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    return [one.result() for one in waiting]


def _raise_first(errors: Iterable[BaseException | None]) -> None:
    for error in errors:
        if error is not None:
            raise error


def _say_nothing(_done: int, _all: int) -> None:
    """Nobody wants to know."""
