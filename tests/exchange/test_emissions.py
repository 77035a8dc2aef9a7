"""Emissions from files: the smallest good file of each kind, and one file for each thing that may be wrong."""

import io
from datetime import date

import pytest
import xlsxwriter

from tests.support.tree import ROOT
from veikart.calc.climate import Emission, EmissionSource
from veikart.calc.economy import EconomyBook
from veikart.exchange.emissions import EmissionRows, check_vintage, make_emission_rows, read_emissions
from veikart.rules.economy.tables import get_economy_tables

HEADS = ["Fylke", "Kommunenummer", "Kommune", "År", "Utslippskilde", "Klimagass", "Utslipp (tonn CO2-ekvivalenter)"]
CARS = ("3201", 2019, "road", "Personbiler")
GOOD = [["Akershus", "3201", "Bærum", 2019, "Personbiler", "CO2", 10.5], ["Akershus", "3201", "Bærum", 2019, "Personbiler", "CH4", 0.25]]


def _workbook(sheets):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return made.getvalue()


def _read(rows, heads=HEADS, sheet="Veitrafikk", more=None, **asked):
    return read_emissions(_workbook({sheet: [heads, *rows], **(more or {})}), name="utslipp.xlsx", **asked)


def _codes(*given, **named):
    return [one.code for one in _read(*given, **named)[1]]


def test_gases_are_added_up():
    file, findings = _read(GOOD)
    assert findings == []
    assert (dict(file.tonnes), file.places, file.years, file.rows) == ({CARS: 10_750_000}, {"3201": "Bærum"}, (2019,), 2)


def test_a_csv_file_with_the_sector_in_a_column_and_no_gas():
    text = "municipality,year,sector,source,tonnes_co2e\nSkien,2019,Veitrafikk,Personbiler  ,1.5\nSkien,2019,Veitrafikk,Personbiler,2\n"
    file, findings = read_emissions(text.encode(), name="utslipp.csv")
    assert dict(file.tonnes) == {("4003", 2019, "road", "Personbiler"): 3_500_000}
    assert [one.code for one in findings] == ["emissions-gases"]


def test_the_example_file_is_read_whole():
    content = (ROOT / "examples" / "klima" / "utslipp-telemark.csv").read_bytes()
    file, findings = read_emissions(content, name="utslipp-telemark.csv", municipalities=["4003"])
    assert [one.grade for one in findings] == ["note"]
    assert sum(tonnes for key, tonnes in file.tonnes.items() if key[1] == 2009) == 165_081_660_000
    assert len({key[2:] for key in file.tonnes}) == 46


def test_an_old_number_is_the_same_municipality():
    file, _findings = _read([["Akershus", "0219", "Bærum", 2019, "Personbiler", "CO2", 1]])
    assert list(file.tonnes) == [CARS]


def test_columns_that_are_missing():
    assert _codes([], heads=["Kommune", "Utslipp"]) == ["emissions-heading"]
    assert _codes(GOOD, sheet="Ark1") == ["emissions-heading"]
    assert _codes([row[:4] + row[5:] for row in GOOD], heads=HEADS[:4] + HEADS[5:]) == ["emissions-heading"]
    assert [one.code for one in read_emissions(_workbook({"Oversikt": [["x"]]}), name="x.xlsx")[1]] == ["emissions-heading"]


def test_a_sheet_of_other_things():
    assert _codes(GOOD, more={"Om": [["Les dette"]]}) == ["emissions-sheet"]


def test_a_file_without_the_municipality():
    file, findings = _read(GOOD, municipalities=["0301"])
    assert file is None
    assert [one.code for one in findings] == ["emissions-nothing"]
    assert "Oslo" in findings[0].sentence


def test_rows_that_cannot_be_read_are_told_of_by_line_and_column():
    year = _read([*GOOD, ["", "3201", "Bærum", "i fjor", "Personbiler", "N2O", 1]])[1]
    assert [(one.code, one.place.row, one.place.column) for one in year] == [("emissions-year", 4, "År")]
    file, findings = _read([*GOOD, ["", "3201", "Bærum", 2019, "Busser", "CO2", 3], ["", "3201", "Bærum", 2019, "Busser", "CH4", "ukjent"]])
    assert [(one.code, one.place.row) for one in findings] == [("emissions-number", 5), ("emissions-spoiled", 0)]
    assert list(file.tonnes) == [CARS]


def test_emissions_below_zero():
    assert _codes([*GOOD, ["", "3201", "Bærum", 2019, "Busser", "CO2", -3]]) == ["emissions-number", "emissions-spoiled"]


def test_a_row_that_stands_twice():
    assert _codes([*GOOD, ["", "3201", "Bærum", 2020, "Personbiler", "CO2", 1], GOOD[0]]) == ["emissions-twice", "emissions-spoiled"]


def test_a_municipality_and_a_sector_that_are_not_known():
    assert _codes([*GOOD, ["", "9998", "Utopia", 2019, "Busser", "CO2", 3]]) == ["emissions-municipality"]
    text = "Kommune,År,Sektor,Utslippskilde,Utslipp\nSkien,2019,Veitrafikk,Busser,1\nHerøy,2019,Veitrafikk,Busser,1\nSkien,2019,Torg,Busser,1\n"
    assert [one.code for one in read_emissions(text.encode(), name="x.csv")[1]] == ["emissions-municipality", "emissions-sector"]


CSV = "Kommunenummer;Kommune;År;Sektor;Utslippskilde;Klimagass;Utslipp\n"
SKIEN = "4003;Skien;2019;Veitrafikk;Personbiler;CO2;10\n"


def _read_text(*lines, heads=CSV, **asked):
    file, findings = read_emissions((heads + "".join(lines)).encode(), name="utslipp.csv", **asked)
    return (dict(file.tonnes) if file else None), [one.code for one in findings]


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("4003;Skien;2090;Veitrafikk;Personbiler;CO2;5\n", ["emissions-year-far"]),
        ("4003;Skien;1905;Veitrafikk;Personbiler;CO2;5\n", ["emissions-year-far"]),
        ("4003;Porsgrunn;2018;Veitrafikk;Personbiler;CO2;5\n", ["emissions-mismatch"]),
        ("4003;Skien;2018;Veitrafikk;Bus\n", ["row-cut", "emissions-spoiled"]),
        ("4003;Skien;2018;Veitrafikk;Busser;CO2;1,234.5\n", ["emissions-number", "emissions-spoiled"]),
        ("Kilde: Miljødirektoratet\n", []),
    ],
)
def test_rows_that_are_left_out_of_a_file(line, codes):
    assert _read_text(SKIEN, line, today=date(2026, 11, 22)) == ({("4003", 2019, "road", "Personbiler"): 10_000_000}, codes)


def test_a_name_nobody_has_is_told_of_and_the_number_is_used():
    tonnes, codes = _read_text(SKIEN.replace("Skien", "Skein"))
    assert (sum(tonnes.values()), codes) == (10_000_000, ["emissions-name"])
    for name in ("SKIEN", "Skien kommune", ""):
        assert _read_text(SKIEN.replace("Skien", name))[1] == []
    assert _read_text(SKIEN.replace("4003;Skien", "0301;Oslo"))[1] == []
    assert _read_text(SKIEN.replace("4003;Skien", "0806;Skien"))[1] == []  # the number it had before


def test_a_row_that_is_cut_spoils_what_it_may_be_of():
    other = SKIEN.replace("Personbiler", "Busser")
    assert _read_text(SKIEN, other, "4003;Skien;2019\n") == (None, ["row-cut", "emissions-spoiled", "emissions-nothing"])
    assert len(_read_text(SKIEN, other, "4003;Skien;2019;Luftfart\n")[0]) == 2
    kept, _codes = _read_text(SKIEN, other, "4003;Skien;2019;Veitrafikk;Busser\n")
    assert list(kept) == [("4003", 2019, "road", "Personbiler")]


def test_a_decimal_comma_that_parts_a_cell_in_two_is_told_of():
    heads = CSV.replace(";", ",")
    assert _read_text(SKIEN.replace(";", ",").replace("10", "10,5"), heads=heads)[1] == ["row-cut", "emissions-spoiled", "emissions-nothing"]


def test_rows_that_are_quite_alike_are_not_added_up():
    heads, line = "Kommune;År;Sektor;Utslippskilde;Utslipp\n", "Skien;2019;Veitrafikk;Personbiler;10\n"
    assert _read_text(line, line, line.replace("Personbiler", "Busser"), heads=heads) == (
        {("4003", 2019, "road", "Busser"): 10_000_000},
        ["emissions-same", "emissions-spoiled"],
    )
    small = line.replace(";10", ";0,2")
    assert _read_text(small, small, heads=heads)[1] == ["emissions-gases"]


DETAILED = [*HEADS[:4], "Sektor", *HEADS[4:6], "Utslipp (tonn CO₂-ekvivalenter)"]
DIVIDED = [*HEADS[:4], "Sektor", HEADS[-1]]


def _agency_file(*left_out):
    """A workbook laid out as the agency's: an overview with every row, one by sector, and a sheet for each sector."""
    rows = [[*row[:4], "Veitrafikk", *row[4:]] for row in GOOD] + [["Akershus", "3201", "Bærum", 2019, "Sjøfart", "Cruise", "CO2", 3]]
    sheets = {
        "Les meg": [["Statistikken er laget av Miljødirektoratet."]],
        "Oversikt - detaljert": [DETAILED, *rows],
        "Oversikt - sektorfordelt": [DIVIDED, [*GOOD[0][:4], "Veitrafikk", 10.75], [*GOOD[0][:4], "Sjøfart", 3]],
        "Veitrafikk": [HEADS, *GOOD],
        "Sjøfart": [HEADS, ["Akershus", "3201", "Bærum", 2019, "Cruise", "CO2", 3]],
    }
    return _workbook({name: lines for name, lines in sheets.items() if name not in left_out})


@pytest.mark.parametrize(
    "left_out", [(), ("Oversikt - detaljert",), ("Veitrafikk", "Sjøfart"), ("Les meg", "Veitrafikk", "Sjøfart", "Oversikt - sektorfordelt")]
)
def test_the_agencys_workbook_is_read_by_its_sectors_or_by_its_overview(left_out):
    file, findings = read_emissions(_agency_file(*left_out), name="utslippsstatistikk_alle_kommuner.xlsx")
    assert dict(file.tonnes) == {CARS: 10_750_000, ("3201", 2019, "shipping", "Cruise"): 3_000_000}
    assert [one.code for one in findings] == ([] if "Les meg" in left_out or "Veitrafikk" in left_out else ["emissions-sheet"])


def test_sums_that_do_not_match():
    overview = [["Kommunenummer", "År", "Sektor", "Utslipp"], ["3201", 2019, "Veitrafikk", 10.75]]
    assert _codes(GOOD, more={"Oversikt - sektorfordelt": overview}) == []
    overview[1][3] = 99
    assert _codes(GOOD, more={"Oversikt - sektorfordelt": overview}) == ["emissions-sum"]


def _book(rows):
    tables = {"climate_vintages": [rows.vintage], "emission_sources": rows.sources, "emissions": rows.emissions}
    return EconomyBook({name: {get_economy_tables()[name].key_of(one): one for one in some} for name, some in tables.items()})


def test_rows_come_back_as_they_were_written():
    file, _findings = _read(GOOD)
    rows = make_emission_rows(file, EconomyBook({}), source="Fil")
    assert EmissionRows.restore(rows.write()) == rows
    assert rows.emissions == (Emission("md-2019", "3201", "veitrafikk-personbiler", 2019, 10_750_000),)


def test_a_source_that_is_there_keeps_its_id():
    file, _findings = _read(GOOD)
    own = EmissionSource("mine-biler", "personbiler", "road")
    rows = make_emission_rows(file, EconomyBook({"emission_sources": {own.id: own}}), vintage="v")
    assert rows.sources == (own,)


def test_a_vintage_keeps_its_numbers():
    file, _findings = _read(GOOD)
    rows = make_emission_rows(file, EconomyBook({}))
    assert check_vintage(_book(rows), rows) == []
    newer, _findings = _read([["", "3201", "Bærum", 2019, "Personbiler", "CO2", 9]])
    found = check_vintage(_book(rows), make_emission_rows(newer, _book(rows)))
    assert [one.code for one in found] == ["emissions-vintage"]
    assert check_vintage(_book(rows), make_emission_rows(newer, _book(rows), vintage="ny")) == []
    others, _findings = _read([["", "0301", "Oslo", 2019, "Personbiler", "CO2", 9]])
    assert check_vintage(_book(rows), make_emission_rows(others, _book(rows))) == []


@pytest.mark.parametrize("how", [{}, {"in_memory": True}, {"constant_memory": True}], ids=["shared", "memory", "inline"])
def test_a_large_workbook_is_read_row_by_row_to_the_same(monkeypatch, how):
    rows = {
        "Veitrafikk": [HEADS, *GOOD, [], ["Akershus", 301, "Oslo & omegn", 2019, "Personbiler", "CO2", 7]],
        "Oversikt - detaljert": [[*HEADS, "Sektor"]],
    }
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, how) as workbook:
        for name, lines in rows.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(lines):
                sheet.write_row(at, 0, row)
    usual = read_emissions(made.getvalue(), name="utslipp.xlsx")
    monkeypatch.setattr("veikart.exchange.emissions.reading.LARGEST_FILE", 10)
    assert read_emissions(made.getvalue(), name="utslipp.xlsx") == usual
    assert len(usual[0].tonnes) == 2


def test_a_large_file_that_is_no_workbook(monkeypatch):
    monkeypatch.setattr("veikart.exchange.emissions.reading.LARGEST_FILE", 10)
    whole = _workbook({"Veitrafikk": [HEADS, *GOOD]})
    for broken in (b"PK\x03\x04 ikke en arbeidsbok", whole[: len(whole) // 2]):
        file, findings = read_emissions(broken, name="utslipp.xlsx")
        assert (file, [one.code for one in findings]) == (None, ["sheet-unreadable"])
    monkeypatch.setattr("veikart.exchange.emissions.large_workbooks.LARGEST_UNPACKED", 100)
    assert [one.code for one in read_emissions(whole, name="utslipp.xlsx")[1]] == ["sheet-unreadable"]
