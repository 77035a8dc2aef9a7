"""The least instalment: the year's depreciation times what is owed over what is depreciated, both on 1 January."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from veikart.calc.loans.debt import MUNICIPALITY
from veikart.calc.loans.rows import CHURCH, ON_LENDING, OUTSIDE, TREASURY, BookValue, Entity, Loan
from veikart.calc.values import PPB, PPM, divide_rounded, scale
from veikart.calc.worksheets import Lines, Sheet, make_sheet

LARGEST_DEPRECIATION = 4 * 10**9
"""Whole kroner of depreciation in a year, of one entity or all of them together, that the rate can be worked out from."""
_GIVEN = ("own_debt", "church_outside", "existing_assets", "existing_depreciation", "new_assets", "new_depreciation", "paid", "charged")


@dataclass(frozen=True)
class NewAssets:
    """What the entities' new investments add by entity, shape (years,), whole kroner: book value on 1 January, and depreciation."""

    opening: Mapping[str, Lines] = field(default_factory=dict)
    depreciation: Mapping[str, Lines] = field(default_factory=dict)


def make_minimum_sheet(
    entities: Mapping[str, Entity],
    portfolios: Sequence[tuple[Sheet, Mapping[str, Loan]]],
    values: Mapping[tuple[str, int], BookValue],
    new_assets: NewAssets,
    *,
    name: str,
) -> Sheet:
    """The least instalment of each entity by key, and of all of them together (subject «kommunen», `name`) where there is more than one.

    Whole kroner, positive. `portfolios` are loan sheets with their loans; loans that are lent on are never counted, and loans for churches are
    left out where the entity keeps them outside. Formula: `depreciation_rate` = depreciation / assets on 1 January (parts per thousand million,
    at most 1,0), `minimum` = debt on 1 January times the rate. The rate is rounded once, so a debt of a thousand million kroner is off by at
    most one krone. An entity that has nothing to depreciate uses the rate of the municipality itself. What is charged is what is paid unless
    `values` says otherwise. `charged_margin` and `paid_margin` are below 0 where the duty is broken.
    """
    years = portfolios[0][0].years
    given = {line: np.zeros((len(entities), len(years)), dtype=np.int64) for line in _GIVEN}
    for at, entity in enumerate(entities.values()):
        for line, found in _given(entity, portfolios, values, new_assets, years).items():
            given[line][at] = found
    subjects, names = list(entities), [one.name for one in entities.values()]
    if len(entities) > 1:
        given = {line: np.vstack([found, found.sum(axis=0, keepdims=True)]) for line, found in given.items()}
        subjects, names = [*subjects, MUNICIPALITY], [*names, name]
    treasury = next((at for at, one in enumerate(entities.values()) if one.kind == TREASURY), None)
    return make_sheet("minimum_instalment", subjects, years, _work_out(given, treasury), names=names)


def _given(
    entity: Entity,
    portfolios: Sequence[tuple[Sheet, Mapping[str, Loan]]],
    values: Mapping[tuple[str, int], BookValue],
    new_assets: NewAssets,
    years: Sequence[int],
) -> dict[str, Lines]:
    nothing = np.zeros(len(years), dtype=np.int64)
    own, outside, paid = nothing.copy(), nothing.copy(), nothing.copy()
    for sheet, loans in portfolios:
        counted = [at for at, one in enumerate(loans.values()) if one.entity == entity.id and one.basis != ON_LENDING]
        church = {at for at, one in enumerate(loans.values()) if one.purpose == CHURCH and entity.church_loans == OUTSIDE}
        own += sheet.lines["opening"][counted].sum(axis=0)
        outside += sheet.lines["opening"][[at for at in counted if at in church]].sum(axis=0)
        paid += sheet.lines["instalment"][[at for at in counted if at not in church]].sum(axis=0)
    assets, depreciation = _existing(entity.id, values, years)
    charged = [value.charged if value and value.charged is not None else None for value in (values.get((entity.id, year)) for year in years)]
    return {
        "own_debt": own,
        "church_outside": outside,
        "existing_assets": assets,
        "existing_depreciation": depreciation,
        "new_assets": new_assets.opening.get(entity.id, nothing),
        "new_depreciation": new_assets.depreciation.get(entity.id, nothing),
        "paid": paid,
        "charged": np.array([one if one is not None else nok for one, nok in zip(charged, paid.tolist(), strict=True)], dtype=np.int64),
    }


def _existing(entity: str, values: Mapping[tuple[str, int], BookValue], years: Sequence[int]) -> tuple[Lines, Lines]:
    """The book value on 1 January, as given or last year's less its depreciation, and the depreciation, of the assets there were before."""
    assets, depreciation, follows = [], [], 0
    for year in years:
        value = values.get((entity, year))
        assets.append(follows if value is None or value.depreciable_assets is None else value.depreciable_assets)
        depreciation.append(value.depreciation if value else 0)
        follows = max(0, assets[-1] - depreciation[-1])
    return np.array(assets, dtype=np.int64), np.array(depreciation, dtype=np.int64)


def _work_out(given: dict[str, Lines], treasury: int | None) -> dict[str, Lines]:
    lines = dict(given)
    lines["debt"] = lines["own_debt"] - lines["church_outside"]
    lines["assets"] = lines["existing_assets"] + lines["new_assets"]
    lines["depreciation"] = lines["existing_depreciation"] + lines["new_depreciation"]
    own = _own_rate(lines["depreciation"], lines["assets"])
    lines["own_rate"] = own
    lines["implied_rate"] = own[[treasury if treasury is not None else 0]] + np.zeros_like(own) if len(own) else own
    lines["depreciation_rate"] = np.where(lines["assets"] > 0, own, lines["implied_rate"])
    lines["minimum"] = scale(lines["debt"], lines["depreciation_rate"])
    lines["charged_margin"] = lines["charged"] - lines["minimum"]
    lines["paid_margin"] = lines["paid"] - lines["minimum"]
    return lines


def _own_rate(depreciation: Lines, assets: Lines) -> Lines:
    rate = divide_rounded(depreciation * (PPB // PPM) * PPM, np.maximum(assets, 1))
    found: Lines = np.where(assets > 0, np.minimum(PPB, rate), 0)
    return found
