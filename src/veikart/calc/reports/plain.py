"""Dataclasses as plain data for JSON, and back: whole numbers, texts, lists and dictionaries, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")


def to_plain(value: Any) -> Any:
    """The value as plain data. Raises TypeError for what is none of: text, whole number, truth, None, tuple or dataclass of such."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [to_plain(one) for one in value]
    if value is None or type(value) in {str, int, bool}:
        return value
    raise TypeError(f"{type(value).__name__} is not plain")


def from_plain(kind: type[Made], plain: Mapping[str, Any]) -> Made:
    """The dataclass that `to_plain` made `plain` of. A field that came later has its default, one that has gone is left out.

    Raises TypeError where a field without a default is missing.
    """
    hints = _hints(kind)
    return kind(**{one.name: _restore(hints[one.name], plain[one.name]) for one in fields(kind) if one.name in plain})  # type: ignore[arg-type]


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _restore(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_restore(get_args(hint)[0], one) for one in value)
    if not isinstance(value, Mapping):
        return value
    choices = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    kinds = [one for one in choices if is_dataclass(one)]
    wanted = next((one for one in kinds if _tag(one) == value.get("type")), kinds[0])
    return from_plain(wanted, value)  # type: ignore[arg-type]


def _tag(kind: Any) -> str | None:
    """What the field `type` of such a dataclass always holds; None where it has none."""
    return next((str(one.default) for one in fields(kind) if one.name == "type"), None)
