"""What each must do now with revisions and agreements."""

from dataclasses import replace
from datetime import date

from tests.support.follow_up import make_small_follow_up
from tests.support.revising import PROPOSALS, REVISION
from veikart.actions.access import get_rights
from veikart.calc.agreements import Agreement
from veikart.calc.follow_up import Post
from veikart.calc.plan_system import PlanSystem
from veikart.rules.agreements.duties import find_agreement_duties
from veikart.rules.duties import DutyAsk
from veikart.rules.revisions.duties import find_revision_duties

OPEN = replace(REVISION, status="open", decided=None)
DAY = date(2026, 11, 22)


def ask(source, role, email="noen@lillevik.no", **tables):
    return list(source(DutyAsk(make_small_follow_up(**tables), PlanSystem(), email, role, get_rights(role), DAY)))


def held(revision, *proposals):
    return {"revisions": {revision.id: revision}, "proposals": {one.id: one for one in proposals}}


def ids(role, revision, *proposals):
    return [one.id for one in ask(find_revision_duties, role, **held(revision, *proposals))]


def test_proposals_are_answered_by_the_budget_officer():
    loose = [replace(one, status="proposed", revision="") for one in PROPOSALS]
    (duty,) = ask(find_revision_duties, "budget_officer", **held(OPEN, *loose))
    assert duty.words == "Svar på 2 forslag om budsjettendringer i «Økonomimelding I»"
    assert (duty.address, duty.args) == ("revision", (OPEN.id,))
    assert ids("director", OPEN, *loose) == ids("leader", OPEN, *loose) == []


def test_a_financed_revision_is_put_forward_by_the_director():
    assert ids("director", OPEN, *PROPOSALS) == ["revision-forward-okonomimelding-1"]
    assert ids("director", OPEN, PROPOSALS[0]) == ids("director", OPEN) == []
    assert ids("budget_officer", OPEN, *PROPOSALS) == []
    waiting = replace(PROPOSALS[0], id="til", status="proposed", revision="")
    assert ids("director", OPEN, *PROPOSALS, waiting) == []


def test_a_decision_is_registered_by_the_secretary():
    forward = replace(OPEN, status="put_forward", put_forward=DAY)
    assert ids("secretary", forward, *PROPOSALS) == ["revision-decide-okonomimelding-1"]
    assert ids("budget_officer", forward, *PROPOSALS) == []
    assert ids("secretary", REVISION, *PROPOSALS) == []


def test_an_agreement_is_agreed_by_both():
    def who(agreement):
        emails = ("skole@lillevik.no", "over@lillevik.no", "x@lillevik.no")
        posts = {"skolesjef": Post("skolesjef", "Skolesjef", "skole", emails[0]), "over": Post("over", "Sjefen", "lillevik", emails[1])}
        tables = {"agreements": {"skolesjef|2026": agreement}, "posts": posts}
        found = {email: ask(find_agreement_duties, "leader", email, **tables) for email in emails}
        return {email: [one.words for one in duties] for email, duties in found.items() if duties}

    begun = Agreement("skolesjef", 2026, "over")
    own, above = "Se over og bekreft lederavtalen din for 2026", "Se over og bekreft lederavtalen til skolesjef for 2026"
    assert who(begun) == {"skole@lillevik.no": [own], "over@lillevik.no": [above]}
    posts = {key: Post(key, key.capitalize(), "skole", "skole@lillevik.no") for key in ("skolesjef", "rektor")}
    both = {f"{key}|2026": Agreement(key, 2026) for key in posts}
    told = [one.words for one in ask(find_agreement_duties, "leader", "skole@lillevik.no", agreements=both, posts=posts)]
    assert told == [f"Se over og bekreft lederavtalen din som {key} for 2026" for key in posts], "two posts are told apart"
    assert who(replace(begun, agreed_leader=DAY)) == {"over@lillevik.no": [above]}
    assert who(replace(begun, agreed_leader=DAY, agreed_superior=DAY)) == {}
