"""Small tables of population as Statistics Norway and others write them: the same numbers in many shapes."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import xlsxwriter

SEXES = {"2": "Kvinner", "1": "Menn"}
YEARS = (2019, 2020)
OLDEST = 105
TITLE = "07459: Befolkning, etter region, kjønn, alder, statistikkvariabel og år"
Value = Callable[[str, int, int], int | None]
"""(sex code, age, year) gives persons."""


def count(sex: str, age: int, year: int) -> int:
    """Persons: different in every cell, so that nothing can change places unseen."""
    return 900 - 8 * age + (3 if sex == "1" else 0) + 2 * (year - 2018) + age % 7 if age < OLDEST else 5


def age_label(age: int) -> str:
    return f"{age} år" if age < OLDEST else f"{age} år eller eldre"


def age_code(age: int) -> str:
    return f"{age:03}" if age < OLDEST else f"{age}+"


AGES = {age_code(age): age_label(age) for age in range(OLDEST + 1)}


def dimension(label: str, categories: dict[str, str]) -> dict[str, Any]:
    return {"label": label, "category": {"index": {code: at for at, code in enumerate(categories)}, "label": categories}}


def as_jsonstat(dimensions: dict[str, tuple[str, dict[str, str]]], values: Iterable[float | None], **more: Any) -> bytes:
    """A dataset of any dimensions: id to (label, categories)."""
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "label": TITLE,
        "id": list(dimensions),
        "size": [len(one) for _, one in dimensions.values()],
        "dimension": {key: dimension(label, one) for key, (label, one) in dimensions.items()},
        "value": list(values),
    }
    return json.dumps({**dataset, **more}, ensure_ascii=False).encode()


def make_jsonstat(value: Value = count, *, regions: dict[str, str] | None = None, years: Sequence[int] = YEARS, **more: Any) -> bytes:
    regions = regions or {"3201": "Bærum"}
    dimensions = {
        "Region": ("region", regions),
        "Kjonn": ("kjønn", SEXES),
        "Alder": ("alder", AGES),
        "ContentsCode": ("statistikkvariabel", {"Personer1": "Personer"}),
        "Tid": ("år", {str(year): str(year) for year in years}),
    }
    values = [value(sex, age, year) for _, sex, age, year in product(regions, SEXES, range(OLDEST + 1), years)]
    return as_jsonstat(dimensions, values, **more)


def as_csv(rows: Iterable[Sequence[object]], *, separator: str = ";", encoding: str = "utf-8", title: str = "") -> bytes:
    text = io.StringIO(newline="")
    if title:
        text.write(f'"{title}"\r\n\r\n')
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode(encoding)


def tidy_rows(value: Value = count, *, codes: bool = False, years: Sequence[int] = YEARS) -> list[list[object]]:
    """A row for each number, as codes or as words."""
    head = ["Region", "Kjonn", "Alder", "ContentsCode", "Tid", TITLE] if codes else ["region", "kjønn", "alder", "statistikkvariabel", "år", TITLE]
    rows: list[list[object]] = [head]
    for sex, age, year in product(SEXES, range(OLDEST + 1), years):
        start = ["3201", sex, age_code(age), "Personer1"] if codes else ["3201 Bærum", SEXES[sex], age_label(age), "Personer"]
        number = value(sex, age, year)
        rows.append([*start, str(year), ".." if number is None else number])
    return rows


def pivoted_rows(value: Value = count, *, years: Sequence[int] = YEARS) -> list[list[object]]:
    """A row for each sex and age, and a column for each year."""
    head: list[object] = ["region", "kjønn", "alder", *(f"Personer {year}" for year in years)]
    numbers = product(SEXES, range(OLDEST + 1))
    return [head, *(["3201 Bærum", SEXES[sex], age_label(age), *(value(sex, age, year) for year in years)] for sex, age in numbers)]


def by_sex_rows(value: Value = count) -> list[list[object]]:
    """A row for each age, and a column for each sex and year."""
    head: list[object] = ["region", "alder", *(f"{SEXES[sex]} {year}" for sex in SEXES for year in YEARS)]
    return [head, *(["3201 Bærum", age_label(age), *(value(sex, age, year) for sex in SEXES for year in YEARS)] for age in range(OLDEST + 1))]


def by_age_rows(value: Value = count) -> list[list[object]]:
    """A row for each year and sex, and a column for each age."""
    head: list[object] = ["municipality_code", "municipality", "year", "sex", *(f"age_{age}" for age in range(OLDEST + 1))]
    sexes = {"2": "female", "1": "male"}
    return [
        head,
        *(["3201", "Bærum", str(year), sexes[sex], *(value(sex, age, year) for age in range(OLDEST + 1))] for year in YEARS for sex in SEXES),
    ]


def make_workbook(value: Value = count, *, years: Sequence[int] = YEARS) -> bytes:
    """As Statistics Norway's workbooks: a title, headings in two rows, words that stand once, and notes below."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Personer")
        sheet.write(0, 0, TITLE)
        sheet.write(2, 3, "Personer")
        for at, year in enumerate(years):
            sheet.write(3, 3 + at, str(year))
        for line, (sex, age) in enumerate(product(SEXES, range(OLDEST + 1)), start=4):
            if line == 4:
                sheet.write(line, 0, "3201 Bærum")
            if age == 0:
                sheet.write(line, 1, SEXES[sex])
            sheet.write(line, 2, age_label(age))
            for at, year in enumerate(years):
                sheet.write(line, 3 + at, value(sex, age, year))
        sheet.write(line + 2, 0, "Folketallet 1. januar.")
        sheet.write(line + 4, 0, "Kilde: Statistisk sentralbyrå")
    return made.getvalue()


SHAPES: dict[str, Callable[[], bytes]] = {
    "JSON-stat": make_jsonstat,
    "codes, comma": lambda: as_csv(tidy_rows(codes=True), separator=","),
    "words, semicolon, Windows-1252": lambda: as_csv(tidy_rows(), encoding="cp1252"),
    "years across, with a title": lambda: as_csv(pivoted_rows(), title=TITLE, encoding="utf-8-sig"),
    "sexes and years across, tabs": lambda: as_csv(by_sex_rows(), separator="\t"),
    "ages across": lambda: as_csv(by_age_rows(), separator=","),
    "workbook": make_workbook,
}
"""The same numbers in every shape."""
