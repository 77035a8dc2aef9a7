"""Look through a ledger file, so that somebody can confirm it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.clock import now
from veikart.actions.ledger_pending import READ, PendingLedger, get_pending_folder, hash_file, make_pending_folder, write_pending
from veikart.calc.follow_up import FollowUpBook
from veikart.calc.ledger.rows import LedgerSource
from veikart.exchange.ledger import ControlTotals, LedgerCodes, LedgerFiles, LedgerLayout, LedgerRead, read_ledger_csv, read_saft
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.ledger import get_functions, get_ledger_codes
from veikart.store.models import LedgerImport
from veikart.store.queries import get_import_folder, get_ledger_imports

BUDGET, CSV, SAFT, KOSTRA = "budget", "csv", "saft", "kostra"
_KOSTRA = re.compile(rb"0[A-N][0-9]{4}")
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A file to look through: where it lies, what its sender called it, and the year its lines are of. `replaces` is the import whose place it
    takes, None for none; `token` its waiting folder where it lies in one already, and `control` what it should come to."""

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
    read = _read(file, source, book, [one for one in stored if one not in replaced], folder, progress)
    same = [one for one in stored if one.file_sha256 == sha256 and source.kind == BUDGET]
    findings = [*read.findings, *_tell_same(file, same), *_tell_replaced(file, replaced if not same else ())]
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
        read=LedgerRead(**{**_fields(read), "files": None, "findings": tuple(findings)}),
        can_store=not read.is_stopped and not same,
    )
    write_pending(pending)
    record_act("import_ledger", actor=actor, file=file.name, sha256=sha256, source=source.id, year=file.year, lines=read.lines_read)
    return pending


def _fields(read: LedgerRead) -> dict[str, object]:
    return {name: getattr(read, name) for name in LedgerRead.__dataclass_fields__}


def make_codes(book: FollowUpBook, year: int) -> LedgerCodes:
    """What the codes of a file may be: the account plan of the year, with what the municipality says of its own accounts."""
    own: Mapping[str, str] = {key: one.kostra for key, one in book.table("ledger_accounts").items() if one.kostra}
    return LedgerCodes(accounts=get_ledger_codes(year), account_map=own, functions=get_functions())


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
        return read_saft(file.path, **asked, account_rule=source.account_rule)
    return read_ledger_csv(file.path, make_layout(source), kind=source.kind, **asked)


def _tell_same(file: LedgerFile, same: Sequence[LedgerImport]) -> list[Finding]:
    words = {"name": file.name}
    return [
        make_finding("ledger-file-same", Place(file=file.name), found=str(one.number), date=f"{one.imported_at:%d.%m.%Y}", **words) for one in same
    ]


def _tell_replaced(file: LedgerFile, replaced: Sequence[LedgerImport]) -> list[Finding]:
    words = {"name": file.name}
    return [make_finding("ledger-replaces", Place(file=file.name), found=f"«{one.file_name}» ({one.number})", **words) for one in replaced]
