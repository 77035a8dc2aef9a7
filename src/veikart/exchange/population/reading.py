"""A CSV file with a row for each municipality, year and sex, and a column for each year of age."""

from __future__ import annotations

from pathlib import Path

from veikart.calc.demography import Population
from veikart.exchange.dataset.files import ARCHIVES, Folder, open_folder
from veikart.exchange.dataset.rows import CsvRow, read_csv
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.findings import Finding, Place, make_finding

OLDEST_COLUMN = 105
"""The last year of age that has a column; it holds all who are older too."""
AGES = tuple(f"age_{age}" for age in range(OLDEST_COLUMN + 1))
COLUMNS = ("municipality_code", "municipality", "year", "sex", *AGES)
LARGEST_COUNT = 1_000_000


def read_population(path: Path, *, municipality: str, projection: str) -> tuple[list[Population], list[Finding]]:
    """The persons of one municipality, as rows of a projection, or no rows and every finding.

    `municipality` is its number, four digits. `path` is a CSV file with the columns COLUMNS; a packed file is not read. The persons are those
    of 1 January of the year. A negative count, one that is missing, and ages without a column are findings; so is a municipality that is not
    in the file.
    """
    folder, findings = open_folder(path.parent)
    if folder is None:
        return [], findings
    if path.suffix.lower() != ".csv":
        words = {"name": path.name, "found": "noe annet", "expected": "en CSV-fil"}
        return [], [make_finding("file-archive" if path.suffix.lower() in ARCHIVES else "file-kind", Place(file=path.name), **words)]
    lines = [one for one in read_csv(folder, path.name, columns=COLUMNS).rows if one.fields["municipality_code"] == municipality]
    if not lines and not folder.count:
        folder.report("population-municipality", Place(file=path.name, column="municipality_code"), found=municipality)
    seen: dict[tuple[str, str], int] = {}
    rows = [row for line in lines for row in _read_line(folder, path.name, line, projection, seen)]
    return ([] if folder.count else rows), folder.findings


def _read_line(folder: Folder, name: str, line: CsvRow, projection: str, seen: dict[tuple[str, str], int]) -> list[Population]:
    year, sex = line.fields["year"], line.fields["sex"]
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        place = Place(file=name, row=line.line, column="year")
        folder.report("value-kind", place, name="year", expected="et årstall", found=f"«{year}»")
        return []
    if sex not in get_economy_choices("sex"):
        place = Place(file=name, row=line.line, column="sex")
        folder.report("value-choice", place, name="sex", found=sex, expected=", ".join(get_economy_choices("sex")))
        return []
    first = seen.setdefault((year, sex), line.line)
    if first != line.line:
        folder.report("id-twice", Place(file=name, row=line.line), found=f"{year} og {sex}", expected=f"rad {first}")
    counts = [_read_count(folder, name, line, column) for column in AGES]
    return [
        Population(projection, int(year), age, sex, None if age == OLDEST_COLUMN else age, count)
        for age, count in enumerate(counts)
        if count is not None
    ]


def _read_count(folder: Folder, name: str, line: CsvRow, column: str) -> int | None:
    text = line.fields[column]
    if text.isascii() and text.isdigit() and int(text[:10]) <= LARGEST_COUNT and len(text) <= 10:
        return int(text)
    place = Place(file=name, row=line.line, column=column)
    folder.report("value-kind", place, name=column, expected="et helt tall fra 0", found=f"«{text}»" if text else "tom")
    return None
