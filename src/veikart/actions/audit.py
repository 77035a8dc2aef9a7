"""The audit entry that every act leaves."""

from __future__ import annotations

from veikart.actions.access import Actor
from veikart.actions.clock import now
from veikart.store.models import AuditEntry, Publication


def record_act(act: str, *, actor: Actor, publication: Publication | None = None, **detail: str | int) -> AuditEntry:
    """Write down who did what, now. Called inside the act's own transaction."""
    return AuditEntry.objects.create(at=now(), actor=actor.name, role=actor.role, act=act, publication=publication, detail=detail)
