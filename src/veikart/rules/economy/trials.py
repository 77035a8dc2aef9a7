"""What a change of the economy's book does to the ratios and to the rules' findings: before and after, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from veikart.calc.ratios import Ratio, TargetVerdict
from veikart.rules.findings import Finding
from veikart.rules.linter import lint_programme
from veikart.rules.programme import Programme

_GRADES = ("stop", "warning")


@dataclass(frozen=True, slots=True)
class RatioMove:
    """A ratio before and after, by plan year; None where it cannot be worked out. The verdicts are None where the council has no target."""

    ratio: Ratio
    before: tuple[Fraction | None, ...]
    after: tuple[Fraction | None, ...]
    verdict_before: TargetVerdict | None
    verdict_after: TargetVerdict | None

    @property
    def has_moved(self) -> bool:
        """Whether the trial gives another value, before anything is rounded."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Trial:
    """The ratios, those with targets first, and the findings of grade stop and warning that have come (`broken`) and gone (`mended`)."""

    years: tuple[int, ...]
    ratios: tuple[RatioMove, ...]
    broken: tuple[Finding, ...]
    mended: tuple[Finding, ...]


@dataclass(frozen=True)
class Judged:
    """A programme with what a trial compares: the values of every ratio in the plan years, the verdicts, and the findings."""

    programme: Programme
    values: Mapping[str, tuple[Fraction | None, ...]]
    verdicts: Mapping[str, TargetVerdict]
    findings: tuple[Finding, ...]


def judge(programme: Programme) -> Judged:
    """The programme's ratios, verdicts and findings of grade stop and warning."""
    years = programme.dataset.plan_years
    return Judged(
        programme,
        {one: _values(programme, one, years) for one in programme.ratios},
        {series.ratio.id: verdict for series, verdict in programme.verdicts()},
        tuple(one for one in lint_programme(programme) if one.grade in _GRADES),
    )


def compare_trial(before: Judged, after: Judged) -> Trial:
    """What `after` does to the ratios and findings of `before`. Both show the same plan years."""
    ratios, old = before.programme.ratios, before.verdicts
    ordered = [*old, *(one for one in ratios if one not in old)]
    moves = tuple(RatioMove(ratios[one], before.values[one], after.values[one], old.get(one), after.verdicts.get(one)) for one in ordered)
    known, now = {_key(one) for one in before.findings}, {_key(one) for one in after.findings}
    return Trial(
        before.programme.dataset.plan_years,
        moves,
        tuple(one for one in after.findings if _key(one) not in known),
        tuple(one for one in before.findings if _key(one) not in now),
    )


def _values(programme: Programme, ratio: str, years: Sequence[int]) -> tuple[Fraction | None, ...]:
    values = programme.series(ratio).values
    return tuple(values[year].value if year in values else None for year in years)


def _key(finding: Finding) -> tuple[str, str, int | None]:
    """The same thing wrong in the same place, whatever the amount."""
    return finding.code, finding.place.figure or finding.place.unit, finding.place.year
