"""What is entered about the services people need places in. Shares are whole parts per million; None where nothing is entered."""

from __future__ import annotations

from dataclasses import dataclass

from veikart.calc.values import PPM


@dataclass(frozen=True, slots=True)
class NeedService:
    """A service with places: what its users and its places are called, and what a user takes.

    `service` is the service of the budget it belongs to; where no use by age is entered here, the ages are taken from that one. `coverage` is how
    much of the use is met by the municipality's own places, `places_per_user` the places a user takes and `staff_per_user` the staff years
    of a user, all parts per million. `by_area` is "yes" where the need is worked out for each area too.
    """

    id: str
    name: str
    kind: str
    user_name: str
    place_name: str
    service: str = ""
    coverage: int = PPM
    places_per_user: int = PPM
    staff_per_user: int | None = None
    by_area: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedUse:
    """The share of people from `age_from` to `age_to` (and older where None) that use a service. `sex` is empty for both."""

    service: str
    age_from: int
    share: int
    sex: str = ""
    age_to: int | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Places of a service from the last day of `first_year` to `last_year` (for good where None), fewer where negative.

    With a `project` they come with it: from the year it is completed, its capacity times `places_per_unit`. `area` is empty for places that
    everybody can use.
    """

    id: str
    name: str
    service: str
    area: str = ""
    first_year: int | None = None
    last_year: int | None = None
    places: int | None = None
    project: str = ""
    places_per_unit: int | None = None
    source: str = ""
    note: str = ""
