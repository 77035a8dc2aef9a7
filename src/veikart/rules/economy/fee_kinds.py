"""The kinds of fee areas and what the law says of each, read from `fee_kinds.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.law import get_rules

_FILE = Path(__file__).with_name("fee_kinds.toml")


@dataclass(frozen=True, slots=True)
class FeeKind:
    """A kind of fee area: its Norwegian name, the id of the rule that holds, the first year a deficit may not be carried (None: it may), and
    whether the fee must cover the whole cost."""

    id: str
    name: str
    rule: str
    uncarried_from: int | None = None
    full_cost: bool = False

    def carries(self, year: int) -> bool:
        """Whether a deficit may be carried in the year."""
        return self.uncarried_from is None or year < self.uncarried_from


@cache
def get_fee_kinds() -> Mapping[str, FeeKind]:
    """Every kind by id. Raises ValueError where the file does not fit the choices or names a rule that is not there."""
    raw = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    names = get_economy_choices("fee_kind")
    if set(raw) != set(names) or any(one["rule"] not in get_rules() for one in raw.values()):
        raise ValueError(f"{_FILE.name}: the kinds are {sorted(raw)}, the choices {sorted(names)}")
    return {key: FeeKind(key, names[key], **entry) for key, entry in raw.items()}
