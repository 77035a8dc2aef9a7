"""Ten people who save the same row at once; run in a process of its own on a database in a file, or in the tests on PostgreSQL."""

import threading

from django.core.management import call_command
from django.db import connections

from tests.support.plan import PLANNER, make_small_plan
from veikart.actions.book_writing import RowEdit, StaleEdit
from veikart.actions.change_plan import change_plan
from veikart.actions.replace_plan import replace_plan
from veikart.rules.tables import write_row
from veikart.store.models import BookRevision

WRITERS = 10


def save_at_once() -> tuple[list[str], list[int]]:
    """What became of each save, and the revisions there are afterwards."""
    system = make_small_plan()
    replace_plan(system, actor=PLANNER, note="")
    outcomes: list[str] = []

    def write(number: int) -> None:
        data = {**write_row(system.elements["klima"]), "name": f"Navn {number}"}
        try:
            change_plan([RowEdit("elements", "klima", data, 1)], actor=PLANNER, note="")
            outcomes.append("stored")
        except StaleEdit:
            outcomes.append("stale")
        except Exception as error:
            outcomes.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(outcomes), list(BookRevision.objects.order_by("number").values_list("number", flat=True))


def save_at_once_in_a_file() -> None:
    """The same on the database the settings name, made first."""
    call_command("migrate", verbosity=0)
    print(save_at_once())
