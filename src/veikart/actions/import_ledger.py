"""Look through a ledger file, so that somebody can confirm it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.ledger_pending import READ, PendingLedger, get_pending_folder, hash_file, make_pending_folder, write_pending
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import LedgerSource
from veikart.exchange.ledger import (
    ROLE_WORDS,
    ControlTotals,
    LedgerCodes,
    LedgerFiles,
    LedgerLayout,
    LedgerRead,
    find_unlisted,
    format_ore,
    read_ledger_csv,
    read_saft,
    read_sum_line,
)
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import GRADES, Finding, Place, format_text, make_finding
from veikart.rules.ledger import get_functions, get_ledger_codes
from veikart.rules.tables import PER_ONE, read_decimal, read_row, write_cells
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_imports

BUDGET, CSV, SAFT, KOSTRA = "budget", "csv", "saft", "kostra"
SOURCES = "ledger_sources"
FORMAT_WORDS = {CSV: "tekst med skilletegn (CSV)", SAFT: "SAF-T", KOSTRA: "et regnskap for KOSTRA"}
ANALYSES = ("cost_centre", "function", "project")
"""What a type of analysis in a SAF-T file can be; the source says which is which, where the names in the file do not."""
BY_JOURNAL = "JournalID"
"""What a source has as its column of vouchers where each journal of a SAF-T file has numbers of its own."""
_ORE = PER_ONE // 100
_KOSTRA = re.compile(rb"0[A-N][0-9]{4}")
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file to look through: where it lies, what its sender called it, and the year its lines are of. `replaces` is the import whose place it
    takes, None for none; `token` its waiting folder where it lies in one already, and `control` what somebody says that it should come to."""

    path: Path
    name: str
    year: int
    replaces: int | None = None
    token: str = ""
    control: ControlTotals | None = None


def find_format(path: Path) -> str:
    """What a file is by how it begins: SAF-T, an account for KOSTRA, or text with separators."""
    with path.open("rb") as stream:
        start = stream.read(64).removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"<"):
        return SAFT
    return KOSTRA if _KOSTRA.match(start) else CSV


def read_control_sum(text: str) -> int | None:
    """A sum as a person writes it, in kroner with up to two decimals, as whole øre; None where it is none.

    >>> read_control_sum("2 350,25"), read_control_sum("2350,251")
    (235025, None)
    """
    found = read_decimal(text)
    return None if found is None or found % _ORE else found // _ORE


def make_layout(source: LedgerSource) -> LedgerLayout:
    """The layout that the source's row says."""
    texts = {name: getattr(source, name) for name in LedgerLayout.__dataclass_fields__}
    yes = {name: texts[name] == "yes" for name in ("minus_after", "has_header", "double_entry")}
    return LedgerLayout(**{**texts, **yes, "skip_lines": source.skip_lines or 0})


def import_ledger(file: LedgerFile, source: LedgerSource, *, book: FollowUpBook, actor: Actor, progress: Progress | None = None) -> PendingLedger:
    """What is in the file, as it would be stored: nothing counts before it is confirmed. Raises AccessDenied.

    Lines that are stored from the same source and year are skipped and counted. A budget takes the place of the one the source had for the year.
    """
    check_right(actor, "import_ledger")
    at = now()
    token = file.token or make_pending_folder(at)
    stored = [one for one in get_ledger_imports(years=[file.year], kind=source.kind) if one.source == source.id]
    replaced = [one for one in stored if source.kind == BUDGET or one.number == file.replaces]
    sha256, size = hash_file(file.path)
    folder = get_pending_folder(token) / READ
    folder.mkdir(exist_ok=True)
    wrong = [*(check_source(source) or check_format(file.path, file.name, source)), *_tell_not_replaced(file, source, stored)]
    if wrong:
        read, told = LedgerRead.of_nothing(tuple(wrong), Counter(one.code for one in wrong)), []
    else:
        asked, told = _find_control(file, source)
        read = _read(asked, source, book, [one for one in stored if one not in replaced], folder, progress)
    same = [one for one in stored if one.file_sha256 == sha256 and source.kind == BUDGET]
    told += [*_find_unlisted(read, file, book), *_tell_same(file, same), *_tell_replaced(file, replaced if not same else ())]
    pending = PendingLedger(
        token=token,
        source=source,
        year=file.year,
        path=str(file.path.absolute()),
        file_name=file.name,
        file_size=size,
        file_sha256=sha256,
        at=at,
        seen=tuple(one.number for one in stored),
        replaces=tuple(one.number for one in replaced),
        read=_add_findings(replace(read, files=None), told),
        can_store=not read.is_stopped and not any(one.grade == "stop" for one in told),
        control=file.control,
    )
    write_pending(pending)
    record_act("import_ledger", actor=actor, file=file.name, sha256=sha256, source=source.id, year=file.year, lines=read.lines_read)
    return pending


def _add_findings(read: LedgerRead, told: Sequence[Finding]) -> LedgerRead:
    """What was read, with findings that are not of its lines; the worst stand first."""
    findings = sorted([*told, *read.findings], key=lambda one: GRADES.index(one.grade))
    return replace(read, findings=tuple(findings), finding_counts=dict(Counter(read.finding_counts) + Counter(one.code for one in told)))


def check_source(source: LedgerSource) -> list[Finding]:
    """What in a source is not as a person could have written it in its table."""
    table = FOLLOW_UP.tables[SOURCES]
    wrong = list(read_row(table, write_cells(table, source), table.place_of(source.id))[1])
    return wrong or _check_analyses(source) if source.file_format == SAFT else wrong


def _check_analyses(source: LedgerSource) -> list[Finding]:
    """A finding for each type of analysis that should be two things."""
    roles: dict[str, list[str]] = {}
    for role in ANALYSES:
        roles.setdefault(getattr(source, role), []).append(ROLE_WORDS[role])
    twice = {code: words for code, words in roles.items() if code and len(words) > 1}
    return [make_finding("ledger-column-twice", Place(), found=format_text(code), expected=" og ".join(words)) for code, words in twice.items()]


def check_format(path: Path, name: str, source: LedgerSource) -> list[Finding]:
    """A finding where a file is not of the kind that its source has."""
    found = find_format(path)
    if found == (source.file_format or CSV):
        return []
    words = {"found": FORMAT_WORDS[found], "expected": FORMAT_WORDS[source.file_format or CSV]}
    return [make_finding("ledger-format-differs", Place(file=name), name=source.name, **words)]


def _find_control(file: LedgerFile, source: LedgerSource) -> tuple[LedgerFile, list[Finding]]:
    """The file with what it should come to, from the person and from the sum it may end with, and what is to tell of that."""
    found = read_sum_line(file.path, make_layout(source)) if source.file_format == CSV else None
    if found is None:
        return file, []
    place, given = Place(file=file.name, row=found.row), file.control or ControlTotals()
    held = "den har ikke noe beløp som linjene kan holdes mot"
    if found.sum_ore is not None:
        held = f"den sier {format_ore(found.sum_ore)} kroner, som linjene er holdt mot"
    told = [make_finding("ledger-sum-line", place, name=format_text(found.words), each=held)]
    if given.sum_ore is not None and found.sum_ore not in {None, given.sum_ore}:
        words = {"found": format_ore(found.sum_ore or 0), "expected": format_ore(given.sum_ore)}
        told.insert(0, make_finding("ledger-control", place, name=f"«{format_text(found.words)}»", **words))
    control = given if given.sum_ore is not None else replace(given, sum_ore=found.sum_ore)
    return replace(file, control=control), told


def _tell_not_replaced(file: LedgerFile, source: LedgerSource, stored: Sequence[LedgerImport]) -> list[Finding]:
    """That the import whose place it should take does not count."""
    numbers = [one.number for one in stored]
    if file.replaces is None or file.replaces in numbers:
        return []
    words = {"found": str(file.replaces), "year": str(file.year), "expected": ", ".join(map(str, numbers)) or "ingen"}
    return [make_finding("ledger-replaces-missing", Place(file=file.name), name=source.name, **words)]


def make_codes(book: FollowUpBook, year: int) -> LedgerCodes:
    """What the accounts of a file may be: the account plan of the year, with what the municipality says of its own accounts."""
    own: Mapping[str, str] = {key: one.kostra for key, one in book.table("ledger_accounts").items() if one.kostra}
    return LedgerCodes(accounts=get_ledger_codes(year), account_map=own)


def _find_unlisted(read: LedgerRead, file: LedgerFile, book: FollowUpBook) -> list[Finding]:
    """Cost centres, functions and projects that nobody has said what are. Projects are held against their table where there is one."""
    if read.files is None:
        return []
    projects = book.table("ledger_projects")
    known = {"cost_centre": book.table("cost_centres"), "function": get_functions(), **({"project": projects} if projects else {})}
    return find_unlisted(read.files.rollup, known, name=file.name)


def _read(
    file: LedgerFile, source: LedgerSource, book: FollowUpBook, stored: Sequence[LedgerImport], folder: Path, progress: Progress | None
) -> LedgerRead:
    asked: dict[str, Any] = {
        "source": source.id,
        "year": file.year,
        "codes": make_codes(book, file.year),
        "known": [LedgerFiles.of(get_import_folder(one)) for one in stored],
        "folder": folder,
        "control": file.control,
        "progress": progress,
    }
    if source.file_format == SAFT:
        analysis = {role: code for role in ANALYSES if (code := getattr(source, role))}
        return read_saft(file.path, **asked, account_rule=source.account_rule, analysis=analysis or None, by_journal=source.voucher == BY_JOURNAL)
    return read_ledger_csv(file.path, make_layout(source), kind=source.kind, **asked)


def _tell_same(file: LedgerFile, same: Sequence[LedgerImport]) -> list[Finding]:
    words = {"name": file.name}
    return [
        make_finding("ledger-file-same", Place(file=file.name), found=str(one.number), date=f"{one.imported_at:%d.%m.%Y}", **words) for one in same
    ]


def _tell_replaced(file: LedgerFile, replaced: Sequence[LedgerImport]) -> list[Finding]:
    words = {"name": file.name}
    return [make_finding("ledger-replaces", Place(file=file.name), found=f"«{one.file_name}» ({one.number})", **words) for one in replaced]
