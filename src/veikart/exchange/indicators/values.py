"""The cells of a table as rows of values, read as a mapping says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from veikart.calc.indicators import IndicatorPlace, IndicatorValue
from veikart.calc.plan_system import Indicator
from veikart.calc.values import divide_rounded
from veikart.exchange.indicators.mapping import TableMapping
from veikart.exchange.indicators.moments import read_moment
from veikart.exchange.indicators.table import IndicatorTable, TableCell
from veikart.exchange.jsonstat import Dimension
from veikart.exchange.population.entries import Reading
from veikart.rules.findings import Finding
from veikart.rules.words import format_count, format_day
from veikart.rules.years import INDICATORS, get_year_limits

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class ValuesRead:
    """What a table gives: the values, and the findings on what was left out."""

    values: tuple[IndicatorValue, ...]
    findings: tuple[Finding, ...]


def make_values(
    table: IndicatorTable,
    mapping: TableMapping,
    *,
    indicators: Mapping[str, Indicator],
    places: Mapping[str, IndicatorPlace],
    vintage: date,
    source: str = "",
) -> ValuesRead:
    """The values of the table as published on the day `vintage`, in whole millionths divided by the mapping's divisor, rounded once.

    What the mapping gives no meaning is left out and told of. Where the same value stands twice with different numbers, neither is read.
    """
    reading = Reading(table.name)
    if not _is_complete(reading, table, mapping):
        return ValuesRead((), tuple(reading.findings))
    at = {one.id: place for place, one in enumerate(table.dimensions)}
    chosen = {at[key]: code for key, code in mapping.chosen.items() if key in at and key not in {mapping.place, mapping.year, mapping.indicator}}
    moments = _read_moments(reading, table, mapping)
    limit, far = get_year_limits()[INDICATORS], Counter[str]()
    unknown: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, str, int, str], tuple[IndicatorValue, TableCell]] = {}
    twice: set[tuple[str, str, int, str]] = set()
    for cell in table.cells:
        if any(cell.codes[place] != code for place, code in chosen.items()):
            continue
        place = _meaning(cell, at.get(mapping.place), mapping.places, mapping.only_place, places)
        indicator = _meaning(cell, at.get(mapping.indicator), mapping.indicators, mapping.only_indicator, indicators)
        moment = moments.get(cell.codes[at[mapping.year]])
        if not place or not indicator:
            role, key = ("sted", mapping.place) if not place else ("indikator", mapping.indicator)
            if not _is_left_out(cell, at.get(key), mapping.places if role == "sted" else mapping.indicators):
                unknown[role, cell.codes[at[key]] if key in at else ""] += 1
            continue
        if moment is None:
            continue
        if not limit.is_within(moment[0], vintage.year):
            far[cell.codes[at[mapping.year]]] += 1
            continue
        value = None if cell.value is None else divide_rounded(cell.value, mapping.divisor)
        row = IndicatorValue(indicator, place, moment[0], moment[1], vintage, value, cell.state, source)
        key_of = (indicator, place, *moment)
        if key_of in found and found[key_of][0] != row:
            words = f"{indicators[indicator].name}, {places[place].name}, {moment[0]}"
            reading.report("indicator-twice", row=cell.row, column=cell.column, found=words, expected=str(found[key_of][1].row))
            twice.add(key_of)
        found.setdefault(key_of, (row, cell))
    _tell_unknown(reading, unknown)
    for code, count in far.items():
        words = {"found": code, "name": format_day(vintage), "expected": limit.words(vintage.year), "each": format_count(count)}
        reading.report("indicator-year-far", column=mapping.year, **words)
    values = tuple(row for key, (row, _cell) in found.items() if key not in twice)
    return ValuesRead(values, tuple(reading.findings))


def _is_complete(reading: Reading, table: IndicatorTable, mapping: TableMapping) -> bool:
    """Whether the mapping says the year, the place and the indicator, and one category of every other dimension; told of where it does not."""
    if table.dimension(mapping.year) is None:
        reading.report("indicator-file", name=table.name, expected="en dimensjon eller kolonner med år")
    if not mapping.only_place and table.dimension(mapping.place) is None:
        reading.report("indicator-file", name=table.name, expected="en dimensjon med steder, og ikke noe sted er valgt for alle tallene")
    if not mapping.only_indicator and table.dimension(mapping.indicator) is None:
        reading.report("indicator-file", name=table.name, expected="en dimensjon med indikatorer, og ingen indikator er valgt for alle tallene")
    for one in mapping.others(table):
        if mapping.chosen.get(one.id) not in {each.code for each in one.categories}:
            reading.report("indicator-dimension", name=one.label, found=str(len(one.categories)))
    return not reading.is_stopped


def _read_moments(reading: Reading, table: IndicatorTable, mapping: TableMapping) -> dict[str, tuple[int, str]]:
    dimension: Dimension | None = table.dimension(mapping.year)
    found: dict[str, tuple[int, str]] = {}
    for one in dimension.categories if dimension else ():
        moment = read_moment(one.code) or read_moment(one.label)
        if moment:
            found[one.code] = moment
        elif dimension:
            reading.report("indicator-year", column=dimension.label, found=one.label)
    return found


def _meaning(cell: TableCell, at: int | None, meanings: Mapping[str, str], everywhere: str, known: Mapping[str, object]) -> str:
    found = everywhere if at is None else meanings.get(cell.codes[at], "")
    return found if found in known else ""


def _is_left_out(cell: TableCell, at: int | None, meanings: Mapping[str, str]) -> bool:
    """Whether somebody has said that the code is not to be read."""
    return at is not None and meanings.get(cell.codes[at]) == ""


def _tell_unknown(reading: Reading, unknown: Counter[tuple[str, str]]) -> None:
    for role in dict.fromkeys(role for role, _code in unknown):
        codes = [code for name, code in unknown if name == role]
        count = sum(number for (name, _code), number in unknown.items() if name == role)
        shown = ", ".join(f"«{code}»" for code in codes[:MOST_NAMED]) + (" …" if len(codes) > MOST_NAMED else "")
        reading.report("indicator-code", name=role, found=shown, expected=format_count(count))
