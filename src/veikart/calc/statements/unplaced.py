"""What a form has no line for, added up once; and what a change adds to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from veikart.calc.statements.compiled import Mask
from veikart.calc.statements.totals import Entries

UnplacedPlace = tuple[int, int, int]
"""Places of the unit, of the slot (kind of unit and account together) and of the year."""


@dataclass(frozen=True)
class Unplaced:
    """The amounts of a version that a form has no line for: `slots` says which slots those are, `nok` holds whole kroner by place.

    Every amount has its place, also one that another takes out again, so that a change can be added.
    """

    slots: Mask
    nok: dict[UnplacedPlace, int]

    @classmethod
    def of(cls, mask: Mask, entries: Entries) -> Unplaced:
        """The entries that a mask of shape (unit kinds, accounts) takes."""
        return cls(mask.reshape(-1), {}).plus(entries)

    def plus(self, entries: Entries) -> Unplaced:
        """These and some more entries."""
        taken = np.flatnonzero(self.slots[entries.slot])
        if not len(taken):
            return self
        nok = dict(self.nok)
        more = entries.at(taken)
        for unit, slot, year, amount in zip(more.unit.tolist(), more.slot.tolist(), more.year.tolist(), more.nok.tolist(), strict=True):
            nok[unit, slot, year] = nok.get((unit, slot, year), 0) + amount
        return Unplaced(self.slots, nok)

    def ordered(self) -> list[tuple[UnplacedPlace, int]]:
        """What is not zero, by unit, slot and year."""
        return sorted((place, nok) for place, nok in self.nok.items() if nok)
