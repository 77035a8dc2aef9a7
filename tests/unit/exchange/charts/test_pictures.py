"""What holds for every chart: it is well formed, named, printable, and shows the numbers it was given."""

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from veikart.exchange.charts import (
    COLOURS,
    COUNT,
    PERCENT,
    Band,
    HeatRow,
    PyramidYear,
    Series,
    bar_chart,
    bridge_chart,
    canvas,
    column_chart,
    draw_for_both,
    fan_chart,
    heat_map,
    line_chart,
    pyramid_chart,
    sparkline,
    stacked_columns,
)
from veikart.exchange.charts.labels import RISE, SINK
from veikart.exchange.charts.scale import NOK

MILL = 1_000_000
YEARS = [2018, 2019, 2020, 2021]
FRAME = [("Budsjett 2019", 1_579_700_000, "total"), ("Demografi", -2_400_000, "change"), ("Ny ramme", 1_577_300_000, "total")]
RESULT = Series("Resultatgrad", [Fraction(51, 1000), None, Fraction(44, 1000), Fraction(33, 1000)], "result")
PARTS = [Series("Lån", [5 * MILL, 0, 3 * MILL, -MILL], "loan"), Series("Tilskudd", [MILL, 2 * MILL, None, MILL], "grant")]

PICTURES = {
    "bridge": lambda **size: bridge_chart(steps=FRAME, chart_id="a", title="Ramme & år", **size),
    "bar": lambda **size: bar_chart(rows=[("Mer <nå>", 5 * MILL), ("Mindre", -MILL), ("Likt", 0)], chart_id="a", title="T", **size),
    "line": lambda **size: line_chart(
        series=[RESULT], years=YEARS, unit=PERCENT, target=("mål", Fraction(4, 100)), forecast_from=2020, chart_id="a", title="T", **size
    ),
    "column": lambda **size: column_chart(values=[MILL, None, -MILL, 0], labels=YEARS, forecast_from=2020, chart_id="a", title="T", **size),
    "stacked": lambda **size: stacked_columns(series=PARTS, years=YEARS, chart_id="a", title="T", **size),
    "fan": lambda **size: fan_chart(
        middle=PARTS[1],
        bands=[Band("80 prosent", [0, MILL, None, -MILL], [3 * MILL, 4 * MILL, None, 5 * MILL])],
        years=YEARS,
        limits=[("Minst", MILL)],
        steps=Series("Det som er", [MILL, MILL, None, 2 * MILL]),
        dots=Series("Talt <opp>", [MILL, None, 2 * MILL, None]),
        chart_id="a",
        title="T",
        **size,
    ),
    "pyramid": lambda **size: pyramid_chart(
        shown=PyramidYear("2039", [1200, 900, 0], [1300, 950, 1]),
        outline=PyramidYear("2019", [1000, 0, 3], [5, 5, 5]),
        chart_id="a",
        title="T",
        **size,
    ),
    "heat": lambda **size: heat_map(
        rows=[HeatRow("Mer enn <taket>", [0, None, Fraction(1, 1000), Fraction(3, 5)], ["/a/", "", "", "/b/"])],
        years=YEARS,
        chart_id="a",
        title="T",
        **size,
    ),
    "spark": lambda **size: sparkline(values=[1, None, 3], chart_id="a", title="T", **size),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("width", [300, 720])
def test_a_chart_is_well_formed_named_and_without_style(name, width):
    svg = PICTURES[name](width=width)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == ("group" if "<a " in svg else "img")
    assert root.get("viewBox").split()[2] == str(width)
    identities = [element.get("id") for element in root.iter() if element.get("id")]
    assert root.get("aria-labelledby").split() == identities == ["a-title", "a-desc"]
    assert all(element.text for element in root.iter() if element.get("id"))
    assert "style=" not in svg
    assert "var(" not in svg


@pytest.mark.parametrize("name", PICTURES)
def test_no_mark_leaves_the_picture(name):
    root = ElementTree.fromstring(PICTURES[name](width=344))
    width, height = (float(size) for size in root.get("viewBox").split()[2:])
    for shape in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(shape.get("x")) >= 0
        assert float(shape.get("x")) + float(shape.get("width")) <= width
        assert float(shape.get("y")) + float(shape.get("height")) <= height


def test_small_changes_cut_the_axis_and_say_so():
    assert "Brutt akse" in bridge_chart(steps=FRAME, chart_id="a", title="T")
    large = [("Før", 10 * MILL, "total"), ("Mer", 10 * MILL, "change"), ("Nå", 20 * MILL, "total")]
    assert "Brutt akse" not in bridge_chart(steps=large, chart_id="a", title="T")


def test_a_bridge_refuses_an_unknown_kind():
    with pytest.raises(ValueError, match="total or a change"):
        bridge_chart(steps=[("Før", 1, "sum")], chart_id="a", title="T")


def test_the_description_says_every_number():
    root = ElementTree.fromstring(bridge_chart(steps=FRAME, chart_id="a", title="T"))
    told = root.find("{http://www.w3.org/2000/svg}desc").text
    assert "Budsjett 2019: 1\u202f579,7 mill. kr" in told
    assert "Demografi: \u22122,4 mill. kr" in told


def test_a_missing_value_is_not_drawn_as_zero():
    assert line_chart(series=[RESULT], years=YEARS, unit=PERCENT, chart_id="a", title="T").count("<circle") == 3
    assert "2019:" not in column_chart(values=[MILL, None], labels=[2018, 2019], chart_id="a", title="T")


def test_the_same_chart_for_page_and_phone_has_different_names():
    html = draw_for_both(column_chart, chart_id="a", values=[MILL], labels=[2020], title="T")
    assert html.count('id="a-wide-title"') == html.count('id="a-narrow-title"') == 1


def _words(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("width", [217, 344, 720])
def test_the_last_year_is_not_cut(width):
    many = Series("Gjeldsgrad", [Fraction(60 + year, 100) for year in range(10)], "debt")
    svg = line_chart(series=[many], years=list(range(2014, 2024)), unit=PERCENT, forecast_from=2020, chart_id="a", title="T", width=width)
    last = next(one for one in _words(svg) if one.text == "2023")
    assert float(last.get("x")) + canvas.text_width("2023", canvas.SMALL_SIZE) / 2 <= width


def test_no_line_across_strikes_a_value_through():
    values = [Fraction(51, 1000), Fraction(42, 1000), Fraction(38, 1000), Fraction(41, 1000)]
    svg = line_chart(
        series=[Series("Resultatgrad", values)], years=YEARS, unit=PERCENT, target=("mål", Fraction(4, 100)), chart_id="a", title="T", width=344
    )
    target = next(one for one in ElementTree.fromstring(svg).iter() if one.get("stroke") == COLOURS["target"])
    height = float(target.get("y1"))
    shown = [one for one in _words(svg) if one.get("paint-order") == "stroke"]
    assert len(shown) == 4
    assert not any(float(one.get("y")) - RISE < height < float(one.get("y")) + SINK for one in shown)


def test_names_beside_stacked_columns_stand_clear_of_each_other():
    long = [Series(f"Administrasjon og eiendomsforvaltning {at}", [MILL, MILL], "loan") for at in range(4)]
    svg = stacked_columns(series=[Series("Lån", [90 * MILL, 90 * MILL], "grant"), *long], years=[2020, 2021], chart_id="a", title="T", width=344)
    rows = sorted(float(one.get("y")) for one in _words(svg) if one.get("font-weight") == "500")
    assert all(below - above >= 14 for above, below in pairwise(rows))


def test_a_picture_refuses_a_word_it_does_not_know():
    with pytest.raises(TypeError):
        bar_chart(rows=[("A", 1)], chart_id="a", title="T", hue="blue")


def test_every_number_of_an_axis_stands_inside_the_picture() -> None:
    many = Series("Lånegjeld", [35_400, 36_000, 37_000, 44_000, 46_000, 47_000, 49_000, 50_300], "debt")
    svg = line_chart(series=[many], years=list(range(2016, 2024)), unit=NOK, chart_id="a", title="T", width=240, height=128)
    texts = [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("text") and one.get("text-anchor") == "end"]
    assert len(texts) >= 3
    assert all(12 < float(one.get("y", "0")) < 120 for one in texts)


def test_likely_squares_have_a_mark_beside_their_colour_and_lead_somewhere():
    svg = PICTURES["heat"](width=720)
    root = ElementTree.fromstring(svg)
    words = [element.text for element in root.iter() if element.tag.endswith("}text")]
    assert words[-4:] == ["0", "–", "<1", "60"]
    assert svg.count("<rect") == 4  # three squares, and the bar below 60
    assert [element.get("href") for element in root.iter() if element.tag.endswith("}a")] == ["/a/", "/b/"]


def test_a_fan_tells_its_edges_and_draws_the_widest_band_first():
    bands = [Band("80 prosent", [1, 2], [5, 9]), Band("50 prosent", [2, 3], [4, 6])]
    svg = fan_chart(middle=Series("Elever", [3, 4]), bands=bands, years=[2020, 2021], unit=COUNT, chart_id="a", title="T")
    assert svg.index("band-0") < svg.index("band-1")
    assert "80 prosent, fra (antall): 2020: 1, 2021: 2" in svg
