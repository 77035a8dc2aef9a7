"""The headings that accounting systems use, for proposing how a file is laid out."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("headings.toml")
SYSTEM_NAMES = {"visma": "Visma", "unit4": "Unit4 (Agresso)", "xledger": "Xledger"}


def get_ledger_column(heading: str) -> str:
    """What a column is about by its heading, as in the layout (voucher, cost_centre, …); empty where it is not known.

    >>> get_ledger_column(" Bilagsnr "), get_ledger_column("noe annet")
    ('voucher', '')
    """
    return _get_words().get(heading.strip().casefold(), "")


def get_ledger_system(headings: Sequence[str]) -> str:
    """The accounting system whose headings these look like: visma, unit4 or xledger; empty where none does."""
    known = {one.strip().casefold() for one in headings}
    return next((system for system, signs in _read()["system"].items() if any(known >= set(some) for some in signs)), "")


def is_sum_word(text: str) -> bool:
    """Whether a line whose cell says this has the sum of others.

    >>> is_sum_word("Totalt:"), is_sum_word("Sum alle bilag"), is_sum_word("Summert faktura")
    (True, True, False)
    """
    words = text.casefold().strip(" :.*=-")
    return words in _read()["sums"]["words"] or words.startswith(("sum ", "totalt ", "total "))


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _get_words() -> dict[str, str]:
    return {word: column for column, words in _read()["columns"].items() for word in words}
