"""What somebody must do now with assignments and tasks: steps and days that are near or have passed, statuses that are old, and what is stuck."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from veikart.rules.duties import Duty, DutyAsk, get_unit_parents, walk_units_above
from veikart.rules.tasks.reading import Tasks, TaskSeen, read_tasks
from veikart.rules.tasks.statuses import get_lateness_rule

GIVERS = frozenset({"planner", "secretary"})
"""The roles that give a decision to somebody."""


def find_task_duties(ask: DutyAsk) -> Iterator[Duty]:
    """What the person must do with the tasks of their own posts, with those that are stuck below them, and with decisions nobody has taken on."""
    if not (ask.book.table("tasks") or ask.book.table("decisions")):
        return
    tasks: Tasks = ask.keep("tasks", lambda: read_tasks(ask.book, ask.today))
    mine = {one.id for one in ask.posts}
    for one in tasks.open:
        if one.task.owner in mine:
            yield from _own(one, ask.today)
    yield from _stuck(ask, tasks, mine)
    if ask.role in GIVERS and ask.may("change_tasks"):
        yield from _decisions(tasks)


def find_task_days(ask: DutyAsk) -> Iterator[Duty]:
    """Every day ahead and behind that the person's own open tasks have: the day each is due, and those of the steps that are left."""
    tasks: Tasks = ask.keep("tasks", lambda: read_tasks(ask.book, ask.today))
    mine = {one.id for one in ask.posts}
    for one in tasks.open:
        if one.task.owner in mine:
            if one.task.due:
                yield Duty(f"due-{one.id}", one.task.due, f"Frist: {one.task.name}", "Se oppgaven", "task", (one.id,))
            for step in one.steps:
                if step.done is None and step.due:
                    words = f"{step.name}: {one.task.name}"
                    yield Duty(f"step-{one.id}-{step.number}", step.due, words, "Fullfør steget", "task", (one.id,), query="#steg")


def _own(one: TaskSeen, today: date) -> Iterator[Duty]:
    soon = today + timedelta(get_lateness_rule().soon_days)
    for step in one.steps:
        if step.done is None and step.due and step.due <= soon:
            yield Duty(
                f"step-{one.id}-{step.number}",
                step.due,
                f"Gjør «{step.name}» i «{one.task.name}»",
                "Fullfør steget",
                "task",
                (one.id,),
                weight=10,
                reason=_since(step.due, today),
                query="#steg",
            )
    said = one.said.date if one.said else None
    if one.task.due and one.task.due <= soon and not (said and said > one.task.due):
        yield _report(one, one.task.due, f"Meld «{one.task.name}» ferdig, eller si hvorfor fristen ikke holder", _since(one.task.due, today))
    elif one.is_silent:
        asked = said + timedelta(get_lateness_rule().fresh_days) if said else one.task.starts
        yield _report(one, asked, f"Meld status på «{one.task.name}»", one.reasons[-1])


def _report(one: TaskSeen, due: date | None, words: str, reason: str) -> Duty:
    return Duty(f"status-{one.id}", due, words, "Meld status", "task", (one.id,), weight=20, reason=reason, query="#meld")


def _since(day: date, today: date) -> str:
    if day < today:
        passed = (today - day).days
        return "Fristen var i går." if passed == 1 else f"Fristen var for {passed} dager siden."
    left = (day - today).days
    return {0: "Fristen er i dag.", 1: "Fristen er i morgen."}.get(left, f"Fristen er om {left} dager.")


def _stuck(ask: DutyAsk, tasks: Tasks, mine: set[str]) -> Iterator[Duty]:
    """What is stuck, for whoever leads the nearest unit where somebody else leads than the one who owns it."""
    stuck = [one for one in tasks.open if one.status.sentiment == "bad" and one.task.owner not in mine]
    if not stuck or not any(post.leads == "yes" for post in ask.posts):
        return
    parents = get_unit_parents(ask.system, ask.today)
    for one in stuck:
        if _leader_above(ask, parents, one) in mine:
            words = f"Ta stilling til «{one.task.name}», som står fast"
            reason = one.said.text if one.said else ""
            yield Duty(f"stuck-{one.id}", one.said.date if one.said else None, words, "Se oppgaven", "task", (one.id,), weight=25, reason=reason)


def _leader_above(ask: DutyAsk, parents: Mapping[str, str], one: TaskSeen) -> str:
    for unit in walk_units_above(parents, one.unit):
        leader = ask.book.leader_by_unit.get(unit)
        if leader and leader.id != one.task.owner:
            return leader.id
    return ""


def _decisions(tasks: Tasks) -> Iterator[Duty]:
    for key, one in tasks.decisions.items():
        if one.closed is None and key not in tasks.by_decision:
            yield Duty(
                f"decision-{key}", one.decided, f"Gi vedtaket «{one.name}» til noen", "Følg opp", "decision", (key,), weight=5, reason=_case(one.case)
            )


def _case(number: str) -> str:
    return f"Sak {number}." if number else ""
