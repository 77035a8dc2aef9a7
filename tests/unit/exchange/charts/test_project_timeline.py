"""The timeline of projects: as thick as the kroner, years of equal width, and bars a script can move."""

from xml.etree import ElementTree

import pytest

from veikart.exchange.charts import ProjectBar, project_timeline
from veikart.exchange.charts.project_timeline import THICKEST, THINNEST

YEARS = [2026, 2027, 2028, 2029]
SCHOOL = ProjectBar(
    "skole", "Ny skole & hall", "Skole", 2025, 2028, "Ny skole: ferdig i 2028", "/skole/", {2026: 100_000_000, 2027: 50_000_000}, (2025,), 2026, 2028
)
FRAME = ProjectBar("it", "It", "It", 2026, 2029, "It: hvert år", amounts={2026: 1_000_000, 2035: 9}, is_frame=True)


def _draw(*bars: ProjectBar, is_movable: bool = True, width: int = 800) -> ElementTree.Element:
    return ElementTree.fromstring(project_timeline(bars=bars, years=YEARS, is_movable=is_movable, chart_id="t", title="Prosjekter", width=width))


def _tags(svg: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return [one for one in svg.iter() if one.tag.endswith(f"}}{tag}")]


def _bars(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [one for one in _tags(svg, "g") if "data-project" in one.attrib]


def _amounts(svg: ElementTree.Element) -> list[float]:
    return [float(one.attrib["height"]) for one in _tags(svg, "rect") if "fill-opacity" not in one.attrib]


@pytest.mark.parametrize("width", [344, 800])
def test_bar_is_as_thick_as_the_kroner(width: int) -> None:
    assert _amounts(_draw(SCHOOL, FRAME, width=width)) == [THICKEST, THICKEST / 2, THINNEST]


@pytest.mark.parametrize("width", [344, 800])
def test_years_are_as_wide_as_the_picture_says(width: int) -> None:
    svg = _draw(SCHOOL, width=width)
    slot = float(svg.attrib["data-year-width"])
    lines = sorted({float(one.attrib["x1"]) for one in _tags(svg, "line") if one.attrib["x1"] == one.attrib["x2"]})
    assert lines[1] - lines[0] == pytest.approx(slot, abs=0.02)
    assert (svg.attrib["data-first-year"], svg.attrib["data-last-year"]) == ("2026", "2029")


def test_what_can_be_moved_says_which_project_it_is_and_can_be_reached() -> None:
    (bar,) = _bars(_draw(SCHOOL, FRAME))
    assert {key: bar.attrib[key] for key in ("data-project", "data-name", "data-first-year", "data-last-year", "tabindex", "role")} == {
        "data-project": "skole",
        "data-name": "Ny skole & hall",
        "data-first-year": "2025",
        "data-last-year": "2028",
        "tabindex": "0",
        "role": "slider",
    }
    assert bar.attrib["aria-valuenow"] == "2026", "within the years that are drawn"
    assert not _bars(_draw(SCHOOL, is_movable=False))


def test_points_are_diamonds_within_the_years_and_completion_is_an_end() -> None:
    svg = _draw(SCHOOL)
    assert len(_tags(svg, "path")) == 1, "the decision; the idea came before"
    assert [one.attrib["stroke-width"] for one in _tags(svg, "line")].count("3") == 1
    assert [one.attrib["href"] for one in _tags(svg, "a")] == ["/skole/"]


def test_projects_without_kroner_are_drawn() -> None:
    assert _amounts(_draw(ProjectBar("a", "A", "", 2026, 2026, "A"))) == []
