"""Fields of the follow-up that acts of their own move: whoever has not the right to the act does not get round it by a form or a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from veikart.actions.access import Actor, can
from veikart.actions.book_writing import ChangeRefused
from veikart.calc.books import RowChange
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Finding, make_finding

OWNED: dict[str, dict[str, tuple[str, ...]]] = {
    "revisions": {
        "status": ("put_forward_revision", "decide_revision"),
        "put_forward": ("put_forward_revision",),
        "decided": ("decide_revision",),
        "decided_by": ("decide_revision",),
    },
    "proposals": {"status": ("gather_proposals",), "revision": ("gather_proposals",), "answer": ("gather_proposals",)},
    "periods": {"status": ("open_period",)},
    "posts": {"email": ("invite_person",), "deputy_email": ("invite_person",)},
}
"""By table and field, the rights somebody must have to write there otherwise than by the act itself. An e-mail in a post gives all that the post may
do, so it takes the right to give people a way in."""


def check_owned_fields(changes: Iterable[RowChange], actor: Actor) -> None:
    """Let the changes pass, or raise ChangeRefused with a finding for each field that the actor may not move."""
    found = find_owned_fields(changes, actor)
    if found:
        raise ChangeRefused(found)


def find_owned_fields(changes: Iterable[RowChange], actor: Actor) -> list[Finding]:
    """A finding for each field that the actor may not move."""
    return [finding for change in changes if change.table in OWNED for finding in _find(change, actor)]


def _find(change: RowChange, actor: Actor) -> Iterator[Finding]:
    rule = FOLLOW_UP.tables[change.table]
    for name, rights in OWNED[change.table].items():
        if all(can(actor, right) for right in rights) or _value(change.before, name, change.after) == _value(change.after, name, change.before):
            continue
        yield make_finding("field-owned", rule.place_of(change.key, name), name=rule.fields[name].label)


def _value(row: object | None, name: str, other: object | None) -> object:
    """What stands in the field; where there is no row, what a row has where nothing is written."""
    if row is not None:
        return getattr(row, name)
    return next(one.default for one in fields(other) if one.name == name)  # type: ignore[arg-type]
