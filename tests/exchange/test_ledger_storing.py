"""The two readings of a file: what the first adds up is what the second writes, and what the first cannot vouch for is looked at line by line."""

from dataclasses import replace

import pytest

from tests.support.ledger import GOOD, LAYOUT, OTHER, as_text, change, read_rows, read_text
from veikart.exchange.ledger import ControlTotals, count_lines, list_lines, write_ledger_lines

NUMBERLESS = replace(LAYOUT, line="")
PLAIN = "\n".join(";".join(change(GOOD, linje=str(at))) for at in range(2, 6000))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def write(read, layout=LAYOUT, **given):
    path = read.files.lines.parents[1] / "bok.csv"
    asked = {"source": "visma", "kind": "accounts", "year": 2019, "folder": read.files.lines.parent, **given}
    return path, lambda: [one.code for one in write_ledger_lines(path, layout, **asked)]


@pytest.mark.parametrize("layout", [LAYOUT, NUMBERLESS, replace(LAYOUT, double_entry=True)])
def test_good_file_is_added_up_first_and_written_after(layout):
    rows = [GOOD, change(OTHER, belop="-1000,50")]
    read = read_rows(*rows, layout=layout, stores=False)
    assert (read.lines_good, read.vouchers, read.sum_ore, read.debit_ore, read.findings) == (2, 1, 0, 100_050, ())
    assert [one.text for one in read.preview] == ["Lønn februar", "Papir; penner"] or layout == NUMBERLESS
    assert not read.files.lines.exists()
    _, written = write(read, layout)
    assert written() == []
    assert count_lines([read.files]) == (2, 0)
    assert sorted(one.text for one in list_lines([read.files])) == ["Lønn februar", "Papir; penner"]
    assert sorted(one.name for one in read.files.lines.parent.iterdir()) == ["lines.parquet", "rollup.parquet", "vouchers.parquet"]


@pytest.mark.parametrize(
    "rows",
    [
        [GOOD, GOOD],
        [GOOD, change(OTHER, konto="999999")],
        [GOOD, change(OTHER, belop="tusen")],
        [GOOD, change(OTHER, periode="201801")],
        [change(GOOD, linje="0"), change(OTHER, linje="0")],
    ],
)
def test_file_with_something_to_look_at_has_its_lines_written_at_once(rows):
    read = read_rows(*rows, stores=False)
    assert read.files.lines.exists()
    assert count_lines([read.files]) == (read.lines_good, read.sum_ore)


def test_voucher_with_a_gap_in_its_numbers_is_good_where_none_stands_twice():
    rows = [GOOD, change(OTHER, linje="7")]
    assert not read_rows(*rows, stores=False).files.lines.exists()
    assert read_rows(*rows, rows[1], stores=False).lines_identical == 1


def test_text_in_other_letters_is_found_though_texts_are_not_added_up():
    text = as_text([GOOD]) + PLAIN
    read = read_text(text.encode() + b"\n" + ";".join(OTHER[:8]).encode() + b";L\xf8nn;1,00\n", stores=False)
    assert "ledger-encoding" in read.finding_counts


def test_control_totals_are_held_against_a_good_file():
    assert read_rows(GOOD, OTHER, stores=False, control=ControlTotals(lines=3)).is_stopped
    assert read_rows(GOOD, OTHER, stores=False, control=ControlTotals(lines=2, sum_ore=100_000)).findings == ()


@pytest.mark.parametrize(
    "rows",
    [[GOOD], [GOOD, change(OTHER, belop="-0,60")], [GOOD, change(OTHER, periode="201903")], [GOOD, OTHER, change(OTHER, linje="3")], [OTHER[:4]]],
)
def test_file_that_has_changed_is_not_written(rows):
    read = read_rows(GOOD, OTHER, stores=False)
    path, written = write(read)
    path.write_text(as_text(rows), encoding="utf-8")
    assert written() == ["ledger-file-changed"]
    path.unlink()
    assert written() == ["ledger-file-changed"]
    assert sorted(one.name for one in read.files.lines.parent.iterdir()) == ["rollup.parquet", "vouchers.parquet"]


def test_old_letters_and_mixed_ends_of_lines_are_written_as_they_were_read():
    old = replace(LAYOUT, encoding="cp1252")
    read = read_text(as_text([GOOD, OTHER]).encode("cp1252"), layout=old, stores=False)
    assert write(read, old)[1]() == []
    mixed = as_text([GOOD, OTHER]).replace("\n", "\r\n", 2)
    ends = read_text(mixed, stores=False)
    assert write(ends)[1]() == []
    assert list_lines([ends.files]) == list_lines([read.files])
