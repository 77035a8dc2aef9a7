"""The nation's rates as files: what is read, and what is found where a file is not as it should be."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.support.tree import ROOT
from veikart.exchange.population.counts import COUNTS, add_up_by_size, read_counts, write_by_size
from veikart.exchange.population.national import BY_SIZE, DEATH_RATES, FERTILITY_SHARES, NET_MIGRATION, VITAL_RATES, read_national

NORGE = ROOT / "examples" / "norge"
YEARS = {"2000", "2001", "2003", "2006", "2023"}
YEAR_AT = {BY_SIZE: 1, DEATH_RATES: 1, FERTILITY_SHARES: 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first years of every table."""
    for file in NORGE.glob("norway-*.csv"):
        lines = file.read_text().splitlines(keepends=True)
        (tmp_path / file.name).write_text("".join(lines[:1] + [line for line in lines[1:] if line.split(",")[YEAR_AT.get(file.name, 0)] in YEARS]))
    return tmp_path


def test_everything_is_read() -> None:
    national, findings = read_national(NORGE)
    assert national is not None
    assert not findings
    assert national.death_rates[2018].shape == (2, 22)
    assert national.life_expectancy[2018].tolist() == [84.483, 81.002]
    assert national.total_fertility[2009] == 1.974295
    assert national.fertility_shares[2018].sum() == pytest.approx(100)
    assert national.net_migration[2024].sum() == pytest.approx(44_358)
    assert national.counts[2019].sum() == 5_328_188
    assert (national.death_rates[2018][0, 1:] < national.death_rates[2018][1, 1:]).all()
    assert national.counts[2019][:, 0, 90].sum() > national.counts[2019][:, 1, 90].sum()


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (DEATH_RATES, "0.003674", "-0.003674", "value-kind"),
        (DEATH_RATES, "0.003674", "3.1", "value-kind"),
        (DEATH_RATES, "0.003674", "", "value-kind"),
        (DEATH_RATES, "578,2003,2000-2005,0,", "578,2003,2000-2005,7,", "value-choice"),
        (VITAL_RATES, "2001,76.2111", "2000,76.2111", "id-twice"),
        (VITAL_RATES, "2001,76.2111", "now,76.2111", "value-kind"),
        (VITAL_RATES, "tfr", "fertility", "column-unknown"),
        (NET_MIGRATION, "2023,0,0.431,0.43\n", "", "key-missing"),
        (BY_SIZE, "0,2006,female", "9,2006,female", "value-choice"),
    ],
)
def test_what_is_wrong_is_found(folder: Path, name: str, old: str, new: str, code: str) -> None:
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    national, findings = read_national(folder)
    assert national is None
    assert code in {finding.code for finding in findings}


def test_a_folder_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [finding.code for finding in read_national(tmp_path / "none")[1]] == ["file-missing"]


def test_municipalities_add_up_to_the_table_by_size(tmp_path: Path) -> None:
    counts = read_counts(NORGE / COUNTS)
    assert len(counts) == 357
    assert counts["3201"][2019].sum() == 126_841
    write_by_size(tmp_path, add_up_by_size(counts, sized_in=2019))
    assert (tmp_path / BY_SIZE).read_text() == (NORGE / BY_SIZE).read_text()


def test_one_municipality_is_read_alone() -> None:
    counts = read_counts(NORGE / COUNTS, municipality="3201")
    assert list(counts) == ["3201"] and sorted(counts["3201"]) == list(range(2005, 2027))
    assert np.array_equal(counts["3201"][2019], counts["3201"][2019].round())


def test_another_table_is_refused(tmp_path: Path) -> None:
    shutil.copy(NORGE / VITAL_RATES, tmp_path / "x.csv.gz")
    with pytest.raises(OSError, match="gzip"):
        read_counts(tmp_path / "x.csv.gz")
