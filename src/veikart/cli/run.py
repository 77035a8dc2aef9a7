"""`veikart run [--port N]`: load the example, say what it shows, publish it and serve it."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_programme import publish_programme
from veikart.cli.output import console, make_table, print_findings, print_json
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import read_programme
from veikart.cli.serve import address_of, check_port, port_option, serve_site
from veikart.rules.assessment import Assessment, assess
from veikart.rules.words import format_count, in_ratio
from veikart.store.queries import get_files

EXAMPLE = "baerum-2020-2023"
MILLIONS = " mill. kr"


@click.command()
@port_option
@click.option("--no-serve", is_flag=True, help="Stopp når alt er publisert.")
@click.option("--json", "as_json", is_flag=True, help="Skriv sammendraget som JSON.")
def run(port: int, *, no_serve: bool, as_json: bool) -> None:
    """Last eksempelet, vis nøkkeltall og funn, publiser, og vis nettstedet."""
    path = settings.ROOT / "examples" / EXAMPLE
    if not no_serve:
        check_port(port)
    with show_progress("Veikart") as advance:
        advance("klargjør databasen", 0.02)
        prepare_database()
        advance("leser eksempelet", 0.08)
        programme = read_programme(str(path))
        advance("regner og kontrollerer", 0.2)
        assessment = assess(programme.dataset)
        advance("lagrer", 0.35)
        actor = get_operator()
        publication = load_dataset(programme.dataset, actor=actor)
        advance("setter dokumentet", 0.45)
        folder: Path = settings.VAR / "published"
        publish_programme(publication, actor=actor, folder=folder, progress=lambda words, share: advance(words, 0.45 + share * 0.55))
    files = {kind: str(folder / file.stored_name) for kind, file in get_files(publication.pk).items()}
    if as_json:
        print_json({**_summary_json(assessment, files), "address": "" if no_serve else address_of(port)})
    else:
        _print_summary(assessment, files)
    if not no_serve:
        serve_site(port, as_json=as_json)


def _summary_json(assessment: Assessment, files: dict[str, str]) -> dict[str, object]:
    programme = assessment.programme
    check = programme.document_check
    grades = [finding.grade for finding in assessment.findings]
    return {
        "dataset": programme.dataset.id,
        "ratios": {
            series.ratio.id: {str(year): in_ratio(value.value, series.ratio) for year, value in series.values.items()}
            for series, _ in programme.verdicts()
        },
        "findings": {grade: grades.count(grade) for grade in ("stop", "warning", "note")},
        "reproduced": len(check.reproduced),
        "disagreements": len(check.disagreements),
        "files": files,
    }


def _print_summary(assessment: Assessment, files: dict[str, str]) -> None:
    programme = assessment.programme
    dataset, check = programme.dataset, programme.document_check
    console.print()
    years = dataset.plan_years
    table = make_table(f"{dataset.municipality}: {dataset.title}, {dataset.subtitle}", ["", *map(str, years), "Snitt", "Måltall", "Minimum"])
    for series, verdict in programme.verdicts():
        target = verdict.target
        shown = [*(series.values[year].value if year in series.values else None for year in years)]
        shown += [verdict.average.value if verdict.average else None, target.aim, target.minimum]
        texts = ["–" if one is None else in_ratio(one, series.ratio) for one in shown]
        in_millions = any(text.endswith(MILLIONS) for text in texts)
        name = f"{series.ratio.name}, mill. kr" if in_millions else series.ratio.name
        table.add_row(name, *(text.removesuffix(MILLIONS) for text in texts))
    console.print(table)
    console.print()
    print_findings(assessment.of_rules)
    console.print(
        f"\nDokumentkontrollen: {format_count(len(check.reproduced))} tall stemmer når de regnes på nytt; "
        f"{len(check.disagreements)} steder motsier dokumentet seg selv. Listen står under Dokumentkontroll på nettstedet.",
        markup=False,
    )
    for kind, name in files.items():
        console.print(f"{'PDF' if kind == 'document' else 'Regneark'}: {name}", markup=False)
