"""Send a unit's report back to its leader."""

from __future__ import annotations

from veikart.actions.access import Actor, check_right
from veikart.actions.approve_report import check_above
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book, write_revision
from veikart.actions.report_writing import find_report
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Place, make_finding
from veikart.rules.words import format_count

LONGEST_WORDS = 2_000
"""Letters in a word on why: it is to be read before the report is, and not in its place."""


def return_report(period: str, unit: str, words: str, *, actor: Actor) -> int:
    """Send the report back with a word on why, and give the number of the revision.

    Raises AccessDenied where the actor leads no unit above it, KeyError for a report that is not there, ChangeRefused without words, with more
    than LONGEST_WORDS, or where it is neither confirmed nor approved.
    """
    check_right(actor, "return_report")
    with open_book(FOLLOW_UP) as state:
        report = find_report(state, period, unit, actor)
        check_above(report)
        report.check_way("returned", "return_report", "sendes tilbake")
        _check_words(words.strip(), Place(figure=f"reports:{period}|{unit}"))
        fields = {"status": "returned", "returned_words": words.strip(), "approved_by": "", "approved": None}
        number = write_revision(state, [report.change(**fields)], actor=actor, note="Sendte rapporten tilbake")
        record_act("return_report", actor=actor, revision=number, period=period, unit=unit)
    return number


def _check_words(words: str, place: Place) -> None:
    label = FOLLOW_UP.tables["reports"].fields["returned_words"].label
    if not words:
        raise ChangeRefused([make_finding("cell-missing", place, name=label)])
    if len(words) > LONGEST_WORDS:
        raise ChangeRefused([make_finding("text-long", place, name=label, found=format_count(len(words)), expected=format_count(LONGEST_WORDS))])
