"""What is wrong with the syntax of a file, in Norwegian: the libraries that parse say it in English."""

from __future__ import annotations

import re

from veikart.rules.findings import format_text

_TOML = (
    ("Invalid statement", "linjen er verken en nøkkel, en gruppe eller en kommentar"),
    ("Expected newline or end of document", "det står noe mer på linjen etter verdien"),
    ("Cannot declare", "den samme gruppen står to ganger"),
    ("Cannot overwrite a value", "den samme nøkkelen står to ganger"),
    ("Duplicate inline table key", "den samme nøkkelen står to ganger"),
    ("Cannot redefine namespace", "den samme gruppen står to ganger"),
    ("Cannot mutate immutable namespace", "den samme nøkkelen står to ganger"),
    ("Expected ']' at the end of a table", "gruppens overskrift mangler «]»"),
    ("Expected ']]' at the end of an array", "gruppens overskrift mangler «]]»"),
    ("Expected '=' after a key", "det mangler «=» etter nøkkelen"),
    ("Invalid initial character for a key", "nøkkelen begynner med et tegn som ikke kan stå i en nøkkel"),
    ("Unclosed array", "en liste mangler «]»"),
    ("Unclosed inline table", "en gruppe mangler «}»"),
    ("Unescaped", "en bakstrek i en tekst må skrives dobbelt"),
    ("Invalid hex value", "en tegnkode i en tekst er ikke gyldig"),
    ("Escaped character", "en tegnkode i en tekst er ikke et tegn"),
    ("Unterminated string", "en tekst mangler anførselstegn på slutten"),
    ("Expected '\"", "en tekst mangler anførselstegn på slutten"),
    ('Expected "', "en tekst mangler anførselstegn på slutten"),
    ("Illegal character", "det står et tegn som ikke kan være der, ofte et linjeskift midt i en tekst"),
    ("Found invalid character", "det står et tegn som ikke kan være der, ofte et linjeskift midt i en tekst"),
    ("Invalid date", "datoen finnes ikke"),
    ("Invalid value", "verdien etter «=» er verken tekst i anførselstegn, tall eller liste"),
    ("Exceeds the limit", "et tall har altfor mange sifre"),
)
_CSV = (
    ("expected after", "det står noe mellom et avsluttende anførselstegn og neste komma"),
    ("unexpected end of data", "et anførselstegn er ikke lukket"),
    ("field larger", "et felt er for langt; ofte mangler et anførselstegn"),
    ("new-line", "det står et linjeskift midt i et felt uten anførselstegn"),
)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_NAME_PART = r"(?:\"[^\"\n]*+\"|'[^'\n]*+'|[\w-]++)[ \t]*+"
_LONG_KEY = re.compile(rf"(?<![\w.\"'-]){_NAME_PART}(?:\.[ \t]*+{_NAME_PART}){{20}}")


def explain_toml(error: Exception, text: str) -> tuple[int, str]:
    """The line a TOML error is on, and what it is in Norwegian."""
    message = str(error)
    if isinstance(error, RecursionError):
        return 0, "lister eller grupper ligger altfor dypt inni hverandre"
    words = _words(message, _TOML, "teksten følger ikke reglene for TOML")
    place = _PLACE.search(message)
    if place:
        return int(place[1]), f"{words} (tegn {place[2]} på linjen)"
    return (text.count("\n") + 1 if "end of document" in message else 0), words


def explain_csv(error: Exception) -> str:
    """A CSV error in Norwegian."""
    return _words(str(error), _CSV, "teksten følger ikke reglene for CSV")


def find_long_key(text: str) -> int:
    """The line of a dotted key of more than twenty parts, 0 for none. The format has no dotted keys, and long ones take very long to parse."""
    found = _LONG_KEY.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def explain_encoding(raw: bytes, error: UnicodeDecodeError) -> tuple[int, str]:
    """The line of the first byte that is not UTF-8, and what the encoding seems to be."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return 1, "er lagret som UTF-16"
    byte = raw[error.start]
    words = f"har en byte nummer {error.start + 1} (verdi {byte:02X}) som ikke passer"
    if byte in b"\xe6\xf8\xe5\xc6\xd8\xc5":
        letter = format_text(bytes([byte]).decode("latin-1"))
        words += f". Det ser ut til å være «{letter}» lagret som Windows-1252 (Latin-1)"
    return raw.count(b"\n", 0, error.start) + 1, words


def _words(message: str, table: tuple[tuple[str, str], ...], otherwise: str) -> str:
    return next((words for part, words in table if part in message), otherwise)
