"""`veikart run [--port N]`: load the examples, say what they show, publish them and serve them."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from veikart.actions.load_dataset import load_dataset
from veikart.actions.publish_plan import publish_plan
from veikart.actions.publish_programme import publish_programme
from veikart.actions.replace_economy import replace_economy
from veikart.actions.replace_follow_up import replace_follow_up
from veikart.actions.replace_plan import replace_plan
from veikart.cli.books import read_book, store_book
from veikart.cli.economy import make_baseline
from veikart.cli.follow_up import make_public
from veikart.cli.ledger import store_ledger
from veikart.cli.output import console, make_table, print_findings, print_json
from veikart.cli.person import make_invitation
from veikart.cli.preparing import get_operator, prepare_database, show_progress
from veikart.cli.reading import read_programme
from veikart.cli.report import publish_finished
from veikart.cli.serve import address_of, check_port, port_option, serve_site
from veikart.rules.assessment import Assessment, assess
from veikart.rules.books import ECONOMY, FOLLOW_UP, PLAN
from veikart.rules.foresight.preparing import prepare_drawing
from veikart.rules.programme import Programme
from veikart.rules.words import disagreement_words, format_count, in_ratio
from veikart.store.queries import (
    get_economy_state,
    get_files,
    get_follow_up_state,
    get_ledger_imports,
    get_plan_state,
    get_published_reports,
    has_people,
)

EXAMPLE = "baerum-2020-2023"
PLAN_EXAMPLE = "baerum-2040"
ECONOMY_EXAMPLE = "baerum-okonomi"
FOLLOW_UP_EXAMPLE = "baerum-oppfolging"
LEDGER_EXAMPLE = "baerum-regnskap"
PLANNER = ("administrator@localhost", "Administrator i eksempelet")
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
        publish_programme(publication, actor=actor, folder=folder, progress=lambda words, share: advance(words, 0.45 + share * 0.45))
        advance("leser målene og planene", 0.91)
        invitation = _show_plan(str(settings.ROOT / "examples" / PLAN_EXAMPLE))
        advance("leser økonomien", 0.95)
        _show_economy(str(settings.ROOT / "examples" / ECONOMY_EXAMPLE))
        advance("leser oppfølgingen", 0.96)
        _show_follow_up(str(settings.ROOT / "examples" / FOLLOW_UP_EXAMPLE))
        _show_ledger(settings.ROOT / "examples" / LEDGER_EXAMPLE)
        _show_reports(programme)
        advance("gjør klart framsynet", 0.98)
        prepare_drawing()
    files = {kind: str(folder / file.stored_name) for kind, file in get_files(publication.pk).items()}
    if as_json:
        print_json({**_summary_json(assessment, files), "address": "" if no_serve else address_of(port), "invitation": invitation})
    else:
        _print_summary(assessment, files)
        if invitation:
            link = f"{address_of(port).rstrip('/')}{invitation}"
            console.print(f"Vil du rette i planen? Velg passord her, og logg inn som administrator: {link}", markup=False, soft_wrap=True)
    if not no_serve:
        serve_site(port, as_json=as_json)


def _show_plan(path: str) -> str:
    """Load and publish the example's plan system, unless there is a plan already. Gives the path of an invitation while nobody can sign in."""
    if get_plan_state().number == 0:
        system, _seen, _findings = read_book(PLAN, path)
        store_book(system, path, replace_plan)
        publish_plan(actor=get_operator())
    email, name = PLANNER
    return "" if has_people() else make_invitation(email, name=name, role="administrator")


def _show_economy(path: str) -> None:
    """Load the example's economy and adopt it as the one the budget is made from, unless there is one already."""
    if get_economy_state().number == 0:
        book, _seen, _findings = read_book(ECONOMY, path)
        store_book(book, path, replace_economy)
        make_baseline()


def _show_follow_up(path: str) -> None:
    """Load the example's follow-up and make it public, unless there is one already."""
    if get_follow_up_state().number == 0:
        book, _seen, _findings = read_book(FOLLOW_UP, path)
        store_book(book, path, replace_follow_up)
        make_public()


def _show_reports(programme: Programme) -> None:
    """Publish the reports of the example that are finished, unless one is published already, and show the follow-up as it is then."""
    if not get_published_reports() and publish_finished(programme):
        make_public()


def _show_ledger(folder: Path) -> None:
    """Read the example's ledger in, unless there is one already. The names of its files say what they hold, and the year."""
    if not get_ledger_imports(only_stored=False):
        for path in sorted(folder.glob("*.csv")):
            source, year = path.stem.split("-")[:2]
            store_ledger(path, source, int(year))


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
        f"{disagreement_words(check)}. Listen står under Dokumentkontroll på nettstedet.",
        markup=False,
    )
    for kind, name in files.items():
        console.print(f"{'PDF' if kind == 'document' else 'Regneark'}: {name}", markup=False)
