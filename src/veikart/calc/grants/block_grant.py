"""The block grant put together, and what it makes of the tax per inhabitant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from veikart.calc.grants.equalisation import accumulate_shares, equalise
from veikart.calc.grants.rows import GrantPart, GrantYear
from veikart.calc.values import divide_rounded, ratio_of, scale, share_of
from veikart.calc.worksheets import Lines, Sheet, make_sheet

TOTAL = "alle"
MONTHS = tuple(str(month) for month in range(1, 13))
_BASIS = {
    "population": "population",
    "country_population": "country_population",
    "per_inhabitant": "per_inhabitant_nok",
    "need_per_inhabitant": "need_per_inhabitant_nok",
    "country_extra": "country_extra_nok",
}


def make_basis_sheet(given: Mapping[int, GrantYear], rates: Mapping[str, Sequence[int]], years: Sequence[int]) -> Sheet:
    """The sheet `grant_basis`: what the block grant is worked out from in each year, with the shares that hold (parts per million).

    `given` is the row of each year; 0 where nothing is entered.
    """
    rows = [given.get(year) for year in years]
    lines = {line: [(getattr(row, field) if row else None) or 0 for row in rows] for line, field in _BASIS.items()}
    shown = {**lines, **{name: list(values) for name, values in rates.items()}}
    return _make_total_sheet("grant_basis", years, {name: np.array(row, dtype=np.int64) for name, row in shown.items()})


def _make_total_sheet(sheet_id: str, years: Sequence[int], lines: Mapping[str, Lines]) -> Sheet:
    """A sheet with one subject; every line has shape (years,)."""
    return make_sheet(sheet_id, (TOTAL,), years, {name: np.array([row], dtype=np.int64) for name, row in lines.items()}, names=("Alle",))


def make_equalisation_sheet(basis: Sheet, own_tax: Lines, country_tax: Lines, months: Mapping[int, Mapping[int, tuple[int, int]]]) -> Sheet:
    """The sheet `equalisation`, one subject per month. Taxes have shape (years,); `months` are the shares of each month by year."""
    years = basis.years
    shares = np.array([accumulate_shares(months.get(year, {})) for year in years], dtype=np.int64)
    own_share, country_share = shares[:, :, 0].T, shares[:, :, 1].T
    of_year = {name: np.broadcast_to(row[0], own_share.shape) for name, row in basis.lines.items()}
    given = {"own_tax": np.broadcast_to(own_tax, own_share.shape), "country_tax": np.broadcast_to(country_tax, own_share.shape)}
    to_date = {"own_to_date": share_of(given["own_tax"], own_share), "country_to_date": share_of(given["country_tax"], country_share)}
    extra = share_of(of_year["country_extra"], country_share)
    taken = ("population", "country_population", "symmetric_share", "extra_share", "extra_limit")
    inputs = {name: of_year[name] for name in taken}
    found = equalise(own_nok=to_date["own_to_date"], country_nok=to_date["country_to_date"], country_extra_nok=extra, **inputs)
    before = np.zeros_like(found["to_date"])
    before[1:] = found["to_date"][:-1]
    settled = {"country_extra": extra, "before_month": before, "settlement": found["to_date"] - before}
    shown = {"own_share": own_share, "country_share": country_share, **given, **to_date, **inputs, **found, **settled}
    lines = {name: np.array(values, dtype=np.int64) for name, values in shown.items()}
    return make_sheet("equalisation", MONTHS, years, lines, groups=[TOTAL] * len(MONTHS))


def make_parts_sheet(parts: Mapping[str, GrantPart], amounts: Mapping[tuple[str, int], int], years: Sequence[int]) -> Sheet:
    """The sheet `grant_parts`: the parts of the block grant that are entered as they are."""
    lines = {"amount": [[amounts.get((key, year), 0) for year in years] for key in parts]}
    names = [one.name for one in parts.values()]
    return make_sheet("grant_parts", tuple(parts), years, lines, names=names, groups=[TOTAL] * len(names), of_table="grant_parts")


def make_block_grant_sheet(
    basis: Sheet, need_sectors: Sheet, equalisation: Sheet, parts: Sheet, *, own_tax: Lines, stated: Mapping[int, GrantYear]
) -> Sheet:
    """The sheet `block_grant`. `stated` is the row of each year whose block grant is stated outright.

    A stated grant moves with the tax alone: the symmetric share of what the tax has moved since the grant was reckoned, the other way.
    """
    years, of_year = basis.years, {name: row[0] for name, row in basis.lines.items()}
    population, index = of_year["population"], need_sectors.total("contribution")
    need = of_year["need_per_inhabitant"] * population
    need_with_index = scale(need, index)
    need_equalisation = np.where(index > 0, need_with_index - need, 0)
    base, income, other = of_year["per_inhabitant"] * population, equalisation.total("settlement"), parts.total("amount")
    grant, tax = _get_stated(stated, years, own_tax)
    moved = np.where(grant > 0, share_of(tax - own_tax, of_year["symmetric_share"]), 0)
    calculated = base + need_equalisation + income + other
    lines = {
        "population": population,
        "per_inhabitant": of_year["per_inhabitant"],
        "base": base,
        "need_index": index,
        "need_per_inhabitant": of_year["need_per_inhabitant"],
        "need": need,
        "need_with_index": need_with_index,
        "need_equalisation": need_equalisation,
        "income_equalisation": income,
        "other": other,
        "calculated": calculated,
        "stated_grant": grant,
        "stated_tax": tax,
        "own_tax": own_tax,
        "symmetric_share": of_year["symmetric_share"],
        "moved": moved,
        "grant": np.where(grant > 0, grant + moved, calculated),
    }
    return _make_total_sheet("block_grant", years, lines)


def _get_stated(stated: Mapping[int, GrantYear], years: Sequence[int], own_tax: Lines) -> tuple[Lines, Lines]:
    rows = [stated.get(year) for year in years]
    grant = np.array([(row.stated_grant_nok if row else None) or 0 for row in rows], dtype=np.int64)
    tax = [(row.stated_tax_nok if row else None) or int(own) for row, own in zip(rows, own_tax, strict=True)]
    return grant, np.where(grant > 0, np.array(tax, dtype=np.int64), 0)


def make_tax_level_sheet(basis: Sheet, equalisation: Sheet) -> Sheet:
    """The sheet `tax_level`: kroner per inhabitant before and after the equalisation, beside the country's mean.

    Per inhabitant, each rounded to the krone, 0 without inhabitants; `share_before` and `share_after` are parts per million of the country's mean.
    """
    last, of_year = equalisation.place[MONTHS[-1]], {name: row[0] for name, row in basis.lines.items()}
    population, country = of_year["population"], of_year["country_population"]
    whole = {name: equalisation.lines[name][last] for name in ("own_to_date", "country_to_date", "symmetric", "extra", "draw")}
    own_tax, country_tax = whole.pop("own_to_date"), whole.pop("country_to_date")
    own, mean = _per(own_tax, population), _per(country_tax, country)
    after = _per(own_tax + whole["symmetric"] + whole["extra"] - whole["draw"], population)
    levels = {"own": own, "mean": mean, **{f"{name}_level": _per(row, population) for name, row in whole.items()}, "after": after}
    shares = {"share_before": _ratio(own, mean), "share_after": _ratio(after, mean)}
    given = {"population": population, "country_population": country, "own_tax": own_tax, "country_tax": country_tax}
    lines = given | whole | levels | shares
    return _make_total_sheet("tax_level", basis.years, lines)


def _per(nok: Lines, inhabitants: Lines) -> Lines:
    found: Lines = np.where(inhabitants > 0, divide_rounded(nok, np.maximum(inhabitants, 1)), 0)
    return found


def _ratio(above: Lines, below: Lines) -> Lines:
    found: Lines = np.where(below > 0, ratio_of(above, below), 0)
    return found


def make_revenue_sheet(years: Sequence[int], sources: Mapping[str, Lines], capital: Mapping[str, Lines]) -> Sheet:
    """The sheet `central_revenue`: each source in kroner, positive, and their sum; every line has shape (years,).

    `capital` are the lines `stated_capital`, `calculated_capital` (current kroner, from the fees) and `deflator_fixed` (parts per thousand
    million): the calculated interest and depreciation is what is stated, or else what the fees carry, in fixed kroner.
    """
    stated = capital["stated_capital"]
    used: Lines = np.where(stated > 0, stated, scale(capital["calculated_capital"], capital["deflator_fixed"]))
    total: Lines = np.sum([*sources.values(), used], axis=0)
    lines = {**sources, **capital, "capital": used, "total": total}
    return _make_total_sheet("central_revenue", years, lines)
