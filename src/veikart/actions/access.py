"""Who may do what."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("citizen", "budget_officer", "operator")
RIGHTS: dict[str, frozenset[str]] = {
    "read_publication": frozenset(ROLES),
    "load_dataset": frozenset({"budget_officer", "operator"}),
    "publish_programme": frozenset({"budget_officer", "operator"}),
}
"""The roles that may do each act. An act that is not here may be done by nobody."""


class AccessDenied(PermissionError):
    """The actor's role does not give the right. The text is a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who acts: a name for the audit trail, and a role."""

    name: str
    role: str


def check_right(actor: Actor, act: str) -> None:
    """Let the act pass, or raise AccessDenied."""
    if actor.role not in RIGHTS.get(act, frozenset()):
        raise AccessDenied(f"Rollen «{actor.role}» har ikke rett til dette ({act}).")
