"""The scorecard as files: out and in again, and what is not ours is refused."""

from pathlib import Path

import pytest

from tests.support.tree import ROOT
from veikart.exchange.population.scorecard import AGES, BANDS, ERRORS, SINCE, SPREADS, read_band_counts, read_scorecard, write_scorecard

NORGE = ROOT / "examples" / "norge"


def test_the_scorecard_comes_back_as_it_was(tmp_path: Path) -> None:
    write_scorecard(tmp_path, read_scorecard(NORGE))
    for name in (ERRORS, SPREADS, SINCE, AGES):
        assert (tmp_path / name).read_text() == (NORGE / name).read_text()


def test_every_spread_is_there() -> None:
    spreads = read_scorecard(NORGE).spreads
    assert len(spreads.total) == 5
    assert set(spreads.national) == {"all", "newborn", "oldest"}
    assert spreads.total[0].first > spreads.total[4].first


def test_official_projections_are_told_from_counts() -> None:
    rows = read_band_counts(NORGE / BANDS)
    assert {one.vintage for one in rows} == {None, 2016, 2018, 2020, 2022, 2024, 2026}
    assert len(rows) == 9350


def test_an_unknown_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / BANDS).write_text("municipality,age_band,year,persons,source\nVinje,0 år,2020,3,Gjetning\n")
    with pytest.raises(ValueError, match="Gjetning"):
        read_band_counts(tmp_path / BANDS)
