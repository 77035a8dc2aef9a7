"""The rows of the pension tables: the schemes, what they cost each year, and the deviations that are still being charged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PensionScheme:
    """A pension scheme the municipality pays premiums to.

    `contribution` says whether the employer's contribution is charged on the deviation («yes» or «no»), `contribution_rate` another rate than
    that of zone 1 (parts per million). Deviations that arise in `one_year_from` or later are amortised in one year. Years after `growth_year`
    that are not entered have the premium and cost of that year, grown with wages.
    """

    id: str
    name: str
    unit: str = ""
    contribution: str = "no"
    contribution_rate: int | None = None
    one_year_from: int | None = None
    growth_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PensionYear:
    """What a scheme costs in a year, in current whole kroner, both positive: the premium that is paid, and the net pension cost."""

    scheme: str
    year: int
    premium: int
    net_cost: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PremiumDeviation:
    """A vintage from before the years that are worked out: the premium less the net cost of `year`, in whole kroner, as it arose."""

    scheme: str
    year: int
    nok: int
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PensionBalance:
    """The accumulated deviation in the balance sheet at the end of a year, for comparison only; `rounded_to` kroner where it is rounded."""

    year: int
    nok: int
    rounded_to: int = 1
    source: str = ""
    note: str = ""
