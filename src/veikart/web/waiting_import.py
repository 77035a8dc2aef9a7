"""What was read from a file goes with the page that shows it, signed, and comes back when somebody says that it is to be stored.

A page that is closed leaves nothing anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from veikart.actions.book_writing import ChangeRefused, StaleEdit
from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.words import format_count

MOST_ROWS = 60_000
"""Rows that go with the page: twenty-five years of ten projections, or the emissions of a hundred municipalities in every year."""
LONGEST_WAIT = 24 * 60 * 60
"""Seconds from a file is looked through until it must be chosen again."""


class NotStored(Exception):
    """What was looked through is not stored: the findings that stand in the way, or a word about the file, and the answer's status."""

    def __init__(self, status: int, *, findings: Sequence[Finding] = (), error: str = "") -> None:
        super().__init__(error)
        self.status = status
        self.findings = findings
        self.errors: Mapping[str, str] = {"file": error} if error else {}


def name_of(uploaded: UploadedFile) -> str:
    """What the file is called where it comes from."""
    return (uploaded.name or "").replace("\x00", "")


def list_too_many(name: str, rows: int) -> list[Finding]:
    """The finding on a file that would become more rows than go with a page. Grade stop."""
    if rows <= MOST_ROWS:
        return []
    words = {"name": name, "found": _("%(count)s rader") % {"count": format_count(rows)}, "expected": format_count(MOST_ROWS)}
    return [make_finding("file-large", Place(file=name), **words)]


def sign_read(kept: Mapping[str, object], *, salt: str) -> str:
    """What goes with the page as its field `token`."""
    return signing.dumps(kept, salt=salt, compress=True)


def restore_read(request: HttpRequest, *, salt: str) -> Mapping[str, Any]:
    """What went with the page. Raises NotStored where it is too old, or not what we signed."""
    try:
        found: Mapping[str, Any] = signing.loads(request.POST["token"], salt=salt, max_age=LONGEST_WAIT)
    except signing.BadSignature as error:
        raise NotStored(422, error=_("Det du så på, er for gammelt. Velg filen på nytt.")) from error
    return found


@contextmanager
def telling_why_not() -> Iterator[None]:
    """Raises NotStored where the act inside refuses, or somebody has changed the same numbers since they were seen."""
    try:
        yield
    except ChangeRefused as refusal:
        raise NotStored(422, findings=refusal.findings) from refusal
    except StaleEdit as stale:
        words = _("Noen andre har endret de samme tallene mens du så på dem. Velg filen på nytt, og se hva som står der nå.")
        raise NotStored(409, error=words) from stale
