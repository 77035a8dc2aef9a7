"""The tables of a plan system, declared in `tables.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import get_type_hints

from veikart.calc.plan_system import PlanSystem
from veikart.rules.plan_system.catalogues import get_choices
from veikart.rules.tables import TableRule, read_table_rules

_FILE = Path(__file__).with_name("tables.toml")


@cache
def get_tables() -> dict[str, TableRule]:
    """Every table by id. Raises ValueError where the file does not fit the dataclasses."""
    hints = get_type_hints(PlanSystem)
    row_types = {name: hint.__args__[1] for name, hint in hints.items()}
    return read_table_rules(tomllib.loads(_FILE.read_text(encoding="utf-8")), row_types, get_choices)
