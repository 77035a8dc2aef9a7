"""What a check has found, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

GRADES = ("stop", "warning", "note")
"""From worst to mildest: nothing is stored or adopted, someone must look, good to know."""

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that do not show, turn the text around, or cannot be written to a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was found: a cell of a file (`row` is the line, 1 for the first), or a figure, unit and year. Empty parts do not apply.

    `printed` is the figure's place in the document in words: table, page, row and column.
    """

    file: str = ""
    row: int = 0
    column: str = ""
    figure: str = ""
    unit: str = ""
    year: int = 0
    printed: str = ""

    def words(self) -> str:
        """The place in Norwegian; for a printed figure where it stands in the document, not the file of the check."""
        if self.printed:
            return self.printed
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


def format_text(text: str, *, longest: int = 60) -> str:
    """Somebody's text made fit for a sentence: on one line, at most `longest` characters, with `�` for what cannot be shown.

    >>> format_text("en\\nlang tekst", longest=8)
    'en lang…'
    """
    plain = UNSEEN.sub("\ufffd", re.sub(r"[\t\n\r]+", " ", text[: longest + 1]))
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
