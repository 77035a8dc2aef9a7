"""Findings as a list of them shows each."""

from __future__ import annotations

from veikart.rules.findings import Finding
from veikart.web.tables import Context


def finding_view(one: Finding) -> Context:
    """A finding with what to do about it, and where it is in the file."""
    text = one.place.words()
    return {"grade": one.grade, "sentence": one.sentence, "remedy": one.remedy, "place": {"text": text} if text else None}
