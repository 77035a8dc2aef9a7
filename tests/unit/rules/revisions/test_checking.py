"""What is wrong with a revision: as it is entered, and against the budget."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.follow_up import make_small_follow_up
from tests.support.revising import FUND, MORE, PROPOSALS, REVISION, get_dataset
from veikart.calc.revisions import BudgetProposal, BudgetRevision
from veikart.rules.findings import Place, make_finding
from veikart.rules.follow_up import check_follow_up_book
from veikart.rules.revisions import (
    check_revision,
    find_moved,
    get_gathered,
    get_proposals,
    make_adopted_finding,
    make_state_finding,
    remove_open_revisions,
)

OF_ACTS = ("proposal-post", "proposal-settled", "revision-nowhere", "revision-not-last")
"""What only acts find."""
OPEN = BudgetRevision("melding", "Meldingen", 2020)
LOOSE = BudgetProposal("loes", "Løst forslag", "skole", "1NET", 2020, 5)
YEARS = (2020, 2021, 2022, 2023)


def codes(*proposals, revisions=(REVISION, OPEN)):
    book = make_small_follow_up(revisions={one.id: one for one in revisions}, proposals={one.id: one for one in proposals})
    return [one.code for one in check_follow_up_book(book)]


def test_a_book_in_order():
    assert codes(*PROPOSALS, LOOSE) == []


@pytest.mark.parametrize(
    ("revision", "code"),
    [
        (replace(OPEN, id="x" * 31), "revision-id"),
        (replace(OPEN, status="put_forward"), "revision-status"),
        (replace(OPEN, status="decided"), "revision-status"),
        (replace(OPEN, status="decided", decided=date(2020, 6, 1)), "revision-case"),
    ],
)
def test_a_revision_that_does_not_hold_together(revision, code):
    assert codes(revisions=(revision,)) == [code]


@pytest.mark.parametrize(
    ("proposal", "code"),
    [
        (replace(LOOSE, id="x" * 46), "revision-id"),
        (replace(LOOSE, amount_nok=0), "proposal-amount"),
        (replace(LOOSE, fund="buffer"), "proposal-fund"),
        (replace(LOOSE, status="gathered"), "proposal-revision"),
        (replace(LOOSE, status="gathered", revision="melding", year=2019), "proposal-year"),
    ],
)
def test_a_proposal_that_does_not_hold_together(proposal, code):
    assert codes(proposal) == [code]


@pytest.mark.parametrize(
    ("proposals", "wanted"),
    [
        (PROPOSALS, []),
        ((), ["revision-empty"]),
        ((replace(MORE, unit="ukjent"), FUND), ["proposal-unit"]),
        ((replace(MORE, account="1999"), FUND), ["proposal-account"]),
        ((replace(MORE, duration="once"), FUND), ["revision-balance"] * 3),
        ((replace(MORE, account="0230"), FUND), ["revision-balance"] * 8),
        ((replace(MORE, account="1NET"), FUND), ["revision-without-art"]),
    ],
)
def test_against_the_budget(proposals, wanted):
    assert [one.code for one in check_revision(REVISION, proposals, get_dataset())] == wanted


def test_a_revision_of_a_year_that_is_not_in_the_budget():
    assert [one.code for one in check_revision(replace(REVISION, year=2019), PROPOSALS, get_dataset())] == ["revision-year"]


def test_how_much_is_lacking_is_said_in_kroner():
    (found,) = check_revision(REVISION, (replace(MORE, duration="once"), replace(FUND, duration="once", amount_nok=-11_500_000)), get_dataset())
    assert found.found.replace("\N{NARROW NO-BREAK SPACE}", " ") == "500 000 kr for mye"
    assert found.grade == "stop"


def test_proposals_changed_after_they_were_taken_in():
    adopted = {("barnehager", "1010", year): 12_000_000 for year in YEARS} | {("fond", "1940", year): -12_000_000 for year in YEARS}
    assert find_moved(REVISION, PROPOSALS, adopted, YEARS) == []
    (found,) = find_moved(REVISION, (replace(MORE, amount_nok=12_000_001), FUND), adopted, YEARS)
    assert (found.code, found.found) == ("revision-moved", "4 kr")


def test_what_keeps_a_step_from_being_taken():
    assert make_state_finding(OPEN, "decided").code == "revision-state"
    assert make_adopted_finding(OPEN).code == "revision-adopted"
    own = [make_finding(code, Place(), name="Meldingen", found="skole") for code in OF_ACTS]
    assert {one.grade for one in own} == {"stop"}


def test_proposals_by_what_they_are_of():
    rows = {one.id: one for one in (*PROPOSALS, replace(LOOSE, period="t1", post="skolesjef"))}
    book = make_small_follow_up(proposals=rows)
    assert [one.id for one in get_proposals(book, period="t1")] == ["loes"]
    assert [one.id for one in get_proposals(book, unit="barnehager")] == ["flere-barn"]
    assert [one.id for one in get_proposals(book, post="skolesjef", unit="barnehager")] == []
    assert get_gathered(book, REVISION.id) == PROPOSALS


def test_the_public_sees_what_has_been_put_forward():
    waiting = replace(LOOSE, id="i-meldingen", revision="melding", status="gathered")
    tables = {"revisions": {one.id: one for one in (REVISION, OPEN)}, "proposals": {one.id: one for one in (*PROPOSALS, LOOSE, waiting)}}
    seen = remove_open_revisions(make_small_follow_up(**tables))
    assert list(seen.table("revisions")) == [REVISION.id]
    assert list(seen.table("proposals")) == [one.id for one in PROPOSALS]
    plain = make_small_follow_up()
    assert remove_open_revisions(plain).tables == plain.tables
