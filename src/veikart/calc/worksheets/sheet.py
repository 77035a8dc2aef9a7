"""A sheet: lines by subject and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Lines = NDArray[np.int64]
"""Shape (subjects, years): whole kroner, parts per million, or counts, as the line is declared."""


TEXTS = ("names", "units", "groups")
"""The fields of a sheet with a text for each subject, or none at all."""
LINK = "@"
"""What a link's name begins with in the declaration of a line."""
_NOWHERE = np.zeros(0, dtype=np.intp)


@dataclass(frozen=True)
class Sheet:
    """What an engine worked out. `lines` are arrays of shape (subjects, years), whole numbers, in the unit each line is declared with.

    `names` are what people call the subjects, `units` the budget unit each belongs to and `groups` the group it is added up in; both empty
    texts where there is none. `of_table` is the table of the economy's book whose keys the subjects are, empty where they are not rows. `links` are
    subjects of other sheets that lines are taken from, one for each subject here, by what a line's declaration calls them.
    """

    id: str
    subjects: tuple[str, ...]
    years: tuple[int, ...]
    lines: Mapping[str, Lines]
    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    of_table: str = ""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each subject stands."""
        return {one: at for at, one in enumerate(self.subjects)}

    def value(self, subject: str, line: str, year: int) -> int:
        """One number. Raises KeyError for an unknown subject, line or year."""
        if year not in self.years:
            raise KeyError(year)
        return int(self.lines[line][self.place[subject], self.years.index(year)])

    def row(self, subject: str, line: str) -> tuple[int, ...]:
        """A line of a subject in every year. Raises KeyError."""
        return tuple(int(one) for one in self.lines[line][self.place[subject]])

    def total(self, line: str, group: str | None = None) -> Lines:
        """A line added up over the subjects, or over those of one group; shape (years,)."""
        if group is None:
            total: Lines = self.lines[line].sum(axis=0)
            return total
        part: Lines = self.lines[line][self._group_places.get(group, _NOWHERE)].sum(axis=0)
        return part

    def totals(self, lines: tuple[str, ...], groups: tuple[str, ...]) -> Mapping[str, Lines]:
        """Lines added up over the subjects, and over those of each group; shape (1 + groups, years) each. Added up once."""
        if (lines, groups) not in self._totals:
            block = np.concatenate([self.lines[line] for line in lines], axis=1)
            sums = np.stack([block.sum(axis=0), *(block[self._group_places.get(one, _NOWHERE)].sum(axis=0) for one in groups)])
            width = len(self.years)
            self._totals[lines, groups] = {line: sums[:, at * width : (at + 1) * width] for at, line in enumerate(lines)}
        return self._totals[lines, groups]

    @cached_property
    def _totals(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], Mapping[str, Lines]]:
        return {}

    @cached_property
    def _group_places(self) -> Mapping[str, NDArray[np.intp]]:
        """Where the subjects of each group stand."""
        found: dict[str, list[int]] = {}
        for at, one in enumerate(self.groups):
            found.setdefault(one, []).append(at)
        return {group: np.array(places, dtype=np.intp) for group, places in found.items()}

    def follow(self, subject: str, named: str) -> str:
        """The subject of another sheet that a line is taken from: the same one where none is `named`, the one linked to where it begins with LINK.

        Raises KeyError for a link the sheet does not have."""
        if not named.startswith(LINK):
            return named or subject
        return self.links[named.removeprefix(LINK)][self.place[subject]]

    def name(self, subject: str) -> str:
        """What people call the subject."""
        return self.names[self.place[subject]] if self.names else subject


def make_sheet(
    sheet_id: str,
    subjects: Sequence[str],
    years: Sequence[int],
    lines: Mapping[str, Lines | Sequence[Sequence[int]]],
    *,
    names: Sequence[str] = (),
    units: Sequence[str] = (),
    groups: Sequence[str] = (),
    of_table: str = "",
    links: Mapping[str, Sequence[str]] | None = None,
) -> Sheet:
    """A sheet of these lines. Raises ValueError where a line does not have a number for every subject and year, or numbers are not whole."""
    shape = (len(subjects), len(years))
    arrays: dict[str, Lines] = {}
    for name, given in lines.items():
        array = np.asarray(given) if shape[0] else np.zeros(shape, dtype=np.int64)
        if array.shape != shape or array.dtype.kind not in "iu":
            raise ValueError(f"{sheet_id}.{name}: {array.shape} {array.dtype}, expected whole numbers of shape {shape}")
        arrays[name] = array if array.dtype == np.int64 else array.astype(np.int64)
        arrays[name].flags.writeable = False
    linked = {name: tuple(others) for name, others in (links or {}).items()}
    for texts in (names, units, groups, *linked.values()):
        if texts and len(texts) != len(subjects):
            raise ValueError(f"{sheet_id}: {len(texts)} texts for {len(subjects)} subjects")
    return Sheet(sheet_id, tuple(subjects), tuple(years), arrays, tuple(names), tuple(units), tuple(groups), of_table, linked)


def subtract_sheets(now: Sheet, before: Sheet | None, line: str) -> Mapping[str, Lines]:
    """By subject, what a line is now less what it was before, shape (years,) of `now`; a subject that is gone counts with minus.

    Subjects where nothing has moved are left out. A year that `before` does not have counts as zero there.
    """
    if before is now:
        return {}
    if before is not None and (before.subjects, before.years) == (now.subjects, now.years):
        moves = now.lines[line] - before.lines[line]
        return {now.subjects[at]: moves[at] for at in np.flatnonzero(moves.any(axis=1)).tolist()}
    found = {one: -_on_years(before, one, line, now.years) for one in before.subjects} if before else {}
    found |= {one: row + found.get(one, 0) for one, row in zip(now.subjects, now.lines[line], strict=True)}
    return {subject: moved for subject, moved in found.items() if moved.any()}


def _on_years(sheet: Sheet, subject: str, line: str, years: tuple[int, ...]) -> Lines:
    row = sheet.lines[line][sheet.place[subject]]
    if sheet.years == years:
        return row
    by_year = dict(zip(sheet.years, row.tolist(), strict=True))
    return np.array([by_year.get(year, 0) for year in years], dtype=np.int64)
