"""From a dataset to everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.documents import Dataset
from veikart.rules.findings import Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme

OF_DOCUMENT = "document-disagrees"


@dataclass(frozen=True)
class Assessment:
    """A programme and its findings, worst first."""

    programme: Programme
    findings: tuple[Finding, ...]

    @property
    def of_rules(self) -> tuple[Finding, ...]:
        """What the law's rules and the municipality's own targets say."""
        return tuple(one for one in self.findings if one.code != OF_DOCUMENT)

    @property
    def of_document(self) -> tuple[Finding, ...]:
        """Where the printed document disagrees with itself."""
        return tuple(one for one in self.findings if one.code == OF_DOCUMENT)


def assess(dataset: Dataset) -> Assessment:
    """The dataset under the rules in force."""
    programme = Programme(dataset)
    return Assessment(programme, tuple(lint_programme(programme)))
