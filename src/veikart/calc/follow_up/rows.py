"""The rows that every part of the follow-up needs. Texts are empty and numbers and dates None where nothing is said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowUpSetting:
    """Whose follow-up it is; one row. `municipality_code` is the number it has in statistics, `top_unit` the unit that all others are below."""

    id: str
    municipality: str
    municipality_code: str
    top_unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the organisation: what owns tasks and reports. `email` is who sits there now and `deputy_email` who stands in, both as they sign
    in; `leads` is «yes» where the post answers for what its unit reports."""

    id: str
    name: str
    unit: str
    email: str = ""
    deputy_email: str = ""
    leads: str = "no"
    note: str = ""
