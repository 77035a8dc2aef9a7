"""The example, published once for all tests of a file; each test is undone by its own transaction."""

from collections.abc import Iterator

import pytest

from tests.support.publication import publish_example
from veikart.store.models import AuditEntry, Publication


@pytest.fixture(scope="module")
def example_in_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Publication]:
    """Bærum's programme as the current publication, and gone again when the file's tests have run."""
    with django_db_blocker.unblock():
        publication = publish_example()
        yield publication
        AuditEntry.objects.all().delete()
        publication.delete()


@pytest.fixture
def published(example_in_database: Publication, db: None) -> Publication:
    """The current publication."""
    return example_in_database
