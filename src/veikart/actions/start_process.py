"""Begin a statutory process for a plan."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.books import RowChange, apply_changes
from veikart.calc.plan_system import Process
from veikart.rules.books import PLAN
from veikart.rules.plan_system import describe_process, get_tables, get_workflows, make_id, make_step


def start_process(workflow: str, *, plan: str, term: str, actor: Actor) -> int:
    """Begin a process of a declared workflow for a plan, in its first state from today. Gives the number of the revision.

    `term` is the council term it belongs to, or empty. Raises AccessDenied, KeyError for a workflow that is not declared, and ChangeRefused where
    the plan or the term is not there, or where the plan has such a process under way.
    """
    check_right(actor, "start_process")
    declared = get_workflows()[workflow]
    with open_book(PLAN) as state:
        process = Process(make_id(f"{plan}-{workflow}", state.book.processes), workflow, plan, term)
        step = make_step(declared, (), declared.first.id, process=process.id, entered=today(), by=actor.name)
        changes = [RowChange("processes", process.id, None, process), RowChange("steps", get_tables()["steps"].key_of(step), None, step)]
        note = f"Begynte på saken «{describe_process(apply_changes(state.book, changes), process)}»"
        number = write_revision(state, changes, actor=actor, note=note)
        record_act("start_process", actor=actor, revision=number, process=process.id)
    return number
