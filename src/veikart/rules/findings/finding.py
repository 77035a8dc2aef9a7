"""What a check has found, and where."""

from __future__ import annotations

from dataclasses import dataclass

GRADES = ("stop", "warning", "note")
"""From worst to mildest: nothing is stored or adopted, someone must look, good to know."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was found: a cell of a file (`row` is the line, 1 for the first), or a figure, unit and year. Empty parts do not apply."""

    file: str = ""
    row: int = 0
    column: str = ""
    figure: str = ""
    unit: str = ""
    year: int = 0

    def words(self) -> str:
        """The place in Norwegian."""
        parts = []
        if self.file:
            parts.append(self.file)
        if self.row:
            parts.append(f"rad {self.row}")
        if self.column:
            parts.append(f"kolonne «{self.column}»")
        if self.unit:
            parts.append(self.unit)
        if self.year:
            parts.append(str(self.year))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its code, its grade, a sentence with what was expected and found, what to do, and the rule behind it."""

    code: str
    grade: str
    title: str
    sentence: str
    remedy: str
    place: Place
    rule: str = ""
    expected: str = ""
    found: str = ""
