"""What is written of a row is read back the same, whatever kinds of fields it has."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.rules.findings import Place
from veikart.rules.tables import format_percent, read_percent, read_row, read_table_rules, restore_row, write_cells, write_row


@dataclass(frozen=True, slots=True)
class Sample:
    id: str
    series: str
    value: int
    amount: int | None
    rate: int | None
    day: date | None = None
    note: str = ""


FIELDS = {
    "id": {"label": "Id", "kind": "id", "required": True},
    "series": {"label": "Serie", "kind": "choice", "choices": "series", "required": True},
    "value": {"label": "Verdi", "kind": "by_series", "required": True},
    "amount": {"label": "Beløp", "kind": "nok"},
    "rate": {"label": "Rente", "kind": "percent"},
    "day": {"label": "Dag", "kind": "date"},
    "note": {"label": "Merknad", "kind": "text"},
}
SERIES = {"growth": "ppm", "price": "nok", "homes": "count"}
RAW = {"samples": {"name": "Prøver", "key": ["id"], "fields": FIELDS}}
RULE = read_table_rules(RAW, {"samples": Sample}, lambda _name: {one: one.capitalize() for one in SERIES}, SERIES)["samples"]
PPM = st.integers(-10_000_000, 10_000_000)
SAMPLES = st.builds(
    Sample,
    st.from_regex(r"[a-z][a-z0-9]{0,9}", fullmatch=True),
    st.sampled_from(list(SERIES)),
    PPM,
    st.none() | st.integers(-(10**12), 10**12),
    st.none() | PPM,
    st.none() | st.dates(date(1800, 1, 1), date(2999, 12, 31)),
    st.text("abcæøå 123", max_size=20).map(str.strip),
)


@settings(max_examples=60)
@given(SAMPLES)
def test_a_row_is_read_back_as_it_was_written(row):
    cells = write_cells(RULE, row)
    assert read_row(RULE, cells, Place()) == (row, [])
    assert write_cells(RULE, read_row(RULE, cells, Place())[0]) == cells
    assert restore_row(RULE, write_row(row)) == row


@settings(max_examples=60)
@given(PPM, st.sampled_from(["", " %", "%", "\u00a0%"]), st.booleans())
def test_percent_and_back(ppm, sign, has_point):
    text = format_percent(ppm)
    written = text.replace(",", ".") if has_point else text
    assert read_percent(written + sign) == ppm
    assert format_percent(read_percent(written)) == text
