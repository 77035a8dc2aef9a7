"""Datasets named on the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from veikart.calc.documents import Dataset
from veikart.cli.exit_codes import FINDINGS, NOT_FOUND
from veikart.cli.output import CommandEnd
from veikart.exchange.dataset import read_dataset
from veikart.rules.accounts import get_account_plan
from veikart.rules.programme import Programme


def read_programme(path: str) -> Programme:
    """The programme at `path`. Ends the command with every finding where it cannot be read."""
    return Programme(read_whole_dataset(path))


def read_whole_dataset(path: str, answer: Mapping[str, Any] | None = None) -> Dataset:
    """The dataset at `path`. Ends the command with every finding where it cannot be read, and with `answer` as JSON."""
    dataset, findings = read_dataset(Path(path), get_account_plan())
    if dataset is None:
        raise CommandEnd(f"«{path}» kan ikke leses: {len(findings)} funn.", code_of(path), findings=findings, answer=answer)
    return dataset


def code_of(path: str) -> int:
    """The exit code for a dataset that cannot be read: not found where nothing is at `path`, else findings."""
    return FINDINGS if os.path.lexists(path) else NOT_FOUND


def check_version(programme: Programme, version: str) -> str:
    """The version, or an end to the command that lists the versions there are."""
    known = programme.dataset.budget.version_by_id
    if version and version not in known:
        raise CommandEnd(f"Versjonen «{version}» finnes ikke. Versjonene er: {', '.join(known)}.", NOT_FOUND)
    return version
