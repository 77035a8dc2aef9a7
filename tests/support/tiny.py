"""Budgets and data sets small enough to add up by head."""

from collections.abc import Iterable
from typing import Any

from veikart.calc.documents import Check, Column, Dataset, PrintedFigure, PrintedTable, Source, TableColumn, TableRow
from veikart.calc.documents.printed import parse_printed
from veikart.calc.layers import Amount, AmountTable, Budget, Layer, Measure, Unit, Version
from veikart.calc.statements import Cell, Form, StatementEngine
from veikart.rules.accounts import get_account_plan
from veikart.rules.programme import Programme
from veikart.rules.statements import get_forms

YEAR = 2020
UNITS = (
    Unit("kommune", "Kommunen", "municipality"),
    Unit("skole", "Skole", "sector", "kommune"),
    Unit("grunnskole", "Grunnskole", "programme_area", "skole"),
    Unit("barnehage", "Barnehage", "programme_area", "skole"),
    Unit("kultur", "Kultur", "sector", "kommune"),
    Unit("felles", "Diverse felles", "post", "kommune"),
    Unit("utvalg", "Utvalg", "political", "kommune"),
    Unit("finans", "Finans", "central", "kommune"),
    Unit("fondet", "Forvaltningsfondet", "managed_fund", "kommune"),
    Unit("kalkyle", "Kalkulatoriske poster", "calculated", "kommune"),
    Unit("intern", "Interne enheter", "internal", "kommune"),
    Unit("udelt", "Ikke delt på enheter", "unallocated", "kommune"),
)
Entry = tuple[str, str, int]
"""Unit, account, kroner."""


def make_budget(entries: Iterable[Entry], *, year: int = YEAR, half: int = 0, units: tuple[Unit, ...] = UNITS) -> Budget:
    """One layer, one version, and a measure for each entry."""
    rows = list(entries)
    measures = tuple(Measure(f"m{place}", "lag", "base", f"Tiltak {place}") for place in range(len(rows)))
    amounts = tuple(Amount(f"m{place}", unit, account, year, nok, half) for place, (unit, account, nok) in enumerate(rows))
    return Budget(units, (Layer("lag", "Laget", "proposal", "Kommunestyret"),), (Version("versjon", "Versjonen", ("lag",)),), measures, amounts)


def make_engine(budget: Budget, **options: Any) -> StatementEngine:
    return StatementEngine(budget, AmountTable.of(budget), get_account_plan(), **options)


def fill_form(form: Form | str, entries: Iterable[Entry], **options: Any) -> dict[str, int]:
    """Kroner by row of a form for these entries."""
    chosen = get_forms()[form] if isinstance(form, str) else form
    statement = make_engine(make_budget(entries, **options)).statement(chosen, "versjon")
    return {row.id: cell.nok for row in statement.rows for cell in row.cells.values()}


def fill_cells(form: Form | str, entries: Iterable[Entry], **options: Any) -> dict[str, Cell]:
    """Cells by row of a form for these entries."""
    chosen = get_forms()[form] if isinstance(form, str) else form
    unknown = options.pop("unknown", ())
    statement = make_engine(make_budget(entries, **options), unknown=unknown).statement(chosen, "versjon")
    return {row.id: cell for row in statement.rows for cell in row.cells.values()}


def make_table(table_id: str, cells: dict[str, dict[str, str]], *, unit: str = "mill_nok", page: int | None = None) -> PrintedTable:
    """A printed table from the print of each row's cells by column; a column that is a year is that year."""
    columns = list(dict.fromkeys(column for row in cells.values() for column in row))
    return PrintedTable(
        id=table_id,
        title=f"Tabell {table_id}",
        section="1.1",
        source="kilde",
        unit=unit,
        price="2020-kroner",
        sign="mixed",
        columns=tuple(TableColumn(column, f"Kolonne {column}", int(column) if column.isdecimal() else None) for column in columns),
        rows=tuple(TableRow(row, row.capitalize(), unit) for row in cells),
        figures=tuple(
            PrintedFigure(table_id, row, column, text, unit, *parse_printed(text, unit))
            for row, texts in cells.items()
            for column, text in texts.items()
            if text
        ),
        page=page,
    )


def make_dataset(budget: Budget, *, plan_years: tuple[int, ...] = (2020, 2021, 2022, 2023), **fields: Any) -> Dataset:
    """A data set around a budget: one column for each plan year, of the first version."""
    version = budget.versions[0].id
    values = {
        "id": "liten",
        "title": "Liten plan",
        "subtitle": "",
        "municipality": "Liten kommune",
        "municipality_number": "0000",
        "plan_years": plan_years,
        "amount_unit": "nok",
        "price_level": "2020-kroner",
        "sources": (Source("kilde", "Kilden", "Kommunen", 2019),),
        "columns": tuple(Column(str(year), f"Plan {year}", year, version, "plan") for year in plan_years),
        "unknown_accounts": (),
        "tables": (),
        "inputs": (),
        "history": {},
        "targets": (),
        "checks": (),
    }
    return Dataset(budget=budget, **{**values, **fields})


def make_programme(entries: Iterable[Entry] = (), **fields: Any) -> Programme:
    """A programme with these entries in every plan year."""
    rows, years = list(entries), fields.get("plan_years", (2020, 2021, 2022, 2023))
    one = make_budget(rows)
    amounts = tuple(Amount(a.measure, a.unit, a.account, year, a.nok, a.half_width_nok) for a in one.amounts for year in years)
    return Programme(make_dataset(Budget(one.units, one.layers, one.versions, one.measures, amounts), **fields))


def make_check(figure: str, formula: str, *columns: str, kind: str = "sum") -> Check:
    return Check(figure, formula, kind, columns, file="checks/prove.toml", number=1)
