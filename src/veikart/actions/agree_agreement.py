"""Say yes to a leader agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veikart.actions.access import Actor, check_right
from veikart.actions.agreement_parties import Parties, find_parties
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book, write_revision
from veikart.actions.clock import today
from veikart.calc.agreements import Agreement, AgreementLine, compare_lines
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.rules.agreements.answering import Sources, find_answered, make_lines
from veikart.rules.agreements.reading import get_lines
from veikart.rules.books import FOLLOW_UP
from veikart.rules.indicators import read_indicators
from veikart.rules.programme import Programme
from veikart.rules.tasks.reading import read_tasks
from veikart.store.queries import get_current_publication, get_dataset, get_plan_state


def agree_agreement(post: str, year: int, *, actor: Actor) -> int:
    """Say yes, as the leader or as the one above, to the agreement as it is today. Gives the number of the revision.

    What is answered for is kept as it is said yes to. Where it is not what the other said yes to, the other must say yes again. Raises
    AccessDenied where the actor is not a party, StaleEdit where the post is gone.
    """
    check_right(actor, "agree_agreement")
    with open_book(FOLLOW_UP) as state:
        parties = find_parties(state.book, post, year, actor)
        held = parties.agreement or Agreement(post, year)
        now, kept = _find_lines(state.book, parties, year, held), get_lines(state.book, post, year)
        agreed = _say_yes(parties, held, is_same=not compare_lines(kept, now))
        changes = [RowChange("agreements", f"{post}|{year}", parties.agreement, agreed), *_keep(kept, now)]
        number = write_revision(state, changes, actor=actor, note=f"Lederavtalen for «{parties.post.name}» {year} er bekreftet")
        record_act("agree_agreement", actor=actor, revision=number, post=post, year=year)
    return number


def _find_lines(book: FollowUpBook, parties: Parties, year: int, agreement: Agreement) -> tuple[AgreementLine, ...]:
    """What the post answers for today."""
    system, publication = get_plan_state().book, get_current_publication()
    programme = Programme(get_dataset(publication)) if publication else None
    sources = Sources(system, book, programme, read_indicators(system, book), read_tasks(book, today()))
    return make_lines(find_answered(sources, parties.post, year), agreement)


def _say_yes(parties: Parties, held: Agreement, *, is_same: bool) -> Agreement:
    """The agreement with the actor's yes; the other's stays where it was to the same. The topmost has nobody above who must say yes."""
    superior = parties.superior.id if parties.superior else ""
    leader = today() if parties.is_leader else held.agreed_leader if is_same else None
    above = today() if parties.is_superior or parties.superior is None else held.agreed_superior if is_same else None
    return replace(held, superior=superior, agreed_leader=leader, agreed_superior=above)


def _keep(kept: tuple[AgreementLine, ...], now: tuple[AgreementLine, ...]) -> Iterator[RowChange]:
    """The changes that make the kept lines those of today."""
    before = {_key(one): one for one in kept}
    after = {_key(one): one for one in now}
    yield from (RowChange("agreement_lines", key, one, after.get(key)) for key, one in before.items())
    yield from (RowChange("agreement_lines", key, None, one) for key, one in after.items() if key not in before)


def _key(line: AgreementLine) -> str:
    return f"{line.post}|{line.year}|{line.kind}|{line.subject}"
