"""New loans: what each year's investments need, as a loan of its own for each purpose and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from veikart.calc.loans.rows import LENDING, ON_LENDING, OWN, Loan, LoanTerm


def make_vintages(
    terms: Mapping[str, LoanTerm], raised: Mapping[str, Sequence[int]], years: Sequence[int], names: Mapping[str, str]
) -> dict[str, Loan]:
    """The loans taken up in the years, by «purpose|year»: `raised` is whole kroner by purpose and year, `terms` and `names` are by purpose.

    Every purpose that has terms has a loan for every year, of 0 kroner where nothing is taken up, so that what moves keeps its place.
    """
    return {
        f"{purpose}|{year}": _make_loan(terms[purpose], year, nok, f"{names[purpose]}, tatt opp {year}")
        for purpose in terms
        for year, nok in zip(years, raised.get(purpose, (0,) * len(years)), strict=True)
    }


def _make_loan(term: LoanTerm, year: int, nok: int, name: str) -> Loan:
    first = year + term.first_after
    return Loan(
        f"{term.purpose}|{year}",
        name,
        term.entity,
        term.purpose,
        ON_LENDING if term.purpose == LENDING else OWN,
        term.kind,
        nok,
        year,
        first,
        first + term.instalments - 1,
        term.rate,
        None if term.fixed_years is None else year + term.fixed_years,
        term.margin,
    )
