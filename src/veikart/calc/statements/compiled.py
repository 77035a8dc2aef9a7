"""A form worked out for an account plan: what each line takes, and what it can know."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from veikart.calc.statements.accounts import Account, AccountPlan
from veikart.calc.statements.forms import Form, Line, Selector

LARGEST_WEIGHT = 9
Mask = NDArray[np.bool_]
Weights = NDArray[np.int64]


@dataclass(frozen=True)
class PoolEffect:
    """What a pool keeps a form from knowing, where it holds something on units of a kind.

    Shape (rows of the form, unit kinds), bool: `uneven` where a krone counts differently on the accounts that the pool may hold; `at_home`
    where it does and the row counts the account the pool is shown on.
    """

    account: Account
    uneven: Mask
    at_home: Mask


@dataclass(frozen=True)
class CompiledForm:
    """A form with the weight of every amount on every row: first its lines, then the parts of its `each` lines as `line.part`.

    `weights` has shape (rows, unit kinds, accounts), int64: what one krone on that kind of unit and account adds to the row. `place` is where
    a row stands; the first `lines` of them are lines. `unknown` are the rows that accounts the input leaves out make unknown, with these.
    """

    form: Form
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    place: Mapping[str, int]
    lines: int
    weights: Weights
    pools: tuple[PoolEffect, ...]
    unknown: Mapping[int, tuple[str, ...]]

    @property
    def by_slot(self) -> Weights:
        """The weights with kind of unit and account as one axis, shape (rows, slots)."""
        rows, kinds, codes = self.weights.shape
        return self.weights.reshape(rows, kinds * codes)

    def weight(self, row: str, *, kind: str, account: str) -> int:
        """What one krone on `account` at a unit of `kind` adds to a line, or to a part written `line.part`. Raises KeyError."""
        return int(self.weights[self.place[row], self.kinds.index(kind), self.codes.index(account)])

    def unplaced(self, last: str, leftover: str = "") -> Mask:
        """Shape (unit kinds, accounts): what a complete form has no line for.

        That is the accounts of its account classes that its `last` line does not count and that do not stand outside the form, and those
        on the line `leftover`, where the form has one for the sum's sake. Raises KeyError for an unknown line.
        """
        counted = self.weights[self.place[last]] != 0
        classes = {code[0] for code, any_kind in zip(self.codes, counted.any(axis=0).tolist(), strict=True) if any_kind}
        own = np.array([code[0] in classes for code in self.codes], dtype=bool)
        left_over = self.weights[self.place[leftover]] != 0 if leftover else np.zeros_like(counted)
        return (~counted & own[None, :] & ~_mask(self.form.outside, self.kinds, self.codes)) | left_over


def compile_form(form: Form, plan: AccountPlan, kinds: tuple[str, ...], *, unknown: tuple[tuple[str, ...], ...] = ()) -> CompiledForm:
    """The weights of `form` for units of `kinds`; `unknown` are groups of accounts that the input leaves out and whose sum is zero.

    Raises ValueError where two accounts lines take the same amount, a sum adds a line that does not stand above it, two rows have the same
    id, or a weight is too large for exact sums.
    """
    taken = _taken(form, plan.codes, kinds)
    lines: dict[str, Weights] = {}
    parts: dict[str, Weights] = {}
    for line in form.lines:
        if line.kind == "sum":
            lines[line.id] = _sum_of(form, line, lines, (len(kinds), len(plan.codes)))
        elif line.kind == "each":
            parts.update({f"{line.id}.{part.id}": _own_weights(part, plan, kinds, taken) for part in line.parts})
        elif line.kind != "heading":
            lines[line.id] = _own_weights(line, plan, kinds, taken)
    rows = {**lines, **parts}
    if len(rows) != len(lines) + len(parts):
        raise ValueError(f"form {form.id}: two rows are called {min(set(lines) & set(parts))}")
    weights = np.array(list(rows.values()), dtype=np.int64).reshape(len(rows), len(kinds), len(plan.codes))
    index = {code: place for place, code in enumerate(plan.codes)}
    pools = sorted((account for account in plan.accounts if account.candidates), key=lambda account: account.code)
    for account in pools:
        _place_pool(weights, account, index, taken)
    if weights.size and int(np.abs(weights).max()) > LARGEST_WEIGHT:
        raise ValueError(f"form {form.id}: a krone counts more than {LARGEST_WEIGHT} times on a line")
    effects = tuple(_effect(weights, account, index, taken) for account in pools)
    return CompiledForm(
        form=form,
        kinds=kinds,
        codes=plan.codes,
        place={row: place for place, row in enumerate(rows)},
        lines=len(lines),
        weights=weights,
        pools=tuple(effect for effect in effects if effect.uneven.any()),
        unknown=_unknown_rows(weights, unknown, index),
    )


def _taken(form: Form, codes: tuple[str, ...], kinds: tuple[str, ...]) -> Mask:
    """Shape (unit kinds, accounts): the amounts that stand outside the form or on an accounts line."""
    taken = _mask(form.outside, kinds, codes)
    for line in form.lines:
        if line.kind == "accounts":
            mask = _mask(line.selectors, kinds, codes)
            if (mask & taken).any():
                raise ValueError(f"form {form.id}, line {line.id}: takes an account that another line takes")
            taken |= mask
    return taken


def _own_weights(line: Line, plan: AccountPlan, kinds: tuple[str, ...], taken: Mask) -> Weights:
    """The weights of an accounts or rest line."""
    mask = _mask(line.selectors, kinds, plan.codes) if line.kind == "accounts" else _rest_mask(line, plan, kinds, taken)
    return mask.astype(np.int64) * line.sign


def _sum_of(form: Form, line: Line, weights: dict[str, Weights], shape: tuple[int, int]) -> Weights:
    result = np.zeros(shape, dtype=np.int64)
    for sign, term in line.terms:
        if term not in weights:
            raise ValueError(f"form {form.id}, line {line.id}: adds {term}, which does not stand above it")
        result += sign * weights[term]
    return result


def _mask(selectors: tuple[Selector, ...], kinds: tuple[str, ...], codes: tuple[str, ...]) -> Mask:
    """Shape (unit kinds, accounts): the amounts that one of the selectors takes. `codes` are in order."""
    mask = np.zeros((len(kinds), len(codes)), dtype=bool)
    for one in selectors:
        between = slice(bisect_left(codes, one.first), bisect_right(codes, one.last))
        chosen = [row for row, kind in enumerate(kinds) if not one.kinds or kind in one.kinds]
        mask[chosen, between] |= _lengths(codes)[between] == len(one.first)
    return mask


@lru_cache(maxsize=8)
def _lengths(codes: tuple[str, ...]) -> NDArray[np.int64]:
    return np.array([len(code) for code in codes], dtype=np.int64)


def _rest_mask(line: Line, plan: AccountPlan, kinds: tuple[str, ...], taken: Mask) -> Mask:
    wanted = np.array([code[0] == line.account_class and (not line.side or plan.sides[code] == line.side) for code in plan.codes], dtype=bool)
    allowed = np.array([not line.kinds or kind in line.kinds for kind in kinds], dtype=bool)
    return ~taken & wanted[None, :] & allowed[:, None]


def _place_pool(weights: Weights, account: Account, index: dict[str, int], taken: Mask) -> None:
    """On kinds of unit where no line names it, a pool counts as the accounts it may hold if these agree, else as the one it is shown on."""
    own = index[account.code]
    if account.code in account.candidates:
        return
    held = weights[:, :, [index[code] for code in account.candidates]]
    agree = (held == held[:, :, :1]).all(axis=2)
    at_home = weights[:, :, index[account.home]] if account.home else np.zeros_like(weights[:, :, 0])
    weights[:, :, own] = np.where(taken[:, own], weights[:, :, own], np.where(agree, held[:, :, 0], at_home))


def _effect(weights: Weights, account: Account, index: dict[str, int], taken: Mask) -> PoolEffect:
    own = index[account.code]
    named = taken[:, own] & (account.code not in account.candidates)
    uneven = ~_is_even(weights, [*(index[code] for code in account.candidates), own]) & ~named
    at_home = uneven & (weights[:, :, index[account.home]] != 0) if account.home else np.zeros_like(uneven)
    return PoolEffect(account, uneven, at_home)


def _unknown_rows(weights: Weights, unknown: tuple[tuple[str, ...], ...], index: dict[str, int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for group in unknown:
        places = [index[code] for code in group if code in index]
        for row in np.flatnonzero(~_is_even(weights, places).all(axis=1)):
            found.setdefault(int(row), group)
    return found


def _is_even(weights: Weights, places: list[int]) -> Mask:
    """Shape (rows, unit kinds): whether a krone counts the same on all these accounts."""
    seen = weights[:, :, places]
    return (seen == seen[:, :, :1]).all(axis=2)
