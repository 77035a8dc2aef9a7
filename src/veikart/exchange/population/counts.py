"""The counted populations of all municipalities, from the packed table that comes with the product."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from veikart.calc.population.inputs import SEXES, Numbers
from veikart.calc.population.national import SIZE_LIMITS, get_size_class
from veikart.exchange.population.national import AGE_COLUMNS, BY_SIZE

Counts = dict[str, dict[int, Numbers]]
COUNTS = "population-by-year-of-age.csv.gz"


def read_counts(path: Path, *, municipality: str = "") -> Counts:
    """Persons on 1 January by municipality number and year, shape (2, 106), sexes in the order of SEXES.

    Only the one where `municipality` is given; nothing where it is not in the file. A file a person has written is read by `read_statistics`,
    which gives findings; this one raises ValueError where the table is not as it should be.
    """
    found: Counts = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        heading = stream.readline().strip().split(",")
        if heading != ["municipality_code", "municipality", "year", "sex", *AGE_COLUMNS]:
            raise ValueError(f"{path.name}: {heading[:5]}")
        for line in stream:
            if line.startswith(municipality):
                code, _, year, sex, *persons = next(csv.reader([line]))
                counts = found.setdefault(code, {}).setdefault(int(year), np.zeros((len(SEXES), len(AGE_COLUMNS))))
                counts[SEXES.index(sex)] = np.array(persons, dtype=float)
    return found


def read_names(path: Path) -> dict[str, str]:
    """The municipalities' names by number."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return {row[0]: row[1] for row in csv.reader(stream) if row[0].isdigit()}


def add_up_by_size(counts: Mapping[str, Mapping[int, Numbers]], *, sized_in: int) -> dict[int, Numbers]:
    """Persons by year, class of size, sex and age, shape (classes, 2, 106), for the years in which every municipality is counted. A municipality
    is in the class it was in on 1 January of `sized_in` in all years."""
    years = set.intersection(*(set(one) for one in counts.values()))
    classes = {code: get_size_class(float(one[sized_in].sum())) for code, one in counts.items()}
    return {
        year: np.array(
            [sum((one[year] for code, one in counts.items() if classes[code] == size), np.zeros((len(SEXES), len(AGE_COLUMNS))))
             for size in range(len(SIZE_LIMITS) + 1)]
        )
        for year in sorted(years)
    }  # fmt: skip


def write_by_size(folder: Path, sizes: Mapping[int, Numbers]) -> None:
    """The table that `read_national` reads, into the folder: whole persons."""
    with (folder / BY_SIZE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["size_class", "year", "sex", *AGE_COLUMNS])
        for year, classes in sizes.items():
            for size, persons in enumerate(classes):
                writer.writerows([size, year, sex, *map(round, persons[at])] for at, sex in enumerate(SEXES))
