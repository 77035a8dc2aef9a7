"""Runs in the background read back, and the book as it was when a run was asked for."""

from __future__ import annotations

import json
from typing import Any

from veikart.calc.books import AnyBook, apply_changes, invert_changes
from veikart.rules.books import BookRule
from veikart.store.models import BookRevision, ForesightRun, Publication
from veikart.store.models.run import unpack_result
from veikart.store.queries.books import get_changes, get_state


def get_runs(*, only_published: bool, kind: str = "", most: int = 50) -> list[ForesightRun]:
    """The newest runs first, without their results. One query."""
    runs = ForesightRun.objects.defer("result").order_by("-number")
    if only_published:
        runs = runs.filter(published_at__isnull=False)
    return list((runs.filter(kind=kind) if kind else runs)[:most])


def get_run(number: int, *, only_published: bool) -> ForesightRun | None:
    """A run by its number, without its result; None where it is not there, or not for this reader. One query."""
    runs = ForesightRun.objects.defer("result").filter(number=number)
    return (runs.filter(published_at__isnull=False) if only_published else runs).first()


def get_newest_done(kind: str, *, only_published: bool) -> ForesightRun | None:
    """The run of the kind that was done last, without its result, or None. One query."""
    runs = ForesightRun.objects.defer("result").filter(kind=kind, status="done").order_by("-finished_at", "-number")
    return (runs.filter(published_at__isnull=False) if only_published else runs).first()


def get_run_json(number: int) -> bytes | None:
    """The result of a run that is done, as JSON; None where there is none. One query."""
    stored = ForesightRun.objects.filter(number=number, status="done").values_list("result", flat=True).first()
    return None if stored is None else unpack_result(bytes(stored))


def get_run_result(number: int) -> dict[str, Any] | None:
    """The same, read."""
    written = get_run_json(number)
    return None if written is None else json.loads(written)


def get_book_at(rule: BookRule[AnyBook], number: int) -> AnyBook:
    """A book as it was at a revision, 0 for before the first: what has come since is taken back, the newest first.

    A row that has been taken away since, stands last in its table.
    """
    state = get_state(rule)
    book = state.book
    later = BookRevision.objects.filter(book=rule.id, number__gt=number).order_by("-number").values_list("number", flat=True)
    for one in later if state.number > number else ():
        book = apply_changes(book, invert_changes(get_changes(rule, one)))
    return book


def get_publication_of(content_hash: str) -> Publication | None:
    """The publication with that content, or None. One query, none for an empty hash."""
    return Publication.objects.filter(content_hash=content_hash).first() if content_hash else None
