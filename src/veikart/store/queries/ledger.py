"""The files of ledger lines that are stored, and where their lines lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from veikart.store.models import LedgerImport

KOSTRA_KIND, KOSTRA_FILE = "kostra", "kostra.dat"
"""The kind of an account for KOSTRA, which is never counted with ledger lines, and the name its file has in its folder."""


def get_ledger_folder() -> Path:
    """Where the lines of every import lie, one folder for each."""
    folder: Path = settings.VAR / "ledger"
    return folder


def get_ledger_imports(*, only_stored: bool = True, years: Iterable[int] = (), kind: str = "", has_kostra: bool = False) -> list[LedgerImport]:
    """The imports by number: those that count, or all of them; of some years or one kind where that is asked for. Accounts for KOSTRA are not ledger
    lines, and are there only where that is asked for. One query."""
    found = LedgerImport.objects.order_by("number").select_related("replaced_by")
    if only_stored:
        found = found.filter(status="stored")
    if kind:
        found = found.filter(kind=kind)
    elif not has_kostra:
        found = found.exclude(kind=KOSTRA_KIND)
    wanted = list(years)
    return list(found.filter(year__in=wanted) if wanted else found)


def get_ledger_import(number: int) -> LedgerImport | None:
    """An import by its number, or None. One query."""
    return LedgerImport.objects.select_related("replaced_by").filter(number=number).first()


def get_import_folder(one: LedgerImport) -> Path:
    """Where the lines of an import lie."""
    return get_ledger_folder() / one.folder
