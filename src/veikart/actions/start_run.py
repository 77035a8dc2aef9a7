"""Ask for a run: a long calculation, done in the background."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import open_book
from veikart.actions.carry_out_run import work_out
from veikart.actions.clock import now
from veikart.rules.books import ECONOMY
from veikart.rules.findings import UNSEEN
from veikart.rules.foresight.runs import get_run_rules
from veikart.store.models import ForesightRun
from veikart.store.queries import get_current_publication

LONGEST_TITLE = 200
MOST_DRAWS = 100_000
LARGEST_SEED = 2**31 - 1
MOST_QUEUED = 20
"""Runs that may stand in the queue at once."""
LARGEST_PARAMETERS = 100_000
"""Characters of JSON."""


def start_run(kind: str, *, title: str, parameters: Mapping[str, Any], actor: Actor, draws: int = 0, seed: int = 0) -> ForesightRun:
    """Put a run of a declared kind in the queue, made from the economy's book and the published programme as they are now.

    `parameters` is what the runner of the kind asks for, of what JSON has. `draws` and `seed` are for the kinds that draw. Raises AccessDenied,
    KeyError for a kind that is not declared, and ValueError with a Norwegian sentence for what cannot be asked for.
    """
    check_right(actor, "start_run")
    rules = get_run_rules()
    declared = rules.kinds[kind]
    written = json.dumps(dict(parameters), ensure_ascii=False, allow_nan=False)
    _check(title, written, draws=draws, seed=seed, has_draws=declared.has_draws)
    with open_book(ECONOMY) as state:
        if ForesightRun.objects.filter(status="queued").count() >= MOST_QUEUED:
            raise ValueError(f"Det står alt {MOST_QUEUED} kjøringer i kø. Vent til noen er ferdige, eller avbryt en.")
        newest = ForesightRun.objects.order_by("-number").values_list("number", flat=True).first()
        publication = get_current_publication()
        run = ForesightRun.objects.create(
            number=(newest or 0) + 1,
            kind=kind,
            title=title.strip(),
            parameters=json.loads(written),
            book_revision=state.number,
            plan_hash=publication.content_hash if publication else "",
            seed=seed,
            draws=draws,
            actor=actor.name,
            role=actor.role,
            status=next(iter(rules.statuses)),
            queued_at=now(),
        )
        work_out.enqueue(run.number)
        record_act("start_run", actor=actor, publication=publication, run=run.number, kind=kind, revision=state.number)
    return run


def _check(title: str, written: str, *, draws: int, seed: int, has_draws: bool) -> None:
    """Raise ValueError with a sentence for what cannot be asked for."""
    if not title.strip() or len(title) > LONGEST_TITLE or UNSEEN.search(title):
        raise ValueError(f"Skriv en tittel på høyst {LONGEST_TITLE} tegn. Den står i listen over kjøringer.")
    if len(written) > LARGEST_PARAMETERS:
        raise ValueError("Kjøringen har for mange valg.")
    if has_draws and not 1 <= draws <= MOST_DRAWS:
        raise ValueError(f"Antall trekninger må være fra 1 til {MOST_DRAWS}.")
    if not has_draws and draws:
        raise ValueError("Denne kjøringen trekker ikke. La antall trekninger være 0.")
    if not 0 <= seed <= LARGEST_SEED:
        raise ValueError(f"Startpunktet må være et helt tall fra 0 til {LARGEST_SEED}.")
