"""Write in a leader agreement."""

from __future__ import annotations

from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.agreement_parties import find_parties
from veikart.actions.audit import record_act
from veikart.actions.book_writing import check_cells, open_book, write_revision
from veikart.calc.agreements import Agreement
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP


def write_agreement(post: str, year: int, *, text: str, absence_target: int | None, actor: Actor) -> int:
    """Write what the parties have agreed in their own words, and the target for absence in parts per million. Gives the number of the revision.

    What was said yes to before no longer holds when something is changed. Raises AccessDenied where the actor is not a party, StaleEdit where the
    post is gone, ChangeRefused for a text that is too long or a share that is none.
    """
    check_right(actor, "write_agreement")
    with open_book(FOLLOW_UP) as state:
        parties = find_parties(state.book, post, year, actor)
        before = parties.agreement
        held = before or Agreement(post, year)
        after = replace(held, text=text.strip(), absence_target=absence_target, superior=parties.superior.id if parties.superior else "")
        if (after.text, after.absence_target) != (held.text, held.absence_target):
            after = replace(after, agreed_leader=None, agreed_superior=None)
        change = RowChange("agreements", f"{post}|{year}", before, after)
        check_cells(FOLLOW_UP, [change])
        number = write_revision(state, [change], actor=actor, note=f"Lederavtalen for «{parties.post.name}» {year}")
        record_act("write_agreement", actor=actor, revision=number, post=post, year=year)
    return number
