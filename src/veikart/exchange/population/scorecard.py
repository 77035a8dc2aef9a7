"""The scorecard as files: results that take long to work out, and the old projections they are held against."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from veikart.calc.population.national import CLASS_MIDDLES
from veikart.calc.scorecard.errors import ErrorSummary
from veikart.calc.scorecard.spreads import MeasuredSpreads, SpreadLaw
from veikart.calc.scorecard.vintages import BandCount

ERRORS, SPREADS, SINCE, AGES = "hindcast-errors.csv", "hindcast-spreads.csv", "hindcast-2019.csv", "hindcast-2019-ages.csv"
BANDS = "population-by-age-band.csv"
SIZE = "size-"
COUNTED, PROJECTED = "Historisk", "Framskriving "
_ERROR_COLUMNS = ("method", "places", "origin", "horizon", "size_class", "ages", "count", "bias", "mean_absolute", "point_80", "covered")
_AGE_COLUMNS = ("municipality_code", "ages", "projected", "other", "counted")
_SINCE_COLUMNS = ("municipality_code", "municipality", "year", "projected", "counted", "low", "high")


@dataclass(frozen=True, slots=True)
class Score:
    """The errors of a method (default, simple-cohort, hamilton-perry, constant or official) in some places: all municipalities, the twelve that
    are counted after 2019, or the five that the official projections are kept of (all, twelve, five)."""

    method: str
    places: str
    error: ErrorSummary


@dataclass(frozen=True, slots=True)
class SinceRow:
    """A municipality projected from 1 January 2019: whole persons on 1 January of `year`, counted (None: not yet), and the band of 80 per cent."""

    code: str
    name: str
    year: int
    projected: int
    counted: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AgesRow:
    """A group of ages five years after 1 January 2019, whole persons: as projected, as the municipality's own model had it (`other`), and counted."""

    code: str
    ages: str
    projected: int
    other: int
    counted: int


@dataclass(frozen=True)
class Scorecard:
    """Everything the files hold."""

    scores: tuple[Score, ...]
    spreads: MeasuredSpreads
    since: tuple[SinceRow, ...]
    ages: tuple[AgesRow, ...] = ()


def read_scorecard(folder: Path) -> Scorecard:
    """The scorecard that was worked out ahead. The files are our own: ValueError or KeyError where they are not as they were written."""
    laws = {row["what"]: SpreadLaw(float(row["first"]), float(row["power"])) for row in _rows(folder / SPREADS)}
    total = tuple(laws.pop(f"{SIZE}{at}") for at in range(len(CLASS_MIDDLES)))
    return Scorecard(
        tuple(_to_score(row) for row in _rows(folder / ERRORS)),
        MeasuredSpreads(total, laws),
        tuple(_to_since(row) for row in _rows(folder / SINCE)),
        tuple(AgesRow(code, ages, *map(int, persons)) for code, ages, *persons in (row.values() for row in _rows(folder / AGES))),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _to_score(row: dict[str, str]) -> Score:
    origin, covered = row["origin"], row["covered"]
    return Score(
        row["method"],
        row["places"],
        ErrorSummary(
            int(origin) if origin else None,
            int(row["horizon"]),
            row["size_class"],
            row["ages"],
            int(row["count"]),
            float(row["bias"]),
            float(row["mean_absolute"]),
            float(row["point_80"]),
            float(covered) if covered else None,
        ),
    )


def _to_since(row: dict[str, str]) -> SinceRow:
    counted = row["counted"]
    projected, low, high = (int(row[column]) for column in ("projected", "low", "high"))
    return SinceRow(row["municipality_code"], row["municipality"], int(row["year"]), projected, int(counted) if counted else None, low, high)


def write_scorecard(folder: Path, scorecard: Scorecard) -> None:
    """The files, errors as shares with six decimals."""
    _write(folder / ERRORS, _ERROR_COLUMNS, (_from_score(one) for one in scorecard.scores))
    laws = {**{f"{SIZE}{at}": law for at, law in enumerate(scorecard.spreads.total)}, **scorecard.spreads.national}
    _write(folder / SPREADS, ("what", "first", "power"), ([what, f"{law.first:.6f}", f"{law.power:.4f}"] for what, law in laws.items()))
    _write(
        folder / SINCE,
        _SINCE_COLUMNS,
        ([one.code, one.name, one.year, one.projected, "" if one.counted is None else one.counted, one.low, one.high] for one in scorecard.since),
    )
    _write(folder / AGES, _AGE_COLUMNS, ([one.code, one.ages, one.projected, one.other, one.counted] for one in scorecard.ages))


def _from_score(one: Score) -> list[object]:
    error = one.error
    covered = "" if error.covered is None else f"{error.covered:.4f}"
    origin = "" if error.origin is None else error.origin
    numbers = [f"{error.bias:.6f}", f"{error.mean_absolute:.6f}", f"{error.point_80:.6f}", covered]
    return [one.method, one.places, origin, error.horizon, error.size_class, error.ages, error.count, *numbers]


def _write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def read_band_counts(path: Path) -> list[BandCount]:
    """Counted and officially projected persons by municipality, band of ages and year. Raises ValueError for a source it does not know."""
    found = []
    for row in _rows(path):
        source = row["source"]
        if source != COUNTED and not source.startswith(PROJECTED):
            raise ValueError(f"{path.name}: {source}")
        vintage = None if source == COUNTED else int(source.removeprefix(PROJECTED))
        found.append(BandCount(row["municipality"], row["age_band"], int(row["year"]), float(row["persons"]), vintage))
    return found
