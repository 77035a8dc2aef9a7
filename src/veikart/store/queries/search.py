"""Search: stemmed words in an ordinary table, so that both databases find the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_

import snowballstemmer
from django.db.models import Q

from veikart.store.models import SearchEntry

MOST_HITS = 60
MOST_WORDS = 8
_STEMMER = snowballstemmer.stemmer("norwegian")
_WORD = re.compile(r"[\wæøåÆØÅ]+(?:[.\-][\wæøåÆØÅ]+)*")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found: its kind and target for the address, its name and place, and a figure where it has one."""

    kind: str
    target: str
    name: str
    place: str
    figure: str
    text: str


def stem_words(text: str) -> list[str]:
    """The stems of the words in `text`, small letters.

    >>> stem_words("Barnehagene i Bærum")
    ['barnehag', 'i', 'bærum']
    """
    return [_STEMMER.stemWord(word) for word in _WORD.findall(text.lower())]


def get_search_hits(publication_id: int, query: str, *, own: str = "") -> list[SearchHit]:
    """What holds every word of `query`, as a word, the start of one or a part of a compound; the best first. One query.

    Words of `own`, the municipality's name, say nothing beside others and are left out then.
    """
    stems = stem_words(query)[:MOST_WORDS]
    if not stems:
        return []
    wanted = [stem for stem in stems if stem not in stem_words(own)] or stems
    conditions = [Q(stems__contains=f" {stem}") | Q(letters__contains=stem) for stem in wanted]
    found = SearchEntry.objects.filter(reduce(and_, conditions), publication_id=publication_id)
    rows = list(found.order_by("-weight", "pk").values_list("kind", "target", "name", "place", "figure", "text", "stems", "weight")[:500])
    rows.sort(key=lambda row: (-_score(row[6], row[2], wanted, query), -row[7]))
    return [SearchHit(*row[:6]) for row in rows[:MOST_HITS]]


def _score(stems: str, name: str, wanted: list[str], query: str) -> int:
    """Whole words count more than beginnings, beginnings more than parts; a name that begins with the query counts most."""
    score = sum(4 if f" {stem} " in stems else 2 if f" {stem}" in stems else 1 for stem in wanted)
    return score + (5 if name.lower().startswith(query.lower().strip()) else 0)
