"""KOSTRA accounts as Statistics Norway takes them: lines of 48 characters, in and out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from veikart.calc.ledger.kostra import KostraFile, KostraLine
from veikart.exchange.ledger.lines import LedgerLine
from veikart.exchange.ledger.telling import Telling
from veikart.rules.findings import Finding, format_text
from veikart.rules.ledger import ORE_IN_THOUSAND, find_kostra_controls, get_arts, get_functions, read_kostra_rules

LARGEST_FILE = 20_000_000
_AMOUNT = re.compile(rb" *-?\d{1,9} *")

Fields = dict[str, str]


def read_kostra(content: bytes, *, name: str, year: int | None = None, municipality: str = "") -> tuple[KostraFile | None, list[Finding]]:
    """The account in a file, or None, with what is wrong in it and the controls it does not pass.

    `year` and `municipality` (four digits) are what it should be of, where that is known. Lines that say something else than the first, or cannot be
    read, are stops; unknown arts and functions, and controls that are not passed, are warnings.
    """
    telling = Telling(format_text(name))
    if len(content) > LARGEST_FILE:
        telling.report("file-large", name=format_text(name), found=f"{len(content) // 1_000_000} MB", expected=f"{LARGEST_FILE // 1_000_000} MB")
        return None, list(telling.get_findings())
    rows = [(row, line.rstrip(b"\r")) for row, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1) if line.strip()]
    if not rows:
        telling.report("ledger-file-empty", name=format_text(name))
        return None, list(telling.get_findings())
    read = [(row, _split(line)) for row, line in rows if _is_whole(row, line, telling)]
    if not read:
        return None, list(telling.get_findings())
    first = read[0][1]
    lines = tuple(_read_line(row, fields) for row, fields in read if _check_line(row, fields, first, telling))
    _check_head(first, telling, year, municipality)
    if telling.is_stopped:
        return None, list(telling.get_findings())
    quarter = int(first["quarter"].strip() or 0)
    file = KostraFile(first["form"], int(first["year"]), quarter, first["region"], lines, first["organisation"].strip(), first["company"].strip())
    _check_double(file, telling)
    return file, [*telling.get_findings(), *find_kostra_controls(file, name=format_text(name))]


def write_kostra(file: KostraFile) -> bytes:
    """The account as Statistics Norway takes it, in the order of its lines. Raises ValueError for what has no room in its field."""
    head = {
        "form": file.form,
        "year": str(file.year),
        "quarter": str(file.quarter or ""),
        "region": file.region,
        "organisation": file.organisation,
        "company": file.company,
    }
    written = []
    for line in file.lines:
        fields = {**head, "account_class": line.account_class, "function": line.function, "art": line.art, "amount": str(line.amount)}
        written.append("".join(_fit(fields[field], length, at_right=field == "amount") for field, (_, length) in _record().items()))
    return "".join(f"{line}\n" for line in written).encode("ascii")


def to_ledger_lines(file: KostraFile, source: str) -> tuple[LedgerLine, ...]:
    """The account as ledger lines that close the year, one for each of its lines: what is compared with other accounts by art and function."""
    return tuple(
        LedgerLine(
            source, "accounts", file.year, 13, None, "", at, f"{line.account_class}{line.art}", f"{line.account_class}{line.art}", line.function,
            "", "", "", line.amount * ORE_IN_THOUSAND,
        )
        for at, line in enumerate(file.lines, start=1)
    )  # fmt: skip


def _record() -> Mapping[str, tuple[int, int]]:
    record: Mapping[str, tuple[int, int]] = read_kostra_rules()["record"]
    return record


def _fit(text: str, length: int, *, at_right: bool) -> str:
    if len(text) > length or not text.isascii():
        raise ValueError(f"«{text}» has no room in {length} characters")
    return text.rjust(length) if at_right else text.ljust(length)


def _length() -> int:
    return max(first + length - 1 for first, length in _record().values())


def _is_whole(row: int, line: bytes, telling: Telling) -> bool:
    if len(line) == _length() and line.isascii():
        return True
    telling.report("kostra-length", row=row, found=str(len(line)), expected=str(_length()))
    return False


def _split(line: bytes) -> Fields:
    text = line.decode("ascii")
    return {field: text[first - 1 : first - 1 + length] for field, (first, length) in _record().items()}


def _read_line(row: int, fields: Fields) -> KostraLine:
    return KostraLine(fields["account_class"], fields["function"].strip(), fields["art"], int(fields["amount"]), row)


def _check_head(first: Fields, telling: Telling, year: int | None, municipality: str) -> None:
    if first["form"] not in read_kostra_rules()["form"]:
        telling.report("kostra-head", row=1, column="skjema", name="Skjemaet", found=first["form"], expected=", ".join(read_kostra_rules()["form"]))
    if not first["year"].isdigit() or (year and int(first["year"]) != year):
        telling.report("kostra-head", row=1, column="årgang", name="Årgangen", found=first["year"], expected=str(year or "fire sifre"))
    if first["quarter"] not in " 1234":
        telling.report("kostra-head", row=1, column="kvartal", name="Kvartalet", found=first["quarter"], expected="1, 2, 3, 4 eller blank")
    if not first["region"].isdigit() or (municipality and first["region"][:4] != municipality):
        telling.report(
            "kostra-head",
            row=1,
            column="region",
            name="Regionen",
            found=first["region"],
            expected=f"{municipality}00" if municipality else "seks sifre",
        )


def _check_line(row: int, fields: Fields, first: Fields, telling: Telling) -> bool:
    """Whether the line can be read; what is wrong with it is told."""
    is_good = True
    for field, words in (("form", "skjema"), ("year", "årgang"), ("quarter", "kvartal"), ("region", "region")):
        if fields[field] != first[field]:
            telling.report("kostra-line-head", row=row, column=words, name=words, found=fields[field], expected=first[field])
            is_good = False
    classes = read_kostra_rules()["form"].get(fields["form"], {}).get("classes", ["0", "1", "2", "3", "4", "5"])
    if fields["account_class"] not in classes:
        telling.report("kostra-class", row=row, column="kontoklasse", found=fields["account_class"], expected=" eller ".join(classes))
        is_good = False
    if not _AMOUNT.fullmatch(fields["amount"].encode()):
        telling.report("kostra-amount", row=row, column="beløp", found=fields["amount"])
        is_good = False
    if is_good:
        _check_codes(row, fields, telling)
    return is_good


def _check_codes(row: int, fields: Fields, telling: Telling) -> None:
    rules = read_kostra_rules()
    if fields["account_class"] in rules["class"]["balance"]:
        known, words = (frozenset(rules["balance"]["chapters"]), frozenset(rules["balance"]["sectors"])), ("kapittel", "sektor")
    else:
        known, words = (get_functions(), get_arts(int(fields["year"]) if fields["year"].isdigit() else 0)), ("funksjon", "art")
    for code, codes, word in zip((fields["function"].strip(), fields["art"]), known, words, strict=True):
        if code not in codes:
            telling.report("kostra-code", row=row, column=word, name=word, found=code, year=fields["year"])


def _check_double(file: KostraFile, telling: Telling) -> None:
    keys = Counter((line.account_class, line.function, line.art) for line in file.lines)
    seen: set[tuple[str, str, str]] = set()
    for line in file.lines:
        key = (line.account_class, line.function, line.art)
        if keys[key] > 1 and key in seen:
            telling.report("kostra-double", row=line.row, found=f"kontoklasse {key[0]}, funksjon {key[1]}, art {key[2]}")
        seen.add(key)
