"""Files of a dataset, read within limits and never trusted."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from veikart.rules.findings import Finding, Place, make_finding

LARGEST_FILE = 20_000_000
"""Bytes. The example's largest file is under a hundred thousand."""
MOST_FINDINGS = 500
ARCHIVES = frozenset({".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".tgz", ".rar", ".zst"})


@dataclass(frozen=True, slots=True)
class CsvRow:
    """A row of a CSV file: its line (1 is the heading) and its fields by column."""

    line: int
    fields: dict[str, str]


@dataclass
class Folder:
    """A dataset's folder with the findings made while reading it."""

    root: Path
    findings: list[Finding] = field(default_factory=list)

    def report(self, code: str, place: Place, **words: str) -> None:
        """Add a finding."""
        self.findings.append(make_finding(code, place, **words))

    def check_names(self, known: set[str], known_folders: set[str]) -> None:
        """Report every file that does not belong. Folders are looked into one level down only."""
        for path in sorted(self.root.iterdir()):
            if path.name.startswith("."):
                continue
            name = path.name
            if path.is_dir() and name in known_folders:
                for inner in sorted(path.iterdir()):
                    if inner.is_dir() or inner.suffix not in {".csv", ".toml"}:
                        self._report_unknown(inner, f"{name}/{inner.name}")
            elif name not in known:
                self._report_unknown(path, name)

    def _report_unknown(self, path: Path, name: str) -> None:
        code = "file-archive" if path.suffix.lower() in ARCHIVES else "file-unknown"
        if not (name.lower().endswith(".md") and path.is_file()):
            self.report(code, Place(file=name), name=name)

    def names(self, folder: str, suffix: str) -> list[str]:
        """The files in a folder with that suffix, in order."""
        inside = self.root / folder
        return [f"{folder}/{path.name}" for path in sorted(inside.iterdir()) if path.suffix == suffix] if inside.is_dir() else []

    def text(self, name: str) -> str | None:
        """The file's text, or None with a finding."""
        path = self.root / name
        place = Place(file=name)
        try:
            size = path.stat().st_size
            if not path.is_file():
                raise FileNotFoundError(name)
            if size > LARGEST_FILE:
                self.report("file-large", place, name=name, found=_in_words(size), expected=_in_words(LARGEST_FILE))
                return None
            with path.open("rb") as stream:
                raw = stream.read(LARGEST_FILE + 1)
        except OSError:
            self.report("file-missing", place, name=name)
            return None
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.report("file-encoding", Place(file=name, row=line), name=name, found=str(error.start + 1))
            return None

    def toml(self, name: str) -> tuple[dict[str, Any], str] | None:
        """The file as TOML with its text, or None with a finding."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return tomllib.loads(text), text
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self.report("file-syntax", Place(file=name, row=_line_in(str(error))), name=name, found=f"feil i TOML, {error}")
            return None

    def csv(self, name: str, *, known: tuple[str, ...], required: tuple[str, ...], years: tuple[int, ...] = ()) -> list[CsvRow]:
        """The rows of a CSV file with the columns `known` (and `years`); findings for every column or row that is not as it should be."""
        text = self.text(name)
        if text is None:
            return []
        if "\x00" in text:
            self.report("file-syntax", Place(file=name), name=name, found="filen inneholder nulltegn")
            return []
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[CsvRow] = []
        header: list[str] | None = None
        try:
            for fields in reader:
                if header is None:
                    header = [one.strip() for one in fields]
                    if not self._check_header(name, header, (*known, *map(str, years)), required, years):
                        return []
                elif any(one.strip() for one in fields):
                    if len(fields) != len(header):
                        self.report("row-length", Place(file=name, row=reader.line_num), found=str(len(fields)), expected=str(len(header)))
                    else:
                        cells = {key: one.strip() for key, one in zip(header, fields, strict=True)}
                        rows.append(CsvRow(reader.line_num, cells))
        except csv.Error as error:
            self.report("file-syntax", Place(file=name, row=reader.line_num), name=name, found=f"feil i CSV, {error}")
        if header is None:
            self.report("file-empty", Place(file=name), name=name)
        return rows

    def _check_header(self, name: str, header: list[str], known: tuple[str, ...], required: tuple[str, ...], years: tuple[int, ...]) -> bool:
        before = len(self.findings)
        place = Place(file=name, row=1)
        for column in header:
            if column not in known:
                self.report("column-unknown", Place(file=name, row=1, column=column), found=column, expected=", ".join(known))
        for column in sorted({one for one in header if header.count(one) > 1}):
            self.report("column-twice", Place(file=name, row=1, column=column), found=column)
        for column in required:
            if column not in header:
                self.report("column-missing", place, expected=column)
        for year in years:
            if str(year) not in header:
                self.report("year-missing", place, expected=str(year))
        return len(self.findings) == before


def _in_words(size: int) -> str:
    if size >= 1_000_000_000:
        return f"{size // 1_000_000_000} GB"
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size} byte"


def _line_in(message: str) -> int:
    """The line a TOML error names, 0 for none."""
    _, found, rest = message.partition("at line ")
    digits = rest.split(",")[0] if found else ""
    return int(digits) if digits.isdigit() else 0
