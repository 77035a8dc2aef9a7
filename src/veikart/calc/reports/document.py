"""A report as it is frozen: sections, paragraphs, tables, charts and figures as data. The page and the print are made of this and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from veikart.calc.reports.inputs import UnitInputs
from veikart.calc.reports.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell: its text, and the id of the figure it shows («» for words)."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of a table; the first cell names it. `style` is plain, strong, sum or group (a heading over the rows below it). `number` is the number
    that the law gives the line."""

    cells: tuple[ReportCell, ...]
    style: str = "plain"
    number: str = ""


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column: its heading, and whether it holds numbers. `width_mm` is its width on paper, 0 shares what is left."""

    heading: str
    is_number: bool = True
    width_mm: int = 0


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table with its name, unit and source. One that `is_whole` is not parted between two pages."""

    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    unit: str = ""
    source: str = ""
    is_whole: bool = False
    type: str = "table"


@dataclass(frozen=True, slots=True)
class ReportParagraphs:
    """Text. `kind` is own (somebody's words), made (worked out from the figures) or missing; `by` says whose words they are."""

    texts: tuple[str, ...]
    kind: str = "own"
    by: str = ""
    type: str = "paragraphs"


@dataclass(frozen=True, slots=True)
class ReportBars:
    """Bars from a common line: rows (label, value). `unit` is mill_nok (values in whole kroner), percent (parts per million) or count."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    unit: str = "mill_nok"
    is_change: bool = True
    source: str = ""
    type: str = "bars"


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One large number that opens a section. `figure` is the id of where it comes from."""

    label: str
    value: str
    unit: str = ""
    remark: str = ""
    figure: str = ""


ReportBlock = ReportTable | ReportParagraphs | ReportBars


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section: level 1 opens a chapter, 2 and 3 stand within it. `rule` is the rule that asks for it («» for none)."""

    id: str
    title: str
    level: int = 1
    standfirst: str = ""
    rule: str = ""
    key_numbers: tuple[KeyNumber, ...] = ()
    blocks: tuple[ReportTable | ReportParagraphs | ReportBars, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureInput:
    """One of the numbers a figure is made of, and the figure it is itself, if any."""

    name: str
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A number as it was: what it is, its text and unit, how it was worked out in words, of what, and from which source. Where it is of ledger lines,
    `ledger_year` is their year, `ledger_month` the last month, `ledger_accounts` the class and art of each («1010») and
    `ledger_project` and `ledger_unit` their project and unit, empty for all, to find them by."""

    id: str
    name: str
    text: str
    unit: str
    words: str = ""
    inputs: tuple[FigureInput, ...] = ()
    source: str = ""
    ledger_year: int = 0
    ledger_month: int = 12
    ledger_accounts: tuple[str, ...] = ()
    ledger_project: str = ""
    ledger_unit: str = ""


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A whole report in one edition. Days are ISO dates; `units` is what every unit's part was filled in with, so that the next report can be held
    against it, and `year_ago` what is known of the same time the year before. `changed` says what is different from the edition before."""

    period: str
    title: str
    subtitle: str
    municipality: str
    kind: str
    year: int
    edition: int
    published: str
    sections: tuple[ReportSection, ...]
    figures: tuple[ReportFigure, ...] = ()
    units: tuple[UnitInputs, ...] = ()
    year_ago: tuple[UnitInputs, ...] = ()
    changed: str = ""
    previous: str = ""
    source: str = ""

    def figure(self, key: str) -> ReportFigure | None:
        """A figure by id, None where the report does not have it."""
        return next((one for one in self.figures if one.id == key), None)

    def unit(self, key: str) -> UnitInputs | None:
        """What a unit's part was filled in with; None where it was not in the report."""
        return next((one for one in self.units if one.unit == key), None)

    @property
    def tables(self) -> Iterator[ReportTable]:
        """Every table in order."""
        return (block for section in self.sections for block in section.blocks if isinstance(block, ReportTable))


def write_report_document(document: ReportDocument) -> dict[str, object]:
    """The report as plain data for JSON; `read_report_document` makes it a report again."""
    plain: dict[str, object] = to_plain(document)
    return plain


def read_report_document(plain: dict[str, object]) -> ReportDocument:
    """The report that `write_report_document` wrote."""
    return from_plain(ReportDocument, plain)


def hash_report(plain: dict[str, object]) -> str:
    """SHA-256 of a report's plain data, as 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
