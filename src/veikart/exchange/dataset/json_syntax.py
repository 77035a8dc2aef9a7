"""JSON from a file that somebody sent: within limits, and with what is wrong in Norwegian."""

from __future__ import annotations

import json
from typing import Any

from veikart.exchange.dataset.syntax import explain_encoding
from veikart.rules.findings import format_text


class JsonRefused(ValueError):
    """The file cannot be read at all: the code of the finding, the line where that is known, and the finding's words."""

    def __init__(self, code: str, row: int = 0, **words: str) -> None:
        super().__init__(code)
        self.code, self.row, self.words = code, row, words


def parse_json(content: bytes, *, largest: int, deepest: int, deep: str = "json-deep") -> Any:
    """What the JSON holds. `largest` is bytes, `deepest` lists and groups inside each other, and `deep` the code where there are more of them.
    Raises JsonRefused."""
    if len(content) > largest:
        raise JsonRefused("file-large", found=f"over {largest // 1_000_000} MB", expected=f"{largest // 1_000_000} MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, words = explain_encoding(content, error)
        raise JsonRefused("file-encoding", line, found=words, expected="UTF-8") from None
    try:
        parsed = json.loads(text, object_pairs_hook=_group, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise JsonRefused("file-syntax", error.lineno, found=_explain(error, text)) from None
    except RecursionError:
        raise JsonRefused(deep, expected=str(deepest)) from None
    except JsonRefused:
        raise
    except ValueError:
        raise JsonRefused("file-syntax", found="et tall har altfor mange sifre") from None
    if _is_deep(parsed, deepest):
        raise JsonRefused(deep, expected=str(deepest))
    return parsed


def _explain(error: json.JSONDecodeError, text: str) -> str:
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return "den slutter midt i, som om bare en del av den er hentet"
    return f"linje {error.lineno}, tegn {error.colno} følger ikke reglene for JSON"


def _group(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise JsonRefused("file-syntax", found=f"nøkkelen «{format_text(twice)}» står to ganger i samme gruppe")
    return found


def _refuse_constant(constant: str) -> Any:
    raise JsonRefused("file-syntax", found=f"«{constant}» er ikke et tall i JSON")


def _is_deep(parsed: object, deepest: int) -> bool:
    level = [parsed]
    for _ in range(deepest):
        level = [inner for one in level if isinstance(one, list | dict) for inner in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return False
    return any(isinstance(one, list | dict) for one in level)
