"""Budget revisions from the leader's proposal to the budget and back: who may do what, and what keeps them from it."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from tests.support.follow_up import DIRECTOR, LEADER, OFFICER, make_small_follow_up
from tests.support.plan import make_small_plan
from tests.support.publication import publish_example
from tests.support.revising import FUND, MORE, REVISION
from veikart.actions.access import ROLES, AccessDenied, Actor
from veikart.actions.adopt_revision import adopt_revision
from veikart.actions.book_writing import ChangeRefused, RowEdit, StaleEdit
from veikart.actions.decide_revision import decide_revision
from veikart.actions.gather_proposals import gather_proposals
from veikart.actions.propose_budget_change import propose_budget_change
from veikart.actions.put_forward_revision import put_forward_revision
from veikart.actions.reopen_revision import reopen_revision
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.actions.withdraw_revision import withdraw_revision
from veikart.calc.follow_up import Post
from veikart.calc.plan_system import Placement, PlanUnit
from veikart.rules.programme import Programme
from veikart.rules.revisions import get_revision_amounts, is_adopted
from veikart.rules.schema import LONGEST_TEXT
from veikart.store.models import AuditEntry
from veikart.store.queries import get_current_publication, get_dataset, get_follow_up_state

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OPERATOR = Actor("drift", "operator")
SECRETARY = Actor("Sekretæren", "secretary")
OPEN = replace(REVISION, status="open", case="", decided=None, decided_by="")
POSTS = {
    "kommunedirektor": Post("kommunedirektor", "Kommunedirektør", "baerum", "direktor@lillevik.no", leads="yes"),
    "skolesjef": Post("skolesjef", "Oppvekstsjef", "barn-og-unge", "skole@lillevik.no", leads="yes"),
}
UNITS = {"baerum": "", "barn-og-unge": "baerum", "barnehager": "barn-og-unge", "kultur-og-fritid": "baerum"}


@pytest.fixture
def book():
    """A plan with the units of the budget, and a follow-up with a revision that is being gathered."""
    units = {key: PlanUnit(key, key, "sector") for key in UNITS}
    placed = {f"{key}|2019-01-01": Placement(key, date(2019, 1, 1), parent) for key, parent in UNITS.items()}
    replace_plan(make_small_plan().with_rows({"units": units, "placements": placed}), actor=OPERATOR, note="")
    proposals = {one.id: replace(one, status="proposed", revision="", post="skolesjef") for one in (MORE, FUND)}
    replace_follow_up(make_small_follow_up(posts=POSTS, revisions={OPEN.id: OPEN}, proposals=proposals), actor=OFFICER, note="")


@pytest.fixture
def published(monkeypatch):
    """The example's budget. The document and the workbook are written elsewhere: here they are short."""
    monkeypatch.setattr("veikart.actions.publish_programme.write_document", lambda _assessment, path, **_: path.write_bytes(b"PDF"))
    monkeypatch.setattr("veikart.actions.publish_programme.write_workbook", lambda _assessment, path, **_: path.write_bytes(b"XLSX"))
    return publish_example(has_document=False)


def make_edit(**fields):
    data = asdict(replace(MORE, id="vikarer", status="proposed", revision="", post="skolesjef", **fields))
    return RowEdit("proposals", "vikarer", data)


def rows(table="proposals"):
    return get_follow_up_state().book.table(table)


def refused(act, *args, **words):
    with pytest.raises(ChangeRefused) as refusal:
        act(*args, **words)
    return [one.code for one in refusal.value.findings]


def bring_to_decision():
    gather_proposals(OPEN.id, ["flere-barn", "fondet"], "gathered", actor=OFFICER)
    put_forward_revision(OPEN.id, actor=DIRECTOR)
    decide_revision(OPEN.id, decided=date(2020, 6, 24), case="45/20", actor=SECRETARY)


def test_a_leader_proposes_for_own_units(book):
    assert propose_budget_change([make_edit()], actor=LEADER, note="")
    assert rows()["vikarer"].post == "skolesjef"
    assert AuditEntry.objects.filter(act="propose_budget_change").count() == 1


def test_a_leader_does_not_propose_for_others(book):
    assert refused(propose_budget_change, [make_edit(unit="kultur-og-fritid")], actor=LEADER, note="") == ["proposal-post"]
    with pytest.raises(AccessDenied):
        propose_budget_change([make_edit()], actor=DIRECTOR, note="")  # not in this post
    other = Actor("Kultursjefen", "leader", "kultur@lillevik.no")
    with pytest.raises(AccessDenied):
        propose_budget_change([make_edit()], actor=other, note="")
    with pytest.raises(KeyError):
        propose_budget_change([RowEdit("posts", "skolesjef", None, 1)], actor=LEADER, note="")
    assert "vikarer" not in rows()


def test_a_budget_officer_proposes_for_anyone(book):
    assert propose_budget_change([make_edit(unit="kultur-og-fritid")], actor=OFFICER, note="")


@pytest.mark.parametrize("status", ["gathered", "turned_down"])
def test_what_has_been_dealt_with_is_not_changed_by_a_leader(book, status):
    gather_proposals(OPEN.id, ["flere-barn"], status, actor=OFFICER, answer="Dekkes innenfor rammen")
    edit = RowEdit("proposals", "flere-barn", {**asdict(rows()["flere-barn"]), "amount_nok": "1"}, 2)
    assert refused(propose_budget_change, [edit], actor=LEADER, note="") == ["proposal-settled"]
    assert rows()["flere-barn"].answer == ("Dekkes innenfor rammen" if status == "turned_down" else "")


def test_proposals_are_gathered_and_let_go(book):
    gather_proposals(OPEN.id, ["flere-barn", "fondet"], "gathered", actor=OFFICER)
    assert {one.revision for one in rows().values()} == {OPEN.id}
    gather_proposals(OPEN.id, ["fondet"], "proposed", actor=OFFICER)
    assert (rows()["fondet"].revision, rows()["fondet"].status) == ("", "proposed")
    assert refused(gather_proposals, OPEN.id, ["fondet"], "slettet", actor=OFFICER) == ["value-choice"]
    with pytest.raises(StaleEdit):
        gather_proposals(OPEN.id, ["ukjent"], "gathered", actor=OFFICER)
    with pytest.raises(StaleEdit):
        gather_proposals("ukjent", ["fondet"], "gathered", actor=OFFICER)


def test_a_revision_is_put_forward_when_it_is_financed(book, published):
    assert refused(put_forward_revision, OPEN.id, actor=DIRECTOR) == ["revision-empty"]
    gather_proposals(OPEN.id, ["flere-barn"], "gathered", actor=OFFICER)
    assert set(refused(put_forward_revision, OPEN.id, actor=DIRECTOR)) == {"revision-balance"}
    gather_proposals(OPEN.id, ["fondet"], "gathered", actor=OFFICER)
    put_forward_revision(OPEN.id, actor=DIRECTOR)
    assert rows("revisions")[OPEN.id].status == "put_forward"
    assert refused(put_forward_revision, OPEN.id, actor=DIRECTOR) == ["revision-state"]
    assert refused(gather_proposals, OPEN.id, ["fondet"], "proposed", actor=OFFICER) == ["revision-state"]


def test_nothing_is_put_forward_or_taken_in_without_a_budget(book, tmp_path):
    assert refused(put_forward_revision, OPEN.id, actor=DIRECTOR) == ["revision-nowhere"]
    assert refused(adopt_revision, OPEN.id, actor=OFFICER, folder=tmp_path) == ["revision-nowhere"]


def test_a_decision_has_a_day_and_a_case(book, published):
    assert refused(decide_revision, OPEN.id, decided=date(2020, 6, 24), case="45/20", actor=SECRETARY) == ["revision-state"]
    gather_proposals(OPEN.id, ["flere-barn", "fondet"], "gathered", actor=OFFICER)
    put_forward_revision(OPEN.id, actor=DIRECTOR)
    assert refused(decide_revision, OPEN.id, decided=date(2020, 6, 24), case=" ", actor=SECRETARY) == ["revision-case"]
    assert refused(decide_revision, OPEN.id, decided=date(2020, 6, 24), case="x" * (LONGEST_TEXT + 1), actor=SECRETARY) == ["text-long"]
    decide_revision(OPEN.id, decided=date(2020, 6, 24), case="45/20", actor=SECRETARY)
    assert rows("revisions")[OPEN.id].decided_by == "Kommunestyret"


def test_a_decided_revision_is_taken_into_the_budget_once(book, published, tmp_path):
    assert refused(adopt_revision, OPEN.id, actor=OFFICER, folder=tmp_path) == ["revision-state"]
    bring_to_decision()
    made = adopt_revision(OPEN.id, actor=OFFICER, folder=tmp_path)
    programme = Programme(get_dataset(made))
    assert get_current_publication() == made != published
    assert is_adopted(programme, OPEN.id)
    assert get_revision_amounts(programme)["barnehager", "1010", 2020] == 12_000_000
    assert refused(adopt_revision, OPEN.id, actor=OFFICER, folder=tmp_path) == ["revision-adopted"]
    assert refused(reopen_revision, OPEN.id, actor=OFFICER) == ["revision-adopted"]


def test_a_revision_that_breaks_a_rule_is_not_taken_in(book, published, tmp_path, monkeypatch):
    bring_to_decision()
    monkeypatch.setattr("veikart.actions.adopt_revision.check_revision", lambda *_: [])
    proposals = {"flere-barn": replace(rows()["flere-barn"], amount_nok=112_000_000)}
    replace_follow_up(get_follow_up_state().book.with_rows({"proposals": proposals}), actor=OFFICER, note="")
    assert set(refused(adopt_revision, OPEN.id, actor=OFFICER, folder=tmp_path)) == {"revision-breaks"}
    assert get_current_publication() == published


def test_a_revision_is_taken_out_and_in_again(book, published, tmp_path):
    bring_to_decision()
    made = adopt_revision(OPEN.id, actor=OFFICER, folder=tmp_path)
    assert withdraw_revision(OPEN.id, actor=OFFICER, folder=tmp_path) == published == get_current_publication()
    with pytest.raises(StaleEdit):
        withdraw_revision(OPEN.id, actor=OFFICER, folder=tmp_path)
    assert adopt_revision(OPEN.id, actor=OFFICER, folder=tmp_path) == made == get_current_publication()
    withdraw_revision(OPEN.id, actor=OFFICER, folder=tmp_path)
    reopen_revision(OPEN.id, actor=OFFICER)
    assert rows("revisions")[OPEN.id].status == "open"


def test_only_the_last_revision_is_taken_out(book, published, tmp_path):
    bring_to_decision()
    adopt_revision(OPEN.id, actor=OFFICER, folder=tmp_path)
    second = replace(REVISION, id="melding-2")
    more = {f"{one.id}-2": replace(one, id=f"{one.id}-2", revision=second.id) for one in (MORE, FUND)}
    replace_follow_up(get_follow_up_state().book.with_rows({"revisions": {second.id: second}, "proposals": more}), actor=OPERATOR, note="")
    adopt_revision(second.id, actor=OFFICER, folder=tmp_path)
    assert refused(withdraw_revision, OPEN.id, actor=OFFICER, folder=tmp_path) == ["revision-not-last"]
    withdraw_revision(second.id, actor=OFFICER, folder=tmp_path)
    assert withdraw_revision(OPEN.id, actor=OFFICER, folder=tmp_path) == published


ACTS = {
    "propose_budget_change": lambda actor, _: propose_budget_change([make_edit()], actor=actor, note=""),
    "gather_proposals": lambda actor, _: gather_proposals(OPEN.id, ["fondet"], "gathered", actor=actor),
    "put_forward_revision": lambda actor, _: put_forward_revision(OPEN.id, actor=actor),
    "decide_revision": lambda actor, _: decide_revision(OPEN.id, decided=date(2020, 6, 24), case="1", actor=actor),
    "reopen_revision": lambda actor, _: reopen_revision(OPEN.id, actor=actor),
    "adopt_revision": lambda actor, folder: adopt_revision(OPEN.id, actor=actor, folder=folder),
    "withdraw_revision": lambda actor, folder: withdraw_revision(OPEN.id, actor=actor, folder=folder),
}
ECONOMISTS = {"budget_officer", "administrator", "operator"}
ALLOWED = {
    "propose_budget_change": {*ECONOMISTS, "leader", "director"},
    "gather_proposals": ECONOMISTS,
    "put_forward_revision": {"director", "operator"},
    "decide_revision": {*ECONOMISTS, "secretary"},
    "reopen_revision": ECONOMISTS,
    "adopt_revision": {"budget_officer", "operator"},
    "withdraw_revision": {"budget_officer", "operator"},
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_as_every_role(act, book, tmp_path):
    for role in ROLES:
        actor = Actor("Noen", role, "skole@lillevik.no")
        try:
            ACTS[act](actor, tmp_path)
        except AccessDenied:
            assert role not in ALLOWED[act]
        except (ChangeRefused, StaleEdit):
            assert role in ALLOWED[act]
        else:
            assert role in ALLOWED[act]
