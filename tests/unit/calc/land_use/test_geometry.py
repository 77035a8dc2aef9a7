"""Geometries read, refused, and turned as RFC 7946 asks for."""

import json

import pytest

from veikart.calc.land_use import GeometryInvalid, read_geometry, read_shape, turn_rings

SQUARE = [[10, 59], [11, 59], [11, 60], [10, 60], [10, 59]]
HOLE = [[10.2, 59.2], [10.2, 59.4], [10.4, 59.4], [10.2, 59.2]]


@pytest.mark.parametrize(
    ("kind", "coordinates", "counts"),
    [
        ("Point", [10.5, 59.9], (1, 0, 0)),
        ("Point", [10.5, 59.9, 120], (1, 0, 0)),
        ("MultiPoint", [[10.5, 59.9], [10.6, 59.9]], (2, 0, 0)),
        ("LineString", [[10.5, 59.9], [10.6, 59.9]], (0, 1, 0)),
        ("MultiLineString", [[[10.5, 59.9], [10.6, 59.9]]], (0, 1, 0)),
        ("Polygon", [SQUARE, HOLE], (0, 0, 1)),
        ("MultiPolygon", [[SQUARE], [SQUARE]], (0, 0, 2)),
    ],
)
def test_every_type_is_read(kind, coordinates, counts):
    shape = read_shape({"type": kind, "coordinates": coordinates})
    assert (len(shape.points), len(shape.lines), len(shape.polygons)) == counts
    assert all(len(one) == 2 for one in shape.positions)


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (None, "type"),
        ([1, 2], "type"),
        ({"type": "Circle"}, "type"),
        ({"type": "GeometryCollection", "geometries": []}, "type"),
        ({"type": "Point"}, "form"),
        ({"type": "Point", "coordinates": [10]}, "form"),
        ({"type": "Point", "coordinates": [10, True]}, "form"),
        ({"type": "Point", "coordinates": ["10", "59"]}, "form"),
        ({"type": "LineString", "coordinates": [[10, 59]]}, "form"),
        ({"type": "Polygon", "coordinates": []}, "form"),
        ({"type": "Polygon", "coordinates": [10, 59]}, "form"),
        ({"type": "Polygon", "coordinates": [SQUARE[:-1]]}, "ring"),
        ({"type": "Polygon", "coordinates": [[[10, 59], [11, 59], [10, 59]]]}, "ring"),
        ({"type": "Point", "coordinates": [582000, 6640000]}, "metres"),
        ({"type": "Point", "coordinates": [6640000, 582000]}, "metres"),
        ({"type": "Point", "coordinates": [59.9, 10.5]}, "swapped"),
        ({"type": "Point", "coordinates": [181, 0]}, "degrees"),
        ({"type": "Point", "coordinates": [0, -91]}, "degrees"),
        ({"type": "Point", "coordinates": [float("inf"), float("nan")]}, "degrees"),
        ({"type": "Point", "coordinates": [10**400, 0]}, "degrees"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(geometry, why):
    with pytest.raises(GeometryInvalid) as refused:
        read_shape(geometry)
    assert refused.value.why == why


def test_text_that_is_no_geometry_is_none():
    assert [read_geometry(one) for one in ("", "{", "[" * 5000, '{"type":"Point","coordinates":[500,0]}')] == [None] * 4


def test_outer_borders_turn_against_the_clock_and_holes_with_it():
    good = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
    wrong = {"type": "Polygon", "coordinates": [SQUARE[::-1], HOLE[::-1]]}
    assert turn_rings(wrong) == turn_rings(good) == good
    assert turn_rings({"type": "MultiPolygon", "coordinates": [wrong["coordinates"]]})["coordinates"] == [good["coordinates"]]
    point = {"type": "Point", "coordinates": [1, 2]}
    assert turn_rings({**point, "bbox": []}) == json.loads(json.dumps(point))
