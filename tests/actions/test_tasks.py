"""The acts of tasks: by those whose task it is, those above, those who run the follow-up, and nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.follow_up import OFFICER
from tests.support.plan import PLANNER
from tests.support.task_books import DEPUTY, HEAD, ROADS, SECRETARY, SECTOR, make_organisation, make_own, make_task_book
from veikart.actions.access import RIGHTS, ROLES, AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.change_decisions import change_decisions
from veikart.actions.change_tasks import change_tasks
from veikart.actions.clock import today
from veikart.actions.finish_step import finish_step
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.report_status import report_status
from veikart.actions.take_over_assignments import take_over_assignments
from veikart.actions.withdraw_status import withdraw_status
from veikart.calc.tasks import Decision, TaskStep
from veikart.rules.books import FOLLOW_UP
from veikart.store.models import AuditEntry, BookRevision
from veikart.store.queries import get_follow_up_state, get_row_versions

pytestmark = pytest.mark.django_db
STEP = TaskStep("plan", 1, "Utkast", date(2026, 1, 1))
VERBAL = Decision("gangfelt", "verbal", "Flere gangfelt")


@pytest.fixture(autouse=True)
def book():
    replace_plan(make_organisation(), actor=PLANNER, note="")
    given = make_own("gitt", origin="decision", decision="gangfelt")
    replace_follow_up(make_task_book(make_own(), given, make_own("vei", "veisjef"), steps=(STEP,), decisions=(VERBAL,)), actor=OFFICER, note="")


def rows(table: str):
    return get_follow_up_state().book.table(table)


def report(actor: Actor, status: str = "on_track", *, task: str = "plan", text: str = "", seen: int = 0) -> int:
    return report_status(task, status, text=text, seen=seen, actor=actor)


def finish(actor: Actor, *, done: date | None = None, version: int = 1) -> int:
    return finish_step("plan", 1, done=done or today(), evidence="Notat", version=version, actor=actor)


def make_edit(task, version: int | None = None) -> RowEdit:
    names = ("id", "kind", "name", "owner", "origin", "element", "measure", "decision", "parent", "unit", "text")
    return RowEdit("tasks", task.id, {name: getattr(task, name) for name in names}, version)


def test_who_reported_takes_it_back_the_same_day_and_nobody_else():
    report(HEAD)
    for actor in (SECTOR, ROADS):
        with pytest.raises(AccessDenied):
            withdraw_status("plan", 1, actor=actor)
    with pytest.raises(StaleEdit):
        withdraw_status("plan", 2, actor=HEAD)
    withdraw_status("plan", 1, actor=HEAD)
    assert not rows("task_statuses")
    assert AuditEntry.objects.get(act="withdraw_status").detail["number"] == 1


def test_a_status_of_yesterday_stays(monkeypatch):
    report(HEAD)
    monkeypatch.setattr("veikart.actions.withdraw_status.today", lambda: today() + timedelta(days=1))
    with pytest.raises(AccessDenied, match="samme dag"):
        withdraw_status("plan", 1, actor=HEAD)
    assert len(rows("task_statuses")) == 1


@pytest.mark.parametrize(("actor", "post"), [(HEAD, "rektor"), (DEPUTY, "rektor"), (SECTOR, "kommunalsjef"), (OFFICER, "")])
def test_those_it_concerns_report(actor, post):
    report(actor)
    [one] = rows("task_statuses").values()
    assert (one.task, one.number, one.date, one.status, one.post) == ("plan", 1, today(), "on_track", post)
    assert AuditEntry.objects.get(act="report_status").detail["status"] == "on_track"


ACTS = {
    "report_status": report,
    "finish_step": finish,
    "change_tasks": lambda actor: change_tasks([RowEdit("task_steps", "plan|1", {"task": "plan", "number": "1", "name": "Nytt"}, 1)],
                                               actor=actor, note=""),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_every_act_as_every_role_in_another_unit(act, role):
    """Having the right by role is not enough: the task must be yours, or below you."""
    actor = Actor("noen", role, ROADS.email)
    if role in RIGHTS["change_follow_up"]:
        ACTS[act](actor)
    else:
        with pytest.raises(AccessDenied):
            ACTS[act](actor)
        assert BookRevision.objects.filter(book="follow_up").count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_a_leader_above_may_and_one_below_may_not(act):
    ACTS[act](Actor("Direktør", "director", "direktor@lillevik.no"))
    with pytest.raises(AccessDenied):
        report(HEAD, task="vei")


def test_a_status_needs_a_way_and_words():
    with pytest.raises(ChangeRefused) as refused:
        report(HEAD, "stuck")
    assert [one.code for one in refused.value.findings] == ["task-words"]
    report(HEAD, "stuck", text="Mangler penger")
    with pytest.raises(ChangeRefused) as refused:
        report(HEAD, "stopped", text="Ikke nå", seen=1)
    assert [one.code for one in refused.value.findings] == ["task-way"]
    with pytest.raises(ChangeRefused):
        report(HEAD, "finnes-ikke", seen=1)
    report(SECTOR, "stopped", text="Ikke nå", seen=1)
    assert [one.status for one in rows("task_statuses").values()] == ["stuck", "stopped"]


def test_nobody_reports_over_somebody_else():
    report(HEAD)
    with pytest.raises(StaleEdit):
        report(SECTOR, "done")
    with pytest.raises(StaleEdit):
        report(HEAD, task="finnes-ikke")


def test_a_step_is_finished_and_opened_again():
    finish(HEAD)
    assert rows("task_steps")["plan|1"] == replace(STEP, done=today(), evidence="Notat")
    with pytest.raises(StaleEdit):
        finish(HEAD)
    version = get_row_versions(FOLLOW_UP, [("task_steps", "plan|1")])[("task_steps", "plan|1")]
    finish_step("plan", 1, done=None, evidence="", version=version, actor=HEAD)
    assert rows("task_steps")["plan|1"] == STEP
    with pytest.raises(ChangeRefused) as refused:
        finish(HEAD, done=today() + timedelta(1), version=version)
    assert [one.code for one in refused.value.findings] == ["task-step-future"]


def test_a_leader_gives_tasks_to_those_below_and_to_themselves():
    change_tasks([make_edit(make_own("ny"))], actor=SECTOR, note="")
    change_tasks([make_edit(make_own("egen"))], actor=HEAD, note="")
    assert {"ny", "egen"} <= set(rows("tasks"))
    for actor, owner in ((HEAD, "kommunalsjef"), (HEAD, "veisjef"), (SECTOR, "veisjef"), (SECRETARY, "veisjef")):
        with pytest.raises(ChangeRefused) as refused:
            change_tasks([make_edit(make_own("feil", owner))], actor=actor, note="")
        assert [one.code for one in refused.value.findings] == ["task-owner"]


def test_an_owner_changes_their_own_and_not_what_they_were_given():
    change_tasks([make_edit(make_own(text="Mer"), 1)], actor=HEAD, note="")
    given = make_own("gitt", origin="decision", decision="gangfelt")
    with pytest.raises(AccessDenied):
        change_tasks([make_edit(replace(given, text="Mindre"), 1)], actor=HEAD, note="")
    with pytest.raises(AccessDenied):
        change_tasks([RowEdit("tasks", "gitt", None, 1)], actor=HEAD, note="")
    change_tasks([make_edit(replace(given, text="Mer"), 1)], actor=SECTOR, note="")
    with pytest.raises(ChangeRefused):  # nobody gives a task away to someone they do not lead
        change_tasks([make_edit(make_own("plan", "veisjef"), 2)], actor=HEAD, note="")


def test_only_tasks_are_changed_here():
    for table in ("posts", "task_statuses", "decisions"):
        with pytest.raises(AccessDenied):
            change_tasks([RowEdit(table, "x", None, 1)], actor=OFFICER, note="")
    with pytest.raises(AccessDenied):
        change_decisions([RowEdit("posts", "rektor", None, 1)], actor=SECRETARY, note="")


def test_the_secretary_enters_decisions_and_gives_them_to_anybody():
    case = {"id": "skolevei", "kind": "case", "name": "Skolevei", "case": "1/26"}
    change_decisions([RowEdit("decisions", "skolevei", case)], actor=SECRETARY, note="")
    change_tasks([make_edit(make_own("av-vedtak", "veisjef", origin="decision", decision="skolevei"))], actor=SECRETARY, note="")
    assert rows("tasks")["av-vedtak"].owner == "veisjef"
    with pytest.raises(AccessDenied):
        change_decisions([RowEdit("decisions", "x", {"id": "x", "kind": "case", "name": "X"})], actor=HEAD, note="")


def test_a_circle_is_never_stored():
    tie = {"task": "plan", "waits_for": "gitt"}
    change_tasks([RowEdit("task_ties", "plan|gitt", tie)], actor=HEAD, note="")
    with pytest.raises(ChangeRefused) as refused:
        change_tasks([RowEdit("task_ties", "gitt|plan", {"task": "gitt", "waits_for": "plan"})], actor=HEAD, note="")
    assert [one.code for one in refused.value.findings] == ["task-loop"]


def test_assignments_are_taken_over_once():
    number, taken = take_over_assignments(actor=PLANNER)
    assert number == 2
    assert [one.id for one in taken.tasks] == ["skolevei", "gangfelt"]
    again, taken = take_over_assignments(actor=PLANNER)
    assert (again, taken.tasks) == (0, ())
    with pytest.raises(AccessDenied):
        take_over_assignments(actor=HEAD)
