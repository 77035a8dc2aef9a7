"""`veikart explain PATH TALL`: where a figure comes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.output import CommandEnd, as_number, console, print_json
from veikart.cli.reading import read_programme
from veikart.rules.explaining import Explanation, UnknownFigure, explain_figure
from veikart.rules.words import format_mill


@click.command()
@click.argument("path")
@click.argument("figure", metavar="TALL")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def explain(path: str, figure: str, *, as_json: bool) -> None:
    """Si hvor tallet TALL kommer fra, for eksempel frame:barnehager@2020 eller 4.5:brutto-driftsresultat@2021."""
    programme = read_programme(path)
    try:
        explanation = explain_figure(programme, figure)
    except UnknownFigure as error:
        raise CommandEnd(str(error), NOT_FOUND) from None
    if as_json:
        print_json(explanation_json(explanation))
    else:
        _print_explanation(explanation)


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The whole explanation; `value` is in the base unit (kroner, share, count)."""
    return {**asdict(explanation), "value": as_number(explanation.value)}


def _print_explanation(one: Explanation) -> None:
    console.print(f"[bold]{one.title}[/]: ", end="")
    console.print(one.text, markup=False)
    for text in (one.words, one.formula_words or one.formula, one.note):
        if text:
            console.print(f"  {text}", markup=False)
    if one.source:
        console.print(f"  Kilde: {one.source}", markup=False)
    _print_list("Tallene i regnestykket", [(f"{'− ' if each.sign < 0 else ''}{each.label}", each.text, each.address) for each in one.inputs])
    _print_list("Lagene", [(each.name, format_mill(each.nok), each.decided) for each in one.layers])
    _print_list("Tiltakene", [(each.name, format_mill(each.nok), each.place or each.formula) for each in one.contributions[:20]])
    if len(one.contributions) > 20:
        console.print(f"    … og {len(one.contributions) - 20} tiltak til", markup=False)
    prints = [(each.place, each.text, "stemmer" if each.agrees else "stemmer ikke") for each in one.prints]
    _print_list("Trykt i dokumentet", prints)
    verdicts = [(proof.formula_words, proof.expected, "stemmer" if proof.agrees else f"stemmer ikke: {proof.place}") for proof in one.proofs]
    _print_list("Regnet på nytt", verdicts)


def _print_list(title: str, rows: list[tuple[str, str, str]]) -> None:
    if rows:
        console.print(f"  {title}:", style="bold", markup=False)
        for label, text, note in rows:
            console.print(f"    {label}: {text}{f'  ({note})' if note else ''}", markup=False)
