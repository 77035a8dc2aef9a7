"""One word for one thing: the words in public names are the words of GLOSSARY.md."""

import re

import pytest
import snowballstemmer

from tests.support.tree import ROOT, SOURCE, public_names, source_files

STEMMER = snowballstemmer.stemmer("english")

# Words of the craft, not of the field: what is done, and how one thing stands to another.
VERBS = """
    apply build can check clear close compare compile copy count create describe evaluate explain export find fold format get has import
    is list load make mark merge move open order parse publish read refuse remove rename replace resolve restore round save select sort
    split start stop update validate write
"""
GRAMMAR = """
    a after all and any as at before between by down each for from in into no not of off on one or other out over per the to under up
    with without
"""
SHAPES = """
    axis catalogue code context cycle date day engine error field file first id index invalid item key kind last line member missing
    name number option part path quantity range result selector set size skip state step table text type unknown value weight
"""


def _stems(text: str) -> set[str]:
    return set(STEMMER.stemWords([word.lower() for word in re.findall(r"[A-Za-z]+", text)]))


def _words(name: str) -> list[str]:
    """The words in a CamelCase or snake_case name."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def _glossary() -> set[str]:
    rows = [line.split("|") for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("|")]
    return set().union(*(_stems(row[3]) for row in rows))


def test_every_row_has_four_columns() -> None:
    rows = [line for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("|")]
    assert rows
    assert not [row for row in rows if row.count("|") != 5]


def test_no_norwegian_term_stands_twice() -> None:
    rows = [line.split("|") for line in (ROOT / "GLOSSARY.md").read_text().splitlines() if line.startswith("|")]
    terms = [row[1].strip() for row in rows if row[1].strip() not in {"Norwegian term", "---"}]
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize("floor", ["calc", "rules", "actions"])
def test_words_are_in_the_glossary(floor: str) -> None:
    known = _glossary() | _stems(VERBS + GRAMMAR + SHAPES)
    unknown = [
        f"{place}: {name} (not in the glossary: {', '.join(strange)})"
        for path in source_files()
        if path.is_relative_to(SOURCE / floor)
        for place, name in public_names(path)
        if (strange := [word for word in _words(name) if not _stems(word) <= known])
    ]
    assert not unknown, "add the word to GLOSSARY.md, or use the one that is there:\n" + "\n".join(unknown)
