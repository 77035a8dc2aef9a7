"""The wheel is true to the day, readable, and nothing in it covers anything else."""

import itertools
import re
from datetime import date, timedelta
from math import atan2, hypot, pi
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veikart.calc.plan_system import Term, WheelEvent
from veikart.calc.wheels import Occurrence, occurrences_in_term, occurrences_in_year, turn_of_term, turn_of_year
from veikart.exchange.charts import draw_for_both, wheel_chart
from veikart.exchange.charts.polar import Centre, spread_round, stack

SVG = "{http://www.w3.org/2000/svg}"
TERM = Term("p", "2023–2027", date(2023, 10, 18), date(2027, 10, 20))
TODAY = date(2024, 3, 22)
KINDS = ("phase", "deadline", "meeting", "report")


def event(number: int, kind: str, starts: str, ends: str = "", *, wheel: str = "one_year", **more: object) -> WheelEvent:
    return WheelEvent(f"e{number}", wheel, kind, f"Hendelse nummer {number} & mer", starts, ends, **more)


MANY = [event(number, "phase", f"{number % 12 + 1:02}-01", f"{(number + 2) % 12 + 1:02}-10") for number in range(8)]
MANY += [event(number, KINDS[1 + number % 3], f"{number % 12 + 1:02}-{number:02}", rule="koml-14-3" if number % 2 else "") for number in range(8, 25)]
LONG = [event(1, "phase", "11-01", "06-30", wheel="four_year", year_in_term=1), event(2, "deadline", "09-25", wheel="four_year", year_in_term=1)]


def draw(*, width: int = 900, chart_id: str = "a", **more: object) -> ElementTree.Element:
    told = {"turn": turn_of_year(2024), "occurrences": occurrences_in_year(MANY, 2024), "heading": "2024", "today": TODAY, "title": "Årshjulet"}
    return ElementTree.fromstring(wheel_chart(chart_id=chart_id, width=width, **(told | more)))


def draw_term(width: int = 900) -> ElementTree.Element:
    return draw(width=width, turn=turn_of_term(TERM), occurrences=occurrences_in_term(LONG, TERM), heading="2023–2027")


def texts(root: ElementTree.Element) -> list[str]:
    return [text for one in root.iter(f"{SVG}text") if (text := "".join(one.itertext()))]


@pytest.mark.parametrize("picture", [draw, draw_term])
@pytest.mark.parametrize("width", [344, 720, 900])
def test_the_picture_is_well_formed_and_named(picture, width: int) -> None:
    root = picture(width=width)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "a-title a-desc"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith("a-") for one in ids)
    assert {one.get("href")[1:] for one in root.iter(f"{SVG}textPath")} <= set(ids)
    told = root.find(f"{SVG}desc").text
    assert told.startswith("I dag er 22. mars 2024.")
    assert "Hendelse nummer 2 & mer" in told


@pytest.mark.parametrize("picture", [draw, draw_term])
@pytest.mark.parametrize("width", [344, 720, 900])
def test_nothing_leaves_the_picture(picture, width: int) -> None:
    root = picture(width=width)
    _, _, wide, high = (float(size) for size in root.get("viewBox").split())
    for shape in root.iter(f"{SVG}rect"):
        assert 0 <= float(shape.get("x")) <= wide - float(shape.get("width"))
        assert 0 <= float(shape.get("y")) <= high - float(shape.get("height"))
    for mark in root.iter(f"{SVG}circle"):
        assert float(mark.get("cx")) - float(mark.get("r")) >= 0
        assert float(mark.get("cx")) + float(mark.get("r")) <= wide
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("y", 1)) <= high


def test_names_beside_a_wide_wheel_do_not_cover_each_other() -> None:
    columns: dict[str, list[float]] = {}
    for text in draw().iter(f"{SVG}text"):
        if text.get("x") and text.get("text-anchor") in {None, "end"} and text.text:
            columns.setdefault(text.get("x"), []).append(float(text.get("y")))
    crowded = [sorted(rows) for rows in columns.values() if len(rows) > 4]
    assert len(crowded) == 2
    for rows in crowded:
        assert all(below - above > 14 for above, below in itertools.pairwise(rows))


def test_a_narrow_wheel_has_numbers_and_a_wide_one_names() -> None:
    occurrences = occurrences_in_year(MANY, 2024)
    narrow = texts(draw(width=344))
    assert {str(number) for number in range(1, len(occurrences) + 1)} <= set(narrow)
    assert not any("Hendelse" in text for text in narrow)
    wide = " ".join(texts(draw()))
    assert all(f"nummer {number}" in wide for number in range(25))


def test_a_wheel_for_a_page_of_paper_has_numbers_and_names_in_its_arcs() -> None:
    occurrences = occurrences_in_year(MANY, 2024)
    told = texts(draw(width=720, has_numbers=True))
    assert "januar" in told
    numbers = {word for text in told for word in text.split()}
    assert {str(number) for number in range(1, len(occurrences) + 1)} <= numbers
    assert any("Hendelse" in text for text in told)


def test_the_legend_has_the_kinds_that_are_shown() -> None:
    legend = {"Fase", "Fase som pågår i dag", "Frist i loven", "Egen frist", "Møte", "Rapport"}
    assert legend <= set(texts(draw()))
    only = occurrences_in_year([event(1, "report", "04-30")], 2024)
    assert legend & set(texts(draw(occurrences=only))) == {"Rapport"}


def _place_of_today(root: ElementTree.Element) -> float:
    """How far round the line of today points."""
    line = next(one for one in root.iter(f"{SVG}line") if one.get("stroke-width") == "2")
    x, y = (float(line.get(f"{axis}2")) - float(line.get(f"{axis}1")) for axis in "xy")
    return atan2(x, -y) / (2 * pi) % 1


@pytest.mark.parametrize("year", [2023, 2024])
def test_today_is_true_to_the_day(year: int) -> None:
    days = turn_of_year(year).days
    for number in range(days):
        today = date(year, 1, 1) + timedelta(number)
        root = draw(turn=turn_of_year(year), occurrences=[], today=today)
        assert abs(_place_of_today(root) - (number + 0.5) / days) * days < 0.3


def test_another_day_than_those_of_the_wheel_is_not_marked() -> None:
    for today in (None, date(2025, 1, 1)):
        assert "I dag" not in texts(draw(today=today))


def test_an_arc_begins_and_ends_on_its_days() -> None:
    row = Occurrence("a", "one_year", "phase", "Fase", date(2024, 2, 1), date(2024, 2, 29))
    root = draw(occurrences=[row], today=None)
    arc = next(one.get("d") for one in root.iter(f"{SVG}path") if one.get("fill") == "#B5D2EC")
    x1, y1, x2, y2 = (float(one) for one in re.match(r"M(\S+) (\S+)A\S+ \S+ 0 0 1 (\S+) ([\d.]+)", arc).groups())
    month = next(one for one in root.iter(f"{SVG}path") if one.get("fill") == "#F3F3F4")
    outer = [float(one) for one in re.match(r"M(\S+) (\S+)A\S+ \S+ 0 0 1 (\S+) ([\d.]+)", month.get("d")).groups()]
    centre = (450.0, float(root.find(f".//{SVG}text[@font-size='28']").get("y")) - 28 * 0.36)
    for (x, y), (other_x, other_y) in (((x1, y1), outer[:2]), ((x2, y2), outer[2:])):
        assert atan2(x - centre[0], y - centre[1]) == pytest.approx(atan2(other_x - centre[0], other_y - centre[1]), abs=0.001)


def test_an_empty_wheel_is_a_wheel() -> None:
    assert "januar" in texts(draw(occurrences=[]))
    assert "jan." in texts(draw(occurrences=[], width=344))


def test_the_years_and_quarters_stand_around_the_term() -> None:
    told = texts(draw_term())
    assert {"2023", "2024", "2025", "2026", "2027", "1. kv.", "2. kv.", "3. kv.", "4. kv."} <= set(told)


def test_page_and_phone_have_different_names() -> None:
    html = draw_for_both(wheel_chart, chart_id="h", wide=900, turn=turn_of_year(2024), occurrences=[], heading="2024", title="T")
    assert html.count('id="h-wide-title"') == html.count('id="h-narrow-title"') == 1


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 60)), min_size=1, max_size=30))
def test_blocks_in_a_column_never_cover_each_other(blocks: list[tuple[float, float]]) -> None:
    middles, heights = [one for one, _ in blocks], [one for _, one in blocks]
    moved = sorted(zip(stack(middles, heights, 0, 2000), heights, strict=True))
    assert moved[0][0] - moved[0][1] / 2 > -0.001
    for (above, high), (below, low) in itertools.pairwise(moved):
        assert below - above > (high + low) / 2 - 0.001


@given(st.lists(st.integers(0, 999), min_size=2, max_size=20))
def test_marks_on_the_rim_stand_apart_in_their_order(places: list[int]) -> None:
    moved = spread_round(places, [10] * len(places), 1000)
    order = sorted(range(len(places)), key=lambda index: places[index])
    for here, there in itertools.pairwise(order):
        assert moved[there] - moved[here] > 19
    assert moved[order[0]] + 1000 - moved[order[-1]] > 19


def test_text_is_never_upside_down() -> None:
    centre = Centre(0, 0)
    for share in (0.0, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9):
        drawn = centre.words(100, (share, share + 0.05), "ord", path_id="p", size=12)
        x1, x2 = (float(one) for one in re.search(r'd="M(\S+) \S+A\S+ \S+ \d \d \d (\S+) ', drawn).groups())
        assert x1 < x2 or hypot(x1 - x2, 0) < 4
