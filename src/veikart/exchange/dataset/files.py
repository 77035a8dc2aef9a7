"""Files of a dataset, read within limits and never trusted."""

from __future__ import annotations

import os
import stat
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from veikart.exchange.dataset.syntax import explain_encoding, explain_toml, find_long_key
from veikart.rules.findings import Finding, Place, format_text, make_finding

LARGEST_FILE = {".csv": 5_000_000, ".toml": 1_000_000}
"""Bytes. The example's largest file is under a hundred thousand."""
LARGEST_DATASET = 50_000_000
MOST_FILES = 1_000
MOST_FINDINGS = 500
MOST_FINDINGS_IN_FILE = 100
ARCHIVES = frozenset({".zip", ".gz", ".bz2", ".xz", ".7z", ".tar", ".tgz", ".rar", ".zst"})
FILES = frozenset({"dataset.toml", "organisation.csv", "layers.toml", "targets.toml", "inputs.toml"})
FOLDERS = {"measures": frozenset({".csv"}), "tables": frozenset({".csv", ".toml"}), "checks": frozenset({".toml"})}


@dataclass
class Folder:
    """A dataset's folder with the findings made while reading it.

    `findings` are the first of each file, `count` is all that were made, `count_in` by file. `inside` holds the names of the files in each
    folder. A file with MOST_FINDINGS_IN_FILE is full: the rest of it need not be looked at. `files` and `folders` are the names that belong.
    """

    root: Path
    findings: list[Finding] = field(default_factory=list)
    count_in: Counter[str] = field(default_factory=Counter)
    inside: dict[str, list[str]] = field(default_factory=dict)
    bytes_read: int = 0
    files: frozenset[str] = FILES
    folders: Mapping[str, frozenset[str]] = field(default_factory=lambda: FOLDERS)

    @property
    def count(self) -> int:
        """How many findings there are, with those that are not kept."""
        return self.count_in.total()

    def report(self, code: str, place: Place, **words: str) -> None:
        """Add a finding."""
        if self._has_room(place.file):
            shown = replace(place, file=format_text(place.file, longest=120), column=format_text(place.column))
            self.findings.append(make_finding(code, shown, **{key: format_text(one, longest=600) for key, one in words.items()}))
        self.count_in[place.file] += 1

    def add(self, findings: Iterable[Finding]) -> None:
        """Add findings made elsewhere."""
        for finding in findings:
            if self._has_room(finding.place.file):
                self.findings.append(finding)
            self.count_in[finding.place.file] += 1

    def is_full(self, file: str) -> bool:
        """Whether a file has as many findings as are kept of one."""
        return self.count_in[file] >= MOST_FINDINGS_IN_FILE

    def _has_room(self, file: str) -> bool:
        return len(self.findings) < MOST_FINDINGS and not self.is_full(file)

    def list_files(self) -> None:
        """Find the files, and report all that do not belong. Folders are looked into one level down only."""
        for name in self._entries(self.root, ""):
            if name in self.folders:
                if self._is_kind(name, folder=True):
                    self.inside[name] = self._list_inside(name, self.folders[name])
            elif name not in self.files:
                self._report_unknown(name)
        if "measures" in self.folders and "measures" not in self.inside and not self.count_in["measures"]:
            self.report("file-missing", Place(file="measures"), name="measures")

    def _list_inside(self, folder: str, suffixes: frozenset[str]) -> list[str]:
        names: list[str] = []
        for inner in self._entries(self.root / folder, folder):
            name = f"{folder}/{inner}"
            if Path(inner).suffix in suffixes:
                names.append(name)
            else:
                self._report_unknown(name)
        return names

    def _entries(self, path: Path, folder: str) -> list[str]:
        """The names in a folder in order, without hidden files and notes in Markdown."""
        place = Place(file=folder)
        try:
            with os.scandir(path) as entries:
                names = [entry.name for entry in islice(entries, MOST_FILES + 1)]
        except OSError as error:
            self.report("file-unreadable", place, name=folder or path.name, found=_reason(error))
            return []
        if len(names) > MOST_FILES:
            self.report("dataset-large", place, found=f"mer enn {MOST_FILES} filer i én mappe", expected=f"{MOST_FILES} filer i hver mappe")
            return []
        return sorted(name for name in names if not name.startswith(".") and not name.lower().endswith(".md"))

    def _report_unknown(self, name: str) -> None:
        code = "file-archive" if Path(name).suffix.lower() in ARCHIVES else "file-unknown"
        self.report(code, Place(file=name), name=name)

    def _is_kind(self, name: str, *, folder: bool) -> bool:
        """Whether the name is an ordinary file (or folder) and no link; else a finding."""
        try:
            mode = (self.root / name).lstat().st_mode
        except OSError as error:
            code = "file-missing" if isinstance(error, FileNotFoundError | NotADirectoryError) else "file-unreadable"
            self.report(code, Place(file=name), name=name, found=_reason(error))
            return False
        if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
            return True
        self.report("file-kind", Place(file=name), name=name, found=_kind(mode), expected="en mappe" if folder else "en vanlig fil")
        return False

    def names(self, folder: str, suffix: str) -> list[str]:
        """The files in a folder with that suffix, in order."""
        return [name for name in self.inside.get(folder, []) if name.endswith(suffix)]

    def text(self, name: str) -> str | None:
        """The file's text, or None with a finding."""
        if not self._is_kind(name, folder=False):
            return None
        largest = LARGEST_FILE[Path(name).suffix]
        try:
            # A file changed into a link or a pipe since it was looked at is not followed and not waited for.
            handle = os.open(self.root / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with os.fdopen(handle, "rb") as stream:
                size = os.fstat(handle).st_size
                raw = stream.read(largest + 1) if size <= largest else b""
        except OSError as error:
            self.report("file-unreadable", Place(file=name), name=name, found=_reason(error))
            return None
        size = max(size, len(raw))
        if size > largest:
            found = _in_words(size) if _in_words(size) != _in_words(largest) else f"{size} byte"
            self.report("file-large", Place(file=name), name=name, found=found, expected=_in_words(largest))
            return None
        return self._decode(name, raw)

    def _decode(self, name: str, raw: bytes) -> str | None:
        self.bytes_read += len(raw)
        if self.bytes_read > LARGEST_DATASET:
            if self.bytes_read - len(raw) <= LARGEST_DATASET:
                limit = f"{_in_words(LARGEST_DATASET)} til sammen"
                self.report("dataset-large", Place(file=name), found=f"mer enn {limit}", expected=limit)
            return None
        try:
            return raw.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line, words = explain_encoding(raw, error)
            self.report("file-encoding", Place(file=name, row=line), name=name, found=words, expected="UTF-8")
            return None

    def toml(self, name: str) -> tuple[dict[str, Any], str] | None:
        """The file as TOML with its text, or None with a finding."""
        text = self.text(name)
        if text is None:
            return None
        line = find_long_key(text)
        if line:
            self.report("file-syntax", Place(file=name, row=line), name=name, found="en nøkkel har over tjue ledd med punktum mellom")
            return None
        try:
            return tomllib.loads(text), text
        except (ValueError, RecursionError) as error:
            line, words = explain_toml(error, text)
            self.report("file-syntax", Place(file=name, row=line), name=name, found=words)
            return None


def open_folder(path: Path) -> tuple[Folder | None, list[Finding]]:
    """The folder, or None with the reason why it is none."""
    name = format_text(path.name or str(path), longest=120)
    place = Place(file=name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        is_missing = isinstance(error, FileNotFoundError | NotADirectoryError | ValueError)
        return None, [make_finding("file-missing" if is_missing else "file-unreadable", place, name=name, found=_reason(error))]
    if not stat.S_ISDIR(mode):
        if path.suffix.lower() in ARCHIVES:
            return None, [make_finding("file-archive", place, name=name)]
        return None, [make_finding("file-kind", place, name=name, found=_kind(mode), expected="en mappe")]
    return Folder(path), []


def _reason(error: Exception) -> str:
    return "du har ikke lesetilgang" if isinstance(error, PermissionError) else "maskinen får ikke lest den"


def _kind(mode: int) -> str:
    """What stands at a name, in Norwegian."""
    kinds = ((stat.S_ISLNK, "en lenke"), (stat.S_ISDIR, "en mappe"), (stat.S_ISREG, "en fil"))
    return next((words for is_kind, words in kinds if is_kind(mode)), "en enhet eller kø")


def _in_words(size: int) -> str:
    for unit, worth in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= worth:
            whole, rest = divmod(size * 10 // worth, 10)
            return f"{whole},{rest} {unit}" if rest else f"{whole} {unit}"
    return f"{size} byte"
