"""Amounts on accounts that a form has no line for."""

from __future__ import annotations

from collections.abc import Iterator

from veikart.rules.findings import Finding, Place, make_finding
from veikart.rules.programme import Programme
from veikart.rules.words import in_mill

COMPLETE_FORMS = (
    ("drift", "regnskapsresultat", ""),
    ("1A", "merforbruk", ""),
    ("5-4", "fremfort", ""),
    ("5-6", "fremfort", "uten-linje"),
    ("investering", "udekket", ""),
    ("2A", "udekket", ""),
    ("5-5", "udekket", "andre"),
)
"""Forms that every amount of their account class belongs to: the line that adds them all up, and the one for what has no line, if any."""


def find_unplaced(programme: Programme, columns: tuple[tuple[str, int], ...]) -> Iterator[Finding]:
    """A finding for each unit and account with an amount that a complete form has no line for, in these versions and years."""
    units, names = programme.dataset.budget.unit_by_id, programme.plan.names
    for form_id, last, leftover in COMPLETE_FORMS:
        form = programme.forms[form_id]
        for version in dict.fromkeys(version for version, _ in columns):
            for (unit, account, year), nok in programme.engine.unplaced(form, version, last=last, leftover=leftover).items():
                if (version, year) in columns:
                    yield make_finding(
                        "account-without-line",
                        Place(figure=f"line:{form_id}:{leftover or last}@{year}", unit=units[unit].name, year=year),
                        found=in_mill(nok),
                        name=f"{account} {names[account]}",
                        unit=units[unit].name,
                        year=str(year),
                        form=form.name,
                    )
