"""The same by the workers of a Dask scheduler. Loaded by `mapping` where there is one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from functools import cache
from time import sleep
from typing import Any

from dask import config
from distributed import Client, Future
from distributed.scheduler import KilledWorker
from distributed.utils import LoopRunner
from tornado.ioloop import IOLoop

from veikart.exchange.cluster.mapping import SECONDS, ClusterError, Progress
from veikart.exchange.cluster.program import get_program_mark

logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told once, in a sentence
logging.getLogger("tornado").setLevel(logging.CRITICAL)
SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1GB"}
"""Blocks are sent with their inputs, some megabytes each, and are meant to be."""
ANSWER_SECONDS, WORKER_SECONDS = 10, 60
"""How long the scheduler gets to answer, and the first worker to come."""


class _Client(Client):
    """A client that is closed also where it could not begin. Dask leaves that to the garbage collector, which may come while the next client
    begins, in the thread that one waits for, and then they wait for each other."""

    def __init__(self, address: str) -> None:
        try:
            super().__init__(address, timeout=ANSWER_SECONDS, set_as_default=False, loop=_get_loop())
        except Exception:
            self.close()
            raise


class _OtherProgram(Exception):
    """The worker has another program than the one that sent the block."""


def map_scheduled(function: Callable[[Any], Any], blocks: Sequence[Any], *, address: str, progress: Progress) -> list[Any]:
    """See `map_blocks`."""
    try:
        client = _Client(address)
    except (OSError, ValueError) as error:
        raise ClusterError(f"Ingen planlegger svarer på {address}.") from error
    except TypeError as error:
        raise ClusterError(f"Denne maskinen har ikke nøklene som {address} krever. De står i innstillingene til Dask.") from error
    with config.set(SETTINGS), client:
        _wait_for_workers(client, address, progress, len(blocks))
        futures = [client.submit(_work_out, function, one, get_program_mark(), pure=False) for one in blocks]
        try:
            return _gather(futures, progress)
        except _OtherProgram as error:
            raise ClusterError("En arbeider i klyngen har en annen utgave av Veikart eller av pakkene, og kunne gitt et annet svar.") from error
        except KilledWorker as error:
            raise ClusterError("Flere arbeidere er blitt borte av den samme blokken. Gi dem mer minne, eller gjør blokkene mindre.") from error
        except CancelledError as error:
            raise ClusterError(f"Planleggeren på {address} er borte.") from error
        finally:
            client.cancel(futures)


@cache
def _get_loop() -> IOLoop:
    """What every client of this process talks through: begun once and never ended, so that no client waits for another's to begin or end."""
    runner = LoopRunner()
    runner.start()
    return runner.loop


def _work_out(function: Callable[[Any], Any], block: Any, mark: str) -> Any:
    """What a worker does with a block."""
    if get_program_mark() != mark:
        raise _OtherProgram
    return function(block)


def _wait_for_workers(client: Client, address: str, progress: Progress, blocks: int) -> None:
    for _ in range(int(WORKER_SECONDS / SECONDS)):
        if client.scheduler_info(n_workers=1)["workers"]:
            return
        progress(0, blocks)
        sleep(SECONDS)
    raise ClusterError(f"Planleggeren på {address} har ingen arbeidere.")


def _gather(futures: Sequence[Future], progress: Progress) -> list[Any]:
    """The results in order, each brought home as soon as it is there, so that a worker that is lost takes no more with it than it must."""
    found: dict[int, Any] = {}
    while len(found) < len(futures):
        progress(len(found), len(futures))
        ready = [at for at, one in enumerate(futures) if at not in found and one.status not in {"pending", "lost"}]
        for at in ready:
            found[at] = futures[at].result()
            futures[at].release()
        if not ready:
            sleep(SECONDS / 5)
    progress(len(futures), len(futures))
    return [found[at] for at in range(len(futures))]
