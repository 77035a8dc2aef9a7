"""The rows of the land-use strategy: where homes are to be built, and how many."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A growth area, station or corridor of the land-use strategy. `geometry` is GeoJSON text, longitude first; `priority` 1 is built first."""

    id: str
    name: str
    kind: str
    geometry: str = ""
    priority: int | None = None
    earliest_year: int | None = None
    element: str = ""
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class HomeCount:
    """Homes in an area in a year, built or planned."""

    area: str
    year: int
    status: str
    homes: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class HomeAim:
    """From a year on: at least `share_percent` of the homes are to be built in priority areas. Holds until the next row's year."""

    from_year: int
    share_percent: int
    element: str = ""
    source: str = ""
