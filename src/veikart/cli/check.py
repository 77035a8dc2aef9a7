"""`veikart check PATH`: the rules, and the document against itself."""

from __future__ import annotations

from typing import Any

import click

from veikart.calc.documents import UNITS, CheckOutcome
from veikart.cli.exit_codes import FINDINGS
from veikart.cli.output import CommandEnd, as_number, console, finding_json, print_findings, print_json
from veikart.cli.reading import read_whole_dataset
from veikart.rules.assessment import Assessment, assess
from veikart.rules.words import disagreement_words, format_count, place_of_inputs


@click.command()
@click.argument("path")
@click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON.")
def check(path: str, *, as_json: bool) -> None:
    """Kontroller datasettet i PATH: formatet, reglene og dokumentet mot seg selv."""
    assessment = assess(read_whole_dataset(path, {"reproduced": 0, "recomputed": 0, "printed": 0, "disagreements": []}))
    answer = check_json(assessment)
    if not as_json:
        _print_summary(assessment)
    if any(finding.grade == "stop" for finding in assessment.findings):
        raise CommandEnd("Datasettet har funn av graden stopp.", FINDINGS, answer=answer)
    if as_json:
        print_json(answer)


def check_json(assessment: Assessment) -> dict[str, Any]:
    """The check as JSON: how much was reproduced, each disagreement, each finding."""
    result = assessment.programme.document_check
    return {
        "dataset": assessment.programme.dataset.id,
        "printed": result.printed,
        "recomputed": len(result.recomputed),
        "reproduced": len(result.reproduced),
        "disagreements": [_disagreement(assessment, outcome) for outcome in result.disagreements],
        "findings": [finding_json(one) for one in assessment.findings],
    }


def _disagreement(assessment: Assessment, outcome: CheckOutcome) -> dict[str, Any]:
    """One disagreement; numbers are in `unit`."""
    dataset, figure = assessment.programme.dataset, outcome.figure
    scale = UNITS[figure.unit]
    return {
        "figure": figure.address,
        "place_a": dataset.place(figure.table, figure.row, figure.column),
        "printed": as_number(figure.value / scale),
        "place_b": place_of_inputs(dataset, outcome),
        "expected": as_number(outcome.expected.value / scale),
        "difference": as_number(outcome.difference / scale),
        "unit": figure.unit,
        "kind": outcome.check.kind,
        "formula": outcome.check.formula,
        "note": outcome.check.note,
        "cause": outcome.check.cause,
    }


def _print_summary(assessment: Assessment) -> None:
    result = assessment.programme.document_check
    print_findings(assessment.findings, most=60)
    console.print()
    console.print(
        f"{format_count(len(result.reproduced))} av {format_count(len(result.recomputed))} tall som kan regnes ut, stemmer. "
        f"Dokumentet har {disagreement_words(result)}. Trykte tall i alt: {format_count(result.printed)}.",
        markup=False,
    )
