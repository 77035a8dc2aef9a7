"""Store an account for KOSTRA, so that it can be shown and held against the ledger."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from pathlib import Path

from veikart.actions.access import Actor, check_right
from veikart.actions.audit import record_act
from veikart.actions.book_writing import ChangeRefused, open_book
from veikart.actions.clock import now
from veikart.actions.ledger_pending import TOKEN, hash_file
from veikart.calc.ledger.kostra import KostraFile
from veikart.exchange.ledger import read_kostra
from veikart.rules.books import FOLLOW_UP
from veikart.rules.findings import Finding, Place, format_text, make_finding
from veikart.rules.ledger import ORE_IN_THOUSAND
from veikart.store.models import LedgerImport
from veikart.store.queries import KOSTRA_FILE, KOSTRA_KIND, get_ledger_folder, get_ledger_imports


def import_kostra(path: Path, name: str, *, actor: Actor) -> LedgerImport:
    """Store a copy of the file. It takes the place of the one that was stored of the same form, year, quarter and organisation, and is never
    counted with ledger lines. Raises AccessDenied, and ChangeRefused where it cannot be read or the same file is stored already.
    """
    check_right(actor, "import_kostra")
    file, findings = read_kostra(path.read_bytes(), name=name)
    if file is None:
        raise ChangeRefused([one for one in findings if one.grade == "stop"])
    sha256, size = hash_file(path)
    source = name_source(file)
    with open_book(FOLLOW_UP):
        stored = [one for one in get_ledger_imports(years=[file.year], kind=KOSTRA_KIND) if one.source == source]
        _check_new(stored, sha256, name)
        made = _write(file, findings, actor, source=source, file_name=name[:200], file_sha256=sha256, file_size=size)
        LedgerImport.objects.filter(number__in=[one.number for one in stored]).update(status="replaced", replaced_by=made)
        record_act("import_kostra", actor=actor, number=made.number, sha256=sha256, lines=made.lines, year=made.year)
        folder = get_ledger_folder() / made.folder
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / KOSTRA_FILE)
    return made


def name_source(file: KostraFile) -> str:
    """What an account is of: the form, whose it is, and the quarter where it is not of the whole year.

    >>> name_source(KostraFile("0A", 2019, 4, "040200", ()))
    'kostra-0A-040200-4'
    """
    parts = ["kostra", file.form, file.region, file.organisation, file.company, str(file.quarter or "")]
    return "-".join(one for one in parts if one)


def _check_new(stored: list[LedgerImport], sha256: str, name: str) -> None:
    same = [one for one in stored if one.file_sha256 == sha256]
    if same:
        words = {"name": format_text(name), "found": str(same[0].number), "date": f"{same[0].imported_at:%d.%m.%Y}"}
        raise ChangeRefused([make_finding("ledger-file-same", Place(file=name), **words)])


def _write(file: KostraFile, findings: list[Finding], actor: Actor, **given: str | int) -> LedgerImport:
    newest = LedgerImport.objects.order_by("-number").values_list("number", flat=True).first() or 0
    amounts = [line.amount * ORE_IN_THOUSAND for line in file.lines]
    return LedgerImport.objects.create(
        number=newest + 1,
        kind=KOSTRA_KIND,
        year=file.year,
        folder=secrets.token_hex(TOKEN),
        imported_at=now(),
        actor=actor.name,
        role=actor.role,
        lines=len(file.lines),
        sum_ore=sum(amounts),
        debit_ore=sum(one for one in amounts if one > 0),
        credit_ore=sum(one for one in amounts if one < 0),
        findings=sorted(Counter(one.code for one in findings).items()),
        **given,
    )
