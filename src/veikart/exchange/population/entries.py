"""The numbers of a table of population, one by one, with the findings made while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from veikart.exchange.population.words import Ages, Region
from veikart.rules.findings import Finding, Place, format_text, make_finding

MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A number: what is counted (`measure`), in which alternative (empty for what has been counted), and where it stood. `count` is None where the
    file has none, which is not zero; `sex` is empty for both."""

    region: Region
    measure: str
    alternative: str
    year: int
    sex: str
    ages: Ages
    count: int | None
    row: int = 0
    column: str = ""


@dataclass
class Reading:
    """The findings of one file; at most MOST_FINDINGS are kept."""

    name: str
    findings: list[Finding] = field(default_factory=list)

    def report(self, code: str, *, row: int = 0, column: str = "", year: int = 0, **words: str) -> None:
        """Add a finding."""
        if len(self.findings) < MOST_FINDINGS:
            place = Place(file=self.name, row=row, column=format_text(column), year=year)
            words = {"year": str(year), **words}
            self.findings.append(make_finding(code, place, **{key: format_text(one, longest=300) for key, one in words.items()}))

    @property
    def is_stopped(self) -> bool:
        """Whether a finding stops the file from being read in."""
        return any(one.grade == "stop" for one in self.findings)
