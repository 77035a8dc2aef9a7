"""Areas as GeoJSON: the smallest good file, one file for each finding, and back again."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.plan import get_example_plan
from tests.support.tree import ROOT
from veikart.calc.plan_system import Area
from veikart.exchange.geojson import LARGEST_FILE, AreasRead, read_areas, write_areas
from veikart.rules.findings import Finding

SMALLEST = (ROOT / "tests/exchange/data/areas/smallest.geojson").read_bytes()
GEOMETRY = '{"type":"Polygon","coordinates":[[[10.5,59.8],[10.6,59.8],[10.6,59.9],[10.5,59.8]]]}'
TORGET = Area("torget", "Torget", "growth_area", GEOMETRY, 1)
UTM = {"type": "Point", "coordinates": [582000.5, 6640000.5]}
Edit = Callable[[dict[str, Any], dict[str, Any]], Any]


def read(content: bytes | dict, known: dict[str, Area] | None = None) -> tuple[AreasRead | None, list[Finding]]:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read_areas(raw, name="omrader.geojson", known=known or {})


def changed(edit: Edit) -> dict[str, Any]:
    """The smallest file with one thing changed: `edit` has the file and its first area."""
    made = json.loads(SMALLEST)
    edit(made, made["features"][0])
    return made


def test_the_smallest_file_has_no_findings():
    found, findings = read(SMALLEST)
    assert not findings
    assert found == AreasRead((TORGET,), None)


BROKEN: dict[str, tuple[str, Edit]] = {
    "another type": ("geojson-kind", lambda all_, _: all_.update(type="Topology")),
    "no features": ("geojson-kind", lambda all_, _: all_.pop("features")),
    "empty": ("geojson-kind", lambda all_, _: all_.update(features=[])),
    "a feature that is none": ("geojson-kind", lambda all_, _: all_.update(features=[7])),
    "a geometry for a feature": ("geojson-kind", lambda all_, one: all_.update(features=[one["geometry"]])),
    "said to be utm": ("geojson-crs", lambda all_, _: all_.update(crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}})),
    "in metres": ("geometry-metres", lambda _, one: one.update(geometry=UTM)),
    "north first": ("geometry-swapped", lambda _, one: one.update(geometry={"type": "Point", "coordinates": [59.9, 10.5]})),
    "off the globe": ("geometry-degrees", lambda _, one: one.update(geometry={"type": "Point", "coordinates": [10.5, 95]})),
    "open border": ("geometry-ring", lambda _, one: one["geometry"]["coordinates"][0].pop()),
    "another form": ("geometry-type", lambda _, one: one.update(geometry={"type": "GeometryCollection", "geometries": []})),
    "a list for a geometry": ("geometry-type", lambda _, one: one.update(geometry=[10.5, 59.9])),
    "a point without numbers": ("geometry-form", lambda _, one: one.update(geometry={"type": "Point", "coordinates": []})),
    "unknown property": ("key-unknown", lambda _, one: one["properties"].update(farge="blå")),
    "geometry as a property": ("key-unknown", lambda _, one: one["properties"].update(geometry="{}")),
    "no id": ("cell-missing", lambda _, one: one["properties"].pop("id")),
    "no name": ("cell-missing", lambda _, one: one["properties"].pop("name")),
    "no kind": ("cell-missing", lambda _, one: one["properties"].update(kind=None)),
    "no properties": ("cell-missing", lambda _, one: one.update(properties=None)),
    "unknown kind": ("value-choice", lambda _, one: one["properties"].update(kind="by")),
    "bad id": ("id-bad", lambda _, one: one["properties"].update(id="Torget 1")),
    "a year for a place in the order": ("value-range", lambda _, one: one["properties"].update(priority=2032)),
    "words for a number": ("value-kind", lambda _, one: one["properties"].update(priority="først")),
    "a list for a text": ("value-kind", lambda _, one: one["properties"].update(note=["a"])),
    "two ids": ("geojson-id", lambda _, one: one.update(id="annet")),
    "twice": ("id-twice", lambda all_, one: all_["features"].append(copy.deepcopy(one))),
    "too deep": ("geojson-deep", lambda _, one: one["properties"].update(note=json.loads("[" * 20 + "]" * 20))),
    "too long": ("text-long", lambda _, one: one["properties"].update(note="a" * 50_000)),
    "unseen letters": ("text-unseen", lambda _, one: one["properties"].update(name="To\u202erget")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_found(name):
    code, edit = BROKEN[name]
    found, findings = read(changed(edit))
    assert found is None
    assert {one.code for one in findings} == {code} or name == "no properties"
    assert code in {one.code for one in findings}
    assert all(one.place.words().startswith("omrader.geojson") for one in findings)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "file-syntax"),
        (b"", "file-syntax"),
        (b'{"type": NaN}', "file-syntax"),
        (b'{"type": "FeatureCollection", "type": "Feature"}', "file-syntax"),
        (b'{"a": ' + b"9" * 5000 + b"}", "file-syntax"),
        ('{"name": "Høvik"}'.encode("latin-1"), "file-encoding"),
        (b"[]", "geojson-kind"),
        (b"7", "geojson-kind"),
        (b"[" * 100_000 + b"]" * 100_000, "geojson-deep"),
        (b" " * (LARGEST_FILE + 1), "file-large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, code):
    found, findings = read(content)
    assert found is None
    assert [one.code for one in findings] == [code]


def test_utm_is_said_in_words():
    _, [finding] = read(changed(lambda _, one: one.update(geometry=UTM)))
    assert "ser ut til å være UTM i meter" in finding.sentence
    assert finding.place.words() == "omrader.geojson, kolonne «Geometri», område 1 (Torget)"


def test_every_area_is_looked_at():
    def edit(all_: dict, one: dict) -> None:
        other = copy.deepcopy(one)
        other["properties"] = {"id": "annen", "name": "Annen", "kind": "by"}
        one["properties"]["farge"] = "blå"
        all_["features"].append(other)

    assert [one.code for one in read(changed(edit))[1]] == ["key-unknown", "value-choice"]


def test_properties_that_are_not_there_are_kept_and_null_empties():
    known = {"torget": Area("torget", "Torget", "growth_area", GEOMETRY, 1, 2030, "", "Merknad", "Kilde")}
    found, _ = read(changed(lambda _, one: one.update(properties={"id": "torget", "note": None})), known)
    assert found is not None
    assert found.areas == (Area("torget", "Torget", "growth_area", GEOMETRY, 1, 2030, "", "", "Kilde"),)
    unlocated, _ = read(changed(lambda _, one: one.update(geometry=None)), known)
    assert unlocated is not None
    assert unlocated.areas[0].geometry == ""


def test_id_may_stand_outside_and_words_are_known_as_in_sheets():
    def edit(_: dict, one: dict) -> None:
        one["id"] = one["properties"].pop("id")
        one["properties"].update(kind="Prioritert vekstområde", priority=1.0)

    assert read(changed(edit))[0] == AreasRead((TORGET,), None)


def test_one_area_alone_and_older_ways_of_saying_degrees():
    one = json.loads(SMALLEST)["features"][0]
    assert read(one)[0] == AreasRead((TORGET,), None)
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert read(changed(lambda all_, _: all_.update(crs=crs)))[0] == AreasRead((TORGET,), None)


def test_the_example_comes_back_as_it_went_out():
    areas = get_example_plan().areas
    content = write_areas(areas.values(), revision=7)
    found, findings = read(content, dict(areas))
    assert not findings
    assert found == AreasRead(tuple(areas.values()), 7)


def test_what_goes_out_follows_the_standard():
    clockwise = Area("a", "A", "growth_area", '{"type":"Polygon","coordinates":[[[10.5,59.8],[10.6,59.9],[10.6,59.8],[10.5,59.8]]]}')
    broken = Area("b", "B", "station", '{"type":"Point","coordinates":[900,59]}')
    written = json.loads(write_areas([clockwise, broken], revision=1))
    assert written["type"] == "FeatureCollection"
    assert written["features"][0]["geometry"]["coordinates"] == [[[10.5, 59.8], [10.6, 59.8], [10.6, 59.9], [10.5, 59.8]]]
    assert written["features"][0]["id"] == written["features"][0]["properties"]["id"] == "a"
    assert written["features"][1]["geometry"] is None
    assert set(written["features"][0]) == {"type", "id", "geometry", "properties"}


def test_a_border_turned_the_other_way_is_no_change():
    stored = Area("a", "A", "growth_area", '{"type":"Polygon","coordinates":[[[10.5,59.8],[10.6,59.9],[10.6,59.8],[10.5,59.8]]]}')
    found, _ = read(write_areas([stored], revision=1), {"a": stored})
    assert found is not None
    assert found.areas == (stored,)
