"""SAF-T Financial (NO 1.30): the accounting system's own file of the ledger, as a stream of lines.

The XML is never held in memory: each line is written as a row of text as it passes, and the rows are read as any other file of ledger lines.
A file with a document type is refused, so there are no entities in it that could grow.
"""

from __future__ import annotations

import csv
import io
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from veikart.exchange.ledger.checking import Progress
from veikart.exchange.ledger.layout import LedgerLayout
from veikart.exchange.ledger.lines import ControlTotals, LedgerCodes, LedgerFiles, LedgerRead
from veikart.exchange.ledger.opening import look_at_start
from veikart.exchange.ledger.reading import read_ledger_csv
from veikart.exchange.ledger.storing import write_ledger_lines
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.ledger import get_ledger_column

ROWS = "saft.csv"
DEEPEST = 60
LONGEST_TEXT = 100_000
LONGEST_NAME = 200
BLOCK = 1024 * 1024
HEADINGS = ("Bilag", "Linje", "Dato", "Periode", "Konto", "Ansvar", "Funksjon", "Prosjekt", "Tekst", "Debet", "Kredit")
LAYOUT = LedgerLayout(
    separator=",", decimal=".", date_format="yyyy-mm-dd", voucher="Bilag", line="Linje", date="Dato", period="Periode", account="Konto",
    cost_centre="Ansvar", function="Funksjon", project="Prosjekt", text="Tekst", debit="Debet", credit="Kredit", double_entry=True,
)  # fmt: skip
_TOTAL = re.compile(r"\s*(-?)(\d{1,15})(?:\.(\d{1,2})0*)?\s*", re.ASCII)


class _Enough(Exception):
    """What comes before the entries has been read, and nothing more is asked for."""


class _Refused(Exception):
    """The file is not a SAF-T file that can be read: in Norwegian, what it has."""


def read_saft(
    path: Path,
    *,
    source: str,
    year: int,
    codes: LedgerCodes,
    folder: Path,
    known: Sequence[LedgerFiles] = (),
    control: ControlTotals | None = None,
    progress: Progress | None = None,
    analysis: Mapping[str, str] | None = None,
    account_rule: str = "class_and_art",
    by_journal: bool = False,
) -> LedgerRead:
    """The ledger lines of a SAF-T file, as `read_ledger_csv` gives them, and always written; findings are at the line of the XML.

    `analysis` says which type of analysis in the file is cost_centre, function and project; without it the types' own descriptions say so. With
    `by_journal` a voucher is known by its journal too, for systems where each journal has numbers of its own. The sums
    of debit and credit that the file itself gives must match, and every voucher must sum to zero.
    """
    name = format_text(path.name)
    _, wrong = look_at_start(path)
    if wrong:
        return LedgerRead(None, tuple(wrong), {one.code: 1 for one in wrong})
    rows = folder / ROWS
    try:
        with rows.open("w", encoding="utf-8", newline="") as stream:
            parsed = _Parser(csv.writer(stream, lineterminator="\n"), analysis or {}, by_journal=by_journal)
            finding = _parse(path, parsed, name, progress or (lambda *_: None))
        if finding and not parsed.places:
            return LedgerRead(None, (finding,), {finding.code: 1})
        if not parsed.places:
            missing = make_finding("saft-unreadable", Place(file=name), name=name, found="den har ingen bilagslinjer")
            return LedgerRead(None, (missing,), {missing.code: 1})
        layout, given = replace(LAYOUT, account_rule=account_rule), {"source": source, "kind": "accounts", "year": year, "folder": folder}
        read = read_ledger_csv(rows, layout, **given, codes=codes, known=known, control=control or parsed.get_control(), progress=progress)
        if not read.is_stopped:
            write_ledger_lines(rows, layout, **given)
        return _place(read, name, parsed.places, finding)
    finally:
        rows.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class SaftAnalysis:
    """A type of analysis in a SAF-T file: its `code` there, what the file calls it, and the role that name gives it; empty where it gives none."""

    code: str
    name: str
    role: str


def list_saft_analyses(path: Path) -> tuple[SaftAnalysis, ...]:
    """The types of analysis that the file declares, in its order; none where it cannot be read so far. The entries are not read."""
    parsed = _Parser(csv.writer(io.StringIO()), {}, stops_at="GeneralLedgerEntries")
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                parsed.feed(block)
    except (_Enough, _Refused, expat.ExpatError, ValueError, LookupError):
        pass
    return tuple(SaftAnalysis(code, name, get_ledger_column(name)) for code, name in parsed.types.items())


def _place(read: LedgerRead, name: str, places: Sequence[int], finding: Finding | None) -> LedgerRead:
    """The findings at the lines of the XML, and the one about the file itself first."""
    moved = []
    for one in read.findings:
        row = places[one.place.row - 2] if one.place.row > 1 and one.place.row - 2 < len(places) else 0
        moved.append(replace(one, place=replace(one.place, file=name, row=row)))
    counts = dict(read.finding_counts)
    if finding:
        moved.insert(0, finding)
        counts[finding.code] = counts.get(finding.code, 0) + 1
    return replace(read, findings=tuple(moved), finding_counts=counts)


def _parse(path: Path, parsed: _Parser, name: str, progress: Progress) -> Finding | None:
    """What is wrong with the file, or nothing."""
    size = path.stat().st_size
    done = 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                parsed.feed(block)
                done += len(block)
                progress("Leser filen", 0.5 * done / size)
        parsed.finish()
    except _Refused as error:
        return make_finding("saft-unreadable", Place(file=name, row=parsed.row), name=name, found=str(error))
    except (expat.ExpatError, ValueError, LookupError):
        return make_finding("saft-cut", Place(file=name, row=parsed.row), name=name)
    return None


@dataclass
class _Parser:
    """Writes a row for each line of the ledger as the XML passes."""

    writer: Any
    analysis: Mapping[str, str]
    stops_at: str = ""
    by_journal: bool = False
    types: dict[str, str] = field(default_factory=dict)
    places: array[int] = field(default_factory=lambda: array("L"))
    _stack: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _length: int = 0
    _journal: str = ""
    _voucher: dict[str, str] = field(default_factory=dict)
    _line: dict[str, str] = field(default_factory=dict)
    _type: dict[str, str] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)
    _totals: dict[str, str] = field(default_factory=dict)
    _number: int = 0
    _began: int = 0

    def __post_init__(self) -> None:
        self._roles = {kind: role for role, kind in self.analysis.items()}
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse_doctype
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = self._add
        self.writer.writerow(HEADINGS)

    @property
    def row(self) -> int:
        """The line of the XML that is being read."""
        return self._expat.CurrentLineNumber

    def feed(self, block: bytes) -> None:
        """Some more of the file."""
        self._expat.Parse(block, False)

    def finish(self) -> None:
        """There is no more."""
        self._expat.Parse(b"", True)

    def get_control(self) -> ControlTotals:
        """What the file says that it comes to."""
        debit, credit = (_read_total(self._totals.get(one, "")) for one in ("TotalDebit", "TotalCredit"))
        return ControlTotals(debit_ore=debit, credit_ore=None if credit is None else -credit)

    def _refuse_doctype(self, *_: object) -> None:
        raise _Refused("den har en dokumenttype (DOCTYPE), som ikke hører hjemme i SAF-T")

    def _start(self, name: str, _: Mapping[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self._stack and tag != "AuditFile":
            raise _Refused(f"den begynner med «{format_text(tag)}», ikke med «AuditFile»")
        if tag == self.stops_at:
            raise _Enough
        self._stack.append(tag)
        if len(self._stack) > DEEPEST:
            raise _Refused("elementene ligger altfor dypt inni hverandre")
        self._text.clear()
        self._length = 0
        if tag == "Transaction":
            self._voucher, self._number = {}, 0
        elif tag == "Line":
            self._line, self._began = {}, self.row

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise _Refused("en tekst er altfor lang")
        self._text.append(text)

    def _end(self, name: str) -> None:
        tag = self._stack.pop()
        take = _TAKERS.get((self._stack[-1] if self._stack else "", tag))
        if take:
            take(self, tag, "".join(self._text).strip())
        elif tag == "Line" and self._stack[-1] == "Transaction":
            self._write()
        self._text.clear()

    def _write(self) -> None:
        self._number += 1
        voucher, line = self._voucher, self._line
        period = voucher.get("Period", "")
        number = voucher.get("TransactionID", "")
        self.writer.writerow([
            f"{self._journal}-{number}" if self.by_journal and number else number, self._number, voucher.get("TransactionDate", ""),
            f"{voucher.get('PeriodYear', '')}{period.zfill(2)}" if period else "", line.get("AccountID", ""), line.get("cost_centre", ""),
            line.get("function", ""), line.get("project", ""), line.get("Description") or voucher.get("Description", ""), line.get("DebitAmount", ""),
            line.get("CreditAmount", ""),
        ])  # fmt: skip
        self.places.append(self._began)

    def _take_total(self, tag: str, text: str) -> None:
        self._totals[tag] = text

    def _take_journal(self, _: str, text: str) -> None:
        self._journal = text

    def _take_voucher(self, tag: str, text: str) -> None:
        self._voucher[tag] = text

    def _take_line(self, tag: str, text: str) -> None:
        self._line[tag] = text

    def _take_amount(self, _: str, text: str) -> None:
        if self._stack[-2:-1] == ["Line"]:
            self._line[self._stack[-1]] = text

    def _take_type(self, tag: str, text: str) -> None:
        self._type[tag] = text
        if tag == "AnalysisTypeDescription":
            code, role = self._type.get("AnalysisType", ""), get_ledger_column(text)
            self.types.setdefault(code, text[:LONGEST_NAME])
            if role and not self.analysis:
                self._roles.setdefault(code, role)

    def _take_analysis(self, tag: str, text: str) -> None:
        if tag == "AnalysisType":
            self._line["AnalysisType"] = text
        elif role := self._roles.get(self._line.get("AnalysisType", "")):
            self._line[role] = text


def _read_total(text: str) -> int | None:
    found = _TOTAL.fullmatch(text)
    if not found:
        return None
    sign, kroner, rest = found.groups()
    ore = int(kroner) * 100 + int((rest or "").ljust(2, "0"))
    return -ore if sign else ore


_Take = Callable[[_Parser, str, str], None]
_TAKERS: dict[tuple[str, str], _Take] = {
    **{("GeneralLedgerEntries", tag): _Parser._take_total for tag in ("TotalDebit", "TotalCredit")},
    ("Journal", "JournalID"): _Parser._take_journal,
    **{("Transaction", tag): _Parser._take_voucher for tag in ("TransactionID", "Period", "PeriodYear", "TransactionDate", "Description")},
    **{("Line", tag): _Parser._take_line for tag in ("AccountID", "Description")},
    **{(side, "Amount"): _Parser._take_amount for side in ("DebitAmount", "CreditAmount")},
    **{("AnalysisTypeTableEntry", tag): _Parser._take_type for tag in ("AnalysisType", "AnalysisTypeDescription")},
    **{("Analysis", tag): _Parser._take_analysis for tag in ("AnalysisType", "AnalysisID")},
}
