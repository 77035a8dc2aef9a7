"""The income equalisation, month by month on the tax of the year so far.

A municipality below the country's tax per inhabitant gets part of what it lacks, one above pays the same part of what it has more. Those far
below get extra, and all pay for that with the same amount per inhabitant. Over all municipalities the three add up to nothing.
**Source**: the rule `inntektsutjevning`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from veikart.calc.values import divide_rounded, share_of
from veikart.calc.worksheets import Lines


def equalise(
    *,
    own_nok: Lines,
    country_nok: Lines,
    population: Lines,
    country_population: Lines,
    country_extra_nok: Lines,
    symmetric_share: Lines,
    extra_share: Lines,
    extra_limit: Lines,
) -> Mapping[str, Lines]:
    """The equalisation of tax so far in the year: whole kroner, positive is received. Every array has the same shape (or spreads to it).

    Shares are parts per million. `even_tax` is what the municipality would have with the country's tax per inhabitant; each line is rounded to
    the krone by itself, so the sum over a country is within a krone and a half per municipality of nothing. Where the country's tax or an
    inhabitant is missing, there is nothing to even out.
    """
    inhabitants = np.maximum(country_population, 1)
    even_tax = divide_rounded(country_nok * population, inhabitants)
    gap = np.where(even_tax > 0, even_tax - own_nok, 0)
    symmetric = share_of(gap, symmetric_share)
    shortfall = np.where(even_tax > 0, np.maximum(share_of(even_tax, extra_limit) - own_nok, 0), 0)
    extra = share_of(shortfall, extra_share)
    draw = divide_rounded(country_extra_nok * population, inhabitants)
    return {
        "even_tax": even_tax,
        "gap": gap,
        "symmetric": symmetric,
        "shortfall": shortfall,
        "extra": extra,
        "draw": draw,
        "to_date": symmetric + extra - draw,
    }


def accumulate_shares(shares_ppm: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """The shares of the year's tax that have come by the end of each of the twelve months: municipality and country.

    December is the whole year, whatever the months add up to. Without any months, each has a twelfth.
    """
    own = country = 0
    found = []
    for month in range(1, 13):
        twelfth = divide_rounded(month * 1_000_000, 12)
        given = shares_ppm.get(month, (0, 0))
        own, country = own + given[0], country + given[1]
        found.append((own, country) if shares_ppm else (twelfth, twelfth))
    return [*found[:-1], (1_000_000, 1_000_000)]
