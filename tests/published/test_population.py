"""The projection of the example against what the municipality has printed: its base to the person, and how far it is from the forecast."""

from __future__ import annotations

import csv

import numpy as np

from tests.support.economy_example import get_example_book, get_example_long_run
from tests.support.tree import ROOT
from veikart.rules.foresight.age_bands import OWN

PRINTED = ROOT / "examples" / "baerum-2020-2023" / "tables" / "4.13.csv"
SHEET = get_example_long_run().sheets["population_ages"]
FARTHEST = 0.1
"""How far a group of ages is from the municipality's forecast for 2023, at most: our rates are estimated, and theirs are not printed."""


def _printed(year: int) -> dict[str, int]:
    rows = list(csv.DictReader(PRINTED.open(encoding="utf-8")))
    return {f"{OWN}-{one['row'].removeprefix('alder-')}": int(one[str(year)].replace(" ", "")) for one in rows if one["row"].startswith("alder-")}


def test_the_base_is_the_printed_population_in_every_group() -> None:
    """Table 4.13, column 2018: 126 841 in all."""
    printed = _printed(2018)
    assert {key: SHEET.value(key, "first", 2019) for key in printed} == printed
    assert sum(printed.values()) == 126_841


def test_the_forecast_is_near_the_printed_one_and_was_not_made_from_it() -> None:
    """Table 4.13, column 2023: 134 152 in all, by Kompas with homes and rates of its own that are not printed."""
    printed = _printed(2023)
    ours = np.array([SHEET.value(key, "persons", 2023) for key in printed])
    theirs = np.array(list(printed.values()))
    assert abs(ours.sum() / theirs.sum() - 1) < 0.01
    assert np.abs(ours / theirs - 1).max() < FARTHEST


def test_the_alternatives_are_those_of_the_programme() -> None:
    """Chapter 4.7.1: 815 homes a year, a fifth less, and a tenth more."""
    alternatives = get_example_book().table("population_alternatives")
    assert [alternatives[one].housing for one in ("hovedalternativ", "redusert", "oekt")] == [1_000_000, 800_000, 1_100_000]
    sheets = get_example_long_run().sheets
    assert set(sheets["housing"].row("alle", "dwellings")) == {815}
    persons = {one: sheets["population_alternatives"].row(one, "persons")[-1] for one in ("redusert", "hovedalternativ", "oekt")}
    assert persons["redusert"] < persons["hovedalternativ"] < persons["oekt"]
