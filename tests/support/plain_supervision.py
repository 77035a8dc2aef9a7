"""Deficits and recoveries written plainly: pay one krone row at a time."""

from __future__ import annotations

from veikart.calc.supervision import Deficit, Recovery


def plain_deficits(deficits: dict[str, Deficit], recoveries: list[Recovery], years: range, allowed: int) -> dict[str, dict[str, tuple[int, ...]]]:
    """What is recovered, left and overdue of each deficit by year."""
    found = {}
    for key, deficit in deficits.items():
        paid: dict[int, int] = {}
        for one in sorted((one for one in recoveries if one.deficit == key and one.year > deficit.year), key=lambda one: one.year):
            paid[one.year] = min(one.nok, deficit.nok - sum(paid.values()))
        left = {year: deficit.nok - sum(nok for at, nok in paid.items() if at <= year) if year >= deficit.year else 0 for year in years}
        late = {
            year: 0
            if year < deficit.year + allowed
            else deficit.nok - sum(nok for at, nok in paid.items() if at <= max(year - 1, deficit.year + allowed))
            for year in years
        }
        found[key] = {
            "recovered": tuple(paid.get(year, 0) for year in years),
            "closing": tuple(left.values()),
            "overdue": tuple(late.values()),
        }
    return found
