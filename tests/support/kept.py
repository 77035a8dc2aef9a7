"""What is stored once for all tests of a file; each test is undone by its own transaction, and the file leaves an empty database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command


@contextmanager
def kept_for_the_file(setup: None, blocker: Any) -> Iterator[None]:
    """Store what is wanted inside the block, and yield inside it too. Takes pytest-django's `django_db_setup` and `django_db_blocker`."""
    with blocker.unblock():
        try:
            yield
        finally:
            call_command("flush", interactive=False, verbosity=0)
