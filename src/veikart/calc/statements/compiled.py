"""A form worked out for an account plan: what each line takes, and what it can know."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from veikart.calc.statements.accounts import AccountPlan
from veikart.calc.statements.forms import Form, Line

Mask = NDArray[np.int64]


@dataclass(frozen=True)
class CompiledForm:
    """A form with the weight of every amount on every line.

    `weights[line]` has shape (unit kinds, accounts), int64: what one krone on that kind of unit and account adds to the line. `part_weights`
    holds the same for the parts of `each` lines, under `line.part`. `taken`, same shape, marks the amounts that an accounts line names.
    """

    form: Form
    kinds: tuple[str, ...]
    codes: tuple[str, ...]
    weights: dict[str, Mask]
    part_weights: dict[str, Mask]
    taken: NDArray[np.bool_]

    def weight(self, line_id: str, *, kind: str, account: str) -> int:
        """What one krone on `account` at a unit of `kind` adds to a line or part."""
        table = self.weights.get(line_id)
        if table is None:
            table = self.part_weights[line_id]
        return int(table[self.kinds.index(kind), self.codes.index(account)])


def compile_form(form: Form, plan: AccountPlan, kinds: tuple[str, ...]) -> CompiledForm:
    """The weights of `form` for units of `kinds`.

    Raises ValueError where two accounts lines take the same amount, or a sum adds a line that does not stand above it.
    """
    codes = plan.codes
    taken = np.array([[any(one.takes(code, kind) for one in form.outside) for code in codes] for kind in kinds], dtype=bool)
    plain: dict[str, NDArray[np.bool_]] = {}
    for line in form.lines:
        if line.kind == "accounts":
            mask = _accounts_mask(line, kinds, codes)
            if (mask & taken).any():
                raise ValueError(f"form {form.id}, line {line.id}: takes an account that another line takes")
            taken |= mask
            plain[line.id] = mask
    weights: dict[str, Mask] = {}
    part_weights: dict[str, Mask] = {}
    for line in form.lines:
        match line.kind:
            case "accounts":
                weights[line.id] = plain[line.id].astype(np.int64) * line.sign
            case "rest":
                weights[line.id] = _rest_mask(line, plan, kinds, codes, taken).astype(np.int64) * line.sign
            case "sum":
                weights[line.id] = _sum_of(form, line, weights, (len(kinds), len(codes)))
            case "each":
                for part in line.parts:
                    mask = _accounts_mask(part, kinds, codes) if part.kind == "accounts" else _rest_mask(part, plan, kinds, codes, taken)
                    part_weights[f"{line.id}.{part.id}"] = mask.astype(np.int64) * part.sign
    for table in (*weights.values(), *part_weights.values()):
        _place_pools(table, plan, codes, taken)
    return CompiledForm(form, kinds, codes, weights, part_weights, taken)


def _place_pools(table: Mask, plan: AccountPlan, codes: tuple[str, ...], taken: NDArray[np.bool_]) -> None:
    """A pool that no line names counts as the accounts it may hold where these agree, else as the account it is shown on."""
    for account in plan.accounts:
        place = codes.index(account.code)
        if not account.candidates or account.code in account.candidates or taken[:, place].any():
            continue
        candidates = table[:, [codes.index(code) for code in account.candidates]]
        if (candidates == candidates[:, :1]).all():
            table[:, place] = candidates[:, 0]
        else:
            table[:, place] = table[:, codes.index(account.home)] if account.home else 0


def _sum_of(form: Form, line: Line, weights: dict[str, Mask], shape: tuple[int, int]) -> Mask:
    result = np.zeros(shape, dtype=np.int64)
    for sign, term in line.terms:
        if term not in weights:
            raise ValueError(f"form {form.id}, line {line.id}: adds {term}, which does not stand above it")
        result += sign * weights[term]
    return result


def _accounts_mask(line: Line, kinds: tuple[str, ...], codes: tuple[str, ...]) -> NDArray[np.bool_]:
    return np.array([[any(one.takes(code, kind) for one in line.selectors) for code in codes] for kind in kinds], dtype=bool)


def _rest_mask(line: Line, plan: AccountPlan, kinds: tuple[str, ...], codes: tuple[str, ...], taken: NDArray[np.bool_]) -> NDArray[np.bool_]:
    wanted = np.array([code[0] == line.account_class and (not line.side or plan.sides[code] == line.side) for code in codes])
    allowed = np.array([not line.kinds or kind in line.kinds for kind in kinds])
    return ~taken & wanted[None, :] & allowed[:, None]
