"""The rows of a table of emissions as they stand, and the findings made while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from veikart.rules.findings import Finding, Place, format_text, make_finding

MOST_FINDINGS = 100
Key = tuple[str, int, str, str]
"""A municipality's number, a year, a sector and the name of a source."""


@dataclass
class EmissionReading:
    """The findings of one file, and what is left out because a row of it could not be read."""

    name: str
    findings: list[Finding] = field(default_factory=list)
    spoiled: set[tuple[str | int, ...]] = field(default_factory=set)

    def report(self, code: str, sheet: str = "", *, row: int = 0, column: str = "", **words: str) -> None:
        """Add a finding, until there are MOST_FINDINGS of them."""
        if len(self.findings) < MOST_FINDINGS:
            place = Place(file=f"{self.name}, arket «{format_text(sheet)}»" if sheet else self.name, row=row, column=column)
            self.findings.append(make_finding(code, place, **{key: format_text(one, longest=300) for key, one in words.items()}))

    def is_spoiled(self, key: Key) -> bool:
        """Whether a row of the figure, or one that may be of it, could not be read."""
        return any(key[:length] in self.spoiled for length in range(1, len(key) + 1))

    @property
    def is_stopped(self) -> bool:
        """Whether a finding stops the file from being read in."""
        return any(one.grade == "stop" for one in self.findings)


@dataclass(frozen=True, slots=True)
class EmissionRow:
    """A row as it stands: None where what stands there is no year or no number. `is_cut` is whether it has too few or too many cells."""

    line: int
    number: str
    place: str
    year: int | None
    sector: str
    source: str
    gas: str
    tonnes: int | None
    cells: tuple[str, ...]
    is_cut: bool = False
