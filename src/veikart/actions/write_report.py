"""Write in a unit's report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import StaleEdit, check_cells, open_book, write_revision
from veikart.actions.report_writing import FOLLOWERS, OpenReport, check_answers, find_report
from veikart.calc.books import RowChange
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.reports import ReportExplanation, ReportText
from veikart.rules.books import FOLLOW_UP
from veikart.rules.reports import TO_WRITE

TEXTS, EXPLANATIONS = "report_texts", "report_explanations"
FIELDS = ("text", "action")


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One field that somebody has written: the `text` of a part (`kind` «text», `about` the part), or the `text` or `action` of an explanation.

    `seen` is the mark (`mark_text`) of what stood in the field when they began.
    """

    kind: str
    about: str
    field: str
    text: str
    seen: str


def mark_text(text: str) -> str:
    """A short mark of a text, to tell whether it is still the same. Twelve hexadecimal digits.

    >>> mark_text("")
    'e3b0c44298fc'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def write_report(period: str, unit: str, entries: Sequence[ReportEntry], *, actor: Actor) -> int:
    """Write the fields that were changed since they were seen, and give the number of the revision, 0 where nothing was.

    Fields that only somebody else has changed stay theirs. A confirmed report has to be confirmed again. Raises AccessDenied where the actor does
    not answer for the unit, KeyError for a report that is not there, ChangeRefused where it cannot be written in now or a text is too long, and
    StaleEdit where both changed the same field; nothing is stored then.
    """
    check_right(actor, "write_report")
    with open_book(FOLLOW_UP) as state:
        report = find_report(state, period, unit, actor)
        if actor.role not in FOLLOWERS:
            check_answers(report)
        if report.report.status not in {*TO_WRITE, "confirmed"}:
            report.check_way("started", "write_report", "endres")
        changes = list(make_entry_changes(state.book, report, entries))
        check_cells(FOLLOW_UP, changes)
        if changes and report.report.status != "started":
            changes.append(report.change(status="started"))
        number = write_revision(state, changes, actor=actor, note="Skrev i rapporten")
        record_act("write_report", actor=actor, revision=number, period=period, unit=unit, rows=len(changes))
    return number


def make_entry_changes(book: FollowUpBook, report: OpenReport, entries: Sequence[ReportEntry]) -> Iterator[RowChange]:
    """The rows that the entries change. Raises StaleEdit as `write_report`."""
    stale: list[tuple[str, str]] = []
    rows: dict[tuple[str, str], Any] = {}
    for one in entries:
        table, key = _place(report, one)
        row = rows.get((table, key)) or book.table(table).get(key) or _empty(report, one)
        now = getattr(row, one.field)
        if mark_text(one.text) == one.seen or one.text == now:
            continue
        if mark_text(now) != one.seen:
            stale.append((table, key))
            continue
        rows[table, key] = replace(row, **{one.field: one.text})
    if stale:
        raise StaleEdit(dict.fromkeys(stale), rule=FOLLOW_UP)
    for (table, key), row in rows.items():
        is_empty = not any(getattr(row, name, "").strip() for name in FIELDS)
        yield RowChange(table, key, book.table(table).get(key), None if is_empty else row)


def _place(report: OpenReport, one: ReportEntry) -> tuple[str, str]:
    start = f"{report.report.period}|{report.report.unit}"
    return (TEXTS, f"{start}|{one.about}") if one.kind == "text" else (EXPLANATIONS, f"{start}|{one.kind}|{one.about}")


def _empty(report: OpenReport, one: ReportEntry) -> ReportText | ReportExplanation:
    where = (report.report.period, report.report.unit)
    return ReportText(*where, one.about, "") if one.kind == "text" else ReportExplanation(*where, one.kind, one.about)
