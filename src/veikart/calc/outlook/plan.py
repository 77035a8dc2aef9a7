"""The action programme as the long view begins from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PlanFigures:
    """The figures of the programme that is shown: by address (as on the page that explains a figure, without the year) and year.

    Whole kroner of the programme's price level, with the budget's sign (expenses positive, income negative). `years` are the years of the plan,
    `version` the version they are of, `hash` what the programme was made of: two with the same hash have the same figures.
    """

    years: tuple[int, ...] = ()
    version: str = ""
    hash: str = ""
    amounts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
