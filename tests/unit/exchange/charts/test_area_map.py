"""The map drawn without a map service: everything on it, names apart, known without colour."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from tests.support.plan import get_example_plan
from veikart.calc.plan_system import Area
from veikart.exchange.charts import area_map, draw_key
from veikart.exchange.charts.area_looks import KEY_ORDER, LOOKS
from veikart.exchange.charts.canvas import text_width
from veikart.rules.plan_system import get_choices

POINT = '{"type":"Point","coordinates":[10.5,59.9]}'


def draw(areas: list[Area], width: int = 720) -> str:
    return area_map(areas=areas, chart_id="m", title="Kart", width=width)


def example(width: int) -> str:
    return draw(list(get_example_plan().areas.values()), width)


def test_every_kind_has_a_look_of_its_own():
    assert set(LOOKS) == set(KEY_ORDER) == set(get_choices("area_kind"))
    surfaces = [(look.pattern, look.dash) for kind, look in LOOKS.items() if kind != "station"]
    assert len(set(surfaces)) == len(surfaces)


@pytest.mark.parametrize("width", [720, 344])
def test_every_name_is_on_the_map_or_under_it(width):
    tree = ElementTree.fromstring(example(width))
    told = " ".join("".join(one.itertext()) for one in tree.iter() if one.tag.endswith("text")).replace("- ", "")
    for one in get_example_plan().areas.values():
        if one.geometry and one.kind != "boundary":
            assert one.name.replace(" ", "") in told.replace(" ", ""), one.name


@pytest.mark.parametrize("width", [720, 344])
def test_no_name_covers_another(width):
    svg = example(width).split("<text", 1)[1].split("M10 ")[0]
    found = re.findall(r'x="([\d.]+)" y="([\d.]+)" font-size="12" fill="[^"]*" text-anchor="middle"[^>]*>([^<]+)<', "<text" + svg)
    boxes = [(float(x) - text_width(words, 12) / 2, float(y), float(x) + text_width(words, 12) / 2, words) for x, y, words in found]
    assert len(boxes) > 10
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or abs(one[1] - other[1]) >= 11
        assert apart, (one, other)


def test_one_point_alone_and_nothing_at_all_are_drawn():
    assert "Sentrum" in draw([Area("a", "Sentrum", "station", POINT)])
    assert draw([]).startswith("<svg")
    assert "Uten form" not in draw([Area("a", "Uten form", "station"), Area("b", "Sentrum", "station", POINT)])


def test_names_are_text_and_not_markup():
    svg = draw([Area("a", "<b>Sentrum & co</b>", "station", POINT)])
    assert "<b>" not in svg
    assert "&lt;b&gt;" in svg


def test_places_keep_their_shape():
    """A degree east is about half as long as a degree north at sixty degrees."""
    square = '{"type":"Polygon","coordinates":[[[10.0,59.0],[10.2,59.0],[10.2,59.1],[10.0,59.1],[10.0,59.0]]]}'
    ring = re.search(r'd="M([^"]+)Z"', draw([Area("a", "A", "growth_area", square)]))
    points = [tuple(map(float, one.split())) for one in ring[1].split("L")]
    across, up = points[1][0] - points[0][0], points[0][1] - points[2][1]
    assert across / up == pytest.approx(2 * 0.5143, rel=0.01)


def test_the_key_has_the_patterns_for_a_map_that_something_else_draws():
    key = draw_key(["growth_area", "long_term"], chart_id="kart")
    assert 'id="kart-lines"' in key
    assert "Utvikling på lang sikt" in key
    assert "Prioritert stasjon" not in key
