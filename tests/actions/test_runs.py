"""Runs: asked for, worked out, cancelled, lost and found, and shown to everyone."""

import json
from datetime import timedelta
from threading import Event

import pytest
from django.db.utils import OperationalError
from django_tasks_db.models import DBTaskResult

from tests.support.economy import OFFICER, make_small_economy, with_rate
from tests.support.plan import CITIZEN, PLANNER
from tests.support.runs import RESULT, ask, ask_and_carry_out, carry_out, runner
from veikart.actions import carry_out_run as carrying
from veikart.actions import start_run as starting
from veikart.actions.access import AccessDenied
from veikart.actions.cancel_run import cancel_run
from veikart.actions.carry_out_run import carry_out_run
from veikart.actions.clock import now
from veikart.actions.lost_runs import LOST_AFTER, MOST_ATTEMPTS, note_alive, restore_lost_runs
from veikart.actions.publish_run import publish_run
from veikart.actions.replace_economy import replace_economy
from veikart.actions.run_kinds import RunFailed
from veikart.store.models import AuditEntry, ForesightRun
from veikart.store.queries import get_run, get_run_result, get_runs

pytestmark = pytest.mark.django_db
SMALL = make_small_economy()


@pytest.fixture(autouse=True)
def every_report(monkeypatch):
    """Every report is written down."""
    monkeypatch.setattr(carrying, "BETWEEN_REPORTS", 0)


def acts() -> list[tuple[str, dict]]:
    return list(AuditEntry.objects.filter(act__endswith="_run").order_by("pk").values_list("act", "detail"))


def test_a_run_is_asked_for_and_worked_out():
    replace_economy(SMALL, actor=OFFICER, note="")
    run = ask()
    assert (run.number, run.status, run.book_revision, run.plan_hash, run.actor) == (1, "queued", 1, "", "Britt Budsjett")
    assert DBTaskResult.objects.get().args_kwargs["args"] == [1]
    with runner():
        assert carry_out(1) == "done"
    done = get_run(1, only_published=False)
    assert (done.status, done.progress, done.words, done.attempts) == ("done", 1_000, "", 1)
    assert done.queued_at <= done.started_at <= done.finished_at
    assert get_run_result(1) == {**RESULT, "draws": 100, "seed": 7, "parameters": {"scenario": "main"}}
    assert acts() == [
        ("start_run", {"run": 1, "kind": "odds", "revision": 1}),
        ("carry_out_run", {"run": 1, "outcome": "done"}),
    ]


def test_a_run_is_worked_out_from_the_book_as_it_was_when_it_was_asked_for():
    replace_economy(SMALL, actor=OFFICER, note="")
    ask()
    replace_economy(with_rate(SMALL, 60_000), actor=OFFICER, note="")
    seen = []
    with runner(lambda order, report: seen.append(order.book) or {}):
        carry_out(1)
    assert seen == [SMALL]


def test_the_same_run_gives_the_same_hash():
    assert ask_and_carry_out().result_sha256 == ask_and_carry_out().result_sha256
    assert ask_and_carry_out(seed=8).result_sha256 != ask_and_carry_out().result_sha256


def test_how_far_it_is_can_be_read_while_it_runs():
    ask()
    seen = []

    def work(order, report):
        report(0.2504, "Trekker framtider")
        seen.append((ForesightRun.objects.get().progress, ForesightRun.objects.get().words, ForesightRun.objects.get().status))
        report(7.0, "x" * 400)
        return {}

    with runner(work):
        carry_out(1)
    assert seen == [(250, "Trekker framtider", "running")]


def test_a_run_in_the_queue_is_cancelled():
    ask()
    assert cancel_run(1, actor=OFFICER)
    with runner():
        assert carry_out(1) == ""
    assert ForesightRun.objects.get().status == "cancelled"
    assert not cancel_run(1, actor=OFFICER)
    assert [act for act, _ in acts()] == ["start_run", "cancel_run"]


def test_a_run_that_is_cancelled_half_way_leaves_nothing():
    ask()
    came_on = Event()

    def work(order, report):
        report(0.1, "Begynner")
        cancel_run(1, actor=OFFICER)
        report(0.2, "Går videre")
        came_on.set()
        return RESULT

    with runner(work):
        assert carry_out(1) == ""
    run = ForesightRun.objects.get()
    assert (run.status, run.result, run.words) == ("cancelled", None, "Avbrutt av Britt Budsjett")
    assert not came_on.is_set()
    assert get_run_result(1) is None


def test_a_run_that_is_cancelled_at_the_very_end_leaves_nothing():
    ask()
    with runner(lambda order, report: cancel_run(1, actor=OFFICER) and RESULT):
        assert carry_out(1) == ""
    assert (ForesightRun.objects.get().status, ForesightRun.objects.get().result) == ("cancelled", None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RunFailed("Prosjektene kan ikke bygges innenfor grensene."), "Prosjektene kan ikke bygges innenfor grensene."),
        (ZeroDivisionError("hemmelig"), "Noe gikk galt i programmet. Årsaken står i kjørerens logg."),
        (MemoryError(), "Maskinen hadde ikke nok minne. Velg færre trekninger, eller en mindre del."),
    ],
)
def test_a_run_that_fails_says_why_for_people_and_keeps_the_cause_in_the_log(error, words, caplog):
    caplog.set_level("INFO")
    ask()

    def work(order, report):
        report(0.9, "Nesten ferdig")
        raise error

    with runner(work):
        assert carry_out(1) == "failed"
    run = ForesightRun.objects.get()
    assert (run.status, run.words, run.result) == ("failed", words, None)
    assert type(error).__name__ in caplog.text
    assert any(one.levelname == "ERROR" for one in caplog.records) != isinstance(error, RunFailed)


@pytest.mark.parametrize("result", [{"share": float("nan")}, {"what": object()}])
def test_a_result_that_cannot_be_kept_is_a_failure(result):
    ask()
    with runner(lambda order, report: result):
        assert carry_out(1) == "failed"
    assert ForesightRun.objects.get().result is None


def test_a_kind_that_nothing_works_out_says_so():
    ask()
    with runner() as _:
        carrying.RUNNERS.pop("odds")
        assert carry_out(1) == "failed"
    assert ForesightRun.objects.get().words == "«Økonomi med odds» kan ikke kjøres ennå."


def test_two_workers_do_not_take_the_same_run():
    ask()
    second = []
    with runner(lambda order, report: second.append(carry_out(1, "to")) or {}):
        assert carry_out(1, "en") == "done"
    assert second == [""]


def lose(number: int) -> None:
    ForesightRun.objects.filter(number=number).update(seen_at=now() - LOST_AFTER - timedelta(seconds=1))


def test_a_run_whose_worker_is_gone_is_taken_up_again():
    ask()
    later = []

    def lost(order, report):
        lose(1)
        later.extend(restore_lost_runs())
        report(0.5, "En som ikke er borte likevel")
        return RESULT

    with runner(lost):
        assert carry_out(1, "en") == ""  # another has the run now: what this one finds is not kept
    assert later == [1]
    assert (ForesightRun.objects.get().status, DBTaskResult.objects.count()) == ("queued", 2)
    with runner():
        assert carry_out(1, "to") == "done"
    assert ForesightRun.objects.get().attempts == 2


def test_a_worker_that_gives_signs_of_life_keeps_its_run():
    ask()
    taken = []

    def work(order, report):
        lose(1)
        note_alive("en")
        taken.extend(restore_lost_runs())
        return {}

    with runner(work):
        assert carry_out(1, "en") == "done"
    assert taken == []


def test_a_run_whose_end_could_not_be_written_is_taken_up_again_though_its_worker_lives(monkeypatch):
    ask()
    with monkeypatch.context() as busy:
        busy.setattr(carrying, "record_act", lambda *_args, **_more: (_ for _ in ()).throw(OperationalError("database is locked")))
        with runner(), pytest.raises(OperationalError):
            carry_out(1, "en")
    assert ForesightRun.objects.get().status == "running"
    lose(1)
    note_alive("en")
    assert restore_lost_runs() == [1]
    with runner():
        assert carry_out(1, "en") == "done"


def test_a_run_that_loses_its_worker_again_and_again_is_given_up():
    ask()
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert carrying._claim(1, f"nummer {attempt}")
        lose(1)
        assert restore_lost_runs() == [1]
    run = ForesightRun.objects.get()
    assert (run.status, run.attempts) == ("failed", MOST_ATTEMPTS)
    assert "ble borte 3 ganger" in run.words
    assert carry_out(1) == ""


def test_a_worker_that_is_asked_to_stop_gives_its_run_back(monkeypatch):
    monkeypatch.setattr(carrying, "stopping", Event())
    ask()

    def work(order, report):
        carrying.stopping.set()
        report(0.5, "Halvveis")
        return {}

    with runner(work):
        assert carry_out(1) == "queued"
    run = ForesightRun.objects.get()
    assert (run.status, run.worker, run.attempts, run.progress) == ("queued", "", 0, 0)
    assert DBTaskResult.objects.count() == 2


def test_a_run_is_shown_to_everyone_and_taken_back():
    ask_and_carry_out()
    assert get_runs(only_published=True) == []
    assert publish_run(1, is_public=True, actor=OFFICER)
    assert not publish_run(1, is_public=True, actor=OFFICER)
    assert [one.number for one in get_runs(only_published=True)] == [1]
    assert publish_run(1, is_public=False, actor=OFFICER)
    assert get_run(1, only_published=True) is None
    assert [detail["outcome"] for act, detail in acts() if act == "publish_run"] == ["published", "withdrawn"]


def test_a_run_that_is_not_done_is_not_shown_to_anyone():
    ask()
    assert not publish_run(1, is_public=True, actor=OFFICER)
    assert not publish_run(99, is_public=True, actor=OFFICER)


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("odds", {"title": "  "}),
        ("odds", {"title": "x" * 201}),
        ("odds", {"title": "a\x00b"}),
        ("odds", {"draws": 0}),
        ("odds", {"draws": 100_001}),
        ("odds", {"draws": -1}),
        ("odds", {"seed": -1}),
        ("odds", {"seed": 2**63}),
        ("schedule", {"draws": 10}),
        ("odds", {"parameters": {"x": "y" * 100_001}}),
        ("odds", {"parameters": {"x": float("nan")}}),
    ],
)
def test_what_cannot_be_asked_for_is_refused_with_a_sentence(kind, changed):
    with pytest.raises(ValueError, match=r"\w"):
        ask(kind, **changed)
    assert not ForesightRun.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_queue_has_an_end(monkeypatch):
    monkeypatch.setattr(starting, "MOST_QUEUED", 2)
    ask()
    ask()
    with pytest.raises(ValueError, match="i kø"):
        ask()


def test_a_kind_that_is_not_declared():
    with pytest.raises(KeyError):
        ask("lottery")


@pytest.mark.parametrize("actor", [CITIZEN, PLANNER])
def test_only_those_who_work_with_the_economy_run_anything(actor):
    ask_and_carry_out()
    for act in (
        lambda: ask(actor=actor),
        lambda: cancel_run(1, actor=actor),
        lambda: publish_run(1, is_public=True, actor=actor),
        lambda: carry_out_run(1, worker="en", actor=actor),
    ):
        with pytest.raises(AccessDenied):
            act()
    assert ForesightRun.objects.count() == 1


def test_the_result_is_kept_as_json_that_says_the_same_every_time():
    run = ask_and_carry_out()
    assert json.loads(json.dumps(get_run_result(run.number))) == get_run_result(run.number)
