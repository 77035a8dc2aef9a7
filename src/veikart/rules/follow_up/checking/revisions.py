"""Findings on what is entered of budget revisions."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.calc.follow_up import FollowUpBook
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.follow_up.choices import get_follow_up_choices

LONGEST_REVISION, LONGEST_PROPOSAL = 30, 45
"""Characters of an id, so that the ids of measures and versions made of them are not too long."""
FUND_ACCOUNTS = frozenset({"1540", "1940"})


def check_revisions(book: FollowUpBook) -> Iterator[Finding]:
    """Days, cases, years and ids that do not go together; all grade stop."""
    for revision in book.table("revisions").values():
        yield from _check_revision(revision)
    for proposal in book.table("proposals").values():
        yield from _check_proposal(book, proposal)


def _check_revision(revision: BudgetRevision) -> Iterator[Finding]:
    place = Place(figure=f"revisions:{revision.id}")
    if len(revision.id) > LONGEST_REVISION:
        yield make_finding("revision-id", place, found=revision.id, expected=str(LONGEST_REVISION))
    day = {"put_forward": revision.put_forward, "decided": revision.decided}
    if revision.status in day and day[revision.status] is None:
        yield make_finding("revision-status", place, name=revision.name, found=get_follow_up_choices("revision_status")[revision.status])
    elif revision.status == "decided" and not revision.case:
        yield make_finding("revision-case", place, name=revision.name)


def _check_proposal(book: FollowUpBook, proposal: BudgetProposal) -> Iterator[Finding]:
    place = Place(figure=f"proposals:{proposal.id}")
    if len(proposal.id) > LONGEST_PROPOSAL:
        yield make_finding("revision-id", place, found=proposal.id, expected=str(LONGEST_PROPOSAL))
    if not proposal.amount_nok:
        yield make_finding("proposal-amount", place, name=proposal.name)
    if proposal.fund and proposal.account not in FUND_ACCOUNTS:
        yield make_finding("proposal-fund", place, name=proposal.name, found=proposal.account)
    if proposal.status != "gathered":
        return
    if not proposal.revision:
        yield make_finding("proposal-revision", place, name=proposal.name)
    elif proposal.year < book.table("revisions")[proposal.revision].year:
        expected = str(book.table("revisions")[proposal.revision].year)
        yield make_finding("proposal-year", place, name=proposal.name, found=str(proposal.year), expected=expected)
