"""What commands print: for people, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rich.console import Console
from rich.table import Table

from veikart.rules.findings import Finding

PIPED_WIDTH = 130
"""Characters a table may take where there is no terminal to ask."""

console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_WIDTH)
errors = Console(stderr=True, highlight=False)
GRADE_WORDS = {"stop": "Stopp", "warning": "Varsel", "note": "Merknad"}


class CommandEnd(Exception):
    """A command that ends before it is done: a sentence, an exit code, and the findings that stand in the way.

    `answer` is what the command has to say as JSON all the same.
    """

    def __init__(self, message: str, exit_code: int, *, findings: Sequence[Finding] = (), answer: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code
        self.findings = findings
        self.answer = answer or {}


def print_json(content: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def as_number(value: Fraction) -> int | float:
    """An exact number as JSON writes it: an integer where it is one, else with at most six decimals."""
    return value.numerator if value.denominator == 1 else float(round(value, 6))


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as JSON."""
    place = finding.place
    return {
        "code": finding.code,
        "grade": finding.grade,
        "title": finding.title,
        "sentence": finding.sentence,
        "remedy": finding.remedy,
        "rule": finding.rule,
        "expected": finding.expected,
        "found": finding.found,
        "place": {
            "file": place.file,
            "row": place.row,
            "column": place.column,
            "figure": place.figure,
            "unit": place.unit,
            "year": place.year,
            "printed": place.printed,
        },
    }


def print_findings(findings: Sequence[Finding], *, most: int = 40) -> None:
    """Findings as a list, worst first."""
    for finding in findings[:most]:
        where = finding.place.words()
        errors_style = {"stop": "bold red", "warning": "yellow", "note": "cyan"}[finding.grade]
        console.print(f"[{errors_style}]{GRADE_WORDS[finding.grade]}[/]", end=" ")
        is_said = finding.sentence.lower().startswith(where.lower())
        console.print(finding.sentence if is_said else f"{where}: {finding.sentence}", markup=False, soft_wrap=True)
        if finding.remedy:
            console.print(f"       {finding.remedy}", style="dim", markup=False, soft_wrap=True)
    if len(findings) > most:
        console.print(f"… og {len(findings) - most} funn til. Bruk --json for alle.", markup=False)


def make_table(title: str, headings: list[str]) -> Table:
    """A table for the terminal: words to the left, numbers to the right."""
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
    table.add_column(headings[0], overflow="fold", min_width=20, ratio=1)
    for heading in headings[1:]:
        table.add_column(heading, justify="right", no_wrap=True)
    return table
