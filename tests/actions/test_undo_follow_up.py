"""Taking back what only some may write: agreements and reports."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.follow_up import OFFICER, make_small_follow_up
from tests.support.plan import PLANNER
from veikart.actions.access import AccessDenied, Actor
from veikart.actions.book_writing import ChangeRefused, open_book, write_revision
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.undo_follow_up import undo_follow_up
from veikart.calc.agreements import Agreement
from veikart.calc.books import RowChange
from veikart.calc.reports import Period, Report
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.books import FOLLOW_UP
from veikart.store.queries import get_follow_up_state

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PERIOD = Period("2026-t1", "1. tertial 2026", "tertial", 2026, 4, status="open")
AGREEMENT = RowChange("agreements", "skolesjef|2026", None, Agreement("skolesjef", 2026, text="Vi legger vekt på leseglede."))
REPORT = RowChange("reports", "2026-t1|skole", None, Report("2026-t1", "skole"))


@pytest.fixture
def book():
    replace_follow_up(make_small_follow_up(periods={PERIOD.id: PERIOD}), actor=OFFICER, note="")
    return get_follow_up_state().book


def write(change: RowChange) -> int:
    with open_book(FOLLOW_UP) as state:
        return write_revision(state, [change], actor=Actor("Skolesjefen", "leader"), note="")


@pytest.mark.parametrize("change", [AGREEMENT, REPORT], ids=["agreement", "report"])
def test_a_planner_takes_back_neither_agreements_nor_reports(book, change):
    number = write(change)
    with pytest.raises(AccessDenied):
        undo_follow_up(number, actor=PLANNER)
    assert get_follow_up_state().book.table(change.table) == {change.key: change.after}
    undo_follow_up(number, actor=OFFICER)
    assert get_follow_up_state().book == book


def test_what_was_gathered_into_a_revision_is_not_taken_back_when_it_is_put_forward():
    revision = BudgetRevision("juni", "Juni", 2026)
    proposal = BudgetProposal("vikarer", "Vikarer", "skole", "1020", 2026, 100, post="skolesjef")
    replace_follow_up(make_small_follow_up(revisions={"juni": revision}, proposals={"vikarer": proposal}), actor=OFFICER, note="")
    gathered = replace(proposal, status="gathered", revision="juni")
    number = write(RowChange("proposals", "vikarer", proposal, gathered))
    forward = write(RowChange("revisions", "juni", revision, replace(revision, status="put_forward", put_forward=date(2026, 6, 1))))
    with pytest.raises(ChangeRefused, match="lagt fram"):
        undo_follow_up(number, actor=OFFICER)
    undo_follow_up(forward, actor=Actor("Drift", "operator"))
    undo_follow_up(number, actor=OFFICER)
    assert get_follow_up_state().book.table("proposals")["vikarer"] == proposal
