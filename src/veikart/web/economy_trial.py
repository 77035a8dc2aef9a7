"""What a change does, as the pages show it: each ratio before and after, its verdict, and what breaks or is mended."""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext as _

from veikart.calc.ratios import Ratio, TargetVerdict
from veikart.rules.economy.trials import RatioMove, Trial
from veikart.rules.findings import Finding
from veikart.rules.words import in_ratio
from veikart.rules.words.sentences import join_words
from veikart.rules.words.verdicts import verdict_label
from veikart.web.tables import Context

DASH = "–"


def describe_trial(trial: Trial) -> Context:
    """The trial as its template wants it: one row for each ratio that has a target or has moved."""
    shown = [one for one in trial.ratios if one.verdict_before is not None or one.has_moved]
    return {
        "years": list(trial.years),
        "rows": [_row(one) for one in shown],
        "sentence": trial_sentence(trial),
        "broken": [_finding(one) for one in trial.broken],
        "mended": [_finding(one) for one in trial.mended],
    }


def trial_sentence(trial: Trial) -> str:
    """What happens, in one sentence."""
    broken = [one.ratio.name.lower() for one in trial.ratios if _is_below(one.verdict_after) and not _is_below(one.verdict_before)]
    mended = [one.ratio.name.lower() for one in trial.ratios if _is_below(one.verdict_before) and not _is_below(one.verdict_after)]
    if broken:
        return _("Kommer under minimum: %(names)s.") % {"names": join_words(broken)}
    if trial.broken:
        return _("%(count)s nye funn.") % {"count": len(trial.broken)} if len(trial.broken) > 1 else _("Ett nytt funn.")
    if mended:
        return _("Kommer over minimum: %(names)s.") % {"names": join_words(mended)}
    if any(one.has_moved for one in trial.ratios):
        return _("Nøkkeltallene flytter seg, og alle minstekrav står som før.")
    return _("Ingen nøkkeltall flytter seg i planårene.")


def _is_below(verdict: TargetVerdict | None) -> bool:
    return verdict is not None and bool(verdict.years_below_minimum)


def _row(move: RatioMove) -> Context:
    verdict = move.verdict_after
    return {
        "name": move.ratio.name,
        "moved": move.has_moved,
        "cells": [_cell(move.ratio, before, after) for before, after in zip(move.before, move.after, strict=True)],
        "grade": "" if verdict is None else "warning" if verdict.years_below_minimum else "ok" if verdict.is_met else "note",
        "verdict": verdict_label(verdict) if verdict else "",
    }


def _cell(ratio: Ratio, before: Fraction | None, after: Fraction | None) -> Context:
    now, then = _text(ratio, after), _text(ratio, before)
    return {"text": now, "before": then if then != now else "", "direction": _direction(before, after) if then != now else ""}


def _text(ratio: Ratio, value: Fraction | None) -> str:
    return DASH if value is None else in_ratio(value, ratio)


def _direction(before: Fraction | None, after: Fraction | None) -> str:
    if before is None or after is None:
        return ""
    return "▲" if after > before else "▼"


def _finding(finding: Finding) -> Context:
    return {"grade": finding.grade, "sentence": finding.sentence, "remedy": finding.remedy}
