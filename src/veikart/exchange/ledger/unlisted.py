"""Codes that nobody has said what are: told of with what stands on them, and kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from veikart.exchange.ledger.querying import sum_ledger
from veikart.exchange.ledger.telling import count_lines, format_count, format_ore
from veikart.rules.findings import Finding, Place, format_text, make_finding

UNKNOWN = {"function": "ledger-function-unknown", "cost_centre": "ledger-cost-centre-unknown", "project": "ledger-project-unknown"}
LISTED = 10
"""Codes that are named; the rest are counted."""
CodeSum = tuple[str, int, int]
"""A code, its lines, and their sum in øre."""


def find_unlisted(rollup: Path, known: Mapping[str, Collection[str]], *, name: str) -> list[Finding]:
    """A finding for each column of `known` (of UNKNOWN) in which sums have other codes than those, with the lines and sums of the largest. Lines
    without a code are not among them. `name` is what the file is called."""
    place = Place(file=format_text(name))
    missing = {column: _sum_missing(rollup, column, codes) for column, codes in known.items()}
    return [make_finding(UNKNOWN[column], place, **_say_codes(found)) for column, found in missing.items() if found]


def _sum_missing(rollup: Path, column: str, known: Collection[str]) -> list[CodeSum]:
    sums = sum_ledger([rollup], by=(column,))
    rows = zip(sums.keys[column].tolist(), sums.lines.tolist(), sums.amount_ore.tolist(), strict=True)
    return [(str(code), lines, ore) for code, lines, ore in rows if code and code not in known]


def _say_codes(found: Sequence[CodeSum]) -> dict[str, str]:
    """The words of a finding: the codes with most on them, and what all of them come to.

    >>> _say_codes([("9", 1, 500), ("8", 2, -1000)])["expected"]
    '8 (2 linjer, −10,00 kr), 9 (1 linje, 5,00 kr)'
    """
    largest = sorted(found, key=lambda one: (-abs(one[2]), one[0]))
    named = [f"{format_text(code, longest=40)} ({count_lines(lines)}, {format_ore(ore)} kr)" for code, lines, ore in largest[:LISTED]]
    more = [f"og {format_count(len(found) - LISTED)} til"] if len(found) > LISTED else []
    lines, ore = (sum(one[at] for one in found) for at in (1, 2))
    return {"expected": ", ".join([*named, *more]), "each": count_lines(lines), "difference": format_ore(ore)}
