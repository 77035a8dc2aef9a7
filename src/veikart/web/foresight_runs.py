"""Runs in the background as the pages show them: a mark and a word for each status, how far and how long, and where the result is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veikart.rules.foresight.runs import get_run_rules
from veikart.rules.words import format_count, format_decimal, format_percent
from veikart.store.models import ForesightRun
from veikart.web.links import with_query
from veikart.web.tables import Context, row

MARKS = {"queued": "○", "running": "◐", "done": "●", "failed": "✕", "cancelled": "–"}
"""A shape for each status, beside its name."""
RESULT_PAGES: dict[str, str] = {"schedule": "foresight-schedule"}
"""By kind, the name of the address of a page of its own that opens a result (`?kjoring=NUMBER`). The others are shown on the run's own page."""
ROUNDING = {"persons": 0, "mill_nok": 1, "percent": 1, "index": 3}
"""Decimals of the numbers in a result's tables, by unit."""
LEAST_SHARE = 100
"""Thousandths that must be done before the rest is estimated."""


def run_view(run: ForesightRun, *, now: datetime, with_person: bool) -> Context:
    """A run as a page shows it; who asked for it is said only to those who work here."""
    rules = get_run_rules()
    status, is_active = rules.statuses[run.status], not rules.statuses[run.status].is_final
    return {
        "number": run.number,
        "title": run.title,
        "kind": rules.kinds[run.kind].name,
        "url": reverse("foresight-run", args=[run.number]),
        "status": status.name,
        "mark": MARKS[run.status],
        "is_active": is_active,
        "is_done": run.status == "done",
        "is_public": run.published_at is not None,
        "progress": run.progress,
        "share": format_percent(Fraction(run.progress, 1_000), 0),
        "words": run.words or _waiting_words(run.status),
        "time": _time_words(run, now),
        "asked": _moment(run.queued_at),
        "actor": run.actor if with_person else "",
        "draws": format_count(run.draws) if run.draws else "",
        "result_url": result_url(run) if run.status == "done" else "",
    }


def _waiting_words(status: str) -> str:
    """What is said before the run has said anything itself."""
    return {"queued": _("Venter på at kjøreren skal begynne."), "running": _("Begynner.")}.get(status, "")


def result_url(run: ForesightRun) -> str:
    """Where the result is opened."""
    page = RESULT_PAGES.get(run.kind)
    return with_query(reverse(page), kjoring=str(run.number)) if page else reverse("foresight-run", args=[run.number])


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(get_current_timezone()):%d.%m.%Y kl. %H.%M}"


def _time_words(run: ForesightRun, now: datetime) -> str:
    """How long it has taken, and about how much is left; empty before it has begun."""
    if run.started_at is None:
        return ""
    taken = (run.finished_at or now) - run.started_at
    if run.status != "running" or run.progress < LEAST_SHARE:
        return _length(taken)
    left = taken * (1_000 - run.progress) / run.progress
    return _("%(taken)s, om lag %(left)s igjen") % {"taken": _length(taken), "left": _length(left)}


def _length(span: timedelta) -> str:
    seconds = max(round(span.total_seconds()), 0)
    if seconds < 100:
        return ngettext("%(count)s sekund", "%(count)s sekunder", seconds) % {"count": seconds}
    minutes = round(seconds / 60)
    return ngettext("%(count)s minutt", "%(count)s minutter", minutes) % {"count": minutes}


def result_tables(result: Mapping[str, Any]) -> list[Context]:
    """The tables a result brings, for the runs that have no page of their own.

    A result has `tables`: each with `caption`, `unit` (a key of ROUNDING), `unit_line`, `columns` (texts) and `rows` (`label` and `values`).
    """
    return [_table(one) for one in result.get("tables", ())]


def _table(table: Mapping[str, Any]) -> Context:
    decimals = ROUNDING.get(table.get("unit", ""), 1)
    return {
        "caption": table["caption"],
        "unit": table.get("heading", ""),
        "unit_line": table.get("unit_line", ""),
        "columns": [{"text": str(one)} for one in table["columns"]],
        "rows": [row(one["label"], _cells(one["values"], decimals)) for one in table["rows"]],
    }


def _cells(values: Sequence[float | None], decimals: int) -> list[Context | None]:
    return [None if one is None else {"text": format_decimal(Fraction(one), decimals)} for one in values]
