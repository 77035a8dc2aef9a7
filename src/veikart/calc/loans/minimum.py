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
_COUNTED = ("own_debt", "church_outside", "paid")


@dataclass(frozen=True)
class NewAssets:
    """What the entities' new investments add by entity, shape (years,), whole kroner: book value on 1 January, and depreciation."""

    opening: Mapping[str, Lines] = field(default_factory=dict)
    depreciation: Mapping[str, Lines] = field(default_factory=dict)


def make_minimum_sheet(
    entities: Mapping[str, Entity],
    counted: Sequence[Sheet],
    values: Mapping[tuple[str, int], BookValue],
    new_assets: NewAssets,
    *,
    name: str,
) -> Sheet:
    """The least instalment of each entity by key, and of all of them together (subject «kommunen», `name`) where there is more than one.

    Whole kroner, positive. `counted` are the loans of the entities, from `count_loans`. Formula: `depreciation_rate` = depreciation / assets on
    1 January (parts per thousand million, at most 1,0), `minimum` = debt on 1 January times the rate. The rate is rounded once, so a debt of a
    thousand million kroner is off by at most one krone. An entity that has nothing to depreciate uses the rate of the municipality itself. What is
    charged is what is paid unless `values` says otherwise. `charged_margin` and `paid_margin` are below 0 where the duty is broken.
    """
    years = counted[0].years
    given = {line: sum(one.lines[line] for one in counted) for line in _COUNTED}
    given |= _existing(entities, values, years)
    given["new_assets"], given["new_depreciation"] = (_by_entity(one, entities, years) for one in (new_assets.opening, new_assets.depreciation))
    given["charged"] = _charged(entities, values, years, given["paid"])
    subjects, names = list(entities), [one.name for one in entities.values()]
    if len(entities) > 1:
        given = {line: np.vstack([found, found.sum(axis=0, keepdims=True)]) for line, found in given.items()}
        subjects, names = [*subjects, MUNICIPALITY], [*names, name]
    treasury = next((at for at, one in enumerate(entities.values()) if one.kind == TREASURY), None)
    return make_sheet("minimum_instalment", subjects, years, _work_out(given, treasury), names=names)


def count_loans(entities: Mapping[str, Entity], sheet: Sheet, loans: Sequence[Loan]) -> Sheet:
    """What each entity owes on 1 January, of that what it keeps outside, and what it pays back on the rest: whole kroner.

    `sheet` is of the `loans` in their order. Loans that are lent on are never counted, and loans for churches are left out where the entity keeps
    them outside.
    """
    shape = (len(entities), len(loans))
    is_counted = [[one.entity == entity and one.basis != ON_LENDING for one in loans] for entity in entities]
    is_church = [[one.purpose == CHURCH and entity.church_loans == OUTSIDE for one in loans] for entity in entities.values()]
    counted, church = (np.array(one, dtype=np.int64).reshape(shape) for one in (is_counted, is_church))
    opening, instalment = sheet.lines["opening"], sheet.lines["instalment"]
    lines = {"own_debt": counted @ opening, "church_outside": (counted * church) @ opening, "paid": (counted * (1 - church)) @ instalment}
    return make_sheet(f"counted_{sheet.id}", tuple(entities), sheet.years, lines)


def _by_entity(given: Mapping[str, Lines], entities: Mapping[str, Entity], years: Sequence[int]) -> Lines:
    nothing = np.zeros(len(years), dtype=np.int64)
    return np.array([given.get(entity, nothing) for entity in entities], dtype=np.int64).reshape(len(entities), len(years))


def _charged(entities: Mapping[str, Entity], values: Mapping[tuple[str, int], BookValue], years: Sequence[int], paid: Lines) -> Lines:
    found = paid.copy()
    for at, entity in enumerate(entities):
        for place, year in enumerate(years):
            value = values.get((entity, year))
            if value is not None and value.charged is not None:
                found[at, place] = value.charged
    return found


def _existing(entities: Mapping[str, Entity], values: Mapping[tuple[str, int], BookValue], years: Sequence[int]) -> dict[str, Lines]:
    """The book value on 1 January, as given or last year's less its depreciation, and the depreciation, of the assets there were before."""
    assets, depreciation = (np.zeros((len(entities), len(years)), dtype=np.int64) for _ in range(2))
    for at, entity in enumerate(entities):
        follows = 0
        for place, year in enumerate(years):
            value = values.get((entity, year))
            worth = follows if value is None or value.depreciable_assets is None else value.depreciable_assets
            assets[at, place], depreciation[at, place] = worth, value.depreciation if value else 0
            follows = max(0, worth - (value.depreciation if value else 0))
    return {"existing_assets": assets, "existing_depreciation": depreciation}


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
