"""The reader of datasets: the smallest good one, and one for every way in which it can be broken."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.exchange.broken import BROKEN
from tests.exchange.case import CHECKS, DATASET, LAYERS, MEASURES, TABLE, TABLES, UNITS, Broken
from tests.exchange.edits import add, all_of, swap, write
from tests.support.tree import ROOT
from veikart.calc.documents import Dataset
from veikart.exchange.dataset import amounts, files, read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.assessment import assess
from veikart.rules.findings import Finding

SMALLEST = Path(__file__).parent / "data" / "smallest"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the smallest dataset."""
    return Path(shutil.copytree(SMALLEST, tmp_path / "smallest"))


def read(path: Path) -> tuple[Dataset | None, list[Finding]]:
    return read_dataset(path, get_account_plan())


def test_smallest_is_read_without_findings() -> None:
    dataset, findings = read(SMALLEST)
    assert findings == []
    assert dataset is not None
    assert [version.id for version in dataset.budget.versions] == ["videreforing", "forslag"]
    assert sum(amount.nok for amount in dataset.budget.amounts if amount.year == 2026) == 0
    assert {finding.code for finding in assess(dataset).findings} == {"minimum-instalment-unknown"}


def test_example_is_read_without_findings() -> None:
    dataset, findings = read(ROOT / "examples" / "baerum-2020-2023")
    assert findings == []
    assert dataset is not None


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code}: {case.name}")
def test_broken(case: Broken, folder: Path) -> None:
    case.edit(folder)
    dataset, findings = read(folder)
    assert dataset is None
    # One thing is broken, so there is one finding: nothing is said of what follows from it.
    told = "\n".join(f"{one.code}, {one.place.words()}: {one.sentence}" for one in findings)
    assert [one.code for one in findings] == [case.code], told
    place = findings[0].place
    assert (place.file, place.row, place.column) == (case.file, case.row, case.column), told
    for text in case.says:
        assert text in findings[0].sentence, told


def test_nothing_is_written(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    read(folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


@pytest.mark.parametrize("name", ["borte", "nul\x00tegn", "n" * 300, "layers.toml/under"])
def test_path_that_is_not_there(folder: Path, name: str) -> None:
    dataset, findings = read(folder / name)
    assert dataset is None
    assert findings[0].code in {"file-missing", "file-unreadable"}


@pytest.mark.parametrize(
    ("name", "code", "says"), [("alt.zip", "file-archive", "alt.zip"), ("alt.tar", "file-archive", "alt.tar"), ("alt.csv", "file-kind", "en fil")]
)
def test_path_that_is_a_file(folder: Path, name: str, code: str, says: str) -> None:
    (folder / name).write_bytes(b"PK")
    assert [(one.code, one.place.file) for one in read(folder / name)[1]] == [(code, name)]
    assert says in read(folder / name)[1][0].sentence


def test_path_that_is_a_ring_of_links(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [one.code for one in read(tmp_path / "a")[1]] == ["file-unreadable"]


def test_unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs as root may read all, so the refusal is played."""
    opened = os.open

    def refuse(path: Path, flags: int, *more: int) -> int:
        if Path(path).name == "layers.toml":
            raise PermissionError(13, "no")
        return opened(path, flags, *more)

    monkeypatch.setattr(files.os, "open", refuse)
    findings = read(folder)[1]
    assert [(one.code, one.place.file) for one in findings] == [("file-unreadable", LAYERS)]
    assert "lesetilgang" in findings[0].sentence


def test_too_many_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 10)
    for number in range(11):
        (folder / "checks" / f"{number}.toml").write_text("check = []")
    findings = read(folder)[1]
    assert [(one.code, one.place.file) for one in findings] == [("dataset-large", "checks")]
    assert "10 filer" in findings[0].sentence


def test_too_many_bytes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_DATASET", 2_500)
    assert [one.code for one in read(folder)[1]] == ["dataset-large"]


def test_amounts_that_no_sum_can_hold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(amounts, "LARGEST_SUM", 10**6)
    findings = read(folder)[1]
    assert [(one.code, one.place.file) for one in findings] == [("amount-large", "measures")]
    assert "alle beløp til sammen" in findings[0].sentence


def test_many_findings_are_counted(folder: Path) -> None:
    add(TABLE, "".join(f"rad-{number},Rad,,x,x,x,x\n" for number in range(2_000)))(folder)
    swap(DATASET, '"9999"', '"99"')(folder)
    findings = read(folder)[1]
    assert findings[0].code == "dataset-many"
    assert "minst 8001 funn" in findings[0].sentence
    assert len(findings) == 102
    assert {one.place.file for one in findings[1:]} == {DATASET, TABLE}, "no file hides another"


def test_all_findings_come_at_once(folder: Path) -> None:
    all_of(
        write(DATASET, "format = "),
        swap(UNITS, "felles,Felles", "Felles,Felles"),
        swap(LAYERS, '"proposal"', '"idea"'),
        swap(MEASURES, '"-60,0"', '"seksti"'),
        swap(TABLE, '"95,0"', '"x"'),
        swap(CHECKS, "[1:omsorg]", "[2:omsorg]"),
        swap("targets.toml", '"result_ratio"', '"ratio"'),
        swap("inputs.toml", "name", "navn"),
    )(folder)
    codes = {(one.place.file, one.code) for one in read(folder)[1]}
    assert codes == {
        (DATASET, "file-syntax"),
        (UNITS, "id-bad"),
        (LAYERS, "value-choice"),
        (MEASURES, "number-bad"),
        (TABLE, "number-bad"),
        (CHECKS, "reference-unknown"),
        ("targets.toml", "ratio-unknown"),
        ("inputs.toml", "key-unknown"),
        ("inputs.toml", "key-missing"),
    }


@pytest.mark.parametrize("gone", [DATASET, UNITS, LAYERS, TABLES, "inputs.toml"])
def test_what_cannot_be_read_is_said_once(folder: Path, gone: str) -> None:
    """Everything leads into the file that is broken, and nothing is said of that."""
    write(gone, b"\xff")(folder)
    assert [(one.code, one.place.file) for one in read(folder)[1]] == [("file-encoding", gone)]


@pytest.mark.parametrize("ending", ["\r\n", "\n\n"])
def test_line_endings_and_a_mark_of_byte_order(folder: Path, ending: str) -> None:
    for path in folder.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_text(encoding="utf-8").replace("\n", ending).encode())
    assert read(folder)[1] == []


def test_hidden_files_and_notes_are_left_alone(folder: Path) -> None:
    for name in (".DS_Store", "LESMEG.md", "tables/.~lock", "tables/notat.md"):
        (folder / name).write_bytes(b"\xff")
    assert read(folder)[1] == []


def test_a_reconciling_formula_takes_the_units_below(folder: Path) -> None:
    """Sector Oppvekst is printed as 66,0 and its areas add up to 65,0: the third layer holds what is between them."""
    all_of(
        add(LAYERS, '\n[[layer]]\nid = "avstemming"\nname = "Avstemming"\nkind = "reconciliation"\n'),
        swap(LAYERS, '"nye-forslag"]', '"nye-forslag", "avstemming"]'),
        add(TABLE, 'oppvekst,Oppvekst,,"66,0","65,0","65,0","65,0"\n'),
        add(MEASURES, "avstemt,avstemming,oppvekst,1NET,technical,Avstemming,,=,=,=,=,[1:oppvekst] - {unit=oppvekst layer=vedtatt-2025},,\n"),
    )(folder)
    dataset, findings = read(folder)
    assert findings == []
    assert dataset is not None
    found = {amount.year: (amount.nok, amount.half_width_nok) for amount in dataset.budget.amounts if amount.measure == "avstemt"}
    assert found[2026] == (1_000_000, 50_000 - 100_000)
    assert found[2027] == (0, 50_000 - 100_000)


def test_a_file_name_that_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode(b"m\xe5l.csv")).write_bytes(b"")
    findings = read(folder)[1]
    assert [one.code for one in findings] == ["file-unknown"]
    assert findings[0].sentence.encode("utf-8")


def test_the_page_of_each_row(folder: Path) -> None:
    add(TABLES, 'page = 26\nlast_page = 27\nrow_pages = [{page = 27, rows = ["omsorg", "sum"]}]\n')(folder)
    dataset, findings = read(folder)
    assert dataset is not None, findings
    places = [dataset.place("1", row, "2026") for row in ("", "skole", "sum")]
    assert places == [
        "tabell 1, side 26–27, kolonne «Budsjett 2026»",
        "tabell 1, side 26–27, rad «Skole», kolonne «Budsjett 2026»",
        "tabell 1, side 27, rad «Sum rammer», kolonne «Budsjett 2026»",
    ]
