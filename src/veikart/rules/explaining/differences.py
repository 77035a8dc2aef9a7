"""What one version has and another has not, opened."""

from __future__ import annotations

from fractions import Fraction

from veikart.calc.layers import Difference, compare_versions
from veikart.rules.explaining.addresses import Address, UnknownFigure
from veikart.rules.explaining.contexts import year_of
from veikart.rules.explaining.contributions import contribution, layer_parts
from veikart.rules.explaining.explanation import Explanation, InputFigure
from veikart.rules.programme import Programme
from veikart.rules.words import in_mill

ALL = "all"


def explain_difference(programme: Programme, address: Address) -> Explanation:
    """A difference in one year: `all`, one layer's (`layer=…`), or that without its largest measures (`layer=… after=300`).

    Raises UnknownFigure.
    """
    earlier, later, wanted = address.parts
    year, names = year_of(address), programme.budget.version_by_id
    if earlier not in names or later not in names:
        raise UnknownFigure(f"Versjonen «{(later if earlier in names else earlier)[:60]}» finnes ikke.")
    found = _chosen(programme, compare_versions(programme.budget, programme.table, a=earlier, b=later), wanted)
    here = [one for one in found if one.nok_by_year.get(year)]
    taken = tuple(contribution(programme, one.measure, one.unit, one.account, one.nok_by_year[year], year) for one in here)
    nok = sum(one.nok for one in taken)
    layer = f"difference:{earlier}:{later}:layer={{}}@{year}" if wanted == ALL else ""
    return Explanation(
        address=address.text,
        title=f"{names[later].name} mot {names[earlier].name}, {year}",
        value=Fraction(nok),
        text=in_mill(nok),
        unit="nok",
        words="Tiltakene i lagene som bare den første versjonen har, minus dem i lagene som bare den andre har.",
        price=programme.dataset.price_level,
        inputs=(_version(programme, later, year, 1), _version(programme, earlier, year, -1)) if wanted == ALL else (),
        layers=layer_parts(programme, taken, address=layer),
        contributions=taken,
    )


def _chosen(programme: Programme, differences: list[Difference], wanted: str) -> list[Difference]:
    """The differences that a filter takes. Raises UnknownFigure."""
    if wanted == ALL:
        return differences
    layer, _, after = wanted.removeprefix("layer=").partition(" after=")
    if not wanted.startswith("layer=") or layer not in programme.budget.layer_by_id or (after and not (after.isdecimal() and len(after) < 7)):
        raise UnknownFigure(f"«{wanted[:60]}» er ikke en del av en forskjell. Skriv for eksempel all eller layer=….")
    return [one for one in differences if programme.budget.measure_by_id[one.measure].layer == layer][int(after or 0) :]


def _version(programme: Programme, version: str, year: int, sign: int) -> InputFigure:
    layers = frozenset(programme.budget.version_by_id[version].layers)
    nok = sum(one.nok for one in programme.budget.amounts if one.year == year and programme.budget.measure_by_id[one.measure].layer in layers)
    return InputFigure(programme.budget.version_by_id[version].name, in_mill(nok), f"sum:version={version}@{year}", sign)
