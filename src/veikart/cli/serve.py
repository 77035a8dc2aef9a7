"""`veikart serve [--port N]`: show the site on this machine."""

from __future__ import annotations

import socket

import click
from granian import Granian
from granian.constants import Interfaces

from veikart.cli.exit_codes import NOT_FOUND
from veikart.cli.output import CommandEnd, console, print_json
from veikart.cli.preparing import prepare_database

HOST = "127.0.0.1"
THREADS = 4


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Porten nettstedet svarer på.")
@click.option("--json", "as_json", is_flag=True, help="Skriv adressen som JSON.")
def serve(port: int, *, as_json: bool) -> None:
    """Vis nettstedet på denne maskinen."""
    prepare_database()
    serve_site(port, as_json=as_json)


def serve_site(port: int, *, as_json: bool = False) -> None:
    """Answer until the command is stopped. Ends with a sentence where the port is taken."""
    if _is_taken(port):
        raise CommandEnd(f"Port {port} er opptatt. Velg en annen med --port.", NOT_FOUND)
    address = f"http://localhost:{port}/"
    if as_json:
        print_json({"address": address})
    else:
        console.print(f"Nettstedet er klart på [bold]{address}[/] (Ctrl+C stopper det).")
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
