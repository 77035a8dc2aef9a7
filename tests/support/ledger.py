"""Small ledger files, and the way they are read in tests."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from veikart.exchange.ledger import ControlTotals, LedgerCodes, LedgerFiles, LedgerLayout, LedgerRead, read_ledger_csv, write_ledger_lines

HEADINGS = ("Bilagsnr", "Linje", "Bilagsdato", "Periode", "Konto", "Ansvar", "Funksjon", "Prosjekt", "Tekst", "Beløp")
LAYOUT = LedgerLayout(
    voucher="Bilagsnr", line="Linje", date="Bilagsdato", period="Periode", account="Konto", cost_centre="Ansvar", function="Funksjon",
    project="Prosjekt", text="Tekst", amount="Beløp",
)  # fmt: skip
CODES = LedgerCodes(frozenset({"1010", "1120", "1800", "0230", "232"}))
GOOD = ("B1", "1", "15.02.2019", "201902", "101001", "3100", "202", "", "Lønn februar", "1000,50")
OTHER = ("B1", "2", "15.02.2019", "201902", "112003", "3100", "202", "P7", "Papir; penner", "-0,50")

Row = Sequence[str]


def change(row: Row, **cells: str) -> tuple[str, ...]:
    """A row with some cells changed, by heading in small letters (belop for Beløp)."""
    names = {heading.lower().replace("ø", "o"): at for at, heading in enumerate(HEADINGS)}
    found = list(row)
    for name, cell in cells.items():
        found[names[name]] = cell
    return tuple(found)


def as_text(rows: Iterable[Row], *, headings: Row = HEADINGS, separator: str = ";", end: str = "\n") -> str:
    """A file of text; cells with the separator in them are put in quotes."""
    lines = [separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in (headings, *rows) if row]
    return end.join(lines) + end


def read_text(
    text: str | bytes,
    *,
    layout: LedgerLayout = LAYOUT,
    kind: str = "accounts",
    year: int = 2019,
    codes: LedgerCodes = CODES,
    known: Sequence[LedgerFiles] = (),
    control: ControlTotals | None = None,
    folder: Path | None = None,
    name: str = "bok.csv",
    stores: bool = True,
) -> LedgerRead:
    """A file of that text, read; with `stores` its lines are written too. They stay in `folder`."""
    place = Path(tempfile.mkdtemp(dir=folder))
    path = place / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    target = place / "read"
    target.mkdir()
    asked = {"source": "visma", "kind": kind, "year": year, "folder": target, "memory_mb": 200}
    read = read_ledger_csv(path, layout, codes=codes, known=known, control=control, **asked)
    if stores and read.files:
        assert write_ledger_lines(path, layout, **asked) == []
    return read


def read_rows(*rows: Row, **given: object) -> LedgerRead:
    """The rows as a file, read."""
    return read_text(as_text(rows), **given)  # type: ignore[arg-type]
