"""What reports ask of people now."""

from datetime import date

import pytest

from tests.support.reports import CHIEF, DIRECTOR, LEADER, OFFICER, make_reporting_book, make_reporting_plan
from veikart.actions.access import RIGHTS
from veikart.rules.duties import DutyAsk
from veikart.rules.reports.duties import find_report_duties

TODAY = date(2020, 9, 22)


def ask(actor, **statuses: str) -> list[tuple[str, str]]:
    rights = frozenset(act for act, roles in RIGHTS.items() if actor.role in roles)
    book = make_reporting_book(opened="2020-t2", **statuses)
    asked = DutyAsk(book, make_reporting_plan(), actor.email, actor.role, rights, TODAY)
    return [(one.id, one.reason) for one in find_report_duties(asked)]


def test_a_leader_is_asked_to_look_over_their_own():
    assert ask(LEADER) == [("confirm-2020-t2-skole", "Fristen var for 2 dager siden.")]
    assert ask(LEADER, skole="confirmed") == []


def test_one_that_was_sent_back_says_so():
    assert ask(LEADER, skole="returned") == [("confirm-2020-t2-skole", "Sendt tilbake.")]


def test_the_nearest_above_is_asked_to_approve():
    found = ask(CHIEF, skole="confirmed", oppvekst="approved")
    assert found == [("approve-2020-t2-skole", "Lederen har bekreftet den.")]
    assert ask(DIRECTOR, skole="confirmed", lillevik="approved") == []
    assert ask(DIRECTOR, oppvekst="confirmed", lillevik="approved") == [("approve-2020-t2-oppvekst", "Lederen har bekreftet den.")]


@pytest.mark.parametrize(("left", "asked"), [("approved", 1), ("confirmed", 0)])
def test_the_officer_is_asked_to_publish_when_everything_is_approved(left, asked):
    done = dict.fromkeys(("lillevik", "oppvekst", "skole"), "approved")
    assert len(ask(OFFICER, **done, barnehage=left)) == asked


def test_nothing_is_asked_where_nothing_is_open():
    asked = DutyAsk(make_reporting_book(), make_reporting_plan(), LEADER.email, LEADER.role, frozenset({"confirm_report"}), TODAY)
    assert not list(find_report_duties(asked))
