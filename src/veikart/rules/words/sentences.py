"""Pieces of sentences put together."""

from __future__ import annotations

from collections.abc import Sequence


def join_words(words: Sequence[str]) -> str:
    """Words in a row with commas and «og».

    >>> join_words(["11.4", "11.5", "11.6"])
    '11.4, 11.5 og 11.6'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}" if words else ""


def capitalise(text: str) -> str:
    """The text with a large first letter, and the rest as it was.

    >>> capitalise("tabell 11.4, Kultur")
    'Tabell 11.4, Kultur'
    """
    return text[:1].upper() + text[1:]


def list_years(years: Sequence[int]) -> str:
    """The years in words, with those that follow each other drawn together.

    >>> list_years([2011, 2012, 2013, 2016])
    '2011–2013, 2016'
    """
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1][1:] = [year]
        else:
            spans.append([year])
    return ", ".join("–".join(map(str, span)) for span in spans)
