"""`veikart serve [--port N]`: show the site on this machine."""

from __future__ import annotations

import multiprocessing
import socket
import sys

import click
from granian import Granian
from granian.constants import Interfaces

from veikart.cli.beside import start_worker
from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.norwegian import NumberRange
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import prepare_database

HOST = "127.0.0.1"
THREADS = 4


port_option = click.option("--port", default=8000, show_default=True, metavar="PORT", type=NumberRange(1, 65535), help="Porten nettstedet svarer på.")


@click.command()
@port_option
@click.option("--json", "as_json", is_flag=True, help="Skriv adressen som JSON.")
def serve(port: int, *, as_json: bool) -> None:
    """Vis nettstedet på denne maskinen."""
    check_port(port)
    prepare_database()
    if as_json:
        print_json({"address": address_of(port)})
    serve_site(port, as_json=as_json)


def check_port(port: int) -> None:
    """End the command with a sentence where another program has the port."""
    if _is_taken(port):
        raise CommandEnd(f"Port {port} er opptatt. Velg en annen med --port.", NOT_FOUND)


def address_of(port: int) -> str:
    """Where the site is found on this machine."""
    return f"http://localhost:{port}/"


def serve_site(port: int, *, as_json: bool) -> None:
    """Answer, with a worker for what is long, until the command is stopped; as JSON the command has already said where."""
    if not as_json:
        console.print(f"Nettstedet er klart på [bold]{address_of(port)}[/] (Ctrl+C stopper det).")
    sys.stdout.flush()
    multiprocessing.set_start_method("spawn", force=True)  # a fork would inherit typst's and DuckDB's pools without their threads, and wait for ever
    with start_worker():
        Granian(
            "veikart.config.wsgi:application",
            address=HOST,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=THREADS,
            log_access=False,
            log_level="warning",
        ).serve()


def _is_taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False
