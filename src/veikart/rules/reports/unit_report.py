"""A unit's report in a period as its leader opens it: filled in, with what is asked of them first."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.follow_up import Post
from veikart.calc.reports import MoneyLine, Period, Report, ReportExplanation, UnitInputs
from veikart.rules.reports.headings import ReportPart

DEVIATION, INDICATOR, TASK, MEASURE = "deviation", "indicator", "task", "measure"
Explanations = dict[tuple[str, str], ReportExplanation]
"""By kind and what it is about."""


@dataclass(frozen=True, slots=True)
class DeviationSeen:
    """A line with its deviation, whether it is large enough that it must be explained, the explanation so far, and the one
    of the report before."""

    line: MoneyLine
    is_large: bool
    explanation: ReportExplanation | None
    earlier: ReportExplanation | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it must be explained and is not."""
        return self.is_large and not (self.explanation and self.explanation.text.strip())


@dataclass(frozen=True, slots=True)
class PartSeen:
    """A part: the sentences worked out from the figures, what the unit has written, and what it wrote in the report before."""

    part: ReportPart
    made: tuple[str, ...]
    text: str
    earlier: str


@dataclass(frozen=True, slots=True)
class UnitReport:
    """Everything in one unit's report. `lines` are what its money is divided on, the units below or its own lines; `children` the units below."""

    period: Period
    report: Report
    unit: str
    name: str
    leader: Post | None
    is_top: bool
    inputs: UnitInputs
    lines: tuple[MoneyLine, ...]
    deviations: tuple[DeviationSeen, ...]
    parts: tuple[PartSeen, ...]
    changes: tuple[str, ...]
    explanations: Explanations
    children: tuple[str, ...]

    def explanation(self, kind: str, about: str) -> ReportExplanation | None:
        """What the unit says of something; None where it has said nothing."""
        return self.explanations.get((kind, about))

    @property
    def missing(self) -> tuple[DeviationSeen, ...]:
        """The deviations that must be explained before it can be confirmed."""
        return tuple(one for one in self.deviations if one.is_missing)

    @property
    def large(self) -> tuple[DeviationSeen, ...]:
        """The deviations past the threshold, largest first."""
        return tuple(one for one in self.deviations if one.is_large)

    def part(self, key: str) -> PartSeen | None:
        """A part by id; None where the report does not have it."""
        return next((one for one in self.parts if one.part.id == key), None)
