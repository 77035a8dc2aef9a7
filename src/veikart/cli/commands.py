"""The command line put together, and the one place where errors become answers."""

from __future__ import annotations

import logging
import sys
from itertools import takewhile

import click

from veikart.actions.access import AccessDenied
from veikart.cli.check import check
from veikart.cli.compare import compare
from veikart.cli.digest import digest
from veikart.cli.economy import economy
from veikart.cli.emissions_import import import_emission_file
from veikart.cli.estimate import estimate_rates
from veikart.cli.exit_codes import DENIED, DONE, FAILED, USAGE
from veikart.cli.explain import explain
from veikart.cli.follow_up import follow_up
from veikart.cli.foresight import foresight
from veikart.cli.ledger import ledger
from veikart.cli.load import load
from veikart.cli.norwegian import speak_norwegian
from veikart.cli.output import CommandEnd, errors, finding_json, print_findings, print_json
from veikart.cli.person import person
from veikart.cli.plan import plan
from veikart.cli.publish import publish
from veikart.cli.report import report
from veikart.cli.run import run
from veikart.cli.serve import serve
from veikart.cli.statement import statement
from veikart.cli.worker import worker

log = logging.getLogger(__name__)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def veikart() -> None:
    """Veikart: planlegging, budsjett og oppfølging for kommuner."""


for command in (
    run,
    load,
    check,
    statement,
    explain,
    compare,
    publish,
    serve,
    worker,
    plan,
    economy,
    foresight,
    follow_up,
    ledger,
    report,
    digest,
    person,
):
    veikart.add_command(command)
economy.add_command(estimate_rates)
economy.add_command(import_emission_file)
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
