"""From a folder to a dataset, or to all findings that stand in the way."""

from __future__ import annotations

from pathlib import Path

from veikart.calc.documents import Dataset
from veikart.calc.layers import Budget
from veikart.calc.statements import AccountPlan
from veikart.exchange.dataset.checks import read_checks, read_inputs, read_targets
from veikart.exchange.dataset.description import read_description
from veikart.exchange.dataset.files import ARCHIVES, MOST_FINDINGS, Folder
from veikart.exchange.dataset.measures import read_measures, resolve_formulas
from veikart.exchange.dataset.structure import read_layers, read_units
from veikart.exchange.dataset.tables import read_tables
from veikart.rules.findings import Finding, Place, make_finding

FILES = {"dataset.toml", "organisation.csv", "layers.toml", "targets.toml", "inputs.toml"}
FOLDERS = {"measures", "tables", "checks"}


def read_dataset(path: Path, plan: AccountPlan) -> tuple[Dataset | None, list[Finding]]:
    """The dataset in the folder `path`, or None and every finding.

    Files are read within limits, keys and columns must be known, and every reference must lead somewhere. `plan` is the account plan that
    accounts are checked against, year by year. Nothing is written anywhere.
    """
    if not path.is_dir():
        code = "file-archive" if path.suffix.lower() in ARCHIVES else "file-missing"
        return None, [make_finding(code, Place(file=path.name), name=path.name)]
    folder = Folder(path)
    folder.check_names(FILES, FOLDERS)
    description = read_description(folder)
    units = read_units(folder)
    layers, versions = read_layers(folder)
    if description is None:
        return None, _limited(folder.findings)
    years = tuple(sorted({column.year for column in description.columns}))
    rows = read_measures(folder, description, units, layers, plan, years)
    tables = read_tables(folder, description, rows)
    measures, amounts = resolve_formulas(folder, rows, tables, description)
    inputs, history = read_inputs(folder)
    targets = read_targets(folder)
    budget = Budget(units=units, layers=layers, versions=versions, measures=measures, amounts=amounts)
    checks = read_checks(folder, tables, budget)
    for index, column in enumerate(description.columns):
        if column.version not in budget.version_by_id:
            folder.report(
                "version-unknown",
                Place(file="dataset.toml", row=description.column_lines[index], column="version"),
                found=column.version,
                expected=", ".join(budget.version_by_id),
            )
    if folder.findings:
        return None, _limited(folder.findings)
    return (
        Dataset(
            id=description.id,
            title=description.title,
            subtitle=description.subtitle,
            municipality=description.municipality,
            municipality_number=description.municipality_number,
            plan_years=description.plan_years,
            amount_unit=description.amount_unit,
            price_level=description.price_level,
            sources=description.sources,
            columns=description.columns,
            unknown_accounts=description.unknown_accounts,
            budget=budget,
            tables=tables,
            inputs=inputs,
            history=history,
            targets=targets,
            checks=checks,
        ),
        [],
    )


def _limited(findings: list[Finding]) -> list[Finding]:
    if len(findings) <= MOST_FINDINGS:
        return findings
    many = make_finding("dataset-many", Place(), found=str(len(findings)), expected=str(MOST_FINDINGS))
    return [many, *findings[:MOST_FINDINGS]]
