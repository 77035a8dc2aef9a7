"""What a change of the economy's book does to the ratios and to the rules' findings: before and after, side by side."""

from __future__ import annotations

from collections.abc import Sequence
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
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Trial:
    """The ratios, those with targets first, and the findings of grade stop and warning that have come (`broken`) and gone (`mended`)."""

    years: tuple[int, ...]
    ratios: tuple[RatioMove, ...]
    broken: tuple[Finding, ...]
    mended: tuple[Finding, ...]


def compare_trial(before: Programme, after: Programme) -> Trial:
    """What `after` does to the ratios and findings of `before`. Both show the same plan years."""
    years = before.dataset.plan_years
    old, new = _verdicts(before), _verdicts(after)
    ordered = [*old, *(one for one in before.ratios if one not in old)]
    moves = tuple(
        RatioMove(before.ratios[one], _values(before, one, years), _values(after, one, years), old.get(one), new.get(one)) for one in ordered
    )
    was, found = _findings(before), _findings(after)
    known, now = {_key(one) for one in was}, {_key(one) for one in found}
    return Trial(years, moves, tuple(one for one in found if _key(one) not in known), tuple(one for one in was if _key(one) not in now))


def _verdicts(programme: Programme) -> dict[str, TargetVerdict]:
    return {series.ratio.id: verdict for series, verdict in programme.verdicts()}


def _values(programme: Programme, ratio: str, years: Sequence[int]) -> tuple[Fraction | None, ...]:
    values = programme.series(ratio).values
    return tuple(values[year].value if year in values else None for year in years)


def _findings(programme: Programme) -> list[Finding]:
    return [one for one in lint_programme(programme) if one.grade in _GRADES]


def _key(finding: Finding) -> tuple[str, str, int | None]:
    """The same thing wrong in the same place, whatever the amount."""
    return finding.code, finding.place.figure or finding.place.unit, finding.place.year
