"""The pictures of the climate: paths with their names, years that keep their room, and measures as wide as they spare."""

import re

from veikart.exchange.charts import THOUSAND_TONNES, TONNES, AbatementStep, PathBand, PathLine, abatement_chart, path_chart

YEARS = [2009, 2010, 2011, 2012]
WORDS = {"chart_id": "x", "title": "Utslipp", "unit": TONNES}
MILLION = 1_000_000


def test_a_year_without_a_value_keeps_its_room():
    svg = path_chart(lines=[PathLine("Regnskap", [5 * MILLION, None, None, 3 * MILLION], "result", "points")], years=YEARS, **WORDS)
    places = [float(one) for one in re.findall(r'<circle cx="([0-9.]+)"', svg)]
    assert len(places) == 2
    assert svg.count('stroke-width="2.5"') == 1
    assert "2012: 3" in svg


def test_paths_are_named_at_their_ends():
    lines = [PathLine("Bane", [MILLION] * 4, "revenue"), PathLine("Mål", [2 * MILLION, MILLION, 0, 0], "target", "thin")]
    wide, narrow = (path_chart(lines=lines, years=YEARS, **WORDS, width=width) for width in (720, 344))
    assert "Bane" in wide
    assert "Bane: 1" in narrow
    assert "Bane: 1<" not in wide


def test_a_path_that_ends_early_is_named_there():
    years = list(range(2009, 2031))
    lines = [PathLine("Regnskap", [MILLION] * 3 + [None] * 19, "result", "points"), PathLine("Bane", [MILLION] * 22, "revenue")]
    svg = path_chart(lines=lines, years=years, **WORDS)
    at = float(re.search(r'<text x="([0-9.]+)"[^>]*>Regnskap', svg)[1])
    assert at < 200


def test_a_band_is_drawn_where_it_has_two_sides():
    lines = [PathLine("Bane", [MILLION] * 4, "revenue")]
    band = PathBand([None, 0, 0, 0], [None, MILLION, MILLION, MILLION], "revenue")
    assert path_chart(lines=lines, years=YEARS, band=band, **WORDS).count("<polygon") == 1
    assert "<polygon" not in path_chart(lines=lines, years=YEARS, band=PathBand([None] * 4, [None] * 4, "revenue"), **WORDS)


def test_thousands_of_tonnes():
    assert THOUSAND_TONNES.show(161_900 * MILLION) == "161,9"
    assert TONNES.show(161_900 * MILLION) == "161\u202f900"


def test_measures_stand_from_the_cheapest_and_are_as_wide_as_they_spare():
    steps = [AbatementStep("Dyr", 100, 3_000), AbatementStep("Billig", 300, 200), AbatementStep("Sparer", 50, -400)]
    svg = abatement_chart(steps=steps, chart_id="m", title="Kostnad per tonn")
    assert svg.index("1. Sparer") < svg.index("2. Billig") < svg.index("3. Dyr")
    widths = [float(one) for one in re.findall(r'<rect x="[0-9.]+" y="[0-9.]+" width="([0-9.]+)"', svg)]
    assert widths[1] > 2.9 * widths[2] > 0
    assert "Billig: 300 tonn, 200 kr per tonn" in svg


def test_a_measure_that_costs_nothing_is_still_seen():
    svg = abatement_chart(steps=[AbatementStep("Gratis", 10, 0)], chart_id="m", title="Kostnad per tonn", width=344)
    assert "1. Gratis" in svg
