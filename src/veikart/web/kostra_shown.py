"""The accounts for KOSTRA that are stored, and the ledger each is held against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.http import Http404
from django.utils.translation import gettext as _

from veikart.actions.economy_reports import read_sums
from veikart.calc.ledger.kostra import KostraFile
from veikart.calc.values.shares import divide_rounded
from veikart.exchange.ledger import LedgerFiles, read_kostra
from veikart.rules.accounts import get_account_plan
from veikart.rules.deviations import get_function_names
from veikart.rules.ledger import ORE_IN_THOUSAND, TREASURY, read_kostra_rules
from veikart.store.models import LedgerImport
from veikart.store.queries import KOSTRA_FILE, KOSTRA_KIND, get_import_folder, get_ledger_imports

LedgerKey = tuple[str, str, str]
_OPERATIONS, _INVESTMENT = "1", "0"
_BY = ("kind", "year", "kostra", "function")


@dataclass(frozen=True)
class KostraShown:
    """A stored account, and the imports of the ledger's lines that count in its year."""

    one: LedgerImport
    file: KostraFile
    imports: tuple[LedgerImport, ...]

    @cached_property
    def own(self) -> Mapping[LedgerKey, int] | None:
        """The ledger of the year in øre by class, function and art; None where there is none, or the account is not of the municipality's own."""
        if not self.imports or self.file.form != TREASURY:
            return None
        sums, found = read_sums(self.imports, self.file.year, _BY), defaultdict[LedgerKey, int](int)
        columns = (sums.keys[name].tolist() for name in _BY)
        for kind, year, kostra, function, ore in zip(*columns, sums.amount_ore.tolist(), strict=True):
            if kind == "accounts" and year == self.file.year and kostra[:1] in {_OPERATIONS, _INVESTMENT}:
                found[kostra[0], function, kostra[1:]] += ore
        return found

    @property
    def files(self) -> tuple[LedgerFiles, ...]:
        """The files with the lines of the ledger."""
        return tuple(LedgerFiles.of(get_import_folder(one)) for one in self.imports)

    @property
    def name(self) -> str:
        """«0A 2019, 4. kvartal»."""
        quarter = _(", %(number)s. kvartal") % {"number": self.file.quarter} if self.file.quarter else ""
        return f"{self.file.form} {self.file.year}{quarter}"


def get_kostra_shown(number: int | None) -> tuple[KostraShown | None, list[LedgerImport]]:
    """The account with that number, or the newest that counts, and all that count, the newest year first. One query."""
    imports = get_ledger_imports(has_kostra=True)
    stored = sorted((one for one in imports if one.kind == KOSTRA_KIND), key=lambda one: (-one.year, one.source, -one.number))
    chosen = next((one for one in stored if number in {None, one.number}), None)
    if chosen is None:
        if number is not None:
            raise Http404
        return None, []
    own = tuple(one for one in imports if one.kind == "accounts" and one.year == chosen.year)
    return KostraShown(chosen, read_stored(get_import_folder(chosen) / KOSTRA_FILE), own), stored


@lru_cache(maxsize=8)
def read_stored(path: Path) -> KostraFile:
    """The account in a file that never changes."""
    file, _findings = read_kostra(path.read_bytes(), name=path.name)
    if file is None:
        raise ValueError(f"{path} was stored and cannot be read")
    return file


def say_kostra_source(one: LedgerImport) -> str:
    """What a stored account is of: its form, region, and quarter."""
    return one.source.removeprefix("kostra-").replace("-", " ")


def name_class(kind: str) -> str:
    """An account class by what it is."""
    return {"operations": _("Drift"), "investment": _("Investering"), "balance": _("Balanse")}[kind]


def name_function(code: str) -> str:
    """A function by its code; empty where it has no name here."""
    return get_function_names().get(code, "")


def name_art(kind: str, code: str) -> str:
    """An art by its code, of operations or investments."""
    names = get_account_plan().names
    order = (_INVESTMENT, _OPERATIONS) if kind == "investment" else (_OPERATIONS, _INVESTMENT)
    return next((names[f"{one}{code}"] for one in order if f"{one}{code}" in names), "")


def name_form(form: str) -> str:
    """What a form is."""
    name: str = read_kostra_rules()["form"].get(form, {}).get("name", form)
    return name


def in_thousand(ore: int) -> int:
    """Øre as whole thousand kroner."""
    return divide_rounded(ore, ORE_IN_THOUSAND)
