"""The rows of Bærum's economy against the print: a row that names a table has its figure, and a row that has no print says that it is an example."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import pytest

from tests.support.tree import ROOT
from veikart.calc.documents.printed import parse_printed

FOLDER = ROOT / "examples" / "baerum-okonomi"
TABLES = ROOT / "examples" / "baerum-2020-2023" / "tables"
DOCUMENT, MARKS = "Handlingsprogram 2020–2023", ("Eksempel", "eksempel", "ikke trykt", "er ikke vist i kilden")
OTHERS = (
    "Statistisk sentralbyrå",
    "Anslått av folketallet",
    "Målt på framskrivinger",
    "Samfunnsdelen 2021–2040",
    "Kommunal Rapport",
    "Miljødirektoratet, utslippsstatistikk for kommuner (NLOD)",
)
"""Other sources than the document: counts, what is worked out from them (docs/explanation/treffsikkerhet.md), the plan, the press, and emissions."""
PRICE_GROWTH_2020 = Fraction(1017, 1000)
"""4.3.1: prisvekst 1,7 prosent. Balances printed in 2020-kroner for the end of 2019 are entered in the kroner of 2019."""
MILL = 10**6
Row = dict[str, str]


@cache
def _rows(table: str) -> tuple[Row, ...]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _print(table: str) -> dict[str, Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"]: row for row in csv.DictReader(file)}


def _printed(table: str, row: str, column: str) -> Fraction:
    """What is printed in a cell: kroner, or what its unit says; without its sign."""
    cell = _print(table)[row]
    return parse_printed(cell[column].lstrip("-"), cell["unit"] or "mill_nok")[0]


def _nok(table: str, row: str, year: str) -> int:
    return int(_printed(table, row, year))


def _ppm(text: str) -> int:
    return round(Fraction(text.replace(",", ".")) * 10_000)


Case = tuple[str, int, int]
"""What the row is called, what it holds, and what is printed."""
SERIES = {
    "inhabitants": ("4.1", "folketall"),
    "transfer_from_operations": ("4.6", "overfort-investering"),
    "share_purchases": ("11.2", "aksjer"),
    "received_instalments": ("11.2", "mottatte-avdrag"),
    "lending_out": ("11.2", "utlaan"),
}
GROWTHS = {
    "price_growth": "prisvekst",
    "long_price_growth": "prisvekst",
    "wage_growth": "lonnsvekst",
    "deflator": "deflator",
    "interest_floating": "pengemarkedsrente",
}
COMPENSATIONS = {
    "vertskommunetilskudd": "vertskommunetilskudd",
    "rentekompensasjon": "rente-og-investeringskompensasjon",
    "integreringstilskudd": "integreringstilskudd",
    "kalkulatoriske": "kalkulatoriske",
}


def _assumptions() -> Iterator[Case]:
    for one in _rows("assumptions"):
        if one["source"].startswith(DOCUMENT) and one["series"] in SERIES:
            table, row = SERIES[one["series"]]
            persons = MILL if table == "4.1" else 1  # 4.1 counts persons, and has no unit of its own in the file
            yield f"{one['series']} {one['year']}", int(one["value"]), _nok(table, row, one["year"]) // persons
        elif one["source"].endswith("4.3.1"):
            printed = parse_printed(_print("tekst-4.3.1")[GROWTHS[one["series"]]]["verdi"], "percent")[0]
            yield f"{one['series']} {one['year']}", _ppm(one["value"]), int(printed * MILL)


def _central_revenues() -> Iterator[Case]:
    for one in _rows("compensation_amounts"):
        if one["source"]:
            yield f"{one['compensation']} {one['year']}", int(one["nok"]), _nok("11.1", COMPENSATIONS[one["compensation"]], one["year"])
    for one in _rows("tax_years"):
        if one["source"]:
            yield f"tax {one['year']}", int(one["stated_nok"]), _nok("11.1", "skatteinntekter", one["year"])
    for one in _rows("tax_bases"):
        yield f"tax {one['base_year']}", int(one["base_nok"]), _nok("11.1", "skatteinntekter", one["base_year"])
    for one in _rows("grant_years"):
        if one["source"]:
            yield f"grant {one['year']}", int(one["stated_grant_nok"]), _nok("11.1", "rammetilskudd", one["year"])
            yield f"grant's tax {one['year']}", int(one["stated_tax_nok"]), _nok("11.1", "skatteinntekter", one["year"])


def _funds() -> Iterator[Case]:
    rows = {f"{row}-{year}": (table, row, str(year)) for table, ids in {
        "4.6": ("bufferfond", "lonnsreserven", "bruk-investeringsfond", "risikopott", "forskning", "transport", "selvforsikring", "bundne"),
        "11.2": ("bruk-ubundne",),
    }.items() for row in ids for year in range(2020, 2024)}  # fmt: skip
    for one in _rows("fund_moves"):
        table, row, year = rows[one["id"]]
        sign = -1 if _print(table)[row][year].startswith("-") else 1
        moved = int(one["use"] or 0) - int(one["allocation"] or 0)
        yield one["id"], moved, _nok(table, row, year) * (sign if table == "4.6" else 1)
        assert one["year"] == year
    opening = {one["id"]: int(one["opening"]) for one in _rows("funds")}
    buffer, discretionary = (_printed("11.3-fond", row, "2019") for row in ("bufferfondet", "disposisjonsfond"))
    yield "buffer fund", opening["bufferfondet"], round(buffer / PRICE_GROWTH_2020)
    yield "other discretionary funds", opening["andre-disposisjonsfond"], round((discretionary - buffer) / PRICE_GROWTH_2020)
    managed = {one["id"]: int(one["opening"]) for one in _rows("managed_funds")}
    yield "managed fund", managed["bkff"], _nok("11.3-bkff", "beholdning", "2020")
    everything = sum(opening.values()) + sum(managed.values())
    yield "all funds", everything, round(_printed("4.12", "sum", "2019") / PRICE_GROWTH_2020)
    for one in _rows("managed_allocation"):
        yield f"return of {one['asset']}", _ppm(one["expected_return"]), int(_printed("11.3-bkff", f"{one['asset']}.prosent", "2020") * MILL)
        assert f"{one['share']}%" in _print("11.3-bkff")[f"{one['asset']}.prosent"]["label"]
    for one in _rows("managed_years"):
        yield "cost of the managed fund", int(one["cost"]), _nok("11.3-bkff", "driftskostnader.belop", one["year"])
        yield "inflation of the managed fund", _ppm(one["inflation"]), int(_printed("11.3-bkff", "inflasjonsjustering.prosent", one["year"]) * MILL)
    for one in _rows("liquidity_balances"):
        yield "liquidity reserve", int(one["reserve"]), _nok("11.3-likviditet", "likviditetsreserve", one["year"])


def _loans() -> Iterator[Case]:
    rows = {"ikke-rentable": "ikke-rentable", "var-boliger": "rentable-var-boliger", "formidlingslan": "formidlingslaan"}
    for one in _rows("loans"):
        yield one["id"], int(one["principal"]), round(_printed("4.9", rows[one["id"]], one["year"]) / PRICE_GROWTH_2020)
    for one in _rows("loan_instalments"):
        if one["note"].startswith(DOCUMENT):
            yield f"{one['loan']} {one['year']}", int(one["nok"]), _nok("11.2", "avdrag", one["year"])


def _pensions_and_demography() -> Iterator[Case]:
    figure = {row: _nok("tekst-4.4.4", row, "verdi") for row in ("premie", "premie-okning", "premieavvik", "premieavvik-okning")}
    printed = {"2020": (figure["premie"], figure["premieavvik"])}
    printed["2019"] = (figure["premie"] - figure["premie-okning"], figure["premieavvik"] - figure["premieavvik-okning"])
    for one in _rows("pension_years"):
        premium, deviation = printed[one["year"]]
        yield f"premium {one['year']}", int(one["premium"]), premium
        yield f"net cost {one['year']}", int(one["net_cost"]), premium - deviation
    for one in _rows("demography_services"):
        yield one["id"], int(one["base_budget_nok"]), _nok("4.4", one["id"], one["base_year"])
    groups = list(_print("4.13").values())
    for at, one in enumerate(one for one in _rows("population") if one["projection"] == "hp-2020"):
        group = groups[at % 13]
        first = "".join(letter for letter in group["label"].replace("–", " ").split()[0] if letter.isdigit())
        assert one["age_from"] == first, group["label"]
        yield f"{group['label']} {one['year']}", int(one["persons"]), int(group[one["year"]].replace(" ", "").replace("\u00a0", ""))


CASES = [
    (name, held, printed)
    for make in (_assumptions, _central_revenues, _funds, _loans, _pensions_and_demography)
    for name, held, printed in make()
]  # fmt: skip


def test_every_row_that_names_a_table_has_its_figure() -> None:
    assert {name: held for name, held, _ in CASES} == {name: printed for name, _, printed in CASES}
    assert len({name for name, _, _ in CASES}) == len(CASES) == 191


SOURCED = sorted(path.stem for path in FOLDER.glob("*.csv") if {"source", "note"} & set(next(csv.reader(path.open(encoding="utf-8")))))
WITHOUT_AMOUNTS = {
    "compensations",
    "entities",
    "financing_order",
    "postings",
    "settings",
    "assumptions",
    "age_bands",
    "foresight_settings",
    "population_areas",
    "emission_sources",
}
"""Tables of names and choices, which are no figures; and assumptions, which are looked at one by one below."""


@pytest.mark.parametrize("table", [one for one in SOURCED if one not in WITHOUT_AMOUNTS])
def test_every_row_has_its_source_or_says_that_it_is_an_example(table: str) -> None:
    of_vintage = {row["id"]: row["source"] for row in _rows("climate_vintages")} if table == "emissions" else {}
    for row in _rows(table):
        said = f"{row.get('source', '')} {row.get('note', '')} {of_vintage.get(row.get('vintage', ''), '')}"
        assert row.get("rule") or any(one in said for one in (DOCUMENT, *OTHERS, *MARKS)), row


def test_every_assumption_has_its_source_or_says_that_it_is_an_example() -> None:
    for row in _rows("assumptions"):
        if not row["source"].startswith(DOCUMENT):
            assert row["note"].startswith("Eksempel"), row


def test_a_frame_of_an_area_is_the_print_and_what_is_under_its_last_decimal_is_marked() -> None:
    """11.8 prints tenths of a million. The kroner under them are the budget's, and are in no source."""
    for row in _rows("project_years"):
        if "tabell 11.8" in row["source"]:
            assert ("ikke trykt i kilden" in row["source"]) == (int(row["amount_nok"]) % 100_000 != 0), row
