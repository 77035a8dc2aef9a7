"""A workbook made to keep the reader busy is given up at once."""

import io
import zipfile
from time import process_time

import pytest

from veikart.exchange.books.unpacking import LINKS, MAIN_PART, _cells_spanned, look_inside


@pytest.mark.parametrize("sheet", [b"<c " * 200_000, b"<c " + b'r="A1" ' * 100_000, b"<" + b"a" * 500_000, b"<row " * 200_000, b"<row><c/>" * 60_000])
def test_a_sheet_without_ends_takes_no_time(sheet):
    begun = process_time()
    assert _cells_spanned(sheet) == 0
    assert process_time() - begun < 2


def test_the_cells_of_a_sheet_are_counted_to_the_last_one():
    assert _cells_spanned(b'<row><c r="A1" t="s"><v>0</v></c><x:c s="2" r="C4"><v>1</v></x:c></row>') == 12


def test_cells_that_do_not_say_where_they_are_are_counted_one_after_the_other():
    far = b'<row r="1"><c><v>1</v></c></row><row r="1048576">' + b"<c><v>1</v></c>" * 16_384 + b"</row>"
    assert _cells_spanned(far) == 1_048_576 * 16_384
    assert _cells_spanned(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c/></row>') == 1  # an empty one takes no room


def test_a_sheet_is_looked_into_wherever_it_lies():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for part in (MAIN_PART, LINKS):
            file.writestr(part, "<a/>")
        file.writestr("xl/elsewhere.xml", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert [one.code for one in look_inside(packed.getvalue(), "ark.xlsx")[1]] == ["file-large"]
