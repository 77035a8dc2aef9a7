"""Every act as every role."""

import ast

import pytest

from tests.support.example import get_example
from tests.support.publication import OPERATOR, publish_example
from tests.support.tree import ROOT
from veikart.actions.access import RIGHTS, ROLES, AccessDenied, Actor, check_right
from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import publish_programme
from veikart.store.models import AuditEntry, Publication, SearchEntry, StoredAmount, StoredFigure

ACTIONS = ROOT / "src" / "veikart" / "actions"
PLANNERS = {"planner", "administrator", "operator"}
ECONOMISTS = {"budget_officer", "administrator", "operator"}
FOLLOWERS = {"planner", "budget_officer", "administrator", "operator"}
READERS = {"read_publication", "read_plan_draft", "read_economy_draft", "read_follow_up", "read_vouchers", "read_agreements"}
"""Rights to read; all others are acts."""
ALLOWED = {
    "read_publication": set(ROLES),
    "load_dataset": {"budget_officer", "operator"},
    "publish_programme": {"budget_officer", "operator"},
    "read_plan_draft": set(ROLES) - {"citizen"},
    "change_plan": PLANNERS,
    "move_element": PLANNERS,
    "retire_element": PLANNERS,
    "split_element": PLANNERS,
    "merge_elements": PLANNERS,
    "undo_revision": PLANNERS,
    "replace_plan": PLANNERS,
    "publish_plan": PLANNERS,
    "start_process": PLANNERS,
    "advance_process": {*PLANNERS, "secretary"},
    "read_economy_draft": set(ROLES) - {"citizen"},
    "change_economy": ECONOMISTS,
    "move_projects": ECONOMISTS,
    "take_schedule": ECONOMISTS,
    "undo_economy": ECONOMISTS,
    "replace_economy": ECONOMISTS,
    "import_population": ECONOMISTS,
    "import_emissions": ECONOMISTS,
    "import_indicators": FOLLOWERS,
    "adopt_economy": ECONOMISTS,
    "carry_economy": {"budget_officer", "operator"},
    "start_run": ECONOMISTS,
    "cancel_run": ECONOMISTS,
    "publish_run": ECONOMISTS,
    "carry_out_run": {"operator"},
    "read_follow_up": set(ROLES) - {"citizen"},
    "change_follow_up": FOLLOWERS,
    "undo_follow_up": FOLLOWERS,
    "replace_follow_up": FOLLOWERS,
    "publish_follow_up": {*FOLLOWERS, "director"},
    "report_status": {*FOLLOWERS, "leader", "director"},
    "withdraw_status": {*FOLLOWERS, "leader", "director"},
    "finish_step": {*FOLLOWERS, "leader", "director"},
    "change_tasks": {*FOLLOWERS, "leader", "director", "secretary"},
    "change_decisions": {*FOLLOWERS, "secretary"},
    "take_over_assignments": FOLLOWERS,
    "choose_reminders": set(ROLES) - {"citizen"},
    "renew_calendar": set(ROLES) - {"citizen"},
    "send_digests": {"operator"},
    "send_ledger": ECONOMISTS,
    "choose_ledger": ECONOMISTS,
    "import_ledger": ECONOMISTS,
    "confirm_ledger": ECONOMISTS,
    "remove_ledger": ECONOMISTS,
    "import_kostra": ECONOMISTS,
    "read_vouchers": ECONOMISTS,
    "set_forecast": {*FOLLOWERS, "leader", "director"},
    "open_period": ECONOMISTS,
    "reopen_period": ECONOMISTS,
    "remind_report": ECONOMISTS,
    "write_report": {*ECONOMISTS, "leader", "director"},
    "confirm_report": {"leader", "director"},
    "withdraw_report": {"leader", "director"},
    "approve_report": {"leader", "director"},
    "return_report": {"leader", "director"},
    "publish_report": ECONOMISTS,
    "read_agreements": ECONOMISTS,
    "write_agreement": set(ROLES) - {"citizen"},
    "agree_agreement": set(ROLES) - {"citizen"},
    "propose_budget_change": {*ECONOMISTS, "leader", "director"},
    "gather_proposals": ECONOMISTS,
    "put_forward_revision": {"director", "operator"},
    "reopen_revision": ECONOMISTS,
    "decide_revision": {*ECONOMISTS, "secretary"},
    "adopt_revision": {"budget_officer", "operator"},
    "withdraw_revision": {"budget_officer", "operator"},
    "invite_person": {"administrator", "operator"},
    "close_person": {"administrator", "operator"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", sorted(RIGHTS))
def test_every_act_as_every_role(act, role):
    actor = Actor(name="noen", role=role)
    if role in ALLOWED[act]:
        check_right(actor, act)
    else:
        with pytest.raises(AccessDenied):
            check_right(actor, act)


@pytest.mark.parametrize(("act", "role"), [("adopt_budget", "operator"), ("load_dataset", "ukjent"), ("load_dataset", "")])
def test_what_nobody_has_been_given_is_refused(act, role):
    with pytest.raises(AccessDenied):
        check_right(Actor(name="noen", role=role), act)


@pytest.mark.django_db
def test_refusal_leaves_nothing(tmp_path):
    citizen = Actor(name="noen", role="citizen")
    with pytest.raises(AccessDenied):
        load_dataset(get_example().programme.dataset, actor=citizen)
    assert not Publication.objects.exists()
    publication = publish_example()
    entries = AuditEntry.objects.count()
    with pytest.raises(AccessDenied):
        publish_programme(publication, actor=citizen, folder=tmp_path)
    assert AuditEntry.objects.count() == entries
    assert not list(tmp_path.iterdir())


@pytest.mark.django_db
def test_the_same_data_is_never_stored_twice():
    first = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    counts = [model.objects.count() for model in (Publication, StoredAmount, StoredFigure, SearchEntry)]
    again = load_dataset(get_example().programme.dataset, actor=OPERATOR)
    assert again == first
    assert [model.objects.count() for model in (Publication, StoredAmount, StoredFigure, SearchEntry)] == counts
    assert [entry.detail["outcome"] for entry in AuditEntry.objects.order_by("pk")] == ["loaded", "unchanged"]


@pytest.mark.django_db(transaction=True)
def test_a_load_that_fails_half_way_leaves_nothing(monkeypatch):
    def fail(*_args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("veikart.actions.load_dataset.make_search_entries", fail)
    with pytest.raises(RuntimeError):
        load_dataset(get_example().programme.dataset, actor=OPERATOR)
    assert not Publication.objects.exists()
    assert not StoredAmount.objects.exists()
    assert not AuditEntry.objects.exists()


def test_every_act_has_a_right_and_an_audit_entry():
    """An act is the public function its file is named after; it checks its own right first and records itself."""
    acts = {path.stem: path for path in ACTIONS.glob("*.py") if "check_right(actor" in path.read_text(encoding="utf-8")}
    assert set(acts) - {"access"} == set(RIGHTS) - READERS
    for act, path in acts.items():
        if act == "access":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == act)
        calls = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Call)]
        assert ast.unparse(function.body[1]) == f"check_right(actor, '{act}')", f"{act} does not check its right first"
        assert any(call.startswith(f"record_act('{act}'") for call in calls), f"{act} leaves no audit entry"
