"""The network: boxes in layers, signs as shape and as text, arrows that close a loop, and both widths."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.plan_system import Influence
from veikart.exchange.charts import NetworkBox, draw_for_both, network_chart
from veikart.exchange.charts.layering import arrange, box_slot, settle

NAMES = {"a": "Lavere utslipp", "b": "Fortetting ved knutepunkter", "c": "Bedre folkehelse", "d": "Dyrere boliger & ulikhet", "e": "Ulikhet"}
BOXES = [NetworkBox(key, name, is_goal=key in "ac") for key, name in NAMES.items()]
ARROWS = [Influence("a", "b", "+", 3), Influence("b", "c", "+"), Influence("b", "d", "-", 1), Influence("d", "e", "+"), Influence("e", "a", "-")]
KEYS = st.sampled_from("abcdefgh")
PAIRS = st.lists(st.tuples(KEYS, KEYS), max_size=16, unique=True)


def _draw(arrows: list[Influence] = ARROWS, boxes: list[NetworkBox] = BOXES, width: int = 960) -> str:
    return network_chart(boxes=boxes, arrows=arrows, chart_id="n", title="Virkninger", width=width)


def _frames(svg: str) -> list[tuple[float, float, float, float]]:
    found = [one.attrib for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("rect")]
    return [(float(one["x"]), float(one["y"]), float(one["width"]), float(one["height"])) for one in found]


@pytest.mark.parametrize("width", [344, 720, 960])
def test_it_is_well_formed_named_and_without_style(width: int) -> None:
    root = ElementTree.fromstring(_draw(width=width))
    assert root.attrib["role"] == "img"
    assert "style" not in {name for one in root.iter() for name in one.attrib}
    assert "var(" not in _draw(width=width)
    assert "«Fortetting ved knutepunkter» svekker «Dyrere boliger & ulikhet»." in "".join(root.itertext())


@pytest.mark.parametrize("width", [344, 720, 960])
def test_boxes_stand_inside_the_picture_and_clear_of_each_other(width: int) -> None:
    _check_frames(_draw(width=width), len(BOXES))


def test_a_crowd_on_a_phone_makes_the_picture_wider_and_nothing_is_cut() -> None:
    keys = [f"e{one:02}" for one in range(16)]
    arrows = [Influence(one, other, "+") for place, one in enumerate(keys) for other in keys[place + 1 :: 4]]
    _check_frames(_draw(arrows, [NetworkBox(one, f"Element {one} med et langt navn") for one in keys], width=344), len(keys))


def _check_frames(svg: str, count: int) -> None:
    whole = [float(one) for one in re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups()]  # type: ignore[union-attr]
    frames = _frames(svg)
    assert len(frames) == count
    for x, y, wide, high in frames:
        assert x >= 0 and y >= 0 and x + wide <= whole[0] and y + high <= whole[1]
    for place, (x, y, wide, high) in enumerate(frames):
        for other_x, other_y, other_wide, other_high in frames[:place]:
            assert x >= other_x + other_wide or other_x >= x + wide or y >= other_y + other_high or other_y >= y + high


def test_the_sign_is_told_by_shape_and_by_text() -> None:
    svg = _draw([Influence("a", "b", "-")])
    root = ElementTree.fromstring(svg)
    [minus] = [one for one in root.iter() if one.attrib.get("class") == "influence-minus"]
    assert minus[0].attrib["stroke-dasharray"]
    assert [one.text for one in root.iter() if one.tag.endswith("text")].count("−") == 2, "on the arrow and in the key"
    assert "influence-plus" not in svg


def test_a_stronger_influence_is_thicker() -> None:
    widths = [re.search(r'<path[^>]*stroke-width="([\d.]+)"', _draw([Influence("a", "b", "+", one)]))[1] for one in (1, 2, None, 3)]  # type: ignore[index]
    assert widths == ["1.25", "2", "2", "3.5"]


def test_wide_goes_to_the_right_and_narrow_goes_down() -> None:
    wide, narrow = _frames(_draw(ARROWS[:4])), _frames(_draw(ARROWS[:4], width=344))
    assert wide[0][0] < wide[1][0] < wide[2][0]
    assert narrow[0][1] < narrow[1][1] < narrow[2][1]
    html = draw_for_both(network_chart, chart_id="n", boxes=BOXES, arrows=ARROWS, title="T", wide=960)
    assert html.count("<svg") == 2


def test_many_arrows_are_counted_in_the_description() -> None:
    boxes = [NetworkBox(f"e{one}", f"Element {one}") for one in range(50)]
    svg = _draw([Influence(f"e{one}", f"e{one + 1}", "+") for one in range(49)], boxes)
    assert "Og 9 til." in svg


def test_nothing_to_draw_and_a_box_alone_are_drawn() -> None:
    assert "<svg" in _draw([], [])
    assert len(_frames(_draw([], BOXES[:1]))) == 1


def test_an_arrow_to_a_box_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        _draw([Influence("a", "x", "+")])


@given(PAIRS, st.integers(0, 3))
def test_arrows_point_to_later_layers_save_those_that_close_a_loop(pairs: list[tuple[str, str]], most: int) -> None:
    layering = arrange("abcdefgh", pairs, most=most)
    layer_of = {slot: place for place, layer in enumerate(layering.layers) for slot in layer}
    assert sorted(slot[0] for slot in layer_of if slot[0]) == list("abcdefgh")
    assert not most or all(sum(1 for slot in layer if slot[0]) <= most for layer in layering.layers)
    for number, way in layering.ways.items():
        first, last = pairs[number][::-1] if number in layering.backwards else pairs[number]
        assert (way[0], way[-1]) == (box_slot(first), box_slot(last))
        assert all(layer_of[other] == layer_of[one] + 1 for one, other in pairwise(way))


@given(PAIRS)
def test_without_loops_nothing_points_backwards(pairs: list[tuple[str, str]]) -> None:
    assert not arrange("abcdefgh", [pair for pair in pairs if pair[0] < pair[1]]).backwards


@given(st.lists(st.tuples(st.floats(-100, 500), st.integers(10, 50)), max_size=8))
def test_things_in_a_row_stand_clear_and_inside(things: list[tuple[float, int]]) -> None:
    sizes = [float(size) for _, size in things]
    places = settle([want for want, _ in things], sizes, gap=5, low=0, high=1000)
    for (one, size), (other, beside) in pairwise(zip(places, sizes, strict=True)):
        assert other - one >= (size + beside) / 2 + 5 - 1e-6
    assert all(size / 2 - 1e-6 <= place <= 1000 - size / 2 + 1e-6 for place, size in zip(places, sizes, strict=True))
