"""Several projects moved at once, and a list of moves as a form sends it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from veikart.calc.books import RowChange, apply_changes
from veikart.calc.economy import EconomyBook
from veikart.rules.economy.project_moving import move_project
from veikart.rules.findings import Finding, Place, format_text, make_finding

MOST_MOVES = 200
LONGEST_MOVE = 60
_MOVE = re.compile(r"([^\s:]{1,80}):([+-]?[0-9]{1,2})", re.ASCII)


def read_moves(text: str) -> tuple[dict[str, int], list[Finding]]:
    """The moves in «project:+1 project:-2», or none with every finding. Moves of the same project are added up.

    >>> read_moves("skole:+1 hall:-2 skole:1")[0]
    {'skole': 2, 'hall': -2}
    """
    moves: dict[str, int] = {}
    findings: list[Finding] = []
    words = text.split()
    for word in words[:MOST_MOVES]:
        match = _MOVE.fullmatch(word)
        if match is None or abs(int(match[2])) > LONGEST_MOVE:
            findings.append(make_finding("move-unread", Place(), found=format_text(word)))
        else:
            moves[match[1]] = moves.get(match[1], 0) + int(match[2])
    if len(words) > MOST_MOVES:
        findings.append(make_finding("move-unread", Place(), found=f"{len(words)} flyttinger på en gang"))
    return ({}, findings) if findings else ({key: years for key, years in moves.items() if years}, [])


def move_projects(book: EconomyBook, moves: Mapping[str, int]) -> tuple[tuple[RowChange, ...], list[Finding]]:
    """The changes that move each project so many years, or none with every finding of grade stop."""
    changes: list[RowChange] = []
    findings: list[Finding] = []
    for project, years in moves.items():
        if project not in book.table("projects"):
            findings.append(make_finding("move-unknown", Place(), found=format_text(project)))
            continue
        made, wrong = move_project(book, project, years)
        changes.extend(made)
        findings.extend(wrong)
    return ((), findings) if findings else (tuple(changes), [])


def with_moves(book: EconomyBook, moves: Mapping[str, int]) -> tuple[EconomyBook, list[Finding]]:
    """The book with the projects moved, or as it is with every finding."""
    changes, findings = move_projects(book, moves)
    return apply_changes(book, changes), findings
