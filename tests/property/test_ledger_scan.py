"""The scan of a plain file is the careful reading of it, to the øre and the last code; and what it gives up is what it should not judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unittest import mock

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.ledger import CODES, GOOD, LAYOUT, as_text, change, read_text
from veikart.exchange.ledger import LedgerLayout, LedgerRead, reading
from veikart.exchange.ledger.database import THREADS
from veikart.exchange.ledger.scanning import Scan, files, rooms, scan_file
from veikart.exchange.ledger.scanning.fields import MOST_ORE
from veikart.exchange.ledger.scanning.lines import LONGEST

SOME = settings(max_examples=12, deadline=None)
FIELD = {
    "bilagsnr": st.sampled_from(["B1", "B2", "B10000000000001", "B12345678901234567", "12345678", "123456789", "", "Bå", "B 1"]),
    "linje": st.sampled_from(["1", "2", "3", "007", "999999999", "", "x", "1000001"]),
    "bilagsdato": st.sampled_from(["15.02.2019", "28.02.2019", "29.02.2019", "31.12.2018", "31.04.2019", "01.01.2021", "1.2.2019", ""]),
    "periode": st.sampled_from(["201902", "201913", "201900", "201802", "20192", "", "2019-02"]),
    "konto": st.sampled_from(["101001", "112003", "180000", "999999", "", " 101001", "1010"]),
    "ansvar": st.sampled_from(["3100", "3200", "", "31,00", "3100 A", "ansvar-nummer-1", "ansvar-nummer-1x", "ansvar-nummer-17x"]),
    "funksjon": st.sampled_from(["202", "", "20\t2"]),
    "prosjekt": st.sampled_from(["", "P7", "P0000000001"]),
    "tekst": st.sampled_from(["Lønn", "Papir; penner", "", "€ 5 ɐ 🙂", 'rør 5"', "linje\nto", "tab\tulator", "x" * 300]),
    "belop": st.sampled_from(["0,00", "-0,5", "12", "1,00", "-1,00", "99999999,99", "1,005", "1 000,00", "12345678901,00", "+1", "1e3", ",5", ""]),
}
PLAIN = {
    "bilagsnr": st.sampled_from(["B1", "B2", "B10000000000001", "12345678", "B 1"]),
    "linje": st.integers(1, 6).map(str),
    "bilagsdato": st.sampled_from(["15.02.2019", "28.02.2019", "31.12.2018", ""]),
    "periode": st.sampled_from(["201901", "201902", "201913"]),
    "konto": st.sampled_from(["101001", "112003", "180000"]),
    "ansvar": st.sampled_from(["3100", "3200", "", "ansvar-nummer-1"]),
    "funksjon": st.sampled_from(["202", ""]),
    "prosjekt": st.sampled_from(["", "P7"]),
    "tekst": st.sampled_from(["Lønn", "Papir; penner", "", "€ 5 ɐ 🙂", "tab\tulator"]),
    "belop": st.sampled_from(["0,00", "-0,5", "12", "1,00", "-1,00", "99999999,99", "9999999999,00"]),
}
LAYOUTS = st.sampled_from(
    [LAYOUT, replace(LAYOUT, line=""), replace(LAYOUT, line="", double_entry=True), replace(LAYOUT, period="", double_entry=True)]
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def rows_of(fields: dict[str, st.SearchStrategy[str]]) -> st.SearchStrategy[tuple[str, ...]]:
    """Lines with a field of each."""
    return st.fixed_dictionaries(fields).map(lambda cells: change(GOOD, **cells))


def as_csv(rows: list[tuple[str, ...]], quotes: bool, end: str) -> str:
    """A file with every cell in quotes, or none but those that need it."""
    if not quotes:
        return as_text(rows, end=end)
    return end.join([as_text([], end="").rstrip(end), *(";".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]) + end


def read_both(text: str, layout: LedgerLayout, kind: str) -> tuple[LedgerRead, LedgerRead, bool]:
    """A text read with the scan and without it, and whether the scan took it."""
    taken: list[bool] = []

    def scan(*asked: object) -> Scan | None:
        found = scan_file(*asked)  # type: ignore[arg-type]
        taken.append(found is not None)
        return found

    given = {"layout": layout, "kind": kind, "codes": CODES, "stores": False}
    with mock.patch.object(reading, "scan_file", scan):
        fast = read_text(text, **given)
    with mock.patch.object(reading, "scan_file", lambda *_: None):
        return fast, read_text(text, **given), any(taken)


def list_rows(read: LedgerRead, name: str) -> list[tuple]:
    """The rows of a file that was written, and the types of its columns, in order."""
    if read.files is None:
        return []
    source = f"FROM read_parquet('{getattr(read.files, name)}')"
    return [tuple(duckdb.execute(f"DESCRIBE {source}").fetchall()), *sorted(duckdb.execute(source).fetchall())]


def assert_same(fast: LedgerRead, slow: LedgerRead) -> None:
    """Two readings are the same in everything but where they lie."""
    assert replace(fast, files=None) == replace(slow, files=None)
    for name in ("rollup", "vouchers"):
        assert list_rows(fast, name) == list_rows(slow, name)


@SOME
@given(
    st.lists(rows_of(FIELD), min_size=1, max_size=4), st.booleans(), st.sampled_from(["\n", "\r\n"]), LAYOUTS, st.sampled_from(["accounts", "budget"])
)
def test_file_with_anything_in_it_is_read_the_same(rows: list, quotes: bool, end: str, layout: LedgerLayout, kind: str) -> None:
    fast, slow, _ = read_both(as_csv(rows, quotes, end), layout, kind)
    assert_same(fast, slow)


@pytest.fixture
def _small_rooms(monkeypatch) -> Iterator[None]:
    """Two processors for every file, blocks and tables that are soon full."""
    monkeypatch.setattr(files, "LOOKED_AT", 0)
    monkeypatch.setattr(files, "BLOCK", 100)
    monkeypatch.setattr(rooms, "_FIRST_SLOTS", {"codes": 4, "cells": 2, "vouchers": 2})
    return


@pytest.mark.usefixtures("_small_rooms")
def test_plain_file_is_scanned_and_comes_to_the_same() -> None:
    @SOME
    @given(
        st.lists(rows_of(PLAIN), min_size=1, max_size=30),
        st.booleans(),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from([LAYOUT, replace(LAYOUT, line="")]),
        st.sampled_from(["accounts", "budget"]),
    )
    def check(rows: list, quotes: bool, end: str, layout: LedgerLayout, kind: str) -> None:
        fast, slow, taken = read_both(as_csv(rows, quotes, end), layout, kind)
        assert taken
        assert_same(fast, slow)

    check()


@pytest.mark.parametrize(
    ("cells", "layout"),
    [
        ({"bilagsdato": "2019-02-15"}, replace(LAYOUT, date_format="yyyy-mm-dd")),
        ({"bilagsdato": "15022019"}, replace(LAYOUT, date_format="ddmmyyyy")),
        ({"bilagsdato": "20190215"}, replace(LAYOUT, date_format="yyyymmdd")),
        ({"periode": "2"}, replace(LAYOUT, period_format="mm")),
        ({"periode": "022019"}, replace(LAYOUT, period_format="mmyyyy")),
        ({"belop": "-5.25"}, replace(LAYOUT, decimal=".")),
        ({"belop": "-5,25"}, replace(LAYOUT, sign="expense_negative")),
        ({"tekst": "17,50", "belop": ""}, replace(LAYOUT, amount="", text="", debit="Tekst", credit="Beløp")),
        ({"tekst": "0,00", "belop": "3,00"}, replace(LAYOUT, amount="", text="", debit="Tekst", credit="Beløp")),
    ],
)
def test_layouts_that_are_scanned(cells: dict[str, str], layout: LedgerLayout) -> None:
    fast, slow, taken = read_both(as_text([change(GOOD, **cells)]), layout, "accounts")
    assert taken and fast.lines_good == 1
    assert_same(fast, slow)


@pytest.mark.parametrize(
    ("cells", "layout"),
    [
        ({"bilagsdato": "15.02.19"}, replace(LAYOUT, date_format="dd.mm.yy")),
        ({"belop": "1 000,00"}, replace(LAYOUT, thousands="space")),
        ({"belop": "1,00-"}, replace(LAYOUT, minus_after=True)),
        ({"tekst": "D"}, replace(LAYOUT, text="", side="Tekst")),
        ({"tekst": "1"}, replace(LAYOUT, text="", account_class="Tekst", account_rule="art")),
    ],
)
def test_layouts_with_more_to_interpret_are_not_scanned(cells: dict[str, str], layout: LedgerLayout) -> None:
    assert not read_both(as_text([change(GOOD, **cells)]), layout, "accounts")[2]


@pytest.mark.parametrize("slots", ["codes", "cells", "vouchers"])
def test_file_with_no_room_for_it_is_read_with_care(slots: str, monkeypatch, _small_rooms: None) -> None:
    monkeypatch.setattr(rooms, "_MOST_SLOTS", {"codes": 64, "cells": 64, "vouchers": 64, slots: 4})
    rows = [change(GOOD, bilagsnr=f"B{at}", ansvar=f"{3000 + at}", belop="0,00") for at in range(12)]
    fast, slow, taken = read_both(as_text(rows), LAYOUT, "accounts")
    assert not taken
    assert_same(fast, slow)


@pytest.mark.parametrize("amount", ["2,00", "-2,00"])
def test_file_with_sums_too_large_for_a_scan_is_read_with_care(amount: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_SUM", 399)
    assert read_both(as_text([change(GOOD, belop=amount)]), LAYOUT, "accounts")[2]
    fast, slow, taken = read_both(as_text([change(GOOD, belop=amount), change(GOOD, linje="2", belop=amount)]), LAYOUT, "accounts")
    assert not taken
    assert_same(fast, slow)


def test_the_largest_sums_are_within_what_is_added_up() -> None:
    shortest = len(b"1;9999999999,00\n")
    block = (files.BLOCK + LONGEST) // shortest * MOST_ORE
    assert (files.MOST_SUM + block) * THREADS < 2**63


@pytest.mark.parametrize("amounts", [("1,50", "1,5"), ("-0,00", "0")])
def test_lines_that_say_the_same_in_other_letters_stand_twice(amounts: tuple[str, str]) -> None:
    lines = [change(GOOD, linje=number, belop=amount) for number, amount in zip("12", amounts, strict=True)]
    fast, slow, taken = read_both(as_text(lines), replace(LAYOUT, line=""), "accounts")
    assert taken
    assert_same(fast, slow)
    assert fast.finding_counts == {"ledger-voucher-doubled": 1}


@pytest.mark.usefixtures("_small_rooms")
def test_lines_of_one_voucher_in_both_parts_of_a_file_stand_twice() -> None:
    others = [change(GOOD, bilagsnr=f"A{at}", ansvar=f"{4000 + at}") for at in range(9)]
    fast, slow, taken = read_both(as_text([GOOD, *others, GOOD]), replace(LAYOUT, line=""), "accounts")
    assert taken
    assert_same(fast, slow)
    assert fast.finding_counts == {"ledger-voucher-doubled": 1}


def test_line_number_that_stands_twice_is_never_taken_for_whole() -> None:
    lines = [change(GOOD, linje=one, belop="0,00") for one in ("1", "2", "2", "4")]
    fast, slow, taken = read_both(as_text(lines), LAYOUT, "accounts")
    assert taken
    assert_same(fast, slow)
    assert fast.lines_identical == 1
