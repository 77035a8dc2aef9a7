"""The command line put together, and the one place where errors become answers."""

from __future__ import annotations

import logging
import sys

import click

from veikart.actions.access import AccessDenied
from veikart.cli.check import check
from veikart.cli.compare import compare
from veikart.cli.exit_codes import DENIED, DONE, FAILED, USAGE
from veikart.cli.explain import explain
from veikart.cli.load import load
from veikart.cli.output import errors
from veikart.cli.publish import publish
from veikart.cli.run import run
from veikart.cli.serve import serve
from veikart.cli.statement import statement

log = logging.getLogger(__name__)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def veikart() -> None:
    """Veikart: planlegging, budsjett og oppfølging for kommuner."""


for command in (run, load, check, statement, explain, compare, publish, serve):
    veikart.add_command(command)


def run_command_line() -> int:
    """Run the command that was typed. Gives the exit code; nothing a user types gives a trace."""
    try:
        veikart.main(standalone_mode=False, prog_name="veikart")
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        errors.print("Avbrutt.")
        return DONE
    except AccessDenied as error:
        errors.print(str(error), markup=False)
        return DENIED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception:
        log.exception("a command failed")
        errors.print("Noe gikk galt i programmet. Årsaken står i loggen over.")
        return FAILED
    return DONE
