"""Tables as JSON-stat 2: one good file, and one broken thing at a time."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.exchange.jsonstat import MOST_CELLS, read_jsonstat

DATA = Path(__file__).parent / "data" / "statistics"
GOOD = (DATA / "07459-baerum.json").read_bytes()


def dataset(**changed: Any) -> dict[str, Any]:
    whole = {
        "class": "dataset",
        "id": ["A", "B"],
        "size": [2, 3],
        "dimension": {"A": {"category": {"index": ["x", "y"]}}, "B": {"category": {"index": {"c": 2, "a": 0, "b": 1}}}},
        "value": [1, 2, 3, 4, 5, 6],
    }
    return {key: one for key, one in (whole | changed).items() if one is not ...}


def read(**changed: Any):
    return read_jsonstat(json.dumps(dataset(**changed)).encode(), name="tabell.json")


def codes(**changed: Any) -> list[str]:
    cube, findings = read(**changed)
    assert cube is None
    return [one.code for one in findings]


def test_a_table_of_statistics_norway():
    cube, findings = read_jsonstat(GOOD, name="07459.json")
    assert findings == []
    assert [one.id for one in cube.dimensions] == ["Region", "Kjonn", "Alder", "ContentsCode", "Tid"]
    assert [one.label for one in cube.dimensions] == ["region", "kjønn", "alder", "statistikkvariabel", "år"]
    rows = {tuple(one.code for one in place): value for place, value in cube.rows()}
    assert rows["0219", "2", "000", "Personer1", "2019"] == 633
    assert rows["3024", "1", "001", "Personer1", "2020"] == 760
    assert rows["3024", "1", "105+", "Personer1", "2019"] == 0
    assert rows["3024", "1", "105+", "Personer1", "2020"] is None
    assert cube.dimensions[2].categories[2].label == "105 år eller eldre"


def test_the_last_dimension_moves_fastest_and_the_order_is_that_of_the_index():
    cube, _ = read()
    assert [(one.code, two.code, value) for (one, two), value in cube.rows()][:4] == [("x", "a", 1), ("x", "b", 2), ("x", "c", 3), ("y", "a", 4)]


def test_values_by_position_are_the_same_and_those_that_are_not_there_are_missing():
    cube, _ = read(value={"0": 1, "5": 6.5})
    assert cube.values == (1, None, None, None, None, 6.5)
    assert read(value=[1, None, 3, 4, 5, 6], status=[None, "..", None, None, None, None])[0].values[1] is None


def test_a_category_without_a_label_is_called_by_its_code_and_children_do_not_count():
    raw = dataset()["dimension"]
    raw["A"]["category"] |= {"label": {"x": "Iks"}, "child": {"x": ["y"]}}
    cube, _ = read(dimension=raw, role={"time": ["B"]})
    assert [one.label for one in cube.dimensions[0].categories] == ["Iks", "y"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"class": "collection"}, "jsonstat-kind"),
        ({"class": ...}, "jsonstat-kind"),
        ({"id": "A"}, "jsonstat-shape"),
        ({"id": []}, "jsonstat-shape"),
        ({"id": ["A", "A"]}, "jsonstat-shape"),
        ({"size": [2]}, "jsonstat-shape"),
        ({"size": [2, 0]}, "jsonstat-shape"),
        ({"size": [2, -3]}, "jsonstat-shape"),
        ({"size": [2, True]}, "jsonstat-shape"),
        ({"size": [2, 10**9]}, "file-large"),
        ({"size": [10**4000, 10**4000]}, "file-large"),
        ({"size": [2, MOST_CELLS]}, "file-large"),
        ({"dimension": {"A": {"category": {"index": ["x", "y"]}}}}, "jsonstat-shape"),
        ({"dimension": []}, "jsonstat-shape"),
        ({"value": [1, 2, 3]}, "jsonstat-shape"),
        ({"value": {"6": 1}}, "jsonstat-shape"),
        ({"value": {"1": 1, "01": 2}}, "jsonstat-shape"),
        ({"value": {"-1": 1}}, "jsonstat-shape"),
        ({"value": "1"}, "jsonstat-shape"),
        ({"value": ...}, "jsonstat-shape"),
        ({"value": [1, 2, 3, 4, 5, ":"]}, "value-kind"),
        ({"value": [1, 2, 3, 4, 5, True]}, "value-kind"),
        ({"value": [1, 2, 3, 4, 5, [6]]}, "value-kind"),
        ({"value": [1, 2, 3, 4, 5, 10**400]}, "value-kind"),
    ],
)
def test_what_does_not_hold_together(changed, code):
    assert code in codes(**changed)


@pytest.mark.parametrize("index", [["x"], ["x", "x"], ["x", 1], {"x": 0, "y": 2}, {"x": 0, "y": True}, {"x": 0}, None, 3])
def test_an_index_that_is_none(index):
    raw = dataset()["dimension"]
    raw["A"]["category"]["index"] = index
    assert codes(dimension=raw) == ["jsonstat-shape"]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (GOOD[:900], "file-syntax", "bare en del"),
        (GOOD.replace(b"633", b"NaN"), "file-syntax", "«NaN»"),
        (GOOD.replace(b"633", b"1e999"), "value-kind", "altfor stort"),
        (GOOD.replace(b"633", b"9" * 5_000), "file-syntax", "sifre"),
        (GOOD.replace(b"633", b"633,,"), "file-syntax", "linje"),
        (GOOD.replace(b'"label": "kj', b'"label": "1", "label": "kj', 1), "file-syntax", "to ganger"),
        (GOOD.decode().encode("latin-1"), "file-encoding", "Windows-1252"),
        (GOOD.decode().encode("utf-16"), "file-encoding", "UTF-16"),
        (b"", "file-syntax", "bare en del"),
        (b"[" * 100_000, "json-deep", "12"),
        (b"[" * 20 + b"]" * 20, "json-deep", "12"),
        (b"[1]", "jsonstat-kind", "gruppe"),
        (b" " * 20_000_001, "file-large", "20 MB"),
    ],
)
def test_what_cannot_be_read_at_all(content, code, words):
    cube, findings = read_jsonstat(content, name="tabell\n.json")
    assert cube is None
    assert [one.code for one in findings] == [code]
    assert words in findings[0].sentence


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4))


@given(
    st.sampled_from(["class", "id", "size", "dimension", "value", "label", "status"]), JSON | st.dictionaries(st.text(max_size=3), JSON, max_size=3)
)
@settings(max_examples=80, deadline=None)
def test_no_part_can_be_anything_that_makes_it_fail(key, value):
    cube, findings = read(**{key: value})
    assert (cube is None) == bool(findings)


@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=3))
@settings(max_examples=80, deadline=None)
def test_no_edit_of_the_bytes_makes_it_fail(place, put):
    cube, findings = read_jsonstat(GOOD[:place] + put + GOOD[place + 1 :], name="a")
    assert (cube is None) == bool(findings)
