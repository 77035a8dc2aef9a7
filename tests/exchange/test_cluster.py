"""Work in blocks: the same results in the same order here and on a cluster, also where a worker is killed in the middle."""

import gc
import socket
from threading import enumerate as enumerate_threads
from threading import get_ident

import pytest

from tests.support.cluster import Cluster, fail, square_slowly, start_cluster
from tests.support.tree import ROOT
from veikart.exchange.cluster import ClusterError, get_program_mark, map_blocks, scheduled
from veikart.exchange.cluster.national import read_municipalities, run_municipalities

NUMBERS = list(range(24))
SQUARES = [one * one for one in NUMBERS]


class Enough(Exception):
    """Somebody has cancelled the work."""


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_results_come_in_the_order_of_the_blocks(threads):
    seen = []
    assert map_blocks(lambda one: one * one, NUMBERS, threads=threads, progress=lambda done, of: seen.append((done, of))) == SQUARES
    assert seen[0] == (0, 24)
    assert seen[-1] == (24, 24)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_nothing_to_do_is_done_at_once():
    assert map_blocks(fail, [], address="tcp://127.0.0.1:1") == []


def test_blocks_are_worked_out_at_the_same_time():
    assert len(set(map_blocks(lambda _one: (square_slowly(1), get_ident())[1], range(4), threads=2))) == 2


def test_work_that_is_cancelled_does_not_go_on():
    begun = []

    def enough(done, of):
        if done > 2:
            raise Enough

    with pytest.raises(Enough):
        map_blocks(lambda one: begun.append(one) or square_slowly(one), range(100), progress=enough)
    assert len(begun) < 20


def test_a_block_that_fails_ends_the_work():
    with pytest.raises(LookupError, match="nothing at"):
        map_blocks(fail, NUMBERS, threads=2)


def test_a_scheduler_that_does_not_answer_is_a_sentence(monkeypatch):
    monkeypatch.setattr(scheduled, "ANSWER_SECONDS", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(ClusterError, match="Ingen planlegger svarer"):
            map_blocks(square_slowly, NUMBERS, address=address)


@pytest.mark.parametrize(("address", "says"), [("vasegt", "Ingen planlegger svarer"), ("tls://127.0.0.1:1", "har ikke nøklene")])
def test_a_client_that_cannot_begin_is_a_sentence_and_is_closed_at_once(monkeypatch, address, says):
    """One left to the garbage collector can hold up the next client, whose loop it waits for."""
    monkeypatch.setattr(scheduled, "ANSWER_SECONDS", 0.5)
    gc.collect()
    closed = []
    monkeypatch.setattr(scheduled.Client, "close", _tell(closed, scheduled.Client.close))
    with pytest.raises(ClusterError, match=says) as _kept_from_the_collector:
        map_blocks(square_slowly, NUMBERS, address=address)
    assert closed == ["closed"]


def test_clients_begin_and_end_without_beginning_and_ending_loops(monkeypatch):
    monkeypatch.setattr(scheduled, "ANSWER_SECONDS", 0.1)
    loops = set()
    for _ in range(3):
        with pytest.raises(ClusterError):
            map_blocks(square_slowly, NUMBERS, address="vasegt")
        loops.add(frozenset(one.ident for one in enumerate_threads() if one.name == "IO loop"))
    assert [len(one) for one in loops] == [1]


def _tell(closed, close):
    def told(client, *words, **more):
        close(client, *words, **more)
        closed.append(client.status)

    return told


def test_the_mark_of_a_program_is_the_same_every_time():
    assert get_program_mark() == get_program_mark()
    assert len(get_program_mark()) == 64


@pytest.fixture(scope="module")
def cluster():
    with start_cluster(workers=2) as started:
        yield started


@pytest.mark.slow
def test_a_cluster_gives_the_same(cluster: Cluster):
    seen = []
    assert map_blocks(square_slowly, NUMBERS[:6], address=cluster.address, progress=lambda done, of: seen.append(done)) == SQUARES[:6]
    assert (seen[0], seen[-1]) == (0, 6)


@pytest.mark.slow
def test_a_cluster_tells_what_goes_wrong_in_a_block(cluster: Cluster):
    with pytest.raises(LookupError, match="nothing at 3"):
        map_blocks(fail, [3], address=cluster.address)


@pytest.mark.slow
def test_work_on_a_cluster_is_cancelled(cluster: Cluster):
    def enough(done, of):
        if done:
            raise Enough

    with pytest.raises(Enough):
        map_blocks(square_slowly, range(200), address=cluster.address, progress=enough)
    assert map_blocks(square_slowly, [5], address=cluster.address) == [25]


@pytest.mark.slow
def test_a_worker_with_another_program_is_refused(cluster: Cluster, monkeypatch):
    monkeypatch.setattr(scheduled, "get_program_mark", lambda: "another")
    with pytest.raises(ClusterError, match="annen utgave"):
        map_blocks(square_slowly, [1], address=cluster.address)


@pytest.mark.slow
def test_the_municipalities_are_the_same_to_the_last_bit_on_a_cluster(cluster: Cluster):
    inputs, _ = read_municipalities(ROOT / "examples" / "norge", first_year=2019, years=4, most=4)
    how = {"draws": 200, "seed": 3, "noise": False}
    there = run_municipalities(inputs, ["main", "long_lives"], **how, address=cluster.address, size=1)
    assert there.digest == run_municipalities(inputs, ["main", "long_lives"], **how, threads=1, size=3).digest


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_costs_time_and_no_result(cluster: Cluster):
    """After this one worker is left."""

    def kill(done, of):
        if done >= 3 and cluster.workers[0].poll() is None:
            cluster.workers[0].kill()

    assert map_blocks(square_slowly, NUMBERS, address=cluster.address, progress=kill) == SQUARES
    assert cluster.workers[0].wait(10) != 0


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_a_sentence(cluster: Cluster, monkeypatch):
    """The last one here."""
    monkeypatch.setattr(scheduled, "ANSWER_SECONDS", 1)

    def kill(done, of):
        if done:
            cluster.scheduler.kill()

    with pytest.raises(ClusterError, match="er borte"):
        map_blocks(square_slowly, range(200), address=cluster.address, progress=kill)
