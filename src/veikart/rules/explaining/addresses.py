"""Addresses of figures: what people and scripts call them.

`4.5:brutto-driftsresultat@2021` is printed, `line:1A:til-fordeling@2020` a statement line, `frame:barnehager@2020` a unit's net frame,
`ratio:result_ratio@2020` a ratio, `average:result_ratio@2020` its average over the plan years from 2020, `measure:barnehager.ny-pedagognorm@2020`
one measure, `input:net_loan_debt@2020` a figure the ratios need, `sum:unit=barnehager layer=lonnsvekst@2020` a sum of amounts and
`part:1B:barnehager.netto:layer=lonnsvekst@2020` what a layer, unit or step adds to a line. `target:result_ratio:aim@2020` is the aim (or `minimum`)
of a ratio, and `difference:budsjett-2019:radmannens-forslag:all@2020` what the second version has that the first has not. `~version` at the end picks
another version.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = {"line": 3, "frame": 2, "ratio": 2, "average": 2, "measure": 2, "input": 2, "sum": 2, "part": 4, "target": 3, "difference": 4}
"""The kinds of address that are not printed, and of how many parts each is."""
LONGEST = 1_000


class UnknownFigure(LookupError):
    """No figure has that address. The text is a Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """A parsed address. `kind` is printed or one of KINDS; `parts` its names; `column` what stands after the @; `version` what stands after ~."""

    text: str
    kind: str
    parts: tuple[str, ...]
    column: str
    version: str = ""


def parse_address(text: str) -> Address:
    """The address in `text`. Raises UnknownFigure.

    >>> parse_address("line:1A:skatt@2020").parts
    ('1A', 'skatt')
    """
    body, _, version = text.strip().partition("~")
    names, at, column = body.rpartition("@")
    parts = tuple(names.split(":"))
    if len(text) > LONGEST or not at or not column or len(parts) != KINDS.get(parts[0], 2) or not all(parts):
        raise UnknownFigure(
            f"«{text[:60]}» er ikke adressen til et tall. Skriv for eksempel 4.5:brutto-driftsresultat@2021 eller frame:barnehager@2020."
        )
    if parts[0] in KINDS:
        return Address(text, parts[0], parts[1:], column, version)
    return Address(text, "printed", parts, column, version)
