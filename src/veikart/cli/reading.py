"""Datasets named on the command line."""

from __future__ import annotations

from pathlib import Path

from veikart.calc.documents import Dataset
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd, finding_json, print_findings, print_json
from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.findings import Finding
from veikart.rules.programme import Programme


def read_findings(path: str) -> tuple[Dataset | None, list[Finding]]:
    """The dataset at `path`, or None and what stands in the way."""
    return read_dataset(Path(path), get_account_plan())


def read_programme(path: str, *, as_json: bool) -> Programme:
    """The programme at `path`. Ends the command with every finding where it cannot be read."""
    dataset, findings = read_findings(path)
    if dataset is None:
        if as_json:
            print_json({"findings": [finding_json(one) for one in findings]})
        else:
            print_findings(findings)
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", code_of(path, findings))
    return Programme(dataset)


def code_of(path: str, findings: list[Finding]) -> int:
    """The exit code for a dataset that cannot be read: not found where there is no folder at `path`, else findings."""
    missing = all(one.code in {"file-missing", "file-archive"} and one.place.file == Path(path).name for one in findings)
    return NOT_FOUND if missing else FINDINGS


def check_version(programme: Programme, version: str) -> str:
    """The version, or an end to the command that lists the versions there are."""
    known = programme.dataset.budget.version_by_id
    if version and version not in known:
        raise CommandEnd(f"Versjonen «{version}» finnes ikke. Versjonene er: {', '.join(known)}.", NOT_FOUND)
    return version
