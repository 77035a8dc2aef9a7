"""The code a municipality has on a day, from the changes in codes.toml. **Source**: Statistics Norway's classification of municipalities."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("codes.toml")
MARKS = ("verified", "memory")


@dataclass(frozen=True, slots=True)
class CodeChange:
    """From `day` on the codes `before` are no more, and `after` are there instead. One for one is a new number for the same municipality; a code
    on both sides is one that went on with other borders. `mark` is one of MARKS."""

    day: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    mark: str

    @property
    def is_renumbering(self) -> bool:
        """Whether the municipality is the same under another number."""
        return len(self.before) == len(self.after) == 1


@dataclass(frozen=True, slots=True)
class MunicipalityCode:
    """What a code is on another day: `code` is empty where the municipality was put together with others or divided on the way, and then `changes`
    ends with that. `name` is the municipality's by the code that was asked for. `changes` are those on the way, the nearest first."""

    code: str
    name: str
    changes: tuple[CodeChange, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        """The marks of the changes it rests on."""
        return frozenset(one.mark for one in self.changes)


@cache
def get_code_changes() -> tuple[CodeChange, ...]:
    """Every change, the oldest first. Raises ValueError where codes.toml is not as it should be."""
    return _read_changes(_load())


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _read_changes(raw: dict[str, Any]) -> tuple[CodeChange, ...]:
    found: list[CodeChange] = []
    for entry in raw["change"]:
        if entry["mark"] not in MARKS or not set(entry) <= {"day", "mark", "same", "merged", "split"}:
            raise ValueError(f"codes.toml, {entry['day']}: {sorted(entry)}")
        parts = [((before,), (after,)) for before, after in entry.get("same", ())]
        parts += [(tuple(one["from"]), (one["to"],)) for one in entry.get("merged", ())]
        parts += [((one["from"],), tuple(one["to"])) for one in entry.get("split", ())]
        found += [CodeChange(entry["day"], before, after, entry["mark"]) for before, after in parts]
    return tuple(sorted(found, key=lambda one: one.day))


@cache
def _names() -> dict[str, str]:
    """Every code ever used here with its name; a code without one is called what it became."""
    raw = _load()
    found: dict[str, str] = {code: one for code, one in raw["codes"].items() if code not in {"mark", "day"}}
    found |= raw["former"]
    for change in reversed(get_code_changes()):
        for code in change.before:
            found.setdefault(code, found[change.after[0]])
    return found


def _made(code: str) -> CodeChange | None:
    """The change that a code came with; None where it was there before what is known."""
    return next((one for one in get_code_changes() if code in one.after and code not in one.before), None)


def _ended(code: str) -> list[CodeChange]:
    """The changes that ended a code: several where the municipality was divided between others; none where it is in use."""
    return [one for one in get_code_changes() if code in one.before and code not in one.after]


def find_code(code: str, day: date) -> MunicipalityCode | None:
    """The code that holds on the day for the municipality that `code` is or was; None for a code that is not known.

    >>> find_code("0219", date(2024, 1, 1)).code, find_code("3201", date(2021, 1, 1)).code
    ('3201', '3024')
    >>> find_code("0220", date(2024, 1, 1)).code
    ''
    """
    if code not in _names():
        return None
    changes: list[CodeChange] = []
    current = code
    while True:
        made, ended = _made(current), _ended(current)
        if made is not None and day < made.day:
            step, others = made, made.before
        elif ended and day >= ended[0].day:
            step, others = ended[0], ended[0].after
        else:
            return MunicipalityCode(current, _names()[code], tuple(changes))
        changes.append(step)
        if not step.is_renumbering:
            return MunicipalityCode("", _names()[code], tuple(changes))
        current = others[0]


def find_codes_named(name: str) -> tuple[str, ...]:
    """The codes in use for the municipalities called so, in any of their languages; several where the name is not one's own.

    >>> find_codes_named("Skien"), find_codes_named("oslo"), len(find_codes_named("Herøy"))
    (('4003',), ('0301',), 2)
    """
    wanted = name.strip().casefold()
    used = ((code, one) for code, one in _load()["codes"].items() if code not in {"mark", "day"})
    return tuple(code for code, called in used if wanted in {called.casefold(), *(part.strip() for part in called.casefold().split("-"))})


def list_codes_of(code: str) -> tuple[str, ...]:
    """Every code that is or was the same municipality, one for one, the oldest first; only `code` where there are no others or it is not known.

    >>> list_codes_of("3201")
    ('0219', '3024', '3201')
    """
    found = [code]
    while (made := _made(found[0])) and made.is_renumbering:
        found.insert(0, made.before[0])
    while (ended := _ended(found[-1])) and ended[0].is_renumbering:
        found.append(ended[0].after[0])
    return tuple(found)


def list_border_changes(code: str) -> tuple[CodeChange, ...]:
    """The changes where a code of the municipality stands for other borders from that day on: others came in, or it was made of several."""
    codes = set(list_codes_of(code))
    return tuple(one for one in get_code_changes() if not one.is_renumbering and codes & set(one.after))
