"""From a folder to a dataset, or to all findings that stand in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from veikart.calc.documents import Dataset
from veikart.calc.layers import Budget
from veikart.calc.statements import AccountPlan
from veikart.exchange.dataset.amounts import read_amounts
from veikart.exchange.dataset.checks import read_checks
from veikart.exchange.dataset.description import Description, read_description
from veikart.exchange.dataset.files import MOST_FINDINGS_IN_FILE, Folder, open_folder
from veikart.exchange.dataset.formulas import Names
from veikart.exchange.dataset.inputs import open_inputs, read_history, read_inputs, read_targets
from veikart.exchange.dataset.measures import read_measures
from veikart.exchange.dataset.structure import Layers, read_layers, read_units
from veikart.exchange.dataset.tables import read_tables
from veikart.rules.findings import Finding, Place, make_finding


def read_dataset(path: Path, plan: AccountPlan) -> tuple[Dataset | None, list[Finding]]:
    """The dataset in the folder `path`, or None and every finding.

    Files are read within limits, keys and columns must be known, and every reference must lead somewhere. `plan` is the account plan that
    accounts are checked against, year by year. A file that cannot be read does not hide what is wrong in the others, and nothing is said of
    what leads into it. No input raises; nothing is written anywhere.
    """
    folder, findings = open_folder(path)
    if folder is None:
        return None, findings
    folder.list_files()
    description = read_description(folder, plan)
    if description.is_other_format:
        return None, folder.findings
    dataset = _read_parts(folder, description, plan)
    return (None, _with_count(folder)) if folder.count else (dataset, [])


def _read_parts(folder: Folder, description: Description, plan: AccountPlan) -> Dataset:
    """The dataset as far as it can be read; whole where the folder has no findings."""
    units, layers = read_units(folder), read_layers(folder)
    _check_versions(folder, description, layers)
    measures = read_measures(folder, description, units, layers, plan)
    tables = read_tables(folder, description, measures)
    names = Names(units, layers, tables, plan)
    amounts = read_amounts(folder, measures, names)
    file = open_inputs(folder)
    inputs, input_ids = read_inputs(folder, file, names)
    return Dataset(
        **{key: description.texts.get(key, "") for key in ("id", "title", "subtitle", "municipality", "municipality_number", "price_level")},
        plan_years=description.plan_years,
        amount_unit=description.unit,
        sources=description.sources,
        columns=description.columns,
        unknown_accounts=description.unknown_accounts,
        budget=Budget(units.units, layers.layers, layers.versions, tuple(row.measure for row in measures.rows), amounts),
        tables=tuple(tables.by_id.values()),
        inputs=inputs,
        history=read_history(folder, file, names),
        targets=read_targets(folder),
        checks=read_checks(folder, replace(names, inputs=input_ids)),
    )


def _check_versions(folder: Folder, description: Description, layers: Layers) -> None:
    """Every column shows a version that is there."""
    for entry in description.column_entries:
        if entry.is_good and layers.version_ids is not None and entry.raw["version"] not in layers.version_ids:
            known = ", ".join(version.id for version in layers.versions)
            folder.report("version-unknown", entry.place("version"), found=entry.raw["version"], expected=known)


def _with_count(folder: Folder) -> list[Finding]:
    """The findings, with how many there are where not all are here."""
    if len(folder.findings) == folder.count:
        return folder.findings
    shown, each = str(len(folder.findings)), str(MOST_FINDINGS_IN_FILE)
    return [make_finding("dataset-many", Place(), found=str(folder.count), expected=shown, each=each), *folder.findings]
