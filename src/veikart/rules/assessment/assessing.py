"""From a dataset to everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.documents import Dataset
from veikart.rules.findings import Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme


@dataclass(frozen=True)
class Assessment:
    """A programme and its findings, worst first."""

    programme: Programme
    findings: tuple[Finding, ...]


def assess(dataset: Dataset) -> Assessment:
    """The dataset under the rules in force."""
    programme = Programme(dataset)
    return Assessment(programme, tuple(lint_programme(programme)))
