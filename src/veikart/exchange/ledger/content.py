"""What a file is that is no text: told by how it begins."""

from __future__ import annotations

import codecs

_BEGINNINGS = (
    (b"%PDF", "en PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "en fil fra et eldre Office-program, som Excel (.xls)"),
    (b"\x89PNG", "et bilde"),
    (b"\xff\xd8\xff", "et bilde"),
    (b"GIF8", "et bilde"),
    (b"PAR1", "en Parquet-fil"),
    (b"SQLite format 3\x00", "en SQLite-database"),
)
_ZIPPED = (
    (b"xl/", "en arbeidsbok fra Excel (.xlsx)"),
    (b"word/", "et Word-dokument (.docx)"),
    (b"opendocument.spreadsheet", "et regneark (.ods)"),
    (b"opendocument.text", "et tekstdokument (.odt)"),
)
_ZIP = b"PK\x03\x04"
_LOOKED_AT = 1000


def name_content(start: bytes) -> str:
    """What a file that begins so is, in Norwegian; empty where it may be text.

    >>> name_content(b"%PDF-1.7"), name_content(b"Konto;Sum")
    ('en PDF', '')
    """
    if start.startswith(_ZIP):
        return next((words for sign, words in _ZIPPED if sign in start), "")
    for beginning, words in _BEGINNINGS:
        if start.startswith(beginning):
            return words
    return "en fil med annet enn tekst" if b"\0" in start[:_LOOKED_AT] and not is_utf16(start) else ""


def is_utf16(start: bytes) -> bool:
    """Whether a text that begins so has two bytes for each sign: it says so itself, or every other byte is zero.

    >>> is_utf16("Konto;Sum".encode("utf-16-le")), is_utf16(b"Konto;Sum")
    (True, False)
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    looked_at = start[:_LOOKED_AT]
    pairs = len(looked_at) // 2
    return pairs > 1 and any(looked_at[at::2].count(0) > pairs * 0.8 and looked_at[1 - at :: 2].count(0) < pairs * 0.2 for at in (0, 1))
