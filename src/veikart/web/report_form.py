"""The form of a unit's report: each field with what stands in it, what is written now, and what somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from veikart.actions.write_report import FIELDS, ReportEntry, mark_text
from veikart.rules.reports import UnitReport

SEEN = "seen."
MOST_FIELDS = 2_000
KINDS = frozenset({"text", "deviation", "indicator", "task", "measure"})


@dataclass(frozen=True, slots=True)
class ReportField:
    """A field: its name in the form, what stands in it, the mark of what is stored, and what somebody else has written there meanwhile."""

    name: str
    value: str
    seen: str
    other: str = ""

    @property
    def seen_name(self) -> str:
        return SEEN + self.name


@dataclass(frozen=True)
class ReportForm:
    """The fields of a report; `posted` is what was sent where it could not be stored, so that nothing written is lost."""

    report: UnitReport
    posted: Mapping[str, str]

    def field(self, kind: str, about: str, field: str = "text") -> ReportField:
        """A field with what was sent, else what is stored."""
        name, stored = f"{kind}.{about}.{field}", self._stored(kind, about, field)
        sent, seen = self.posted.get(name), self.posted.get(SEEN + name)
        if sent is None or mark_text(sent) == seen or sent == stored:
            return ReportField(name, stored, mark_text(stored))
        return ReportField(name, sent, mark_text(stored), stored if mark_text(stored) != seen else "")

    def _stored(self, kind: str, about: str, field: str) -> str:
        if kind == "text":
            part = self.report.part(about)
            return part.text if part else ""
        said = self.report.explanation(kind, about)
        return str(getattr(said, field)) if said else ""

    @property
    def has_conflict(self) -> bool:
        """Whether somebody else has written in a field that was sent."""
        names = (name.split(".", 1) for name in self.posted if not name.startswith(SEEN) and name.count(".") >= 2)
        return any(self.field(kind, rest.rsplit(".", 1)[0], rest.rsplit(".", 1)[1]).other for kind, rest in names)


def read_posted(request: HttpRequest) -> dict[str, str]:
    """The fields of the report as they were sent, with their marks."""
    found = {name: value.replace("\r\n", "\n").strip() for name, value in request.POST.items() if name.count(".") >= 2}
    return dict(list(found.items())[:MOST_FIELDS])


def read_entries(posted: Mapping[str, str]) -> list[ReportEntry]:
    """What was written, field by field; a name that is no field is overlooked."""
    entries = []
    for name, value in posted.items():
        if name.startswith(SEEN):
            continue
        kind, _, rest = name.partition(".")
        about, _, field = rest.rpartition(".")
        if kind in KINDS and about and field in FIELDS[: 1 if kind == "text" else 2]:
            entries.append(ReportEntry(kind, about, field, value, posted.get(SEEN + name, "")))
    return entries
