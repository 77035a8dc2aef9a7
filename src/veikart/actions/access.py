"""Who may do what."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

ROLES = ("citizen", "budget_officer", "planner", "secretary", "leader", "director", "administrator", "operator")
_PLANNERS = frozenset({"planner", "administrator", "operator"})
_FOLLOWERS = frozenset({"planner", "budget_officer", "administrator", "operator"})
_ECONOMISTS = frozenset({"budget_officer", "administrator", "operator"})
RIGHTS: dict[str, frozenset[str]] = {
    "read_publication": frozenset(ROLES),
    "load_dataset": frozenset({"budget_officer", "operator"}),
    "publish_programme": frozenset({"budget_officer", "operator"}),
    "read_plan_draft": frozenset(ROLES) - {"citizen"},
    "change_plan": _PLANNERS,
    "move_element": _PLANNERS,
    "retire_element": _PLANNERS,
    "split_element": _PLANNERS,
    "merge_elements": _PLANNERS,
    "undo_revision": _PLANNERS,
    "replace_plan": _PLANNERS,
    "publish_plan": _PLANNERS,
    "start_process": _PLANNERS,
    "advance_process": _PLANNERS | {"secretary"},
    "read_economy_draft": frozenset(ROLES) - {"citizen"},
    "change_economy": _ECONOMISTS,
    "move_projects": _ECONOMISTS,
    "take_schedule": _ECONOMISTS,
    "undo_economy": _ECONOMISTS,
    "replace_economy": _ECONOMISTS,
    "import_population": _ECONOMISTS,
    "import_emissions": _ECONOMISTS,
    "adopt_economy": _ECONOMISTS,
    "carry_economy": frozenset({"budget_officer", "operator"}),
    "start_run": _ECONOMISTS,
    "cancel_run": _ECONOMISTS,
    "publish_run": _ECONOMISTS,
    "carry_out_run": frozenset({"operator"}),
    "read_follow_up": frozenset(ROLES) - {"citizen"},
    "change_follow_up": _FOLLOWERS,
    "undo_follow_up": _FOLLOWERS,
    "replace_follow_up": _FOLLOWERS,
    "import_indicators": _FOLLOWERS,
    "publish_follow_up": _FOLLOWERS | {"director"},
    "read_agreements": frozenset({"budget_officer", "administrator", "operator"}),
    "agree_agreement": frozenset(ROLES) - {"citizen"},
    "write_agreement": frozenset(ROLES) - {"citizen"},
    "propose_budget_change": frozenset({"leader", "director", "budget_officer", "administrator", "operator"}),
    "gather_proposals": _ECONOMISTS,
    "put_forward_revision": frozenset({"director", "operator"}),
    "reopen_revision": _ECONOMISTS,
    "decide_revision": frozenset({"secretary", "budget_officer", "administrator", "operator"}),
    "adopt_revision": frozenset({"budget_officer", "operator"}),
    "withdraw_revision": frozenset({"budget_officer", "operator"}),
    "report_status": _FOLLOWERS | {"leader", "director"},
    "withdraw_status": _FOLLOWERS | {"leader", "director"},
    "finish_step": _FOLLOWERS | {"leader", "director"},
    "change_tasks": _FOLLOWERS | {"leader", "director", "secretary"},
    "change_decisions": _FOLLOWERS | {"secretary"},
    "take_over_assignments": _FOLLOWERS,
    "choose_reminders": frozenset(ROLES) - {"citizen"},
    "renew_calendar": frozenset(ROLES) - {"citizen"},
    "send_digests": frozenset({"operator"}),
    "send_ledger": _ECONOMISTS,
    "choose_ledger": _ECONOMISTS,
    "import_ledger": _ECONOMISTS,
    "confirm_ledger": _ECONOMISTS,
    "remove_ledger": _ECONOMISTS,
    "import_kostra": _ECONOMISTS,
    "read_vouchers": _ECONOMISTS,
    "set_forecast": _FOLLOWERS | {"leader", "director"},
    "open_period": _ECONOMISTS,
    "reopen_period": _ECONOMISTS,
    "remind_report": _ECONOMISTS,
    "write_report": _ECONOMISTS | {"leader", "director"},
    "confirm_report": frozenset({"leader", "director"}),
    "withdraw_report": frozenset({"leader", "director"}),
    "approve_report": frozenset({"leader", "director"}),
    "return_report": frozenset({"leader", "director"}),
    "publish_report": _ECONOMISTS,
    "invite_person": frozenset({"administrator", "operator"}),
    "close_person": frozenset({"administrator", "operator"}),
}
"""The roles that may do each act. An act that is not here may be done by nobody."""


class AccessDenied(PermissionDenied):
    """The actor's role does not give the right. The text is a Norwegian sentence. On a page it becomes an answer with status 403."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts: a name for the audit trail, a role, and the e-mail that posts know a person by (empty for those who have none)."""

    name: str
    role: str
    email: str = ""


def can(actor: Actor, act: str) -> bool:
    """Whether the actor's role gives the right."""
    return actor.role in RIGHTS.get(act, frozenset())


def get_rights(role: str) -> frozenset[str]:
    """Everything that somebody with the role may do."""
    return frozenset(act for act, roles in RIGHTS.items() if role in roles)


def check_right(actor: Actor, act: str) -> None:
    """Let the act pass, or raise AccessDenied."""
    if not can(actor, act):
        raise AccessDenied(f"Rollen «{actor.role}» har ikke rett til dette ({act}).")
