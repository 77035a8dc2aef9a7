"""A ledger file that has been looked through and waits for somebody to confirm it: kept in a folder of its own, and in no table.

What is not confirmed within a day is taken away the next time a file is looked through.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from veikart.calc.ledger.rows import LedgerSource
from veikart.exchange.ledger import ControlTotals, LedgerLine, LedgerRead, MonthSum
from veikart.rules.duties import LONGEST_WAIT
from veikart.rules.findings import Finding, Place
from veikart.store.queries import ASKED, SUMMARY, get_inbox_folder, get_pending_root

BLOCK = 1 << 20
READ, UPLOAD = "linjer", "fil"
TOKEN = 16
"""Bytes of the name that a waiting file is known by."""


@dataclass(frozen=True)
class PendingLedger:
    """A file that waits. `source` is how it was read, and is stored with it; `seen` are the numbers of the imports it was held against, and
    `replaces` the one it takes the place of, None for none. `path` is where the file lies; it must be as it was when it is confirmed, since its lines
    may be written then. `control` is what somebody has said that it should come to. `read` has no files: they lie in the folder `token`."""

    token: str
    source: LedgerSource
    year: int
    path: str
    file_name: str
    file_size: int
    file_sha256: str
    at: datetime
    seen: tuple[int, ...]
    replaces: tuple[int, ...]
    read: LedgerRead
    can_store: bool = True
    control: ControlTotals | None = None

    @property
    def folder(self) -> Path:
        """Where its lines lie."""
        return get_pending_folder(self.token) / READ


@dataclass(frozen=True, slots=True)
class LedgerUpload:
    """What somebody asked for with a file: what they called it, the id of its source (empty for a new one), the year, and whether it lies in the
    inbox on the server."""

    name: str
    source: str
    year: int
    is_in_inbox: bool = False


def hash_file(path: Path) -> tuple[str, int]:
    """The SHA-256 of a file and its size in bytes."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
            size += len(block)
    return found.hexdigest(), size


def get_pending_folder(token: str) -> Path:
    """The folder of a waiting file. Raises KeyError for a token that cannot be one."""
    if len(token) != TOKEN * 2 or not all(one in "0123456789abcdef" for one in token):
        raise KeyError(token)
    return get_pending_root() / token


def make_pending_folder(now: datetime) -> str:
    """A new folder, and the token it is known by; those that have waited too long are taken away."""
    waiting = get_pending_root()
    waiting.mkdir(parents=True, exist_ok=True)
    for one in waiting.iterdir():
        if datetime.fromtimestamp(one.stat().st_mtime, tz=now.tzinfo) < now - LONGEST_WAIT:
            shutil.rmtree(one, ignore_errors=True)
    token = secrets.token_hex(TOKEN)
    get_pending_folder(token).mkdir()
    return token


def write_upload(token: str, sent: LedgerUpload, blocks: Iterable[bytes]) -> Path:
    """Keep a file that was sent, with what was asked for, until somebody has said how it is read. Gives where it lies."""
    folder = get_pending_folder(token)
    path = _upload_path(folder, sent.name)
    path.parent.mkdir()
    with path.open("wb") as stream:
        stream.writelines(blocks)
    write_asked(token, sent)
    return path


def write_asked(token: str, sent: LedgerUpload) -> None:
    """Keep what was asked for with a file."""
    (get_pending_folder(token) / ASKED).write_text(json.dumps(asdict(sent)), encoding="utf-8")


def _upload_path(folder: Path, name: str) -> Path:
    """A file with the sender's name, as far as a name may hold it: what is found in it is told of by that."""
    return folder / UPLOAD / (re.sub(r"[^\w. -]", "_", name)[-100:].strip(". ") or UPLOAD)


def read_upload(token: str) -> tuple[Path, LedgerUpload] | None:
    """A file that was sent, and what was asked for; None where it is gone, or was never there."""
    try:
        folder = get_pending_folder(token)
        sent = LedgerUpload(**json.loads((folder / ASKED).read_text(encoding="utf-8")))
    except (KeyError, OSError):
        return None
    path = get_inbox_folder() / sent.name if sent.is_in_inbox else _upload_path(folder, sent.name)
    return (path, sent) if path.is_file() else None


def remove_pending(token: str) -> None:
    """Take a waiting file away."""
    shutil.rmtree(get_pending_folder(token), ignore_errors=True)


def write_pending(pending: PendingLedger) -> None:
    """Keep what was found in the file beside its lines."""
    plain = asdict(replace(pending, read=replace(pending.read, files=None)))
    (get_pending_folder(pending.token) / SUMMARY).write_text(json.dumps(plain, default=_write_plain, ensure_ascii=False), encoding="utf-8")


def read_pending(token: str) -> PendingLedger | None:
    """A waiting file; None where it is gone, or was never there."""
    try:
        raw = json.loads((get_pending_folder(token) / SUMMARY).read_text(encoding="utf-8"))
    except (KeyError, OSError):
        return None
    read = raw.pop("read")
    read["findings"] = tuple(Finding(**{**one, "place": Place(**one["place"])}) for one in read["findings"])
    read["months"] = {int(month): MonthSum(**one) for month, one in read["months"].items()}
    read["preview"] = tuple(LedgerLine(**{**one, "date": _read_day(one["date"])}) for one in read["preview"])
    read["first_date"], read["last_date"] = _read_day(read["first_date"]), _read_day(read["last_date"])
    return PendingLedger(
        **{
            **raw,
            "source": LedgerSource(**raw["source"]),
            "at": datetime.fromisoformat(raw["at"]),
            "seen": tuple(raw["seen"]),
            "replaces": tuple(raw["replaces"]),
            "read": LedgerRead(**read),
            "control": ControlTotals(**raw["control"]) if raw.get("control") else None,
        }
    )


def _write_plain(value: Any) -> str:
    write: Callable[[], str] = value.isoformat
    return write()


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
