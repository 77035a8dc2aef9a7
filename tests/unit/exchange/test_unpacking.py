"""A workbook made to keep the reader busy is given up at once."""

from time import perf_counter

import pytest

from veikart.exchange.books.unpacking import _cells_spanned


@pytest.mark.parametrize("sheet", [b"<c " * 200_000, b"<c " + b'r="A1" ' * 100_000, b"<" + b"a" * 500_000])
def test_a_sheet_without_ends_takes_no_time(sheet):
    begun = perf_counter()
    assert _cells_spanned(sheet) == 0
    assert perf_counter() - begun < 2


def test_the_cells_of_a_sheet_are_counted_to_the_last_one():
    assert _cells_spanned(b'<row><c r="A1" t="s"><v>0</v></c><x:c s="2" r="C4"><v>1</v></x:c></row>') == 12
