"""The financing worked out slowly and plainly: one class and one year at a time. It judges the fast engine."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.support.plain_loans import nearest


def plain_financing(
    have: Mapping[str, int], order: Sequence[str], counts_as: Mapping[str, str], *, ceiling: int | None = None, target: int = 0, reach: bool = False
) -> dict[str, int]:
    """`have` holds gross, share_purchases and what each source has, in kroner."""
    sources = dict(have)
    need = sources.pop("gross") + sources.pop("share_purchases")
    deducted = min(need, sum(nok for one, nok in sources.items() if counts_as[one] == "deducted" and one != "transfer"))
    if reach:
        other = sum(nok for one, nok in sources.items() if counts_as[one] == "own_capital" and one != "transfer")
        sources["transfer"] = max(0, nearest(Fraction((need - deducted) * target, 10**6)) - other)
    left, used = need, {}
    for one in order:
        used[one] = max(0, min(left, sources[one]))
        left -= used[one]
    loan = max(0, min(left, have["gross"] - used["vat_compensation"] - used["grants"]))
    if ceiling is not None:
        loan = min(loan, ceiling)
    own = sum(used[one] for one in order if counts_as[one] == "own_capital")
    base = need - sum(used[one] for one in order if counts_as[one] == "deducted")
    return {
        **{f"{one}_used": nok for one, nok in used.items()},
        "need": need,
        "loan": loan,
        "gap": max(0, left - loan),
        "unused": sum(sources.values()) - sum(used.values()),
        "own_capital": own,
        "own_capital_share": nearest(Fraction(own * 10**6, base)) if base > 0 else 0,
        "missing_to_target": max(0, nearest(Fraction(base * target, 10**6)) - own),
    }
