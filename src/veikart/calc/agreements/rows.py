"""The rows of leader agreements. Texts are empty and numbers and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a post and the one above it have agreed for a year: a text of their own, and the day each said yes. `superior` is the post above;
    `absence_target` is parts per million of the agreed days, None where none is agreed. What else is agreed stands in the lines."""

    post: str
    year: int
    superior: str = ""
    text: str = ""
    absence_target: int | None = None
    agreed_leader: date | None = None
    agreed_superior: date | None = None
    note: str = ""

    @property
    def is_agreed(self) -> bool:
        """Whether both the leader and the one above have agreed."""
        return self.agreed_leader is not None and self.agreed_superior is not None


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One thing the leader answers for, as it was when the agreement was last said yes to. `words` is what it said then."""

    post: str
    year: int
    kind: str
    subject: str
    words: str = ""
