"""What has been read of emissions, as rows of the economy's book; and whether the vintage they go into is theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from veikart.calc.climate import ClimateVintage, Emission, EmissionSource
from veikart.calc.economy import EconomyBook
from veikart.exchange.emissions.reading import EmissionFile
from veikart.rules.economy.choices import get_economy_choices
from veikart.rules.economy.tables import get_economy_tables
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_count
from veikart.rules.words.sentences import list_years

LONGEST_ID = 80


@dataclass(frozen=True)
class EmissionRows:
    """Rows for the book: the vintage, the sources, and the emissions of each in each year."""

    vintage: ClimateVintage
    sources: tuple[EmissionSource, ...]
    emissions: tuple[Emission, ...]

    def write(self) -> dict[str, Any]:
        """The rows as plain lists. What `restore` makes them from again."""
        lists = {name: [list(asdict(one).values()) for one in getattr(self, name)] for name in ("sources", "emissions")}
        return {"vintage": list(asdict(self.vintage).values()), **lists}

    @classmethod
    def restore(cls, plain: Mapping[str, Sequence[Any]]) -> EmissionRows:
        """The rows that `write` gave; not checked again."""
        sources = tuple(EmissionSource(*one) for one in plain["sources"])
        return cls(ClimateVintage(*plain["vintage"]), sources, tuple(Emission(*one) for one in plain["emissions"]))


def make_emission_rows(file: EmissionFile, book: EconomyBook, *, vintage: str = "", source: str = "") -> EmissionRows:
    """The rows of a file. `vintage` is the id of the vintage they go into (empty: named after the last year), `source` where the file is from.

    A source that the book has under the same name and sector keeps its id there.
    """
    last = max(file.years)
    key = vintage or f"md-{last}"
    made = book.table("climate_vintages").get(key) or ClimateVintage(key, f"Miljødirektoratet, tall til og med {last}", source=source)
    known = {(one.sector, one.name.casefold()): one for one in book.table("emission_sources").values()}
    sources: dict[tuple[str, str], EmissionSource] = {}
    for _number, _year, sector, name in file.tonnes:
        if (sector, name) not in sources:
            sources[sector, name] = known.get((sector, name.casefold())) or EmissionSource(make_source_id(sector, name), name, sector)
    emissions = tuple(
        Emission(key, number, sources[sector, name].id, year, tonnes) for (number, year, sector, name), tonnes in sorted(file.tonnes.items())
    )
    return EmissionRows(made, tuple(sources.values()), emissions)


def make_source_id(sector: str, name: str) -> str:
    """An id of a sector's key and a source's name.

    >>> make_source_id("road", "Tunge kjøretøy"), make_source_id("industry", "Industri, olje og gass")
    ('veitrafikk-tunge-kjoretoy', 'industri-olje-og-gass')
    """
    called = _slug(get_economy_choices("emission_sector")[sector])
    own = _slug(name)
    return (own if own == called else f"{called}-{own}")[:LONGEST_ID].strip("-")


def _slug(text: str) -> str:
    plain = text.casefold().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def check_vintage(book: EconomyBook, rows: EmissionRows) -> list[Finding]:
    """A finding for each municipality that the vintage already has other numbers for: those would be of two publications."""
    held, new = (_by_municipality(some) for some in (book.table("emissions").values(), rows.emissions))
    found = []
    for number, figures in new.items():
        there = {key: tonnes for (vintage, one), by_key in held.items() if (vintage, one) == number for key, tonnes in by_key.items()}
        changed = [key for key in there.keys() | figures.keys() if there.get(key) != figures.get(key)] if there else []
        if changed:
            place = get_economy_tables()["climate_vintages"].place_of(rows.vintage.id)
            years = list_years(sorted({year for _source, year in changed}))
            words = {"name": rows.vintage.name, "found": number[1], "each": format_count(len(changed)), "expected": years}
            found.append(make_finding("emissions-vintage", Place(file=place.file, figure=place.figure), **words))
    return found


def _by_municipality(emissions: Any) -> dict[tuple[str, str], dict[tuple[str, int], int]]:
    found: dict[tuple[str, str], dict[tuple[str, int], int]] = defaultdict(dict)
    for one in emissions:
        found[one.vintage, one.municipality][one.emission_source, one.year] = one.tonnes
    return found
