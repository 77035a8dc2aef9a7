"""The same lines read again: nothing is counted twice, and what is another than it was is told of."""

from dataclasses import replace

import pytest

from tests.support.ledger import GOOD, LAYOUT, OTHER, change, read_rows

NUMBERLESS = replace(LAYOUT, line="")


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def codes_of(read):
    return [one.code for one in read.findings]


@pytest.mark.parametrize("layout", [LAYOUT, NUMBERLESS])
def test_file_read_again_gives_nothing_new(layout):
    first = read_rows(GOOD, OTHER, layout=layout)
    again = read_rows(OTHER, GOOD, layout=layout, known=[first.files])
    assert codes_of(again) == ["ledger-identical", "ledger-nothing-new"]
    assert again.files is None
    assert (again.lines_read, again.lines_good, again.lines_identical) == (2, 0, 2)


@pytest.mark.parametrize("layout", [LAYOUT, NUMBERLESS])
def test_only_new_vouchers_are_taken_from_a_longer_file(layout):
    new = change(GOOD, bilagsnr="B2", belop="7,00")
    first = read_rows(GOOD, OTHER, layout=layout)
    again = read_rows(GOOD, new, OTHER, layout=layout, known=[first.files])
    assert codes_of(again) == ["ledger-identical"]
    assert (again.lines_good, again.lines_identical, again.sum_ore, again.vouchers) == (1, 2, 700, 1)
    third = read_rows(GOOD, new, OTHER, layout=layout, known=[first.files, again.files])
    assert third.lines_good == 0


def test_new_line_of_a_known_voucher_is_new():
    first = read_rows(GOOD, OTHER)
    again = read_rows(GOOD, OTHER, change(OTHER, linje="3"), known=[first.files])
    assert codes_of(again) == ["ledger-identical"]
    assert (again.lines_good, again.sum_ore) == (1, -50)


def test_part_of_a_known_voucher_is_known():
    first = read_rows(GOOD, OTHER)
    assert read_rows(OTHER, known=[first.files]).lines_identical == 1


def test_line_that_is_another_than_it_was_is_told_of():
    first = read_rows(GOOD, OTHER)
    again = read_rows(GOOD, change(OTHER, belop="-0,60"), known=[first.files])
    assert [(one.code, one.place.row, one.sentence) for one in again.findings if one.grade == "stop"] == [
        ("ledger-voucher-differs", 3, "I bilag B1 er linje 2 annerledes enn det som er lagret.")
    ]
    assert again.is_stopped


@pytest.mark.parametrize("rows", [[GOOD, change(OTHER, belop="-0,60")], [GOOD], [GOOD, OTHER, OTHER]])
def test_voucher_without_line_numbers_is_the_same_or_told_of(rows):
    first = read_rows(GOOD, OTHER, layout=NUMBERLESS)
    again = read_rows(*rows, layout=NUMBERLESS, known=[first.files])
    assert [one.sentence for one in again.findings if one.grade == "stop"] == ["I bilag B1 er linjene annerledes enn det som er lagret."]


def test_line_that_stands_twice_in_the_file_is_counted_once():
    read = read_rows(GOOD, OTHER, GOOD, change(OTHER, bilagsnr="B2"), change(OTHER, bilagsnr="B2"))
    assert codes_of(read) == ["ledger-identical"]
    assert (read.lines_read, read.lines_good, read.lines_identical) == (5, 3, 2)


def test_same_number_with_other_content_in_the_file_is_told_of():
    read = read_rows(GOOD, OTHER, change(OTHER, belop="-5,00"))
    assert [(one.code, one.place.row, one.place.column) for one in read.findings] == [("ledger-line-differs", 4, "Linje")]
    assert read.is_stopped


def test_repeated_line_is_found_also_where_the_numbers_look_whole():
    numbers = ["1", "2", "2", "4"]  # as many as from 1 to 4
    read = read_rows(*(change(GOOD, linje=one) for one in numbers))
    assert read.lines_identical == 1


def test_line_numbers_that_are_very_large():
    read = read_rows(*(change(GOOD, linje=str(one)) for one in (5_000_001, 5_000_002, 5_000_002)))
    assert read.lines_identical == 1


def test_voucher_in_which_every_line_stands_twice_without_numbers_is_told_of():
    read = read_rows(GOOD, OTHER, GOOD, OTHER, change(GOOD, bilagsnr="B2"), layout=NUMBERLESS)
    assert [(one.code, one.place.row) for one in read.findings] == [("ledger-voucher-doubled", 2)]
    assert read.lines_good == 5


def test_budget_is_never_held_against_what_is_stored():
    layout = replace(LAYOUT, voucher="", line="")
    first = read_rows(GOOD, GOOD, layout=layout, kind="budget")
    again = read_rows(GOOD, GOOD, layout=layout, kind="budget", known=[first.files])
    assert (again.findings, again.lines_good) == ((), 2)
