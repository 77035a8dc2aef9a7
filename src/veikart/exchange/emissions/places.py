"""Which municipality a row of emissions is of: its number and its name must be of the same one."""

from __future__ import annotations

from datetime import date

from veikart.exchange.emissions.rows import EmissionReading, EmissionRow
from veikart.rules.municipalities import find_code, find_codes_named, list_codes_of
from veikart.rules.words.sentences import join_words

NOW = date(2024, 1, 1)
_SUFFIX = " kommune"


class EmissionPlaces:
    """The number each municipality has now, by what a row says it is; each is told of once where it cannot be found."""

    def __init__(self, reading: EmissionReading) -> None:
        self.names: dict[str, str] = {}
        self._reading = reading
        self._found: dict[tuple[str, str], str] = {}

    def find(self, sheet: str, row: EmissionRow) -> str:
        """The number of the row's municipality; empty where it cannot be told."""
        said = (row.number, row.place)
        if said not in self._found:
            self._found[said] = self._look_up(sheet, row)
        return self._found[said]

    def _look_up(self, sheet: str, row: EmissionRow) -> str:
        if row.number:
            known = find_code(row.number, NOW)
            number = (known.code or row.number) if known else ""
            named = known.name if known else ""
        else:
            codes = _codes_of(row.place)
            number, named = (codes[0], row.place) if len(codes) == 1 else ("", "")
        if not number:
            self._reading.report("emissions-municipality", sheet, row=row.line, found=f"{row.number} {row.place}".strip() or "ingenting")
            return ""
        if row.number and row.place and not self._agrees(sheet, row, number, named):
            return ""
        self.names[number] = named or row.place
        return number

    def _agrees(self, sheet: str, row: EmissionRow, number: str, named: str) -> bool:
        """Whether the name may be of the number's municipality; told of where it is another's, or nobody's."""
        if _plain(row.place) in {_plain(named), *map(_plain, named.split("-"))}:
            return True
        codes = _codes_of(row.place)
        if {number, row.number} & {one for code in codes for one in list_codes_of(code)}:
            return True
        words = {"first": row.number, "expected": named, "name": f"«{row.place}»"}
        if codes:
            self._reading.report("emissions-mismatch", sheet, row=row.line, found=f"nummer {join_words(list(codes))}", **words)
            return False
        self._reading.report("emissions-name", sheet, row=row.line, **{**words, "name": row.place})
        return True


def _plain(name: str) -> str:
    return name.strip().casefold().removesuffix(_SUFFIX).strip()


def _codes_of(name: str) -> tuple[str, ...]:
    """The codes of those called so, with or without the word for a municipality behind."""
    bare = name.strip()
    return find_codes_named(bare[: -len(_SUFFIX)] if bare.casefold().endswith(_SUFFIX) else bare)
