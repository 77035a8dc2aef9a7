"""Areas read from GeoJSON: within limits, never trusted, and with every finding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from veikart.calc.land_use import read_geometry, turn_rings
from veikart.calc.plan_system import Area
from veikart.exchange.dataset.json_syntax import JsonRefused, parse_json
from veikart.exchange.geojson.writing import COLLECTION, FEATURE, GEOMETRY, REVISION
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.plan_system import get_tables
from veikart.rules.tables import read_row, write_row

LARGEST_FILE = 5_000_000
"""Bytes."""
DEEPEST = 12
"""Lists and groups inside each other; a MultiPolygon in a collection takes eight."""
MOST_FINDINGS = 200
_DEGREES = ("crs84", "epsg::4326", "epsg:4326", "wgs84")
"""How the older GeoJSON says that it is in degrees."""


@dataclass(frozen=True, slots=True)
class AreasRead:
    """The areas of a file as they will be, in its order, and the change the file was written at; None where it does not say."""

    areas: tuple[Area, ...]
    revision: int | None


def read_areas(content: bytes, *, name: str, known: Mapping[str, Area]) -> tuple[AreasRead | None, list[Finding]]:
    """The areas in a file, or None with every finding. `name` is what the file is called, `known` the areas that are there, by id.

    An area is known by its id. A property that the file does not have keeps its value, one that is null is emptied. Coordinates are degrees in
    WGS 84, longitude first. Nothing but areas of the file is changed by it. Source: RFC 7946.
    """
    shown = format_text(name)
    try:
        features, revision = _features(parse_json(content, largest=LARGEST_FILE, deepest=DEEPEST, deep="geojson-deep"), shown)
    except JsonRefused as refusal:
        return None, [make_finding(refusal.code, Place(file=shown, row=refusal.row), **{"name": shown, **refusal.words})]
    areas: dict[str, Area] = {}
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    for number, feature in enumerate(features, start=1):
        place = Place(file=shown, unit=_place_words(feature, number))
        area, wrong = _read_feature(feature, place, known)
        findings.extend(wrong)
        if area and area.id in areas:
            findings.append(make_finding("id-twice", place, found=area.id, expected=places[area.id].words()))
        elif area:
            areas[area.id], places[area.id] = area, place
    if findings:
        return None, findings[:MOST_FINDINGS]
    return AreasRead(tuple(areas.values()), revision), []


def _features(parsed: Any, name: str) -> tuple[list[Any], int | None]:
    """The features of a collection, or a feature alone, and the revision. Raises JsonRefused."""
    if not isinstance(parsed, dict):
        raise JsonRefused("geojson-kind", found="en liste" if isinstance(parsed, list) else "en enkelt verdi", expected=COLLECTION)
    _check_crs(parsed.get("crs"))
    if parsed.get("type") == FEATURE:
        return [parsed], None
    features = parsed.get("features")
    if parsed.get("type") != COLLECTION or not isinstance(features, list):
        found = format_text(str(parsed.get("type") or "ingenting"))
        raise JsonRefused("geojson-kind", found=found if found != COLLECTION else f"{COLLECTION} uten «features»", expected=COLLECTION)
    if not features:
        raise JsonRefused("geojson-kind", found=f"{COLLECTION} uten områder", expected=f"{COLLECTION} med minst ett område")
    revision = parsed.get(REVISION)
    return features, revision if type(revision) is int else None


def _check_crs(crs: Any) -> None:
    """Refuse a file that says its coordinates are something else than degrees in WGS 84."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    said = str(properties.get("name") if isinstance(properties, dict) else crs or "")
    if said and not any(one in said.lower() for one in _DEGREES):
        raise JsonRefused("geojson-crs", found=format_text(said))


def _read_feature(feature: Any, place: Place, known: Mapping[str, Area]) -> tuple[Area | None, list[Finding]]:
    """One area, with what the file does not say taken from the area that is known."""
    if not isinstance(feature, dict) or feature.get("type") != FEATURE:
        found = str(feature.get("type") or "ingenting") if isinstance(feature, dict) else "noe annet enn en gruppe"
        return None, [make_finding("geojson-kind", place, name=place.file, found=format_text(found), expected=FEATURE)]
    properties = feature.get("properties")
    raw = dict(properties) if isinstance(properties, dict) else {}
    if raw.pop(GEOMETRY, None) is not None:  # the table has it, and a file may, but only the feature's own is read
        return None, [make_finding("key-unknown", place, found=GEOMETRY, expected=_expected())]
    outside = feature.get("id")
    inside = raw.get("id")
    if outside is not None and inside is not None and str(outside) != str(inside):
        return None, [make_finding("geojson-id", place, found=format_text(str(outside)), expected=format_text(str(inside)))]
    raw["id"] = inside if inside is not None else outside
    if GEOMETRY in feature:
        raw[GEOMETRY] = None if feature[GEOMETRY] is None else json.dumps(feature[GEOMETRY])
    before = known.get(str(raw["id"]))
    wrong = [finding for key, value in raw.items() for finding in _check_plain(key, value, place)]
    plain = {key: int(value) if isinstance(value, float) and value.is_integer() else value for key, value in raw.items()}
    area, findings = read_row(get_tables()["areas"], {**(write_row(before) if before else {}), **plain}, place)
    if area is None or wrong:
        return None, [*wrong, *findings]
    return _keep_border(area, before), []


def _place_words(feature: Any, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    return f"område {number} ({format_text(named)})" if named and isinstance(named, str) else f"område {number}"


def _check_plain(key: str, value: Any, place: Place) -> list[Finding]:
    """A property is text, a number or nothing; lists and groups are only for geometries."""
    if value is None or (isinstance(value, str | int | float) and not isinstance(value, bool)):
        return []
    found = {bool: "ja eller nei", list: "en liste", dict: "en gruppe"}[type(value)]
    return [make_finding("value-kind", place, name=format_text(key), expected="tekst eller tall", found=found)]


def _keep_border(area: Area, before: Area | None) -> Area:
    """The area; a border that is only turned the other way is no change."""
    if before is None or not area.geometry or read_geometry(before.geometry) is None:
        return area
    old, new = (turn_rings(json.loads(one.geometry)) for one in (before, area))
    return replace(area, geometry=before.geometry) if old == new else area


def _expected() -> str:
    return ", ".join(name for name in get_tables()["areas"].fields if name != GEOMETRY)
