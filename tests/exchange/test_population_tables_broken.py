"""Tables of population with one thing wrong: a finding in Norwegian that says where and what to do, and never an error."""

import gzip
import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.statistics import (
    OLDEST,
    SEXES,
    SHAPES,
    age_code,
    age_label,
    as_csv,
    as_jsonstat,
    by_age_rows,
    count,
    make_jsonstat,
    make_workbook,
    pivoted_rows,
    tidy_rows,
)
from veikart.exchange.books import LARGEST_FILE
from veikart.exchange.population import read_statistics


def findings_of(content: bytes, municipality: str = "3201"):
    found, findings = read_statistics(content, name="tabell", municipality=municipality)
    assert (found is None) == any(one.grade == "stop" for one in findings)
    return found, findings


def codes_of(content: bytes, municipality: str = "3201") -> list[str]:
    return [one.code for one in findings_of(content, municipality)[1]]


def changed(at: int, column: int, value: object) -> bytes:
    """The table with years across, with one cell written over."""
    rows = pivoted_rows()
    rows[at][column] = value
    return as_csv(rows)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-1, "population-number"),
        ("−5", "population-number"),
        (10**9, "population-number"),
        ("1000001", "population-number"),
        ("9" * 18, "population-number"),
        ("9" * 30, "population-number"),
        ("12,5", "population-number"),
        ("1e3", "population-number"),
        ("NaN", "population-number"),
        ("inf", "population-number"),
        ("mange", "population-number"),
        ("", "population-missing-value"),
        ("..", "population-missing-value"),
        (":", "population-missing-value"),
    ],
)
def test_a_number_that_is_none(value, code):
    found, findings = findings_of(changed(4, 3, value))
    assert found is None
    assert findings[0].code == code
    assert (findings[0].place.row, findings[0].place.column) == (5, "Personer 2019")


@pytest.mark.parametrize(("value", "code"), [(-1, "population-number"), (1.5, "population-number"), (None, "population-missing-value")])
def test_a_number_that_is_none_in_json_stat(value, code):
    content = make_jsonstat(lambda sex, age, year: value if (sex, age, year) == ("1", 7, 2020) else count(sex, age, year))
    _found, findings = findings_of(content)
    assert [one.code for one in findings] == [code]
    assert "Menn 7 år Personer 2020" in findings[0].place.column


def test_a_dash_is_nobody_and_a_space_parts_thousands():
    found, findings = findings_of(changed(4, 3, "-"))
    assert findings == []
    assert min(one.persons for one in found.counts[""]) == 0
    assert max(one.persons for one in findings_of(changed(4, 3, "12 345"))[0].counts[""]) == 12_345


def test_sums_that_do_not_add_up_say_both_numbers():
    rows = pivoted_rows()
    total = sum(row[3] for row in rows[1:])
    _, findings = findings_of(as_csv([*rows, ["3201 Bærum", "Begge kjønn", "Alle aldre", total - 7, 1]]))
    assert {one.code for one in findings} == {"population-sum"} or codes_of(as_csv(rows)) == []
    women = sum(row[3] for row in rows[1:] if row[1] == "Kvinner")
    _, findings = findings_of(as_csv([*rows, ["3201 Bærum", "Kvinner", "Alle aldre", women + 1, 0]]))
    assert [one.code for one in findings] == ["population-sum", "population-sum"]
    assert findings[0].place.row == len(rows) + 1
    assert "kvinner, alle aldre, 2019" in findings[0].sentence


def test_sexes_that_do_not_add_up():
    rows = pivoted_rows()
    _, findings = findings_of(as_csv([*rows, ["3201 Bærum", "Begge kjønn", "7 år", 1, rows[8][4] + rows[8 + OLDEST + 1][4]]]))
    assert [one.code for one in findings] == ["population-sum"]
    assert "begge kjønn, 7 år, 2019" in findings[0].sentence


def test_ages_that_are_missing_overlap_or_stand_the_wrong_way():
    rows = pivoted_rows()
    assert set(codes_of(as_csv([row for row in rows if row[2] != "8 år"]))) == {"population-ages"}
    assert set(codes_of(as_csv([row for row in rows if row[2] not in {"100 år", "101 år", "102 år", "103 år", "104 år", "105 år eller eldre"}]))) == {
        "population-ages"
    }
    bands = [["kjønn", "alder", "2019"], *(["Begge kjønn", one, 5] for one in ("0-5 år", "5-9 år", "10 år eller eldre"))]
    assert codes_of(as_csv(bands)) == ["ages-overlap"]
    bands[2][1] = "9-6 år"
    assert "ages-order" in codes_of(as_csv(bands))


def test_one_sex_alone():
    rows = [row for row in pivoted_rows() if row[1] != "Menn"]
    _, findings = findings_of(as_csv(rows))
    assert {one.code for one in findings} == {"population-sex"}
    assert "2019 har ikke tall for menn" in findings[0].sentence


def test_rows_that_stand_twice():
    rows = pivoted_rows()
    _, findings = findings_of(as_csv([*rows, rows[5]]))
    assert [one.code for one in findings] == ["population-twice", "population-twice"]
    assert "rad 6" in findings[0].sentence


def test_years_that_are_missing_are_a_warning():
    found, findings = findings_of(make_jsonstat(years=(2015, 2016, 2019)))
    assert [(one.code, one.grade) for one in findings] == [("population-years", "warning")]
    assert "2017–2018" in findings[0].sentence
    assert found.years == (2015, 2016, 2019)


def test_words_that_are_none():
    for column, word, name in ((1, "Ukjent kjønn", "kjønn"), (2, "voksne", "alder")):
        rows = pivoted_rows()
        rows[3][column] = word
        _, findings = findings_of(as_csv(rows))
        assert findings[0].code == "population-word"
        assert (findings[0].place.row, findings[0].place.column) == (4, name)
        assert f"«{word}»" in findings[0].sentence
    rows = tidy_rows()
    rows[9][4] = "2019K1"
    assert "population-word" in codes_of(as_csv(rows))
    broken = make_jsonstat().replace(b"Kvinner", b"Hunkatter").replace(b'"2"', b'"X"')
    assert "population-word" in codes_of(broken)


def test_a_table_that_is_parted_by_something_else():
    dimensions = {"Region": ("region", {"3201": "Bærum"}), "Sivilstand": ("sivilstand", {"1": "Ugift", "2": "Gift"}), "Tid": ("år", {"2019": "2019"})}
    _, findings = findings_of(as_jsonstat(dimensions, [1, 2]))
    assert "population-dimension" in {one.code for one in findings}
    assert "sivilstand" in findings[0].sentence
    rows = [["sivilstand", "alder", "2019"], *([one, "Alle aldre", 5] for one in ("Ugift", "Gift"))]
    assert codes_of(as_csv(rows))[0] == "population-dimension"


def test_tables_that_are_about_something_else():
    assert codes_of(as_csv([["navn", "farge"], ["Kari", "rød"]])) == ["population-unrecognised"]
    assert codes_of(as_csv([["region", "alder", "Personer"], ["3201", "0 år", 5]])) == ["population-unrecognised"]
    assert codes_of(as_csv([["region", "alder", "år"], ["3201", "0 år", "2019"]])) == ["population-unrecognised"]
    assert codes_of(as_jsonstat({"Farge": ("farge", {"r": "rød"})}, [1])) == ["population-unrecognised"]
    assert codes_of(as_jsonstat({"Tid": ("år", {"2019": "2019"}), "C": ("statistikkvariabel", {"x": "Antall boliger, endring"})}, [1])) == [
        "population-nothing"
    ]
    assert codes_of(as_csv([["kjønn", "alder", "2019"]])) == ["rows-missing"]
    assert codes_of(make_jsonstat(lambda *_: 0)) == ["population-nothing"]


def test_municipalities_that_are_not_there():
    _, findings = findings_of(make_jsonstat(regions={"0301": "Oslo"}), "3201")
    assert [(one.code, one.sentence) for one in findings] == [("population-municipality", "Filen har ingen rader for 3201 Bærum. Den har 0301 Oslo.")]
    _, findings = findings_of(make_jsonstat(regions={f"{code}": "" for code in ("0301", "1103", "4601", "5001", "5501")}), "3201")
    assert "Den har 0301 Oslo-Oslove, 1103 Stavanger, 4601 Bergen og 2 til." in findings[0].sentence
    _, findings = findings_of(make_jsonstat(regions={"0220": "Asker (-2019)", "0301": "Oslo"}), "3203")
    assert [one.code for one in findings] == ["population-merged"]
    assert "0220 Asker" in findings[0].sentence
    assert "1. januar 2020" in findings[0].sentence
    _, findings = findings_of(make_jsonstat(regions={"0301": "Oslo", "3201": "Bærum"}), "")
    assert [one.code for one in findings] == ["population-choose"]
    assert codes_of(by_csv := as_csv(by_age_rows(), separator=","), "0301") == ["population-municipality"]
    assert codes_of(by_csv, "ukjent") == ["population-municipality"]


def test_rows_that_are_too_long():
    rows = pivoted_rows()
    rows[3].append(7)
    assert "row-length" in codes_of(as_csv(rows))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (as_csv(pivoted_rows(), encoding="utf-16"), "file-encoding"),
        (as_csv(pivoted_rows()).decode().encode("utf-16-le"), "file-encoding"),
        (as_csv(pivoted_rows()).decode("cp1252", "replace").encode(), "file-encoding"),
        (as_csv(pivoted_rows())[:40] + b'"' + as_csv(pivoted_rows())[40:], "file-syntax"),
        (as_csv(pivoted_rows()) + b'"uten slutt', "file-syntax"),
        (b"", "file-empty"),
        (b"\n\n ; \n", "file-empty"),
        (make_jsonstat()[:-50], "file-syntax"),
        (b'{"class":' * 200_000, "json-deep"),
        (b'[{"class": "dataset"}]', "jsonstat-kind"),
        (make_workbook()[:-3_000], "sheet-unreadable"),
        (gzip.compress(make_jsonstat()), "file-archive"),
        (b"PK\x03\x04" + bytes(range(256)) * 10, "sheet-unreadable"),
    ],
)
def test_files_that_cannot_be_read(content, code):
    assert codes_of(content) == [code]


def test_a_file_of_hundreds_of_megabytes_is_refused_by_its_size():
    for start in (b"", b"{", b"PK\x03\x04"):
        assert codes_of(start + b"1" * (LARGEST_FILE + 1)) == ["file-large"]


def test_a_workbook_that_unpacks_to_more_than_it_is_given():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 250_000_000)
    assert codes_of(packed.getvalue()) == ["file-large"]


def test_every_finding_says_what_to_do():
    _, findings = findings_of(changed(4, 3, "mange"))
    assert all(one.sentence.endswith(".") and one.remedy.endswith(".") for one in findings)


SMALL = {name: make for name, make in SHAPES.items() if name != "workbook"}
CONTENTS = {name: make() for name, make in SHAPES.items()}


@given(st.sampled_from(sorted(SMALL)), st.integers(0, 10**6), st.binary(min_size=0, max_size=4))
@settings(max_examples=60, deadline=None)
def test_no_edit_of_a_table_makes_it_fail(shape, place, put):
    content = CONTENTS[shape]
    at = place % len(content)
    findings_of(content[:at] + put + content[at + 1 :])


@given(st.lists(st.lists(st.one_of(st.sampled_from([*SEXES.values(), "kjønn", "alder", "år", "Tid", "region", "3201", "2019", "Personer 2019", "..",
                                                    age_label(3), age_code(OLDEST), "0-5", "MMMM", "source"]), st.text(max_size=6)), max_size=6),
                max_size=8))  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_no_rows_make_it_fail(rows):
    text = "\n".join(";".join(one.replace("\n", " ").replace('"', "") for one in row) for row in rows)
    findings_of(text.encode("utf-8", "replace"), "")


@pytest.mark.parametrize("seed", range(4))
def test_no_edit_of_a_workbook_makes_it_fail(seed):
    chance = random.Random(seed)
    content = bytearray(CONTENTS["workbook"])
    for _ in range(chance.randint(1, 5)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    findings_of(bytes(content))
