"""All municipalities of a folder: read, worked out the same however many threads, and written."""

import csv
import gzip
import shutil

import numpy as np
import pytest

from tests.support.tree import ROOT
from veikart.calc.outlook import LEVELS
from veikart.exchange.cluster.national import read_municipalities, run_municipalities, write_national
from veikart.exchange.population.counts import COUNTS

NORWAY = ROOT / "examples" / "norge"
HOW = {"draws": 130, "seed": 3, "noise": False}


@pytest.fixture(scope="module")
def inputs():
    found, findings = read_municipalities(NORWAY, first_year=2019, years=3, most=4)
    assert findings == []
    return found


def test_municipalities_are_taken_in_the_order_of_their_codes(inputs):
    assert list(inputs) == ["0301", "1101", "1103", "1106"]
    assert all(one.years == (2019, 2020, 2021) for one in inputs.values())


def test_the_same_whatever_threads_and_blocks(inputs):
    found = {run_municipalities(inputs, ["main"], **HOW, threads=threads, size=size).digest for threads, size in ((1, 4), (2, 1), (2, 2), (0, 3))}
    assert len(found) == 1


def test_a_municipality_is_the_same_alone_and_among_others(inputs):
    alone = run_municipalities({"1103": inputs["1103"]}, ["main"], **HOW)
    among = run_municipalities(inputs, ["main"], **HOW)
    assert np.array_equal(alone.persons[:, 0], among.persons[:, 2])


def test_how_far_it_has_come_is_told_in_words(inputs):
    said = []
    run_municipalities(inputs, ["main"], **HOW, size=1, progress=lambda share, words: said.append((share, words)))
    assert said[-1] == (1.0, "4 av 4 kommuner")


@pytest.mark.parametrize("name", ["found.csv", "found.csv.gz"])
def test_the_file_has_a_row_for_each_output_and_year(inputs, tmp_path, name):
    found = run_municipalities(inputs, ["main", "long_lives"], **HOW)
    rows = write_national(tmp_path / name, found)
    text = gzip.decompress((tmp_path / name).read_bytes()).decode() if name.endswith("gz") else (tmp_path / name).read_text()
    lines = list(csv.reader(text.splitlines()))
    assert len(lines) == rows + 1 == 1 + 2 * 4 * 33 * 4
    assert lines[0] == ["scenario", "municipality_code", "output", "year", "q05", "q10", "q25", "q50", "q75", "q90", "q95"]
    assert lines[1][:4] == ["main", "0301", "all", "2018"]
    assert len(lines[1]) == 4 + len(LEVELS)
    assert float(lines[1][4]) == inputs["0301"].base.sum()


def test_what_is_not_there_is_a_finding(tmp_path):
    for one in NORWAY.glob("norway-*.csv"):
        shutil.copy(one, tmp_path)
    assert [one.code for one in read_municipalities(tmp_path, first_year=2019, years=3)[1]] == ["file-missing"]
    assert [one.code for one in read_municipalities(NORWAY, first_year=1999, years=3)[1]] == ["value-choice"]
    assert read_municipalities(tmp_path / "finnes-ikke", first_year=2019, years=3)[1]
    (tmp_path / COUNTS).write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert [one.code for one in read_municipalities(tmp_path, first_year=2019, years=3)[1]] == ["file-missing"]
