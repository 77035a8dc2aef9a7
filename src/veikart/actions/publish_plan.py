"""Make the plan system public."""

from __future__ import annotations

import hashlib
import json

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.plan_writing import open_plan
from veikart.rules.plan_system import get_tables
from veikart.rules.tables import write_row
from veikart.store.models import PlanPublication


def publish_plan(*, actor: Actor) -> PlanPublication:
    """Make the plan system public as it is now. The same content again gives the publication that is there. Raises AccessDenied."""
    check_right(actor, "publish_plan")
    with open_plan() as state:
        content = {table: [write_row(row) for row in state.system.table(table).values()] for table in get_tables()}
        sha256 = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        newest = PlanPublication.objects.order_by("-published_at", "-id").first()
        is_known = newest is not None and newest.sha256 == sha256
        made = newest if is_known else PlanPublication(revision=state.number, published_at=now(), actor=actor.name, sha256=sha256, content=content)
        if not is_known:
            made.save()
        record_act("publish_plan", actor=actor, revision=state.number, outcome="unchanged" if is_known else "published")
    return made
