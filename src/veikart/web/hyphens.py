"""Where long words may be divided, for narrow columns: not every browser has Norwegian words of its own."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

SOFT_HYPHEN = "\u00ad"
SHORTEST = 12
"""Letters in the shortest word that is divided."""
LEAST_PART = 4
"""Letters that stand together before and after a division."""

_LONG_WORD = re.compile(rf"[^\W\d_]{{{SHORTEST},}}")
_DICTIONARY = pyphen.Pyphen(lang="nb_NO", left=LEAST_PART, right=LEAST_PART)


@lru_cache(maxsize=8192)
def divide_words(text: str) -> str:
    """The text with soft hyphens in its long words; they are seen only where a line ends.

    >>> divide_words("Vertskommunetilskudd PUH").replace(SOFT_HYPHEN, "|")
    'Verts|kom|mune|til|skudd PUH'
    """
    return _LONG_WORD.sub(lambda word: _DICTIONARY.inserted(word[0], SOFT_HYPHEN), text)
