"""The command line put together, and the one place where errors become answers."""

from __future__ import annotations

import logging
import sys
from itertools import takewhile

import click

from veikart.actions.access import AccessDenied
from veikart.cli.exit_codes import DENIED, DONE, FAILED, USAGE
from veikart.cli.late import LateGroup
from veikart.cli.norwegian import speak_norwegian
from veikart.cli.output import CommandEnd, errors, finding_json, print_findings, print_json

log = logging.getLogger(__name__)


COMMANDS = {
    "run": ("run.run", "Last eksempelet, vis nøkkeltall og funn, publiser, og vis nettstedet."),
    "load": ("load.load", "Kontroller datasettet i PATH og lagre det."),
    "check": ("check.check", "Kontroller datasettet i PATH: formatet, reglene og dokumentet mot seg selv."),
    "statement": ("statement.statement", "Vis en oppstilling for datasettet i PATH."),
    "explain": ("explain.explain", "Si hvor tallet TALL kommer fra, for eksempel frame:barnehager@2020 eller 4.5:brutto-driftsresultat@2021."),
    "compare": ("compare.compare", "Vis hva versjon B har som versjon A ikke har, det største først."),
    "publish": ("publish.publish", "Publiser datasettet i PATH, eller det som sist ble lastet: nettsider, PDF og regneark."),
    "serve": ("serve.serve", "Vis nettstedet på denne maskinen."),
    "worker": ("worker.worker", "Regn ut kjøringene som står i kø, til kommandoen stoppes."),
    "plan": ("plan.plan", "Plansystemet: mål, planer, årshjul og det som henger sammen."),
    "economy": ("economy.economy", "Økonomiboken: forutsetninger, prosjekter, lån og det andre budsjettet regnes ut fra."),
    "foresight": ("foresight.foresight", "Framsyn: befolkning, behov og økonomi tjue år fram."),
    "follow-up": ("follow_up.follow_up", "Oppfølgingsboken: indikatorverdier, oppdrag, rapporter og prognoser."),
    "ledger": ("ledger.ledger", "Regnskapet: filer fra regnskapssystemet, og avvik for hver enhet."),
    "report": ("report.report", "Rapportene: publiser en periode, og skriv den som PDF."),
    "digest": ("digest.digest", "Send hver enkelt det de må gjøre nå, høyst én gang i uken eller om dagen, slik de har valgt."),
    "person": ("person.person", "Folk som logger inn, og rollene deres."),
}
"""Where each command stands below this folder, and the sentence for it in the list of them all."""


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def veikart() -> None:
    """Veikart: planlegging, budsjett og oppfølging for kommuner."""


for _name, (_place, _sentence) in COMMANDS.items():
    veikart.add_late(_name, f"veikart.cli.{_place}", _sentence)
speak_norwegian(veikart)


def run_command_line() -> int:
    """Run the command that was typed. Gives the exit code; nothing a user types gives a trace."""
    as_json = "--json" in takewhile(lambda word: word != "--", sys.argv[1:])
    try:
        veikart.main(standalone_mode=False, prog_name="veikart")
    except (click.Abort, KeyboardInterrupt):
        errors.print("Avbrutt.")
        return DONE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except click.UsageError as error:
        if not as_json:
            error.show()
            return USAGE
        return _end(CommandEnd(error.format_message(), USAGE), as_json=True)
    except CommandEnd as end:
        return _end(end, as_json=as_json)
    except AccessDenied as error:
        return _end(CommandEnd(str(error), DENIED), as_json=as_json)
    except Exception:
        log.exception("a command failed")
        return _end(CommandEnd("Noe gikk galt i programmet. Årsaken står i loggen over.", FAILED), as_json=as_json)
    return DONE


def _end(end: CommandEnd, *, as_json: bool) -> int:
    """Say how the command ended, and give its exit code."""
    if as_json:
        print_json({"code": end.exit_code, "sentence": end.message, "findings": [finding_json(one) for one in end.findings], **end.answer})
    else:
        print_findings(end.findings)
        errors.print(end.message, markup=False)
    return end.exit_code
