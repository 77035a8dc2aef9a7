"""Tables of statistics as values of indicators: every shape, every sign for nothing, and what is left out and told of."""

import io
import json
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from veikart.calc.indicators import IndicatorPlace
from veikart.calc.plan_system import Indicator
from veikart.exchange.indicators import (
    IndicatorTable,
    TableMapping,
    guess_mapping,
    keep_places,
    make_values,
    read_indicator_table,
    read_moment,
    read_source,
    write_source,
)
from veikart.rules.indicators.incoming import check_published

DAY = date(2020, 3, 15)
PLACES = {
    one.id: one
    for one in (
        IndicatorPlace("baerum", "Bærum", "own", "3201"),
        IndicatorPlace("asker", "Asker", "municipality", "3203"),
        IndicatorPlace("gruppe", "KOSTRA-gruppe 10", "group", "EKG10"),
    )
}
INDICATORS = {one.id: one for one in (Indicator("fravaer", "Sykefravær"), Indicator("elever", "Elever per skole"))}


def _read(content, mapping=None, name="tall.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    table, findings = read_indicator_table(content, name=name)
    if table is None:
        return {}, [one.code for one in findings]
    mapping = guess_mapping(table, INDICATORS, PLACES, mapping)
    found = make_values(table, mapping, indicators=INDICATORS, places=PLACES, vintage=DAY, source="Kilden")
    values = {(one.indicator, one.place, one.year, one.period): one.state or one.value / 1_000_000 for one in found.values}
    return values, [one.code for one in (*findings, *found.findings)]


LONG = "Indikator;Sted;År;Verdi\nSykefravær;Bærum;2018;7,3\nSykefravær;Asker;2018;6,9\nElever per skole;Bærum;2018;1 376\n"


@pytest.mark.parametrize(
    ("content", "values"),
    [
        (LONG, {("fravaer", "baerum", 2018, ""): 7.3, ("fravaer", "asker", 2018, ""): 6.9, ("elever", "baerum", 2018, ""): 1376}),
        (LONG.encode("cp1252"), {("fravaer", "baerum", 2018, ""): 7.3, ("fravaer", "asker", 2018, ""): 6.9, ("elever", "baerum", 2018, ""): 1376}),
        (
            "Kommune;Sykefravær 2017;Sykefravær 2018;Elever per skole 2018\nBærum;7,5 %;7,3 %;376\n",
            {("fravaer", "baerum", 2017, ""): 7.5, ("fravaer", "baerum", 2018, ""): 7.3, ("elever", "baerum", 2018, ""): 376},
        ),
        (
            "År;Sykefravær;Elever per skole\n2017;7,5;368\n2018;−0,5;376\n",
            {
                ("fravaer", "baerum", 2017, ""): 7.5,
                ("elever", "baerum", 2017, ""): 368,
                ("fravaer", "baerum", 2018, ""): -0.5,
                ("elever", "baerum", 2018, ""): 376,
            },
        ),
        (
            '"region";"statistikkvariabel";"tid";"12362: Noe"\n"3201 Bærum";"Sykefravær";"2018K1";7.5\n'
            '"EKG10 KOSTRA-gruppe 10";"Sykefravær";"2018K1";8\n',
            {("fravaer", "baerum", 2018, "q1"): 7.5, ("fravaer", "gruppe", 2018, "q1"): 8},
        ),
        (
            "12362: En tittel\n\nKommunenummer;Kommune;Sykefravær 2018\n0219;Bærum;7,3\n0220;Asker;6,9\n",
            {("fravaer", "baerum", 2018, ""): 7.3, ("fravaer", "asker", 2018, ""): 6.9},
        ),
    ],
)  # fmt: skip
def test_tables_of_every_shape_are_read(content, values):
    assert _read(content) == (values, [])


def test_what_is_not_there_is_not_zero():
    text = "Sted;Indikator;2015;2016;2017;2018;2019\nBærum;Sykefravær;..;:;...;-;0\n"
    states = {2015: "missing", 2016: "suppressed", 2017: "not_published", 2018: "missing", 2019: 0}
    assert _read(text) == ({("fravaer", "baerum", year, ""): state for year, state in states.items()}, [])


def _cube(**more):
    dimensions = {
        "Region": {
            "label": "region",
            "category": {"index": ["3201", "EKG10", "0301"], "label": {"3201": "Bærum", "EKG10": "Gruppe", "0301": "Oslo"}},
        },
        "ContentsCode": {"label": "statistikkvariabel", "category": {"index": ["F"], "label": {"F": "Sykefravær"}}},
        "Tid": {"label": "år", "category": {"index": ["2017", "2018"]}},
    }
    made = {"version": "2.0", "class": "dataset", "id": list(dimensions), "size": [3, 1, 2], "dimension": dimensions}
    return json.dumps({**made, "value": [7.5, 7.3, 8.1, None, 1, 2], **more})


def test_json_stat_is_read_with_what_it_leaves_open():
    values, codes = _read(_cube(), name="tall.json")
    assert values == {
        ("fravaer", "baerum", 2017, ""): 7.5,
        ("fravaer", "baerum", 2018, ""): 7.3,
        ("fravaer", "gruppe", 2017, ""): 8.1,
        ("fravaer", "gruppe", 2018, ""): "missing",
    }
    assert codes == ["indicator-code"]


@pytest.mark.parametrize(
    ("status", "state"),
    [({"3": ":"}, "suppressed"), (["", "", "", "...", "", ""], "not_published"), ("..", "missing"), ({"3": 7, "x": ":", "99": ":"}, "missing")],
)
def test_json_stat_says_why_a_number_is_not_there(status, state):
    values, _codes = _read(_cube(status=status), name="tall.json")
    assert values["fravaer", "gruppe", 2018, ""] == state
    assert values["fravaer", "gruppe", 2017, ""] == 8.1


def test_a_workbook_is_read():
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Tall")
        for at, row in enumerate((["Sted", "Indikator", 2017, 2018], ["Bærum", "Sykefravær", 7.5, 7.25])):
            sheet.write_row(at, 0, row)
    assert _read(kept.getvalue(), name="tall.xlsx") == ({("fravaer", "baerum", 2017, ""): 7.5, ("fravaer", "baerum", 2018, ""): 7.25}, [])


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("", ["file-empty"]),
        ("bare;ord\nher;også\n", ["indicator-file"]),
        ("Sted;Indikator;Verdi\nBærum;Sykefravær;7\n", ["indicator-file"]),
        ("Sted;2018\nBærum;7\n", ["indicator-file"]),
        ("Sted;Indikator;Farge;2018\nBærum;Sykefravær;rød;7\nBærum;Sykefravær;blå;8\n", ["indicator-dimension"]),
        ("Sted;Indikator;2018;2019\nBærum;Sykefravær;7;x\n", ["indicator-number"]),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2018;7\nBærum;Sykefravær;2018;8\n", ["indicator-twice"]),
        ("Sted;Indikator;År;Verdi\nBærum;Elever per skole;2018;1.376\n", ["indicator-point"]),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2018;7\nBærum;Sykefravær;i fjor;8\n", ["indicator-year"]),
        ("Sted;Indikator;2018\nBærum;Sykefravær;7;8\n", ["row-length"]),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2018;7\nBærum;Sykefravær;2019\n", ["row-cut"]),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2018;7\nBærum\n", ["row-cut"]),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2018;7\nKilde: SSB\n", []),
        ("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2021;7\nBærum;Sykefravær;2022;8\n", ["indicator-year-far"]),
        ("Sted;Indikator;2018\nNarnia;Sykefravær;7\n", ["indicator-code"]),
        ("Sted;Indikator;2018\nBærum;Sykefravær;7\nBærum;Tull;9\n", ["indicator-code"]),
        ('{"class": "collection"}', ["jsonstat-kind"]),
        (b"\x1f\x8b", ["file-archive"]),
    ],
)
def test_what_is_wrong_is_told_by_where_it_stands(content, codes):
    assert _read(content)[1] == codes


def test_years_far_ahead_are_left_out_of_what_is_published():
    values, codes = _read("Sted;Indikator;2019;2090\nBærum;Sykefravær;7;8\n")
    assert (values, codes) == ({("fravaer", "baerum", 2019, ""): 7.0}, ["indicator-year-far"])
    assert [one.code for one in check_published(date(2020, 3, 16), DAY, name="tall.csv")] == ["indicator-published"]
    assert check_published(DAY, DAY, name="tall.csv") == []


def test_one_category_of_another_dimension_is_chosen():
    text = "Sted;Indikator;Farge;2018\nBærum;Sykefravær;rød;7\nBærum;Sykefravær;blå;8\n"
    assert _read(text, TableMapping(chosen={"Farge": "blå"})) == ({("fravaer", "baerum", 2018, ""): 8}, [])


def test_all_numbers_may_be_of_one_indicator_and_be_divided():
    assert _read("Kommune;2018\nBærum;7300\n", TableMapping(only_indicator="fravaer", divisor=1000)) == ({("fravaer", "baerum", 2018, ""): 7.3}, [])


def test_what_a_word_means_is_kept_and_may_be_nothing():
    mapping = TableMapping(places={"Hjemme": "baerum"}, indicators={"SF": "fravaer", "Tull": ""})
    assert _read("Sted;Indikator;2018\nHjemme;SF;7\nHjemme;Tull;9\n", mapping) == ({("fravaer", "baerum", 2018, ""): 7}, [])


def test_a_table_is_narrowed_to_the_places_that_are_known():
    """What a page tells of as "indicator-narrowed"."""
    table, _findings = read_indicator_table((LONG + "Sykefravær;Narnia;2018;1\n").encode(), name="a")
    mapping = guess_mapping(table, INDICATORS, PLACES)
    fewer = keep_places(table, mapping)
    assert (len(table.cells), len(fewer.cells)) == (4, 3)
    assert [one.code for one in fewer.dimension("Sted").categories] == ["Bærum", "Asker"]
    assert keep_places(table, TableMapping()) == table


def test_how_a_file_is_read_is_kept_as_rows():
    mapping = TableMapping("Region", "Tid", "ContentsCode", "baerum", "fravaer", 100, {"0219": "baerum"}, {"SF": "fravaer", "X": ""}, {"Kjønn": "0"})
    source, codes = write_source(mapping, key="ssb-1", name="Statistikken", source="SSB")
    assert read_source(source, codes) == mapping
    assert read_source(source, [*codes, *write_source(TableMapping(places={"a": "b"}), key="annen", name="A", source="")[1]]) == mapping


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2018", (2018, "")),
        ("2018K4", (2018, "q4")),
        ("2018M12", (2018, "m12")),
        ("2018T2", (2018, "t2")),
        ("1. kvartal 2019", (2019, "q1")),
        ("2019, 3. tertial", (2019, "t3")),
        ("Desember 2019", (2019, "m12")),
        ("2018K5", None),
        ("4. tertial 2019", None),
        ("20", None),
        ("i fjor", None),
    ],
)
def test_years_and_parts_of_years(text, moment):
    assert read_moment(text) == moment


def test_a_table_goes_with_a_page_and_comes_back():
    for content in (LONG.encode(), _cube().encode()):
        table, _findings = read_indicator_table(content, name="a")
        assert IndicatorTable.restore(json.loads(json.dumps(table.write()))) == table


@settings(max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode) | st.text("0123456789;,.\n-:KåÅrSted ", max_size=200).map(str.encode))
def test_no_file_gives_anything_but_values_and_findings(content):
    table, findings = read_indicator_table(content, name="fil")
    assert table is not None or findings
    if table is not None:
        make_values(table, guess_mapping(table, INDICATORS, PLACES), indicators=INDICATORS, places=PLACES, vintage=DAY)


def test_a_point_that_can_only_be_a_decimal_is_not_told_of():
    values, codes = _read("Sted;Indikator;År;Verdi\nBærum;Sykefravær;2017;7.125\nBærum;Sykefravær;2018;7.5\n")
    assert (values["fravaer", "baerum", 2017, ""], codes) == (7.125, [])


def test_what_a_workbook_has_worked_out_is_rounded():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ("Sted", "Indikator", "År", "Verdi"))
        sheet.write_row(1, 0, ("Bærum", "Sykefravær", 2017, 22 / 3))
        sheet.write_row(2, 0, ("Bærum", "Sykefravær", 2018, -7.125))
    values, codes = _read(stream.getvalue(), name="tall.xlsx")
    assert values == {("fravaer", "baerum", 2017, ""): 7.333333, ("fravaer", "baerum", 2018, ""): -7.125}
    assert codes == []
