"""Which line of a TOML text something stands on: the reader of TOML does not tell."""

from __future__ import annotations

import re
from functools import lru_cache

_HEADER = re.compile(r"""^\[\[?\s*["']?([A-Za-z0-9_.-]+)["']?\s*\]\]?\s*(?:#.*)?$""")
_KEY = re.compile(r"""^["']?([A-Za-z0-9_-]+)["']?\s*=""")


def find_line(text: str, header: str, index: int, key: str = "") -> int:
    """The line of the `index`-th `[[header]]` in a TOML text, or of `key` under it; of a key or list at the top where `header` is
    empty. A key that is not there gives the line of its header, a list written inline the line it begins on; 0 where nothing is found.

    >>> find_line('format = 1\\n[[source]]\\nid = "a"\\n', "source", 0, "id")
    3
    """
    entries = _lines(text)
    top = entries[""][0]
    if not header:
        return top.get(key) or (entries[key][0][""] if key in entries else 0)
    found = entries.get(header, [])
    if index < len(found):
        return found[index].get(key) or found[index][""]
    return top.get(header, 0)


@lru_cache(maxsize=4)
def _lines(text: str) -> dict[str, list[dict[str, int]]]:
    """For every header, each time it stands there: the lines of its keys, and its own line under the empty key."""
    current: dict[str, int] = {"": 0}
    entries: dict[str, list[dict[str, int]]] = {"": [current]}
    quote = ""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not quote:
            header, key = _HEADER.match(stripped), _KEY.match(stripped)
            if header:
                current = {"": number}
                entries.setdefault(header[1], []).append(current)
            elif key:
                current.setdefault(key[1], number)
        quote = _open_quote(stripped, quote)
    return entries


def _open_quote(line: str, quote: str) -> str:
    """The quotes of a text over several lines that is still open after this line."""
    for mark in (quote,) if quote else ('"""', "'''"):
        if line.count(mark) % 2:
            return "" if quote else mark
    return quote
