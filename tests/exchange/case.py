"""One way to break the smallest dataset, and the one finding it must give."""

from __future__ import annotations

from dataclasses import dataclass

from tests.exchange.edits import Edit, swap

DATASET, UNITS, LAYERS, INPUTS, TARGETS = "dataset.toml", "organisation.csv", "layers.toml", "inputs.toml", "targets.toml"
MEASURES, TABLES, TABLE, CHECKS = "measures/drift.csv", "tables/tables.toml", "tables/1.csv", "checks/rammer.toml"
SKOLE = 'skole,vedtatt-2025,skole,1NET,base,"Skole, ramme",,"40,0"'
BARNEHAGE = 'base,"Barnehage, ramme",,=,=,=,=,[1:barnehage],,'
FORMULA = "[1:skole] + [1:barnehage] + [1:omsorg]"


@dataclass(frozen=True)
class Broken:
    """What is done, and the code, file, row and column of the finding; its sentence has every text in `says`."""

    name: str
    edit: Edit
    code: str
    file: str
    row: int = 0
    column: str = ""
    says: tuple[str, ...] = ()


def barnehage(formula: str, cells: str = "=,=,=,=") -> Edit:
    """Another formula on the measure on line 3."""
    return swap(MEASURES, BARNEHAGE, f'base,"Barnehage, ramme",,{cells},{formula},,')
