"""What is stored, looked into: sums, lines and vouchers."""

import numpy as np
import pytest

from tests.support.ledger import GOOD, OTHER, change, read_rows
from veikart.exchange.ledger import count_lines, get_voucher, list_lines, sum_ledger

ROWS = (
    GOOD,
    OTHER,
    change(GOOD, bilagsnr="B2", periode="201903", ansvar="3200", belop="10,00", tekst="Strøm i mars"),
    change(GOOD, bilagsnr="B3", konto="180000", ansvar="3200", belop="-500,00", tekst="Skatt"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return read_rows(*ROWS, folder=tmp_path_factory.mktemp("bok")).files


def test_sums_by_some_columns(files):
    found = sum_ledger([files.rollup], by=["month", "cost_centre"])
    assert found.keys["month"].tolist() == [2, 2, 3]
    assert found.keys["cost_centre"].tolist() == ["3100", "3200", "3200"]
    assert (found.amount_ore.tolist(), found.lines.tolist(), len(found)) == ([100_000, -50_000, 1_000], [2, 1, 1], 3)
    assert found.amount_ore.dtype == np.int64


def test_sums_of_some_values_and_of_everything(files):
    assert sum_ledger([files.rollup], by=[], only={"kostra": ["1010", "1800"]}).amount_ore.tolist() == [51_050]
    assert sum_ledger([files.rollup], by=["kostra"], only={"month": [3]}).keys["kostra"].tolist() == ["1010"]
    assert len(sum_ledger([files.rollup], by=[], only={"month": [7]})) == 0
    assert len(sum_ledger([files.rollup], by=["month"], only={"month": []})) == 0
    assert len(sum_ledger([], by=["month", "account"])) == 0


def test_several_files_are_one(files):
    assert sum_ledger([files.rollup, files.rollup], by=[]).amount_ore.tolist() == [102_000]
    assert count_lines([files, files]) == (8, 102_000)


def test_columns_and_values_from_outside_are_no_sql(files):
    with pytest.raises(KeyError):
        sum_ledger([files.rollup], by=["month; DROP TABLE x"])
    with pytest.raises(KeyError):
        list_lines([files], only={"1=1 OR text": ["x"]})
    with pytest.raises(KeyError):
        list_lines([files], order="amount; --")
    assert count_lines([files], only={"cost_centre": ["3100' OR '1'='1"]}) == (0, 0)
    assert count_lines([files], containing="' OR 1=1 --") == (0, 0)


def test_lines_of_a_cell_in_order(files):
    lines = list_lines([files], only={"cost_centre": ["3200"]}, order="amount")
    assert [(one.voucher, one.amount_ore, one.kostra) for one in lines] == [("B3", -50_000, "1800"), ("B2", 1_000, "1010")]
    assert [one.voucher for one in list_lines([files], limit=2, offset=2)] == ["B2", "B3"]
    assert [one.voucher for one in list_lines([files], containing="STRØM")] == ["B2"]
    assert count_lines([files], only={"kostra": ["1010"]}) == (2, 101_050)
    assert list_lines([]) == ()
    assert count_lines([]) == (0, 0)


def test_whole_voucher(files):
    assert [one.line for one in get_voucher([files], source="visma", year=2019, voucher="B1")] == [1, 2]
    assert get_voucher([files], source="visma", year=2020, voucher="B1") == ()
